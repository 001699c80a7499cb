"""The questions about next steps on the command line: shapes, refusals, and what the journal keeps of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.attempts import Attempt
from graph.decisions import Decision
from graph.journal import Event
from graph.local_rules import LocalRule
from graph.record import MapRecord
from graph.roles import ROLES
from graph.silences import silences_of
from tests.families import family
from tests.terminal import Terminal
from tests.trust.commands import leaves
from tests.web.commands.conftest import VIGNETTES, child_id

ON = ("--on", "2026-11-16")
RECORD_ONLY = (
    ("whatif", "Tiana", "Daddy"),
    *((name, "Tiana") for name in ("next", "options", "times", "timeline")),
)
HOW_SOON = ("This week", "Soon", "Keep in view", "When you can")
SCORES = ("score", "rank", "percent", "index", "recommend", "best", "worst")


def put(terminal: Terminal, record: MapRecord) -> None:
    """Write something down behind the terminal, as a page would."""
    with terminal.opened() as store, store.writer(Event(actor="tests", action="wrote")) as writer:
        writer.put(record)


def own_id(terminal: Terminal, child: str, name: str) -> str:
    """Our own id of somebody on a child's map."""
    with terminal.opened() as store:
        return store.network(child_id(terminal, child)).find(name)


def shown(terminal: Terminal, child: str) -> set[str]:
    """What the child calls everyone whom the newest entry of their chain says was shown."""
    chain = child_id(terminal, child)
    people = terminal.entries(chain)[-1].people
    with terminal.opened() as store:
        network = store.network(chain)
    return {network.known_as(person) for person in people}


# How somebody is connected.


def test_a_connection_is_told_step_by_step_and_in_one_sentence(reading_room: Terminal) -> None:
    found = reading_room.done("connect", "Tiana", "Nadine", "--json", *ON).json

    keys = ["on", "person", "known_as", "sentence", "steps", "ways_told", "ways_today"]
    assert list(found) == keys
    assert (
        found["sentence"]
        == "Tiana’s father is Daddy, whose mother is Grandma Verna, whose daughter is Nadine."
    )
    assert [(step["known_as"], step["word"]) for step in found["steps"]] == [
        ("Daddy", "father"),
        ("Grandma Verna", "mother"),
        ("Nadine", "daughter"),
    ]
    assert all(step["person"].startswith("V02-") for step in found["steps"])
    assert [[one["known_as"] for one in way] for way in found["ways_today"]] == [
        ["Tiana", "Daddy", "Nadine"]
    ]


def test_the_words_of_a_connection_name_nobody_by_an_id(reading_room: Terminal) -> None:
    said = reading_room.done("connect", "Tiana", "Nadine", *ON).out

    assert "Tiana’s father is Daddy" in said
    assert "One way, and no other holds if it falls away: through Daddy." in said
    assert "V02-" not in said


def test_a_connection_journals_exactly_those_on_the_way(reading_room: Terminal) -> None:
    reading_room.done("connect", "Tiana", "Nadine", *ON)

    assert shown(reading_room, "Tiana") == {"Tiana", "Daddy", "Grandma Verna", "Nadine"}


def test_a_family_is_told_the_way_and_not_who_joins_them_today(reading_room: Terminal) -> None:
    found = reading_room.done(
        "connect", "Tiana", "Granny", "--json", "--audience", "family", *ON
    ).json

    assert found["sentence"] == "Tiana’s mother is Mummy, whose mother is Granny."
    assert (found["ways_told"], found["ways_today"]) == (None, None)
    assert not any(step["person"].startswith("V02") for step in found["steps"])


def test_somebody_whom_a_family_may_not_see_is_nobody_to_them(reading_room: Terminal) -> None:
    hidden = reading_room.run("connect", "Tiana", "V02-P99", "--audience", "family")

    assert hidden.status == 1
    assert "Nobody on this map" in hidden.err


@pytest.mark.parametrize("command", ["connect", "whatif"])
def test_the_child_is_not_somebody_else(reading_room: Terminal, command: str) -> None:
    ended = reading_room.run(command, "Tiana", "Tiana")

    assert (ended.status, ended.out) == (1, "")
    assert "Name somebody else" in ended.err


# If somebody stepped back.


