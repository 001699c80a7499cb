"""The timeline tells homes as chapters, and who came and who was lost at each move."""

from __future__ import annotations

import pytest

from graph.vocabulary import RELATIONSHIP_KINDS
from queries.timeline import Timeline, timeline
from tests.families import Family, family


def amy() -> Family:
    told = family("Amy").mother("Beth").carer("Fran").adult("Gus")
    told.tie("foster_carer", "Gus", "Amy", start_date="2024-05-01")
    told.lives("H1", "Amy", start_date="2020", end_date="2024-04-30")
    told.lives("H1", "Fran", start_date="2019", end_date="2025")
    return told.lives("H2", "Amy", start_date="2024-05-01").lives("H2", "Gus")


def names(told: Family, people: tuple[str, ...]) -> list[str]:
    return [told.network().known_as(person) for person in people]


def story(told: Family) -> Timeline:
    return timeline(told.network())


def test_each_home_is_a_chapter_with_those_who_lived_there() -> None:
    told = amy()
    first, second = story(told).chapters

    assert (names(told, first.shared_with), names(told, second.shared_with)) == (["Fran"], ["Gus"])


def test_a_move_gains_some_and_loses_some() -> None:
    told = amy().together("Beth", "2023-01-01").together("Fran", "2023-06-01")
    told.together("Beth", "2024-06-01").together("Gus", "2024-07-01")
    _, second = story(told).chapters

    assert names(told, second.gained) == ["Gus"]
    assert names(told, second.lost) == ["Fran"]


def test_a_home_without_a_date_is_as_recorded_now() -> None:
    told = family("Amy").lives("H1", "Amy")
    (chapter,) = story(told).chapters

    assert (chapter.starts, chapter.is_dated) == ("as recorded now", False)


def test_events_stand_in_the_order_of_their_days() -> None:
    told = amy().person("Beth", life_status="died", dod="2022-03")

    assert [(event.on, event.kind) for event in story(told).events] == [
        ("2020", "home"),
        ("2022-03", "death"),
        ("2024-05-01", "care"),
        ("2024-05-01", "home"),
    ]


def test_whoever_has_no_date_at_all_is_said_to_have_none() -> None:
    told = family("Amy").adult("Beth").tie("mentor", "Beth", "Amy")

    assert names(told, story(told).undated) == ["Beth"]


def test_each_event_is_a_sentence_with_both_names_in_it() -> None:
    told = family("Amy").professional("Hal").adult("Gus")
    told.tie("professional", "Hal", "Amy", start_date="2023", end_date="2024-02")
    told.tie("mentor", "Gus", "Amy", start_date="2024-03")

    said = [
        event.message.format(child="Amy", name=told.known(event.person_id))
        for event in story(told).events
    ]

    assert said == [
        "Hal began to work with Amy",
        "Hal stopped working with Amy",
        "Gus became Amy’s mentor",
    ]


@pytest.mark.parametrize(
    "kind",
    sorted(kind.code for kind in RELATIONSHIP_KINDS.values() if kind.family in ("care", "kith")),
)
def test_every_kind_of_care_and_kith_can_be_told(kind: str) -> None:
    told = family("Amy").adult("Gus").tie(kind, "Gus", "Amy", start_date="2023", end_date="2024")

    began, ended = story(told).events

    assert began.message != ended.message
    assert "{name}" in began.message and "{child}" in began.message


def test_what_has_not_happened_yet_is_not_told() -> None:
    told = family("Amy").adult("Gus").tie("mentor", "Gus", "Amy", start_date="2027")

    assert story(told).events == ()


def test_somebody_who_died_on_a_known_day_is_not_among_those_without_a_date() -> None:
    told = family("Amy").adult("Gran").person("Gran", life_status="died", dod="2022")

    assert story(told).undated == ()


def test_everybody_whom_the_story_names_is_known() -> None:
    told = amy().together("Beth", "2023-01-01")

    assert names(told, tuple(sorted(story(told).people, key=told.network().key))) == sorted(
        ["Amy", "Beth", "Fran", "Gus"], key=lambda name: told.network().key(told.id(name))
    )
