"""Brothers and sisters: G08 and G09."""

from __future__ import annotations

import pytest

from tests.families import Family, family
from tests.queries.gaps.asked import ago, born, severities, subjects, told


def with_ben(**fields: object) -> Family:
    return family("Amy").mother("Beth").father("Cai").brother("Ben", **fields)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(30, []), (31, ["medium"]), (90, ["medium"]), (91, ["high"])],
)
def test_a_brother_may_be_away_for_a_month(days: int, expected: list[str]) -> None:
    assert severities("G08", with_ben().together("Ben", ago(days))) == expected


def test_a_brother_never_met_matters_this_week() -> None:
    (gap,) = told("G08", with_ben())

    assert gap.severity == "urgent"
    assert gap.sentence == "Amy and Ben are family, and we have no record of them being together."


def test_letters_alone_are_not_being_together() -> None:
    (gap,) = told("G08", with_ben().together("Ben", ago(5), "letter_card"))

    assert (gap.severity, gap.since) == ("high", None)
    assert "no record" in gap.sentence


def test_a_letter_whose_day_is_not_known_is_still_contact() -> None:
    (gap,) = told("G08", with_ben().together("Ben", "", "letter_card"))

    assert gap.severity == "high"


def test_a_time_that_did_not_happen_does_not_count() -> None:
    amy = with_ben().together("Ben", ago(5), happened="cancelled_by_service")

    assert severities("G08", amy) == ["urgent"]


def test_from_overseas_a_call_counts() -> None:
    amy = with_ben().together("Ben", ago(5), "video").lives("H9", "Ben", area="overseas: Spain")

    assert told("G08", amy) == []


@pytest.mark.parametrize(("days", "expected"), [(547, ["low"]), (548, ["high"])])
def test_a_longer_plan_that_is_kept_makes_it_low(days: int, expected: list[str]) -> None:
    amy = with_ben().together("Ben", ago(days), "letterbox")
    amy.tie("family_time_plan", "Ben", "Amy", plan_every_days=365, plan_mode="letterbox")

    assert severities("G08", amy) == expected


def test_who_lives_with_the_child_is_seen() -> None:
    amy = with_ben().lives("H1", "Amy", "Ben")

    assert told("G08", amy) + told("G09", amy) == []


def test_a_brother_who_died_is_not_asked_about() -> None:
    assert told("G08", with_ben(life_status="died")) == []


def test_a_half_brother_is_a_brother() -> None:
    amy = family("Amy").mother("Beth").father("Cai").sibling("Ben", through=["Beth"])

    assert subjects("G08", amy) == ["Ben"]


def test_a_stepbrother_counts_once_he_matters() -> None:
    amy = family("Amy").mother("Beth").adult("Gus").partners("Beth", "Gus").person("Ned")
    amy.tie("birth_parent", "Gus", "Ned")

    assert subjects("G08", amy) == []
    assert subjects("G08", amy.matters("Ned")) == ["Ned"]


@pytest.mark.parametrize(("age", "expected"), [(17, ["Ned"]), (18, [])])
def test_a_foster_brother_who_matters_counts_until_he_is_grown_up(
    age: int, expected: list[str]
) -> None:
    amy = family("Amy").person("Ned", dob=born(age)).matters("Ned")

    assert subjects("G08", amy.tie("carer_family", "Ned", "Amy")) == expected


def test_a_brother_without_a_plan_is_asked_about_however_lately_seen() -> None:
    amy = with_ben().together("Ben", ago(1))

    assert subjects("G09", amy) == ["Ben"]
    assert told("G09", amy.tie("family_time_plan", "Ben", "Amy")) == []


def test_a_plan_that_is_over_or_not_yet_begun_is_no_plan() -> None:
    amy = with_ben().tie("family_time_plan", "Ben", "Amy", end_date=ago(1))
    amy.tie("family_time_plan", "Ben", "Amy", start_date=ago(-1))

    assert subjects("G09", amy) == ["Ben"]


@pytest.mark.parametrize("no", ["does_not_want_to_see", "afraid_of"])
def test_when_the_child_says_no_nobody_is_asked(no: str) -> None:
    amy = with_ben().says("Amy", no, "Ben")

    assert told("G08", amy) + told("G09", amy) == []
    assert subjects("G08", amy.says("Amy", "wants_to_see", "Ben", on="2026-11-01")) == ["Ben"]
