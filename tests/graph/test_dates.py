"""Partial dates say what is known, and no more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import UNKNOWN, age_on, as_partial, read_date, without_year
from graph.errors import BadValueError


def test_a_year_lies_between_its_first_and_its_last_day() -> None:
    assert read_date("2026").earliest == date(2026, 1, 1)
    assert read_date("2026").latest == date(2026, 12, 31)


def test_a_february_month_ends_on_its_own_last_day() -> None:
    assert read_date("2024-02").latest == date(2024, 2, 29)


def test_about_a_year_keeps_its_words() -> None:
    assert str(read_date("about 2009")) == "about 2009"
    assert read_date("about 2009").earliest == date(2009, 1, 1)


def test_nothing_written_is_not_known() -> None:
    assert read_date("  ") is UNKNOWN
    assert not UNKNOWN.is_known


@pytest.mark.parametrize(
    "text", ["5/3/2019", "2019-13", "2019-02-30", "May 2019", "0000", "20190503", "2019-2-3"]
)
def test_what_cannot_be_read_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(BadValueError, match="Write 2026-05-02"):
        read_date(text)


def test_age_takes_the_youngest_reading() -> None:
    assert age_on(read_date("2008"), date(2026, 11, 16)) == 17
    assert age_on(read_date("2008-11-16"), date(2026, 11, 16)) == 18
    assert age_on(UNKNOWN, date(2026, 11, 16)) is None


def test_a_birthday_has_no_year() -> None:
    assert without_year(read_date("2017-02-14")).text == "--02-14"
    assert without_year(read_date("2017-02")) == UNKNOWN


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_whole_day_is_its_own_bounds(day: date) -> None:
    partial = as_partial(day)

    assert (partial.earliest, partial.latest) == (day, day)
    assert read_date(partial.text) == partial
