"""Which language a text is in: what is not English must not be read as if it were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import compare, read_notice_rule
from tracker.model.language import language_of, may_be_english

TEXTS = {
    "en": "We keep the letters that you send us for a year, and we do not share them with any of our guests or friends.",
    "de": "Wir bewahren die Briefe, die Sie uns senden, ein Jahr auf und geben sie nicht an unsere Gäste oder Freunde weiter.",
    "fr": "Nous gardons les lettres que vous nous envoyez pendant un an et nous ne les montrons pas à nos amis ou à nos hôtes.",
    "es": "Guardamos las cartas que usted nos envía durante un año y no las enseñamos a los amigos de la casa ni a otros.",
    "nl": "Wij bewaren de brieven die u ons stuurt een jaar en wij laten ze niet zien aan onze gasten of vrienden van het huis.",
    "hu": "A leveleket, amelyeket ön küld, egy évig őrizzük meg, és nem adjuk át azokat az ismerőseinknek vagy a vendégeknek.",
    "ro": "Păstrăm scrisorile pe care ni le trimiteți timp de un an și nu le arătăm prietenilor noștri sau oaspeților care sunt la noi.",
    "tr": "Bize gönderdiğiniz mektupları bir yıl için saklarız ve bunları dostlarımız veya konuklarımız ile paylaşmayız, bu kural da geçerlidir.",
    "ru": "Мы храним письма, которые вы нам присылаете, один год и не показываем их нашим гостям и друзьям.",
    "ja": "お送りいただいた手紙は一年間保管し、友人や来客に見せることはありません。規約は変更されることがあります。",
    "zh": "您寄给我们的信件保存一年，我们不会向客人或朋友出示这些信件。本政策可能会不时更新。",
    "ko": "보내 주신 편지는 일 년 동안 보관하며 손님이나 친구에게 보여 주지 않습니다. 이 약관은 바뀔 수 있습니다.",
    "el": "Φυλάμε τα γράμματα που μας στέλνετε για έναν χρόνο και δεν τα δείχνουμε στους φίλους ή στους επισκέπτες μας.",
    "und-Arab": "نحتفظ بالرسائل التي ترسلونها إلينا لمدة عام ولا نعرضها على ضيوفنا أو أصدقائنا، وقد تتغير هذه السياسة.",
}


@pytest.mark.parametrize(("tag", "text"), TEXTS.items(), ids=TEXTS)
def test_a_language_is_told(tag, text):
    assert language_of((f"# {text}", "", text)) == tag
    assert may_be_english((text, text)) == (tag == "en")


@pytest.mark.parametrize(("tag", "text"), TEXTS.items(), ids=TEXTS)
def test_only_a_text_in_english_is_called_silent(tag, text):
    rule = read_notice_rule(f"# {text[:30]}\n\n{text}\n")
    assert rule.none_found
    assert ("language_not_read" in rule.flags) == (tag != "en")


def test_other_words_in_a_script_that_is_not_read_are_said_to_be_so():
    before = f"# 規約\n\n{TEXTS['ja']}\n\n未成年者の購入は親の同意があるものとみなします。\n"
    change = compare(before, before.replace("みなします", "みなしません"))
    assert [finding.rule for finding in change.findings] == ["unread_language"]


def test_names_in_another_language_make_no_other_language():
    names = (
        "La Poste",
        "El País",
        "De Tijd",
        "La Redoute",
        "De Standaard",
        "Los Angeles Times",
        "Le Monde",
        "Der Spiegel",
    )
    lines = ("# Who gets data", *(f"- {name}" for name in names * 3), "", TEXTS["en"])
    assert may_be_english(lines)
    assert may_be_english(("DE LA ME MA OR IN AL CO VA ID PA IA " * 4,))


@pytest.mark.parametrize(
    "text",
    [
        "Við geymum bréfin þín í eitt ár og við sýnum þau ekki gestum okkar eða vinum, og þessi regla er ekki brotin af okkur.",
        "Rydym yn cadw eich llythyrau am flwyddyn ac nid ydym yn eu dangos i ein gwesteion, a gallwn newid y rheol hon gyda rhybudd.",
        "Ons hou die briewe wat jy vir ons stuur vir een jaar en ons wys dit nie vir ons gaste of vriende in die huis nie.",
    ],
)
def test_smaller_languages_are_no_english(text):
    assert not may_be_english((text,))


def test_names_in_another_script_make_no_other_language():
    assert language_of((f"{TEXTS['en']} 東京都港区, Москва, Αθήνα",)) == "en"


@pytest.mark.parametrize("lines", [(), ("",), ("Terms",), ("東京",), ("We keep it.",)])
def test_a_few_words_tell_nothing(lines):
    assert language_of(lines) == ""
    assert may_be_english(lines)


@given(st.lists(st.text(max_size=40), max_size=12).map(tuple))
def test_any_text_has_an_answer(lines):
    assert isinstance(language_of(lines), str)


def test_a_page_in_two_languages_is_read_as_english():
    text = f"{TEXTS['en']} {TEXTS['en']} {TEXTS['de']}"
    assert may_be_english((text,))
    assert not may_be_english((f"{TEXTS['de']} {TEXTS['de']} {TEXTS['de']} {TEXTS['en']}",))


def test_chinese_with_a_japanese_name_is_chinese():
    assert language_of((f"{TEXTS['zh']}{TEXTS['zh']}ソニ",)) == "zh"
