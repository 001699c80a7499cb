"""Family finding: the board, what was tried, moves that are checked, what is due, and three dates kept apart."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from graph.attempts import Attempt
from graph.notices import Notice
from graph.standings import Standing
from tests.families import Family, family
from tests.web.pages import Browser, Page
from tests.web.sending import form_of, has_form
from tests.web.town import Town


@pytest.fixture
def amy() -> Family:
    """Amy’s grandmother is known by name, and her aunt has been written to."""
    return (
        family("Amy", dob="2015-01-01")
        .mother("Beth")
        .mother("Gran", of="Beth", ladder=({"to": "discovered", "on": "2026-08-01"},))
        .mother("Nan", of="Beth", ladder=({"to": "contacted", "on": "2026-09-01"},))
        .about(home_since="2026-10-01")
        .together("Beth", "2026-11-07")
    )


@pytest.fixture
def gran(amy: Family, child: str) -> str:
    """The page about reaching Gran."""
    return f"/child/{child}/finding/{amy.id('Gran')}"


def fill_in(browser: Browser, page: str, form: str, **typed: str) -> TestResponse:
    """One of the forms on the page about reaching somebody."""
    values = form_of(browser.get(page).text, f"{page}/{form}")
    return browser.post(f"{page}/{form}", data=values | typed)


def rung(town: Town, amy: Family, name: str) -> str:
    kept = town.store.record("standing", amy.standings[name].id)
    assert isinstance(kept, Standing)
    return kept.finding_status()


def words(browser: Browser, path: str) -> str:
    return Page(browser.get(path).text).words


# The board.


def test_everybody_stands_on_their_rung(sam: Browser, child: str) -> None:
    said = words(sam, f"/child/{child}/finding")

    assert "Name known, not yet spoken to 1 Gran since 1 August 2026" in said
    assert "First contact made 1 Nan since 1 September 2026" in said


def test_whom_to_reach_next_is_told_with_a_reason(sam: Browser, child: str) -> None:
    said = words(sam, f"/child/{child}/finding")

    assert "Whom to reach next, and why" in said
    assert "We have the name, and nobody has said hello yet. Beth could introduce Gran." in said


def test_nobody_unsafe_is_ever_on_the_list_to_reach(town: Town, amy: Family) -> None:
    child = amy.stance("Gran", "not_safe").put_into(town.store)
    said = words(town.worker_of(child), f"/child/{child}/finding")
    reach, _, board = said.partition("The ladder")

    assert "Gran" not in reach
    assert "talk to your manager first" in board


def test_the_board_journals_exactly_whom_it_names(
    town: Town, sam: Browser, child: str, amy: Family
) -> None:
    said = words(sam, f"/child/{child}/finding").split()

    named = {amy.id(name) for name in amy.people if any(w.startswith(name) for w in said)}
    entry = next(town.store.entries(child, newest_first=True))
    assert (entry.action, set(entry.people)) == ("saw_finding", named)


# Tries.


def test_a_try_is_written_down_with_its_next_step(
    town: Town, sam: Browser, child: str, gran: str, amy: Family
) -> None:
    answer = fill_in(
        sam,
        gran,
        "try",
        how="letter",
        outcome="left_word",
        next_step="Ring her",
        due_date="2026-11-20",
        notes="In Welsh.",
    )

    assert answer.status_code == 303
    (kept,) = town.store.kept(Attempt, child)
    assert (kept.person_id, str(kept.on), kept.how) == (amy.id("Gran"), "2026-11-16", "letter")
    said = words(sam, gran)
    assert "Sam wrote a letter: left word" in said
    assert "Next: Ring her · by 20 November 2026" in said


def test_what_is_due_stands_on_top_of_the_board_on_its_day(
    town: Town, sam: Browser, child: str, gran: str
) -> None:
    fill_in(sam, gran, "try", next_step="Ring her", due_date="2026-11-18")
    assert "Due now" not in words(sam, f"/child/{child}/finding")

    town.clock.forward(days=3)
    said = words(town.worker_of(child, "tom"), f"/child/{child}/finding")

    assert "Due now Gran : Ring her due 18 November 2026 · 1 day late" in said


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"how": "pigeon"}, "Choose one of the answers offered."),
        ({"outcome": ""}, "Choose one of the answers offered."),
        ({"on": "2026-11-17"}, "it cannot be a day to come"),
        ({"on": "yesterday"}, "is not a date"),
        ({"due_date": "soon"}, "is not a date"),
    ],
)
def test_a_try_that_cannot_be_kept_says_why_and_loses_nothing(
    town: Town, sam: Browser, child: str, gran: str, typed: dict[str, str], reason: str
) -> None:
    answer = fill_in(sam, gran, "try", **({"notes": "Long words."} | typed))

    assert answer.status_code == 400
    assert reason in Page(answer.text).words
    assert form_of(answer.text, f"{gran}/try")["notes"].strip() == "Long words."
    assert town.store.kept(Attempt, child) == ()


def test_a_form_without_its_fields_is_refused_in_a_sentence(sam: Browser, gran: str) -> None:
    for form in ("try", "move"):
        answer = sam.post(f"{gran}/{form}", data={"csrf_token": sam.token()})

        assert answer.status_code == 400
        assert "Choose one of the" in Page(answer.text).words


@pytest.mark.parametrize("silence", ["not_safe", "said_no"])
def test_a_caution_stands_on_the_page_for_those_who_may_know(
    town: Town, amy: Family, silence: str
) -> None:
    if silence == "not_safe":
        amy.stance("Gran", "not_safe")
    else:
        amy.says("Amy", "does_not_want_to_see", "Gran")
    child = amy.put_into(town.store)
    page = f"/child/{child}/finding/{amy.id('Gran')}"
    account = town.account("pat")
    town.grant(account, child, kind="involved")

    said = words(town.worker_of(child), page)
    unallocated = words(town.signed_in(account), page)

    cautions = ("talk to your manager first", "the child has said not now")
    assert [one for one in cautions if one in said] == [cautions[silence == "said_no"]]
    assert [one for one in cautions if one in unallocated] == []


# The ladder.


def test_a_move_is_dated_and_journalled(
    town: Town, sam: Browser, child: str, gran: str, amy: Family
) -> None:
    fill_in(sam, gran, "move", rung="contacted", on="2026-11-10")

    kept = town.store.record("standing", amy.standings["Gran"].id)
    assert isinstance(kept, Standing)
    assert [(move.to, str(move.on)) for move in kept.ladder] == [
        ("discovered", "2026-08-01"),
        ("contacted", "2026-11-10"),
    ]
    assert (
        next(e for e in town.store.entries(child, newest_first=True) if e.changes).action == "moved"
    )
    assert "First contact made 10 November 2026" in words(sam, gran)


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("committed", "Write down first what Gran has promised"),
        ("lifelong", "Write down first, in Gran’s own words, that they are there for life."),
        ("beloved", "Choose one of the steps of the ladder."),
    ],
)
def test_a_rung_that_asks_for_words_is_refused_without_them(
    town: Town, sam: Browser, gran: str, amy: Family, to: str, reason: str
) -> None:
    answer = fill_in(sam, gran, "move", rung=to)

    assert answer.status_code == 400
    assert reason in Page(answer.text).words
    assert rung(town, amy, "Gran") == "discovered"


def test_lifelong_is_reached_with_the_persons_own_words(town: Town, amy: Family) -> None:
    told = amy.says("Gran", "loves", "Amy", "“Till my last day.”", on="2026-11-01")
    child = told.put_into(town.store)

    page = f"/child/{child}/finding/{amy.id('Gran')}"
    fill_in(town.worker_of(child), page, "move", rung="lifelong")

    assert rung(town, amy, "Gran") == "lifelong"


def test_a_move_past_somebody_elses_is_a_conflict(
    town: Town, sam: Browser, child: str, gran: str, amy: Family
) -> None:
    values = form_of(sam.get(gran).text, f"{gran}/move")
    fill_in(town.worker_of(child, "tom"), gran, "move", rung="declined")

    answer = sam.post(f"{gran}/move", data=values | {"rung": "contacted"})

    assert answer.status_code == 409
    assert "Somebody else changed this while you were working." in Page(answer.text).words
    assert form_of(answer.text, f"{gran}/move")["rung"] == "contacted"
    assert rung(town, amy, "Gran") == "declined"


# Telling relatives.


def test_three_dates_are_kept_apart(town: Town, sam: Browser, child: str, gran: str) -> None:
    fill_in(sam, gran, "told", identified="2026-08", located="2026-09-02")

    (kept,) = town.store.kept(Notice, child)
    assert (str(kept.identified), str(kept.located), str(kept.notified)) == (
        "2026-08",
        "2026-09-02",
        "",
    )
    assert "August 2026" in words(sam, f"/child/{child}/finding")


def test_a_relative_told_after_the_last_day_is_said_to_be_late(
    sam: Browser, child: str, gran: str
) -> None:
    before = words(sam, f"/child/{child}/finding")
    assert "0 of 3 have been told" in before
    assert "The last of the 30 days for it was 31 October 2026." in before

    fill_in(sam, gran, "told", notified="2026-11-03")

    after = words(sam, f"/child/{child}/finding")
    assert "1 of 3 have been told" in after
    assert "3 November 2026 3 days late" in after


def test_dates_are_changed_in_the_place_of_the_earlier_ones(
    town: Town, sam: Browser, child: str, gran: str
) -> None:
    fill_in(sam, gran, "told", located="2026-09-02")
    values = form_of(sam.get(gran).text, f"{gran}/told")
    assert values["located"] == "2026-09-02"

    fill_in(sam, gran, "told", notified="2026-10-10")

    (kept,) = town.store.kept(Notice, child)
    assert (kept.version, str(kept.located), str(kept.notified)) == (2, "2026-09-02", "2026-10-10")
    answer = sam.post(f"{gran}/told", data=values | {"notified": "2026-10-11"})
    assert answer.status_code == 409


def test_a_date_that_cannot_be_read_comes_back_as_typed(sam: Browser, gran: str) -> None:
    answer = fill_in(sam, gran, "told", notified="last Tuesday")

    assert answer.status_code == 400
    assert form_of(answer.text, f"{gran}/told")["notified"] == "last Tuesday"


# Who may.


def test_out_of_hours_reads_and_changes_nothing(town: Town, child: str, gran: str) -> None:
    night = town.worker_of(child, "ooh", "out_of_hours")

    html = night.get(gran).text

    assert not has_form(html, f"{gran}/try")
    assert night.post(f"{gran}/try", data={"csrf_token": night.token()}).status_code == 404


def test_somebody_who_is_not_on_the_map_and_the_child_are_nobody_to_reach(
    sam: Browser, child: str
) -> None:
    for person in ("0" * 32, child):
        assert sam.get(f"/child/{child}/finding/{person}").status_code == 404


def test_nobody_yet_is_an_invitation(town: Town) -> None:
    child = family("Amy").put_into(town.store)

    said = words(town.worker_of(child), f"/child/{child}/finding")

    assert "Who do they know that we do not?" in said
    assert "Who would send a birthday card?" in said
