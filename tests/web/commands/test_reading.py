"""The questions on the command line: shapes, names, audiences, and what the journal keeps of them."""

from __future__ import annotations

import pytest

from tests.terminal import Terminal
from tests.web.commands.conftest import child_id

ON = ("--on", "2026-11-16")


def test_children_are_listed_by_the_workbooks_ids(reading_room: Terminal) -> None:
    found = reading_room.done("children", "--json").json

    assert found == [
        {"child": "V03-P01", "known_as": "Hafsa", "people": 31},
        {"child": "V02-P01", "known_as": "Tiana", "people": 32},
    ]


def test_children_are_counted_as_their_family_may_see_them(reading_room: Terminal) -> None:
    family = reading_room.done("children", "--audience", "family", "--json").json

    assert {line["known_as"] for line in family} == {"Hafsa", "Tiana"}
    assert all(not line["child"].startswith("V0") for line in family)


def test_an_empty_store_invites_the_first_child(empty: Terminal) -> None:
    assert "kith import" in empty.done("children").out
    assert empty.done("children", "--json").json == []


@pytest.mark.parametrize("name", ["V02", "V02-P01", "Tiana", "tiana", "TIANA"])
def test_a_child_is_found_by_case_id_or_name(reading_room: Terminal, name: str) -> None:
    assert reading_room.done("kin", name, "--json", *ON).json[0]["known_as"] == "Tiana"


def test_a_child_is_found_by_our_own_id(reading_room: Terminal) -> None:
    own = child_id(reading_room, "Tiana")

    assert reading_room.done("kin", own, "--json", *ON).json[0]["person"] == "V02-P01"


def test_an_answer_has_every_key_in_every_row(reading_room: Terminal) -> None:
    answers = reading_room.done("ask", "Hafsa", "--json", *ON).json

    questions = ["who_loves", "child_loves", "may_love", "might_learn", "always_loved"]
    assert list(answers) == ["on", *questions]
    rows = [row for question in questions for row in answers[question]]
    assert rows
    assert {tuple(row) for row in rows} == {("person", "known_as", "tier", "reason", "caution")}
    assert all(isinstance(value, str) for row in rows for value in row.values())


def test_kin_have_every_key_and_a_number_or_nothing_as_degree(reading_room: Terminal) -> None:
    rows = reading_room.done("kin", "Tiana", "--json", *ON).json

    keys = ("person", "known_as", "term", "class", "degree", "side", "also", "hl7")
    assert {tuple(row) for row in rows} == {keys}
    assert {type(row["degree"]) for row in rows} == {int, type(None)}


def test_gaps_have_every_key(reading_room: Terminal) -> None:
    rows = reading_room.done("gaps", "Tiana", "--json", *ON).json

    keys = (
        "rule",
        "subject_id",
        "subject",
        "severity",
        "sentence",
        "next_question",
        "show_in_meeting",
    )
    assert {tuple(row) for row in rows} == {keys}


def test_the_family_is_told_the_love_and_not_the_caution(reading_room: Terminal) -> None:
    answers = reading_room.done("ask", "Hafsa", "--json", "--audience", "family", *ON).json

    assert "Ammi" in {row["known_as"] for row in answers["who_loves"]}
    assert not any("safe" in row["caution"] for row in answers["who_loves"])


def test_a_prompt_of_somebody_who_lives_with_danger_says_to_ask_the_manager_first(
    reading_room: Terminal,
) -> None:
    told = reading_room.done("ask", "Hafsa", *ON, COLUMNS="400").out
    family = reading_room.done("ask", "Hafsa", "--audience", "family", *ON).out

    words, prompts, _ = told.replace("Who might", "Who may love Hafsa?").split(
        "Who may love Hafsa?"
    )
    guarded = [line.split()[0] for line in prompts.splitlines() if "to your manager first" in line]
    assert guarded == ["Bilal"]
    assert "manager" not in words + family


def test_the_family_is_given_ids_of_that_view_only(reading_room: Terminal) -> None:
    rows = reading_room.done("kin", "Hafsa", "--json", "--audience", "family", *ON).json

    assert not any(row["person"].startswith("V03") for row in rows)


def test_a_day_before_the_words_were_said_does_not_know_them(reading_room: Terminal) -> None:
    answers = reading_room.done("ask", "Tiana", "--json", "--on", "2026-06-01").json

    assert answers["on"] == "2026-06-01"
    assert answers["who_loves"] == []


def test_tables_name_people_and_never_show_an_id(reading_room: Terminal) -> None:
    for command in ("ask", "kin", "gaps"):
        shown = reading_room.done(command, "Tiana", *ON).out

        assert "Granny" in shown or command == "gaps"
        assert "V02-" not in shown


def test_the_journal_holds_exactly_the_people_an_answer_showed(reading_room: Terminal) -> None:
    chain = child_id(reading_room, "Tiana")

    answers = reading_room.done("ask", "Tiana", "--json", *ON).json

    last = reading_room.entries(chain)[-1]
    rows = [row for name, rows in answers.items() if name != "on" for row in rows]
    with reading_room.opened() as store:
        network = store.network(chain)
    shown = {network.find(row["person"]) for row in rows} | {chain}
    assert last.action == "saw_who_loves"
    assert last.actor.startswith("os:")
    assert set(last.people) == shown


def test_the_list_of_children_is_journalled_too(reading_room: Terminal) -> None:
    reading_room.done("children")

    last = reading_room.entries()[-1]

    assert last.action == "saw_children"
    assert set(last.people) == {child_id(reading_room, name) for name in ("Hafsa", "Tiana")}
