"""Culture and identity: G21."""

from __future__ import annotations

import pytest

from queries.gaps import review
from tests.families import Family, family
from tests.queries.gaps.asked import ago, born, subjects, told


def with_fay(**fields: object) -> Family:
    return family("Amy").about(culture_tags="Irish;Welsh").adult("Fay", **fields)


def test_each_part_of_the_child_is_one_question() -> None:
    gaps = told("G21", with_fay())

    assert [(gap.subject, gap.subject_id) for gap in gaps] == [("Irish", ""), ("Welsh", "")]


@pytest.mark.parametrize(("days", "expected"), [(60, ["Welsh"]), (61, ["Irish", "Welsh"])])
def test_sixty_days_without_somebody_who_shares_it(days: int, expected: list[str]) -> None:
    amy = with_fay(culture_tags="Irish").together("Fay", ago(days), "video")

    assert subjects("G21", amy) == expected


def test_a_language_is_shared_as_well_as_a_culture() -> None:
    amy = with_fay(languages="Welsh").lives("H1", "Amy", "Fay")

    assert subjects("G21", amy) == ["Irish"]


@pytest.mark.parametrize("kind", ["letter_card", "message", "letterbox", "social_media"])
def test_letters_and_messages_are_not_time_together(kind: str) -> None:
    amy = with_fay(culture_tags="Irish").together("Fay", ago(1), kind)

    assert "Irish" in subjects("G21", amy)


def test_a_child_does_not_carry_a_culture_for_another() -> None:
    amy = with_fay(culture_tags="Irish", dob=born(17)).together("Fay", ago(1))

    assert "Irish" in subjects("G21", amy)


def test_without_a_culture_it_cannot_be_told() -> None:
    found = review(family("Amy").network())

    assert "G21" in {line.rule for line in found.cannot_tell}