def test_what_would_go_with_somebody(reading_room: Terminal) -> None:
    found = reading_room.done("whatif", "Tiana", "Daddy", "--json", *ON).json

    keys = ["on", "person", "known_as", "out_of_reach", "promises", "plans", "culture_tags"]
    assert list(found) == keys
    assert {one["known_as"] for one in found["out_of_reach"]} == {
        "Jayden",
        "Keisha",
        "Grandma Verna",
        "Nadine",
        "Kymani",
    }
    assert found["plans"] == [{"every_days": 7, "mode": "video"}]


def test_what_would_go_journals_exactly_whom_it_names(reading_room: Terminal) -> None:
    reading_room.done("whatif", "Tiana", "Daddy", *ON)

    assert shown(reading_room, "Tiana") == {
        "Tiana",
        "Daddy",
        "Jayden",
        "Keisha",
        "Grandma Verna",
        "Nadine",
        "Kymani",
    }


def test_nothing_goes_with_somebody_who_carries_nothing_alone(reading_room: Terminal) -> None:
    assert (
        "Nobody else would be out of reach" in reading_room.done("whatif", "Tiana", "Zara", *ON).out
    )


# Whom to reach next.


def test_whom_to_reach_next_has_every_key(reading_room: Terminal) -> None:
    found = reading_room.done("next", "Tiana", "--json", *ON).json

    assert list(found) == ["on", "reach", "due"]
    assert {tuple(row) for row in found["reach"]} == {
        ("person", "known_as", "term", "reason", "introduced_by")
    }
    assert [row["known_as"] for row in found["reach"]][:2] == ["Grandma Verna", "Nadine"]


def test_nobody_silent_is_ever_to_be_reached_or_asked_to_introduce(reading_room: Terminal) -> None:
    with reading_room.opened() as store:
        network = store.network(child_id(reading_room, "Hafsa"))
    found = reading_room.done("next", "Hafsa", "--json", *ON).json["reach"]

    silent = {network.ref(person) for person in silences_of(network)}
    assert silent
    assert silent.isdisjoint(row["person"] for row in found)
    assert silent.isdisjoint(row["introduced_by"] for row in found)


def test_what_is_due_is_told_beside(at_work: Terminal) -> None:
    child = child_id(at_work, "Tiana")
    attempt = Attempt(
        id="t",
        child_id=child,
        person_id=own_id(at_work, "Tiana", "Nadine"),
        on="2026-11-01",
        next_step="Ring Nadine’s sister",
        due_date="2026-11-10",
    )
    put(at_work, attempt)

    found = at_work.done("next", "Tiana", "--json", *ON).json["due"]

    assert [(one["known_as"], one["next_step"], one["days_late"]) for one in found] == [
        ("Nadine", "Ring Nadine’s sister", 6)
    ]
    assert "Ring Nadine’s sister" in at_work.done("next", "Tiana", *ON).out


# Homes side by side, times and the timeline.


def test_homes_stand_side_by_side_with_a_source_for_each_cell(empty: Terminal) -> None:
    empty.done("import", str(VIGNETTES / "06-us-icwa-ojibwe"))

    found = empty.done("options", "Jonah", "--json", *ON).json

    assert list(found) == ["on", "homes", "rows"]
    assert [home["is_now"] for home in found["homes"]] == [True, False]
    numbers = [home["home"] for home in found["homes"]]
    assert all([cell["home"] for cell in row["cells"]] == numbers for row in found["rows"])
    assert all(cell["source"] for row in found["rows"] for cell in row["cells"])
    topics = list(dict.fromkeys(row["topic"] for row in found["rows"]))
    assert topics == [
        "brothers and sisters",
        "people who matter",
        "culture and faith",
        "language",
        "school",
        "distance",
        "who stands behind it",
        "not known",
    ]


def test_homes_carry_no_word_of_a_score(reading_room: Terminal) -> None:
    said = reading_room.done("options", "Tiana", *ON).out.casefold()

    assert [word for word in SCORES if word in said] == []


def test_times_are_told_week_by_week(reading_room: Terminal) -> None:
    found = reading_room.done("times", "Tiana", "--json", *ON).json
    mummy = next(one for one in found if one["known_as"] == "Mummy")

    assert list(mummy) == ["person", "known_as", "weeks", "plans"]
    assert len(mummy["weeks"]) == 26
    assert [week["missed"] for week in mummy["weeks"] if week["missed"]] == [
        {"cancelled_by_service": 1},
        {"cancelled_by_service": 1},
    ]
    assert "□" in reading_room.done("times", "Tiana", *ON).out


