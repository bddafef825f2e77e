"""Dates are as precise as they are known, and never more."""

from datetime import date

import pytest

from goldenthread.text.dates import NoDateError, add_months, parse_day, parse_when, span


@pytest.mark.parametrize(
    ("written", "read", "first", "last"),
    [
        ("2024-03-12", "12 March 2024", date(2024, 3, 12), date(2024, 3, 12)),
        ("2024-02", "February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", "2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2021/22", "2021/22", date(2021, 4, 1), date(2022, 3, 31)),
        ("1999/00", "1999/00", date(1999, 4, 1), date(2000, 3, 31)),
    ],
)
def test_a_date_has_a_first_and_a_last_day(written, read, first, last):
    when = parse_when(written)
    assert (str(when), when.first, when.last) == (read, first, last)


@pytest.mark.parametrize(
    "written", ["31/02/2026", "2026-02-30", "soon", "2021/23", "2026-13", "", "12 March 2024"]
)
def test_anything_else_is_no_date(written):
    with pytest.raises(NoDateError):
        parse_when(written)


@pytest.mark.parametrize("written", ["2026-02", "2026", "21/11/2026"])
def test_a_review_date_is_a_whole_day(written):
    with pytest.raises(NoDateError):
        parse_day(written)


def test_dates_sort_by_the_last_day_and_then_by_the_first():
    written = ["2022", "2021/22", "2022-03-31", "2021-12", "2022-01"]
    ordered = sorted(map(parse_when, written))
    assert list(map(str, ordered)) == ["December 2021", "January 2022", "2021/22", "31 March 2022", "2022"]


def test_a_date_is_after_another_only_if_it_certainly_is():
    assert parse_when("2022-04").is_after(parse_when("2021/22"))
    assert not parse_when("2022").is_after(parse_when("2021/22"))


def test_a_month_later_is_never_a_day_that_does_not_exist():
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 11, 30), 15) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ("2021-09-16", "2021-09-16", "less than a month"),
        ("2021-09-16", "2021-10-16", "1 month"),
        ("2021-09-16", "2022-12-20", "15 months"),
        ("2021-09", "2022", "3 to 15 months"),
        ("2021-09-16", "2021/22", "up to 6 months, or already under way"),
        ("2021-09-16", "2021-09-15", "already under way"),
        ("2021-09-16", "2020/21", "already under way"),
        ("2021-12", "2021-12", "less than a month"),
    ],
)
def test_the_time_between_two_dates_is_as_precise_as_both(earlier, later, said):
    assert span(parse_when(earlier), parse_when(later)) == said


def test_a_date_in_an_address_sorts_and_holds_no_slash():
    written = ["2024-03-12", "2024-03", "2024", "2021/22"]
    assert [parse_when(text).key for text in written] == ["2024-03-12", "2024-03", "2024", "2021-22"]
