"""A statement in a language without rules is never passed over as furniture, style or spelling of the page."""

from __future__ import annotations

import pytest

from tests.model.test_language import TEXTS
from tracker import compare
from tracker.model import SCALE

# What may come or go: where "not" is a letter or a syllable, where a sentence has no spaces, where few words say much.
SAID = {
    "ru": ("Мы не продаём ваши данные.", "Мы продаём ваши данные."),
    "ja": ("位置情報を広告会社に販売しません。", "位置情報を広告会社に販売します。"),
    "zh": ("我们不会出售您的信息。", "我们会出售您的信息。"),
    "ko": ("위치 정보를 판매하지 않습니다.", "위치 정보를 판매합니다."),
    "tr": ("Verilerinizi paylaşmayız.", "Verilerinizi paylaşırız."),
    "hu": ("Adatait nem adjuk el.", "Adatait eladjuk."),
    "el": ("Δεν πουλάμε τα δεδομένα σας.", "Πουλάμε τα δεδομένα σας."),
    "nl": ("Wij verkopen uw gegevens niet.", "Wij verkopen uw gegevens."),
}


def _page(tag, said, place):
    text = f"{TEXTS[tag]} {TEXTS[tag]}"
    middle, end = (said, "") if place == "middle" else ("", said)
    return f"# {TEXTS[tag][:12]}\n\n{text}\n\n{middle}\n\n{text[::-1]}\n\n{end}\n"


@pytest.mark.parametrize("place", ["middle", "end"])
@pytest.mark.parametrize(("tag", "said"), [(tag, one) for tag, pair in SAID.items() for one in pair])
def test_a_statement_that_comes_or_goes(tag, said, place):
    with_it, without = _page(tag, said, place), _page(tag, "", place)
    for before, after in ((with_it, without), (without, with_it)):
        change = compare(before, after)
        assert SCALE.index(change.verdict) >= SCALE.index("minor"), [finding.rule for finding in change.findings]


@pytest.mark.parametrize("place", ["middle", "end"])
@pytest.mark.parametrize(("tag", "pair"), SAID.items(), ids=SAID)
def test_a_statement_turned_round(tag, pair, place):
    for old, new in (pair, pair[::-1]):
        change = compare(_page(tag, old, place), _page(tag, new, place))
        assert SCALE.index(change.verdict) >= SCALE.index("minor"), [finding.rule for finding in change.findings]


FIGURES = [
    ("クーリングオフ期間は8日間とします。", "クーリングオフ期間は3日間とします。", "material"),
    ("第12条に基づき返金します。", "第13条に基づき返金します。", "minor"),
    ("本規約は2031年4月10日に施行します。", "本規約は2031年7月4日に施行します。", "editorial"),
    ("手数料は500円です。", "手数料は900円です。", "material"),
    ("18歳未満は利用できません。", "13歳未満は利用できません。", "material"),
    ("毎月2000円を請求します。", "毎月1990円を請求します。", "material"),
    ("Мы отвечаем в течение 30 дней.", "Мы отвечаем в течение 60 дней.", "material"),
    ("Политика действует с 4 июля 2031 года.", "Политика действует с 5 июля 2031 года.", "editorial"),
]


@pytest.mark.parametrize(("old", "new", "weight"), FIGURES)
def test_a_figure_is_weighed_but_no_number_of_an_article_and_no_day(old, new, weight):
    tag = "ru" if old[0] in "МП" else "ja"
    assert compare(_page(tag, old, "middle"), _page(tag, new, "middle")).verdict == weight


def test_a_good_part_that_went_is_weighed_and_so_is_a_sentence_with_a_period():
    lines = [f"Правило {name}: письма хранятся в доме и никому не показываются." for name in "абвгдежзик"]
    page = "# Письма\n\n" + "\n\n".join([TEXTS["ru"], *lines]) + "\n"
    assert compare(page, page.replace(f"{lines[3]}\n\n", "")).verdict == "minor"
    half = "# Письма\n\n" + "\n\n".join([TEXTS["ru"], *lines[:5]]) + "\n"
    change = compare(page, half)
    assert (change.verdict, change.findings[0].rule) == ("material", "unread_size")
    said = "Мы храним письма 30 дней."
    change = compare(page.replace(lines[3], said), page.replace(f"{lines[3]}\n\n", ""))
    assert [finding.rule for finding in change.findings] == ["unread_figure"]


def test_a_date_line_is_one_in_other_languages_too():
    page = f"# Письма\n\nДействует с {{}} 2031 года\n\n{TEXTS['ru']}\n\n{TEXTS['ru']}\n"
    assert compare(page.format("1 июня"), page.format("10 декабря")).verdict == "editorial"


def test_a_number_far_from_a_year_is_a_figure():
    said = "С 2031 года мы будем хранить в этом большом старом доме у реки не более {} писем."
    assert compare(_page("ru", said.format(12), "middle"), _page("ru", said.format(24), "middle")).verdict == "material"


def test_what_a_period_is_of_was_not_read():
    said = "Wij laten u ten minste {} dagen voordat zij ingaan weten wat er verandert."
    change = compare(_page("nl", said.format(30), "middle"), _page("nl", said.format(3), "middle"))
    assert (change.verdict, change.categories) == ("material", ("other",))
    assert change.summary.startswith("Text:")
