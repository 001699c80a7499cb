"""Found, not reached: G06, G07 and G32."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import BadValueError
from queries.gaps import DEFAULTS, review
from queries.gaps.review import review_until
from tests.families import TODAY, Family, family
from tests.queries.gaps.asked import ago, born, severities, subjects, told


def with_gran(known: str, **fields: object) -> Family:
    gran = {"first_known_date": known, "ladder": ({"to": "discovered", "on": known},), **fields}
    return family("Amy").mother("Beth").mother("Gran", of="Beth", **gran)


@pytest.mark.parametrize(("days", "expected"), [(30, []), (31, ["Gran"])])
def test_a_name_may_wait_thirty_days(days: int, expected: list[str]) -> None:
    assert subjects("G06", with_gran(ago(days))) == expected


def test_near_family_matters_sooner() -> None:
    amy = with_gran(ago(31)).mother("Old Gran", of="Gran", first_known_date=ago(31))
    amy.found("Old Gran", "discovered")

    assert {gap.subject: gap.severity for gap in told("G06", amy)} == {
        "Gran": "high",
        "Old Gran": "medium",
    }


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "9999"])
def test_days_at_the_ends_of_the_calendar_end_with_an_answer(day: str) -> None:
    amy = with_gran(day).found("Beth", "contacted", on=day)
    amy.professional("Sue").tie("professional", "Sue", "Amy", end_date=day, status="ended")

    found = review_until(amy.kept(), TODAY)

    assert found.next_change is None or found.next_change > TODAY


def test_the_first_day_there_is_can_be_asked_about() -> None:
    assert review(with_gran(ago(31)).network(date.min)).gaps


def test_no_threshold_is_longer_than_a_hundred_years() -> None:
    with pytest.raises(BadValueError):
        DEFAULTS.changed({"g06_days": 10_000_000})


@pytest.mark.parametrize(
    "fields", [{"dob": born(17)}, {"life_status": "died"}, {"network_kind": "professional"}]
)
def test_only_living_grown_up_family_waits_for_a_call(fields: dict[str, object]) -> None:
    assert told("G06", with_gran(ago(31), **fields)) == []


def test_somebody_who_said_no_is_not_called() -> None:
    assert told("G06", with_gran(ago(31)).found("Gran", "declined")) == []


def test_without_the_day_it_cannot_be_told_how_long() -> None:
    found = review(with_gran("").network())

    assert [line.why for line in found.cannot_tell if line.rule == "G06"] == [
        "We do not know since when we have known about Gran."
    ]


def test_without_an_age_it_cannot_be_told_whether_to_call() -> None:
    found = review(with_gran(ago(31), life_stage="unknown").network())

    assert [line.why for line in found.cannot_tell if line.rule == "G06"] == [
        "We do not know whether Gran is grown up."
    ]


@pytest.mark.parametrize(("days", "expected"), [(60, []), (61, ["Fay"])])
def test_a_first_hello_may_be_quiet_for_sixty_days(days: int, expected: list[str]) -> None:
    amy = family("Amy").adult("Fay", ladder=({"to": "contacted", "on": ago(days)},))

    assert subjects("G07", amy) == expected


def test_an_old_month_counts_from_its_first_day() -> None:
    amy = family("Amy").adult("Fay", ladder=({"to": "contacted", "on": "2026-09"},))

    assert [gap.arguments["days"] for gap in told("G07", amy)] == [76]


def test_own_words_wait_for_an_answer() -> None:
    amy = family("Amy").adult("Fay").says("Fay", "wants_to_see", "Amy", on=ago(3))

    (gap,) = told("G32", amy.says("Fay", "loves", "Amy", on=ago(40)))

    assert gap.sentence == (
        "Fay told us 40 days ago that they want Amy in their life, and is still waiting."
    )
    assert gap.show_in_meeting == "softened"


def test_what_others_say_of_somebody_is_not_waiting() -> None:
    amy = family("Amy").adult("Fay").adult("Gus")

    assert told("G32", amy.says("Fay", "loves", "Amy", said_by="Gus")) == []
    assert told("G32", amy.says("Fay", "loves", "Amy", source_type="family_member")) == []


@pytest.mark.parametrize(("days", "expected"), [(180, []), (181, ["high"])])
def test_half_a_year_without_a_word_is_waiting(days: int, expected: list[str]) -> None:
    amy = family("Amy").adult("Fay").says("Fay", "loves", "Amy").together("Fay", ago(days), "phone")

    assert severities("G32", amy) == expected


def test_who_shares_the_home_is_not_waiting() -> None:
    amy = family("Amy").adult("Fay").says("Fay", "loves", "Amy")

    assert told("G32", amy.lives("H1", "Amy", "Fay")) == []