def test_the_timeline_says_what_has_no_date(reading_room: Terminal) -> None:
    found = reading_room.done("timeline", "Tiana", "--json", *ON).json

    assert list(found) == ["on", "homes", "events", "as_recorded_now"]
    assert "Nadine" in {one["known_as"] for one in found["as_recorded_now"]}
    assert "Granny began to look after Tiana" in {one["sentence"] for one in found["events"]}
    assert "As recorded now" in reading_room.done("timeline", "Tiana", *ON).out


def test_the_timeline_says_what_changed_since_a_day(reading_room: Terminal) -> None:
    since = ("timeline", "Tiana", "--since", "2026-05-01", *ON)
    found = reading_room.done(*since, "--json").json

    sentences = {(one["kind"], one["sentence"]) for one in found}
    assert ("added", "Aisha began to work with Tiana.") in sentences
    assert ("ended", "Steph stopped working with Tiana.") in sentences
    assert "Said since then" in reading_room.done(*since).out


@pytest.mark.parametrize("command", ["next", "options", "times", "timeline"])
def test_a_child_with_nobody_gets_an_invitation_and_no_error(empty: Terminal, command: str) -> None:
    with empty.opened() as store:
        family("Amy").put_into(store)

    assert empty.done(command, "Amy", *ON).out
    assert empty.done(command, "Amy", "--json", *ON).json is not None


# What is the record's is not for a family.


@pytest.mark.parametrize("command", RECORD_ONLY)
@pytest.mark.parametrize("audience", ["family", "child"])
def test_the_record_is_refused_in_plain_words_and_the_refusal_journalled(
    reading_room: Terminal, command: tuple[str, ...], audience: str
) -> None:
    ended = reading_room.run(*command, "--audience", audience, "--json")

    assert (ended.status, ended.out) == (1, "")
    assert ended.err.strip() == (
        "This answer is part of the record, and not for a family or a child to be shown."
    )
    last = reading_room.entries()[-1]
    assert (last.action, last.people) == ("refused", (child_id(reading_room, "Tiana"),))


@pytest.mark.parametrize("command", [*RECORD_ONLY, ("review",)])
def test_an_account_of_the_family_may_not_ask_for_the_record(
    at_work: Terminal, command: tuple[str, ...]
) -> None:
    at_work.done("user", "add", "granny@example.org", "--role", "family_member")
    at_work.done("grant", "granny@example.org", "Tiana")

    ended = at_work.run(*command, "--as", "granny@example.org")

    assert (ended.status, ended.out) == (1, "")


# Gaps as cards, with the numbers of the authority.


def test_gaps_are_told_as_cards_with_as_many_strengths(reading_room: Terminal) -> None:
    said = reading_room.done("gaps", "Tiana", *ON).out

    above, _, strong = said.partition("What is strong")
    cards = sum(" ".join(above.split()).count(f"({soon})") for soon in HOW_SOON)
    assert 3 < cards <= len(strong.strip().splitlines())


def test_the_cards_journal_exactly_whom_they_name(reading_room: Terminal) -> None:
    said = reading_room.done("gaps", "Tiana", *ON).out

    with reading_room.opened() as store:
        network = store.network(child_id(reading_room, "Tiana"))
    named = {network.known_as(person) for person in network.people}
    assert shown(reading_room, "Tiana") == {name for name in named if name in said}


def test_all_gaps_are_told_where_they_are_asked_for(reading_room: Terminal) -> None:
    rows = reading_room.done("gaps", "Tiana", "--json", *ON).json
    said = " ".join(reading_room.done("gaps", "Tiana", "--all", *ON).out.split())

    assert [row["sentence"] for row in rows if row["sentence"] not in said] == []


def test_what_was_decided_leaves_the_cards_and_not_the_whole_list(at_work: Terminal) -> None:
    child = child_id(at_work, "Tiana")
    sentence = "Tiana has had 4 social workers"
    assert sentence in at_work.done("gaps", "Tiana", *ON).out

    put(
        at_work,
        Decision(
            id="d",
            child_id=child,
            rule="G35",
            kind="answered",
            words="Aisha stays.",
            on="2026-11-10",
        ),
    )

    assert sentence not in at_work.done("gaps", "Tiana", *ON).out
    assert sentence in at_work.done("gaps", "Tiana", "--all", *ON).out


