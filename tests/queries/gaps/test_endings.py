"""Endings: G22, G23 and G35."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queries.gaps import review
from tests.families import TODAY, Family, family
from tests.queries.gaps.asked import ago, severities, subjects, told


def with_dan(days: int, **fields: object) -> Family:
    return family("Amy").professional("Dan", role_end_date=ago(-days), **fields).matters("Dan")


@pytest.mark.parametrize(("days", "expected"), [(0, []), (1, ["Dan"]), (180, ["Dan"]), (181, [])])
def test_a_job_that_ends_within_half_a_year(days: int, expected: list[str]) -> None:
    assert subjects("G22", with_dan(days)) == expected


def test_how_long_is_left_is_said_and_retold() -> None:
    (gap,) = told("G22", with_dan(32))

    assert "ends in 32 days" in gap.sentence
    assert "ends in 30 days" in gap.told_on(TODAY + timedelta(days=2)).sentence


def test_a_promise_or_a_plan_outlasts_the_job() -> None:
    assert told("G22", with_dan(30).promises("Dan", "letters")) == []
    assert told("G22", with_dan(30).tie("family_time_plan", "Dan", "Amy")) == []


def test_an_ending_is_only_asked_about_where_they_matter() -> None:
    assert told("G22", with_dan(30).matters("Dan", "no", on="2026-02-01")) == []


def cared(days: int, **fields: object) -> Family:
    row = {"status": "ended", "start_date": ago(1000), "end_date": ago(1000 - days), **fields}
    return family("Amy").adult("Una", network_kind="carer").tie("foster_carer", "Una", "Amy", **row)


@pytest.mark.parametrize(("days", "expected"), [(179, []), (180, ["Una"])])
def test_half_a_year_of_care_is_not_forgotten(days: int, expected: list[str]) -> None:
    assert subjects("G23", cared(days)) == expected


def test_care_must_certainly_have_lasted() -> None:
    assert told("G23", cared(0, start_date="2025", end_date="2026-06")) == []
    assert told("G23", cared(0, start_date="2025-01", end_date="2026-06"))


def test_without_a_beginning_it_cannot_be_told_how_long() -> None:
    found = review(cared(180, start_date="").network())

    assert "G23" in {line.rule for line in found.cannot_tell}
    assert told("G23", cared(180, start_date="")) == []


@pytest.mark.parametrize(("days", "expected"), [(180, []), (181, ["Una"])])
def test_a_carer_still_in_touch_is_not_lost(days: int, expected: list[str]) -> None:
    assert subjects("G23", cared(300).together("Una", ago(days), "letter_card")) == expected


def test_a_lost_carer_who_matters_comes_sooner() -> None:
    assert severities("G23", cared(300)) == ["medium"]
    assert severities("G23", cared(300).says("Amy", "misses", "Una")) == ["high"]


def test_a_carer_who_still_cares_is_not_lost() -> None:
    assert told("G23", cared(300, status="current", end_date="")) == []


def workers(*ends: str) -> Family:
    amy = family("Amy")
    for number, end in enumerate(ends):
        name = f"Worker {number}"
        amy.adult(name, network_kind="professional")
        amy.tie("professional", name, "Amy", detail="social_worker", end_date=end)
    return amy


@pytest.mark.parametrize(("last", "expected"), [(ago(730), ["medium"]), (ago(731), [])])
def test_three_social_workers_in_two_years(last: str, expected: list[str]) -> None:
    assert severities("G35", workers("", ago(10), last)) == expected


def test_the_same_worker_twice_is_one_worker() -> None:
    amy = workers("", ago(10)).tie("professional", "Worker 0", "Amy", detail="social_worker")

    assert told("G35", amy) == []


def test_other_workers_do_not_count_as_social_workers() -> None:
    amy = workers("", ago(10)).professional("Irene", "independent_reviewing_officer")

    assert told("G35", amy) == []
