"""Gaps as cards: one for each person, three about the map, and strengths beside them."""

from __future__ import annotations

import pytest

from queries.gaps import cards, gaps
from queries.gaps.gap import Gap
from queries.strengths import Strength, strengths
from tests.families import family
from tests.queries.gaps.asked import ago, born

BEFORE_OTHERS = (
    *("G24", "G25", "G08", "G12", "G13", "G11", "G10", "G32"),
    *("G23", "G22", "G07", "G06", "G31", "G33", "G30", "G28"),
)
ABOUT_THE_MAP = ("G26", "G19", "G17", "G14", "G21", "G01", "G02", "G16", "G20", "G05", "G27", "G35")


def gap(rule: str, subject_id: str = "", severity: str = "medium", subject: str = "") -> Gap:
    words = {"sentence": "", "next_question": "", "message": "", "question": ""}
    return Gap(
        rule=rule,
        subject_id=subject_id,
        subject=subject,
        severity=severity,
        show_in_meeting="yes",
        **words,
    )


def many_strengths(number: int = 50) -> list[Strength]:
    return [
        Strength(kind="loves", person_id=f"p{n}", sentence="", message="") for n in range(number)
    ]


@pytest.mark.parametrize("first", range(len(BEFORE_OTHERS)))
def test_the_first_of_a_persons_gaps_is_on_the_card(first: int) -> None:
    of_one_person = [gap(rule, "p1") for rule in sorted(BEFORE_OTHERS[first:])]

    (card,) = cards(of_one_person, many_strengths()).people

    assert [card.gap.rule, *(one.rule for one in card.more)] == list(BEFORE_OTHERS[first:])


def test_what_is_not_in_the_order_comes_behind_it() -> None:
    (card,) = cards([gap("G04", "p1"), gap("G09", "p1"), gap("G28", "p1")], many_strengths()).people

    assert [card.gap.rule, *(one.rule for one in card.more)] == ["G28", "G04", "G09"]


def test_the_most_urgent_person_comes_first() -> None:
    found = [gap("G24", "p1", "high"), gap("G31", "p2", "urgent"), gap("G08", "p3", "high")]

    assert [card.gap.subject_id for card in cards(found, many_strengths()).people] == [
        "p2",
        "p1",
        "p3",
    ]


def test_three_cards_about_the_map_at_a_time() -> None:
    shown = cards([gap(rule) for rule in sorted(ABOUT_THE_MAP)], many_strengths())

    assert [card.gap.rule for card in shown.whole_map] == list(ABOUT_THE_MAP[:3])
    assert [card.gap.rule for card in shown.waiting] == list(ABOUT_THE_MAP[3:])


def test_three_tags_of_culture_are_one_card() -> None:
    (card,) = cards(
        [gap("G21", subject=tag) for tag in ("a", "b", "c")], many_strengths()
    ).whole_map

    assert [card.gap.subject, *(one.subject for one in card.more)] == ["a", "b", "c"]


def test_a_side_with_nobody_is_about_the_map_although_it_names_a_parent() -> None:
    shown = cards([gap("G02", "p1")], many_strengths())

    assert (shown.people, shown.whole_map[0].gap.rule) == ((), "G02")


@pytest.mark.parametrize(
    ("strong", "people", "whole_map"), [(0, 0, 0), (2, 0, 2), (5, 2, 3), (9, 4, 3)]
)
def test_gaps_never_outnumber_the_strengths_beside_them(
    strong: int, people: int, whole_map: int
) -> None:
    found = [gap("G10", f"p{n}") for n in range(4)] + [gap(rule) for rule in ABOUT_THE_MAP]

    shown = cards(found, many_strengths(strong))

    assert (len(shown.people), len(shown.whole_map)) == (people, whole_map)
    assert len(shown.people) + len(shown.whole_map) + len(shown.waiting) == 4 + len(ABOUT_THE_MAP)


def test_every_gap_is_on_some_card() -> None:
    amy = family("Amy", dob=born(9)).about(culture_tags="Irish;Welsh").mother("Beth").father("Dad")
    amy.brother("Ben").together("Ben", ago(40)).says("Beth", "loves", "Amy", on=ago(200))
    found = gaps(amy.network())

    shown = cards(found, strengths(amy.network()))

    everyone = (*shown.people, *shown.whole_map, *shown.waiting)
    on_cards = [one for card in everyone for one in (card.gap, *card.more)]
    assert sorted(on_cards, key=str) == sorted(found, key=str)
