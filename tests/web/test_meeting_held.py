"""Words of a meeting in which a protected fact stands: everything waits, somebody decides, and nothing is missing."""

from __future__ import annotations

import re

import pytest

from graph.clearances import Clearance
from graph.meeting_words import Note
from tests.families import Family
from tests.web.meetings import Day, amy
from tests.web.town import Town

STREETS = ("12 Heron Lane", "14 Heron Lane", "16 Heron Lane")
REASON = "Beth has told all of them herself where she lives."


def hidden() -> Family:
    return amy().detail("Beth", "address", "14 Heron Lane, Leeds LS7 4QP", may_see=("x",))


@pytest.fixture
def day(town: Town) -> Day:
    """A meeting in which somebody guessed three times where Beth lives."""
    day = Day(town, hidden()).begun()
    for words in STREETS:
        day.say("note", column="working", words=f"She lives at {words}.")
    return day


def minutes(day: Day, account: str = "") -> tuple[int, list[str]]:
    browser = day.town.worker_of(day.child, account, "family_member") if account else day.browser
    answer = browser.get(f"{day.home}/prints?print=minutes-family")
    return answer.status_code, [words for words in STREETS if words in answer.text]


def decide(day: Day, deed: str, **fields: str) -> int:
    """Press the button below the words that are held back."""
    page = day.browser.get(day.page).text
    names = ("record_id", "field") if deed == "strike" else ("detail_id", "digest")
    found = {name: re.findall(rf'name="{name}" value="(\w+)"', page)[0] for name in names}
    data = {"csrf_token": day.browser.form(day.page)["csrf_token"], **found, **fields}
    return day.browser.post(f"{day.page}/words/{deed}", data=data).status_code


def test_the_familys_minutes_never_say_which_guess_was_right(day: Day) -> None:
    day.end()

    assert minutes(day) == (409, [])
    assert minutes(day, "uncle") == (409, [])
    wall = day.browser.get(f"{day.home}/prints?print=wall-family")
    assert wall.status_code == 200


def test_somebody_who_may_decide_lets_the_words_out_and_nothing_is_missing(day: Day) -> None:
    day.end()
    assert "seems to stand in these words" in day.browser.get(day.page).text
    assert decide(day, "clear", reason="ok") == 400

    assert decide(day, "clear", reason=REASON) == 303

    assert minutes(day) == (200, [*STREETS])
    assert [one.reason for one in day.town.store.kept(Clearance, day.child)] == [REASON]


def test_words_that_nobody_should_read_are_taken_out_also_after_the_meeting(day: Day) -> None:
    day.end()

    assert decide(day, "strike") == 303

    assert len(day.kept(Note)) == 2
    assert minutes(day) == (200, ["12 Heron Lane", "16 Heron Lane"])


def test_a_room_that_was_left_is_gone_back_to_once_somebody_has_decided(day: Day) -> None:
    day.leave()
    assert not day.open()
    assert "Look at them first." in day.browser.get(day.page).text

    decide(day, "clear", reason=REASON)

    assert day.open()


def test_only_what_is_held_back_is_taken_out_and_only_by_whoever_may_decide(day: Day) -> None:
    day.end()
    right = {str(note["words"]): str(note["id"]) for note in day.kept(Note)}
    token = day.browser.form(day.page)["csrf_token"]
    other = {"record_id": right["She lives at 12 Heron Lane."], "field": "words"}
    answer = day.browser.post(f"{day.page}/words/strike", data={"csrf_token": token, **other})
    assert answer.status_code == 404

    ivo = day.town.account("ivo", "facilitator")
    day.town.grant(ivo, day.child, "involved")
    page = day.town.signed_in(ivo).get(day.page).text

    assert "Something protected seems to stand in some words." in page
    assert "14 Heron Lane" not in page
    assert len(day.kept(Note)) == 3