def test_a_file_of_thresholds_changes_the_gaps(reading_room: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("[thresholds]\ng35_n = 9\n")

    def rules(**settings: str) -> set[str]:
        rows = reading_room.done("gaps", "Tiana", "--json", *ON, **settings).json
        return {row["rule"] for row in rows}

    assert rules() - rules(KITH_THRESHOLDS=str(file)) == {"G35"}


def test_a_threshold_of_one_child_changes_only_that_child(at_work: Terminal) -> None:
    def fires(child: str) -> bool:
        return "G08" in {row["rule"] for row in at_work.done("gaps", child, "--json", *ON).json}

    assert fires("Tiana") and fires("Hafsa")
    child = child_id(at_work, "Tiana")
    put(at_work, LocalRule(id="r", child_id=child, threshold="g08_days", number="4000", reason="x"))

    assert not fires("Tiana")
    assert fires("Hafsa")


# Across children.


def test_a_review_names_the_children_to_talk_about(at_work: Terminal) -> None:
    rows = at_work.done("review", "--json", *ON).json

    keys = (
        "child",
        "known_as",
        "open",
        "this_week",
        "voice_days",
        "voice_is_old",
        "looked_at",
        "is_forgotten",
        "next_review",
    )
    assert {tuple(row) for row in rows} == {keys}
    assert {row["child"] for row in rows} == {"V02-P01", "V03-P01"}
    assert all(row["is_forgotten"] for row in rows)


def test_a_review_leaves_out_a_child_about_whom_there_is_nothing_to_say(at_work: Terminal) -> None:
    at_work.done("kin", "Tiana")

    assert [row["known_as"] for row in at_work.done("review", "--json", *ON).json] == ["Hafsa"]
    everyone = at_work.done("review", "--show", "all", "--json", *ON).json
    assert [row["known_as"] for row in everyone] == ["Hafsa", "Tiana"]
    assert everyone[1]["looked_at"] is not None


@pytest.mark.parametrize("order", ["name", "review", "voice", "looked"])
def test_a_review_stands_in_the_order_asked_for(at_work: Terminal, order: str) -> None:
    rows = at_work.done("review", "--show", "all", "--order", order, "--json", *ON).json

    key = {"name": "known_as", "review": "next_review"}.get(order)
    if key:
        assert [row[key] for row in rows] == sorted(row[key] for row in rows)
    if order == "voice":
        assert [row["voice_days"] for row in rows] == sorted(
            (row["voice_days"] for row in rows), reverse=True
        )
    assert len(rows) == 2


def test_a_review_journals_the_children_and_whom_this_week_is_about(empty: Terminal) -> None:
    empty.done("import", str(VIGNETTES / "09-adoption-breakdown"))

    (row,) = empty.done("review", "--json", *ON).json

    last = empty.entries()[-1]
    named = {own_id(empty, "Amelia", gap["subject_id"]) for gap in row["this_week"]}
    assert named
    assert (last.action, set(last.people)) == ("saw_team", {child_id(empty, "Amelia"), *named})


def test_an_account_reviews_only_the_children_it_may_see(at_work: Terminal) -> None:
    at_work.done("user", "add", "ann@example.org", "--role", "manager")
    at_work.done("grant", "ann@example.org", "Tiana")

    rows = at_work.done("review", "--show", "all", "--as", "ann@example.org", "--json", *ON).json

    assert [row["child"] for row in rows] == ["V02-P01"]


def test_a_review_of_nobody_invites(empty: Terminal) -> None:
    assert "No child is on this list" in empty.done("review").out
    assert empty.done("review", "--json").json == []


def test_a_second_review_says_the_same(at_work: Terminal) -> None:
    first = at_work.done("review", "--show", "all", "--json", *ON).json
    again = at_work.done("review", "--show", "all", "--json", *ON).json

    assert first == again


def test_every_new_command_names_a_permission_that_some_role_has() -> None:
    known = set().union(*(role.may for role in ROLES.values()))
    named = {
        name: command.permission  # type: ignore[attr-defined]
        for name, command in leaves()
        if name.split()[1]
        in ("connect", "whatif", "next", "options", "times", "timeline", "review")
    }

    assert len(named) == 7
    assert set(named.values()) <= known
