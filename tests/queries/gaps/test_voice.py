"""Voice: G26 and G27."""

from __future__ import annotations

import pytest

from tests.families import Family, family
from tests.queries.gaps.asked import ago, born, subjects, told


def aged(years: int, days: int = 0) -> Family:
    return family("Amy", dob=born(years, days)).mother("Beth")


@pytest.mark.parametrize(("days", "fires"), [(90, False), (91, True)])
def test_the_childs_own_view_is_no_older_than_three_months(days: int, fires: bool) -> None:
    amy = aged(9).says("Amy", "worries_about", "Beth", on=ago(days))

    assert bool(told("G26", amy)) is fires


def test_a_view_never_written_down_matters_this_week() -> None:
    (gap,) = told("G26", aged(9))

    assert gap.severity == "urgent"
    assert gap.sentence == "We have never written down Amy's own view of these people."


def test_a_view_that_has_changed_was_still_asked_for() -> None:
    assert told("G26", aged(9).says("Amy", "loves", "Beth", on=ago(1), status="ended")) == []


def test_a_view_that_was_taken_back_was_not() -> None:
    assert told("G26", aged(9).says("Amy", "loves", "Beth", on=ago(1), status="retracted"))


def test_what_others_report_is_not_the_childs_own_view() -> None:
    assert told("G26", aged(9).says("Amy", "loves", "Beth", on=ago(1), source_type="carer_words"))
    assert told("G26", aged(9).says("Beth", "loves", "Amy", on=ago(1), source_type="child_words"))


@pytest.mark.parametrize(
    ("years", "days", "source", "fires"),
    [
        (2, 364, "carer_words", False),
        (2, 364, "child_words", True),
        (3, 0, "carer_words", True),
        (3, 0, "child_words", False),
    ],
)
def test_a_baby_is_understood_by_what_others_see(
    years: int, days: int, source: str, fires: bool
) -> None:
    amy = aged(years, days).says("Amy", "loves", "Beth", on=ago(1), source_type=source)

    assert bool(told("G26", amy)) is fires


def test_close_family_never_asked_about_is_counted_once() -> None:
    amy = aged(4).mother("Gran", of="Beth").mother("Old Gran", of="Gran")
    for name in ("Beth", "Gran", "Old Gran"):
        amy.matters(name, "not_asked")

    (gap,) = told("G27", amy)

    assert gap.sentence == "There are 2 close relatives we have never asked Amy about."


def test_one_relative_is_told_as_one() -> None:
    (gap,) = told("G27", aged(4).matters("Beth", "not_asked"))

    assert gap.sentence == "There is 1 close relative we have never asked Amy about."


@pytest.mark.parametrize(("years", "days"), [(3, 364), (0, 0)])
def test_a_child_under_four_is_not_asked(years: int, days: int) -> None:
    assert subjects("G27", aged(years, days).matters("Beth", "not_asked")) == []
