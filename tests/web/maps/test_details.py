"""What is told of somebody who is tapped."""

from __future__ import annotations

from typing import Any

from graph.access import visible
from graph.viewers import Viewer
from tests.families import Family, family
from web.maps.details import details
from web.maps.scene import scene


def told(amy: Family, name: str, audience: str = "professionals") -> dict[str, Any]:
    viewer = Viewer(account="w", audience=audience, is_allocated=True)
    network = visible(amy.network(), viewer)
    found = details(scene(network))
    return next(said for person, said in found.items() if network.known_as(person) == name)


def granny() -> Family:
    return (
        family("Tiana")
        .mother("Mummy")
        .mother("Granny", of="Mummy", full_name="Gloria Bennett")
        .says("Granny", "loves", "Tiana", "“She is my heartstring.”", on="2026-09-30")
        .says("Tiana", "loves", "Granny", "“She sings.”", on="2026-10-08")
        .promises("Granny", "home_for_life", "always")
    )


def test_the_way_and_the_kin_word_are_told() -> None:
    said = told(granny(), "Granny")

    assert (said["told"], said["kin"]) == ("your mum's mum", "maternal grandmother")
    assert said["full_name"] == "Gloria Bennett"


def test_words_come_with_who_said_them_and_when() -> None:
    voices = told(granny(), "Granny")["voices"]

    assert voices[1] == {
        "words": "“She is my heartstring.”",
        "about": "Granny loves Tiana",
        "said": "Granny, 30 September 2026",
        "is_love": True,
    }


def test_promises_are_told_with_their_words() -> None:
    assert told(granny(), "Granny")["promises"] == ("A home for life: always",)


def test_a_screen_reader_says_name_kin_word_and_love() -> None:
    amy = granny().together("Granny", "2026-11-08")

    assert told(amy, "Granny")["announced"] == (
        "Gloria Bennett, Granny, maternal grandmother, loves Tiana, loved by Tiana, "
        "last together 8 November 2026"
    )


def test_a_screen_reader_says_a_day_of_the_last_week_by_its_name() -> None:
    amy = granny().together("Granny", "2026-11-15")
    said = [
        told(granny().together("Granny", *time), "Granny", "family_meeting")["announced"]
        for time in (("2026-11-13",), ("2026-11-10",), ("2026-11-09",), ("2026-11-12", "phone"))
    ]

    assert told(amy, "Granny", "family_meeting")["announced"] == (
        "Granny, maternal grandmother, loves Tiana, loved by Tiana, last together yesterday"
    )
    assert [line.rpartition(", ")[2] for line in said] == [
        "last together on Friday",
        "last together on Tuesday",
        "last together 9 November 2026",
        "last in touch on Thursday",
    ]


def test_the_last_time_is_told_with_how_and_how_long_ago() -> None:
    amy = (
        granny()
        .together("Granny", "2026-11-08", "video")
        .together("Granny", "2026-11-16", happened="did_not_attend")
    )

    said = told(amy, "Granny")

    assert said["last"] == "8 November 2026 · a video call · 8 days ago"
    assert said["weeks"][-3:] == ("together", "", "called-off")


def test_the_home_is_told_by_who_lives_there_and_never_by_where() -> None:
    amy = granny().lives("H1", "Tiana", "Granny", area="Eastham", start_date="2024-11-18")

    said = told(amy, "Granny")

    assert "Tiana has lived with Granny since 18 November 2024." in said["facts"]
    assert "Eastham" not in str(said)


def test_cautions_are_told_to_those_who_work_with_the_child_and_to_nobody_else() -> None:
    amy = granny().stance("Granny", "not_safe").says("Tiana", "does_not_want_to_see", "Granny")

    assert told(amy, "Granny")["cautions"] == ("not safe", "Tiana has said no for now")
    assert "cautions" not in told(amy, "Granny", "family_meeting")
    assert "does not want" not in str(told(amy, "Granny"))


def test_the_family_is_not_told_a_full_name() -> None:
    assert "full_name" not in told(granny(), "Granny", "family_meeting")


def test_a_worker_is_told_by_what_they_do() -> None:
    amy = granny().professional("Aisha")

    assert told(amy, "Aisha")["kin"] == "social worker"


def test_the_child_is_told_by_those_they_live_with() -> None:
    amy = granny().lives("H1", "Tiana", "Granny", "Mummy")

    assert told(amy, "Tiana")["facts"] == ("Lives with Mummy and Granny.",) or told(amy, "Tiana")[
        "facts"
    ] == ("Lives with Granny and Mummy.",)


def test_the_day_somebody_died_is_told_where_it_is_known() -> None:
    amy = granny().adult("Grandad", life_status="died", dod="2015-02-09")

    assert "Died 9 February 2015." in told(amy, "Grandad")["facts"]
