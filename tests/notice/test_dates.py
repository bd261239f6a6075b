"""The dates that texts state about themselves, and the many dates that are something else's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.notice import read_dates
from tracker.notice.rules import read_rule
from tracker.segment import segment

BODY = "We sell lamps and keep the addresses of our customers. We keep them for two years and then forget them."


def read(*paragraphs):
    return read_dates(segment("\n\n".join(["# Privacy policy", *paragraphs])))


def check_effective(line, expected):
    found = read(line, BODY)
    assert found.effective_on == date.fromisoformat(expected), found


def check_updated(line, expected):
    found = read(line, BODY)
    assert found.updated_on == date.fromisoformat(expected), found


def check_quiet(*paragraphs):
    found = read(*paragraphs)
    assert (found.effective_on, found.updated_on) == (None, None), found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Last Updated: 23rd May, 2018", "2018-05-23"),
        ("Dated:  May 18th, 2017", "2017-05-18"),
        ("**Last modified**: 2026-08-06", "2026-08-06"),
        ("_Last updated on June 3rd, 2026_", "2026-06-03"),
        ("LAST UPDATED: 13/1/2019", "2019-01-13"),
        ("Last updated: 3/28/19", "2019-03-28"),
        ("This statement was last updated on 01.02.2024.", "2024-02-01"),
        ("Last revised: Monday, January 5, 2026", "2026-01-05"),
        ("This policy was reviewed on 26/06/2023 and last updated on 11/12/2023.", "2023-12-11"),
        ("Version 3.2 of 4 July 2025", "2025-07-04"),
        ("Stand: 1. März 2024", "2024-03-01"),
        ("Zuletzt aktualisiert am 15.04.2025", "2025-04-15"),
        ("Dernière mise à jour : 18 mai 2018", "2018-05-18"),
        ("Dernière mise à jour le 1er août 2023", "2023-08-01"),
        ("Última actualización: 10 de marzo de 2031", "2031-03-10"),
        ("Ultimo aggiornamento: 1º maggio 2031", "2031-05-01"),
        ("Última atualização em 5 de outubro de 2031", "2031-10-05"),
        ("Laatst bijgewerkt op 3 augustus 2031", "2031-08-03"),
        ("Senast uppdaterad: 2031-04-02", "2031-04-02"),
        ("Ostatnia aktualizacja: 7 września 2031", "2031-09-07"),
        ("Последнее обновление: 4 июля 2031", "2031-07-04"),
        ("最終更新日：2031年4月10日", "2031-04-10"),
        ("更新日期：2031年4月10日", "2031-04-10"),
        ("2031年7月4日 改定", "2031-07-04"),
        ("최종 수정일: 2031년 4월 10일", "2031-04-10"),
        ("Last updated 31 Dec 2025", "2025-12-31"),
        ("| Last updated | 4 May 2025 |", "2025-05-04"),
    ],
)
def test_updated(line, expected):
    check_updated(line, expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Effective Date: January 1, 2026", "2026-01-01"),
        ("**🗓 Effective: March 28, 2023**", "2023-03-28"),
        ("This policy is effective as of May 25, 2018.", "2018-05-25"),
        ("These terms are effective from **April 21, 2025**.", "2025-04-21"),
        ("Effective 2026-02-03", "2026-02-03"),
        ("The changes will take effect on 1 March 2027.", "2027-03-01"),
        ("Our new terms come into force on 15th of June 2026.", "2026-06-15"),
        ("Revised and effective for Harbour Mail and its daughters on March 2, 2027", "2027-03-02"),
        ("It will take effect once our members have read it, expected on 1 March 2027.", "2027-03-01"),
        ("Diese Bedingungen gelten; gültig ab 01.07.2025", "2025-07-01"),
        ("Die Änderungen treten am 1. März 2027 in Kraft.", "2027-03-01"),
        ("Entrée en vigueur : 1er mars 2027", "2027-03-01"),
        ("Fecha de entrada en vigor: 1 de abril de 2031", "2031-04-01"),
        ("In vigore da 2 gennaio 2031", "2031-01-02"),
        ("2031年4月10日 制定・施行", "2031-04-10"),
        ("本政策生效日期：2031年4月10日", "2031-04-10"),
        ("본 방침은 2031년 4월 10일부터 시행합니다.", "2031-04-10"),
        ("Les modifications entreront en vigueur le 2 février 2027.", "2027-02-02"),
    ],
)
def test_effective(line, expected):
    check_effective(line, expected)


@pytest.mark.parametrize(
    "line",
    [
        "Our sub-processors as of 20th July 2018 are these.",
        "The GDPR took effect on May 25, 2018.",
        "This section follows the California act, effective January 1, 2020.",
        "If you joined before 4 May 2015, the earlier terms, effective 1 May 2012, apply.",
        "The text was archived on 2019-10-02.",
        "For example, a lamp bought on 3 May 2020 is repaired until 3 May 2022.",
        "We were founded on 1 April 1999.",
        "Last updated: January 2026",
        "Effective: 2026",
        "Last updated: 31 February 2026",
        "Please check when this policy was last updated.",
        "Call 1800 2026 01 02 for help.",
    ],
)
def test_other_dates_are_not_the_texts_own(line):
    check_quiet(BODY, line, BODY)


def test_both_dates_with_the_words_they_were_read_from():
    found = read("Last updated: 5 May 2026. Effective: 1 June 2026.", BODY)
    assert (found.updated_on, found.effective_on) == (date(2026, 5, 5), date(2026, 6, 1))
    assert found.updated_quote == "Last updated: 5 May 2026."
    assert found.effective_quote == "Effective: 1 June 2026."


def test_one_date_for_both():
    found = read("Effective and last updated on 5 May 2026", BODY)
    assert found.effective_on == found.updated_on == date(2026, 5, 5)


def test_a_label_may_stand_above_its_date():
    assert read("## Effective date", "4 July 2026", BODY).effective_on == date(2026, 7, 4)


def test_the_end_counts_where_the_top_is_silent():
    assert read(*[BODY] * 30, "Last updated: 4 July 2026").updated_on == date(2026, 7, 4)


def test_the_top_comes_before_the_end():
    found = read("Last updated: 4 July 2026", *[BODY] * 30, "Last updated: 1 May 2020")
    assert found.updated_on == date(2026, 7, 4)


def test_an_announced_change_comes_before_the_date_in_force():
    found = read("Changes to this policy will take effect on 1 March 2027.", "Effective: 1 June 2024", BODY)
    assert found.effective_on == date(2027, 3, 1)


def test_an_announcement_long_past_does_not():
    found = read("Effective: 1 June 2026", BODY, "These changes took effect on 1 March 2020.")
    assert found.effective_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        ("Lantern Ltd, England. In force since 23 January 2019.", date(2024, 4, 3)),
        ("Lantern Inc., Delaware, United States.", date(2024, 3, 4)),
        ("Another text, of 13/02/2020, says so too.", date(2024, 4, 3)),
        ("Another text, of 02/13/2020, says so too.", date(2024, 3, 4)),
        ("Lantern.", None),
    ],
)
def test_day_and_month_are_told_apart_by_the_text_or_not_at_all(hint, expected):
    assert read("Last updated: 03/04/2024", hint).updated_on == expected


def test_a_date_may_run_over_a_line():
    assert read("These terms will be effective\nas of 1 January 2027.").effective_on == date(2027, 1, 1)


@given(st.text(alphabet=st.sampled_from("Lastupded: efctiv on 0123456789./- May\n#|*"), max_size=200))
def test_any_text_is_read(text):
    found = read_dates(segment(text))
    assert bool(found.effective_on) == bool(found.effective_quote)
    assert bool(found.updated_on) == bool(found.updated_quote)


# --- several documents on one page --------------------------------------------------------------------------------


def test_the_date_of_another_document_on_the_page_is_not_this_ones():
    found = read(
        BODY,
        "Last updated: 3 March 2026",
        "# Terms of Service",
        "Effective date: 1 January 2027",
        "Last updated: 1 December 2026",
        "## Orders",
        "This version takes effect on 1 February 2027.",
    )
    assert (found.effective_on, found.updated_on) == (None, date(2026, 3, 3))


def test_the_page_may_begin_with_the_dates_of_all_its_documents():
    found = read("Terms of Use: effective 1 January 2027", "Privacy Policy: effective 3 March 2026", BODY)
    assert found.effective_on == date(2026, 3, 3)


def test_the_first_document_of_a_page_whose_second_is_the_older_one():
    text = f"# Terms and conditions\n\nLast updated 1 May 2027\n\n{BODY}\n\n# Privacy notice\n\nLast updated 1 May 2024\n\n{BODY}"
    assert read_dates(segment(text)).updated_on == date(2027, 5, 1)


def test_a_section_about_another_document_is_part_of_this_one():
    found = read(BODY, "## How our Terms of Service fit in with this", "This policy takes effect on 1 March 2027.")
    assert found.effective_on == date(2027, 3, 1)


def test_a_title_that_names_two_documents_takes_the_dates_of_both():
    text = f"# Privacy Policy and Terms of Use\n\n{BODY}\n\n## Terms of Use\n\nThese terms take effect on 1 March 2027."
    assert read_dates(segment(text)).effective_on == date(2027, 3, 1)


@pytest.mark.parametrize("day", ["4 May 2026", "May 4, 2026", "4th May 2026", "4 April 2026"])
def test_the_month_of_may_promises_nothing_weakly(day):
    text = f"# Privacy\n\n## Changes\n\nThis policy was last changed on {day}, and we change the date at its top each time.\n"
    assert not read_rule(segment(text)).none_found


def fronted(*fields, body=()):
    front = "\n".join(["---", *fields, "---"])
    return read_dates(segment("\n\n".join([front, "# Privacy policy", *body, BODY])))


def test_the_text_shown_outranks_the_front_matter():
    found = fronted("effective_date: 2031-05-01", "lastmod: 2031-04-02", body=["Effective date: 1 March 2031"])
    assert (found.effective_on, found.updated_on) == (date(2031, 3, 1), date(2031, 4, 2))
    assert found.effective_quote == "Effective date: 1 March 2031"


def test_an_announced_day_in_the_text_outranks_an_old_one_above_it_and_one_to_come():
    said = "The changes will take effect on 1 March 2031."
    for day in ("2030-01-01", "2032-01-01"):
        assert fronted(f"effective: {day}", body=[said]).effective_on == date(2031, 3, 1)


def test_front_matter_counts_under_labels_that_the_text_does_not_use():
    found = fronted("effective_date: 2031-05-01", "lastmod: 2031-04-02", body=["Last updated: 3 February 2031"])
    assert (found.effective_on, found.updated_on) == (date(2031, 5, 1), date(2031, 2, 3))
    assert found.effective_quote == "effective_date: 2031-05-01"


def test_a_last_change_above_the_text_outranks_a_publication_in_it():
    assert fronted("lastmod: 2031-04-02", body=["Published on 3 February 2020"]).updated_on == date(2031, 4, 2)
    assert fronted("date: 2020-02-03", body=["Last updated: 2 April 2031"]).updated_on == date(2031, 4, 2)


@pytest.mark.parametrize(
    ("text", "effective", "updated"),
    [
        ("更新日期：2031年3月10日\n生效日期：2031年3月15日", "2031-03-15", "2031-03-10"),
        ("改定日：2031年3月10日　施行日：2031年4月1日", "2031-04-01", "2031-03-10"),
        ("根据2021年11月1日生效的《个人信息保护法》", None, None),
        ("2005年4月1日に施行された個人情報保護法", None, None),
        ("De AVG is geldig vanaf 25 mei 2018", None, None),
        ("Закон действует с 27 июля 2006 года", None, None),
        ("In vigore dal 25 maggio 2031", "2031-05-25", None),
    ],
)
def test_labels_of_neighbours_and_days_of_laws_are_none_of_the_text(text, effective, updated):
    dates = read_dates(segment(f"# 規約\n\n{text}\n\nLetters.\n"))
    assert (dates.effective_on and str(dates.effective_on)) == effective
    assert (dates.updated_on and str(dates.updated_on)) == updated


def test_a_link_to_a_page_in_another_language_does_not_turn_day_and_month():
    english = "We keep the letters that you send to us for a year, and we do not show them to any of our guests. " * 2
    text = f"# Privacy\n\nLast updated: 10/03/2031\n\n{english}\n\nPolítica de privacidad\n"
    assert read_dates(segment(text)).updated_on is None
    spanish = (
        "Guardamos las cartas que usted nos envía durante un año y no las enseñamos a los amigos de la casa ni a otros. "
        * 2
    )
    assert (
        str(read_dates(segment(f"# Privacidad\n\nÚltima actualización: 10/03/2031\n\n{spanish}\n")).updated_on)
        == "2031-03-10"
    )
