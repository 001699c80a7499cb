"""What next: cards and strengths, what is decided about a question, and how it is opened again."""

from __future__ import annotations

import re
from datetime import date

import pytest
from werkzeug.test import TestResponse

from graph.decisions import Decision
from graph.errors import ConflictError
from graph.journal import Event
from tests.families import Family, family
from tests.web.pages import Browser, Page
from tests.web.sending import form_of, has_form
from tests.web.town import Town

CARD = re.compile(r'<li class="gap-card')
STRENGTH = re.compile(r'<li class="strength"')


@pytest.fixture
def callum() -> Family:
    """Seventeen, with nobody who has said that they are there for life."""
    return (
        family("Callum", dob="2009-04-03")
        .mother("Beth")
        .brother("Cai", life_stage="child")
        .adult("Ida", "female", ladder=({"to": "contacted", "on": "2026-06-01"},))
        .friend("Ida")
        .friend("Fay")
        .says("Beth", "loves", "Callum", "“My boy.”", on="2026-09-30")
        .promises("Beth", "meals")
        .promises("Fay", "lifts")
        .together("Beth", "2026-11-07")
        .together("Fay", "2026-11-01")
    )


@pytest.fixture
def child(town: Town, callum: Family) -> str:
    return callum.put_into(town.store)


def page(browser: Browser, child: str) -> str:
    return browser.get(f"/child/{child}/what-next").text


def decide(browser: Browser, child: str, rule: str, **typed: str) -> TestResponse:
    """Answer the question of a rule on the page."""
    values = form_of(page(browser, child), "/decide", rule=rule)
    return browser.post(f"/child/{child}/decide", data=values | typed)


def open_rules(html: str) -> set[str]:
    """The rules whose question can be answered on a page."""
    return set(re.findall(r'name="rule" value="(G\d\d)"', html))


def decisions(town: Town, child: str) -> list[Decision]:
    kept = town.store.kept(Decision, child)
    return sorted(kept, key=lambda one: (one.rule, one.number))


# Cards.


def test_each_person_has_one_card_and_the_map_three_at_most(
    sam: Browser, child: str, callum: Family
) -> None:
    html = page(sam, child)
    about_map, _, about_people = html.partition('<h2 id="each">')

    assert 1 <= len(CARD.findall(about_map)) <= 3
    in_sight = about_people.partition("waiting")[0]
    headings = re.findall(r"<h3><a [^>]*>(\w+)</a></h3>", in_sight)
    assert headings
    assert len(headings) == len(set(headings))


def test_there_are_at_least_as_many_strengths_as_cards_in_sight(sam: Browser, child: str) -> None:
    html = page(sam, child)
    in_sight = html.partition("waiting")[0]

    assert 0 < len(CARD.findall(in_sight)) <= len(STRENGTH.findall(html))


def test_a_child_with_nothing_strong_yet_still_has_every_question_waiting(town: Town) -> None:
    child = family("Amy", dob="2012").put_into(town.store)
    words = Page(page(town.worker_of(child), child)).words

    assert "are waiting" in words
    assert "What has gone well, even once?" in words


def test_each_card_ends_in_a_question_and_says_how_soon(sam: Browser, child: str) -> None:
    html = page(sam, child)

    questions = re.findall(r'<p class="gap-question">([^<]+)</p>', html)
    assert questions
    assert all("?" in question for question in questions)
    assert html.count('<span class="soon">') == len(CARD.findall(html))


def test_what_is_not_for_a_shared_screen_says_so(town: Town) -> None:
    told = family("Amy").mother("Beth").stance("Beth", "not_safe").matters("Beth")
    child = told.put_into(town.store)

    assert "Not for a shared screen." in page(town.worker_of(child), child)


def test_what_cannot_be_told_is_said_beside_and_journalled(town: Town) -> None:
    told = family("Amy", dob="2015").mother("Beth").mother("Gran", of="Beth")
    told.person("Gran", first_known_date="", ladder=({"to": "discovered", "on": ""},))
    child = told.put_into(town.store)

    words = Page(page(town.worker_of(child), child)).words

    assert "We do not know since when we have known about Gran." in words
    assert told.id("Gran") in next(town.store.entries(child, newest_first=True)).people


def test_the_journal_holds_exactly_the_people_on_the_page(
    town: Town, sam: Browser, child: str, callum: Family
) -> None:
    words = Page(page(sam, child)).words.split()

    named = {callum.id(name) for name in callum.people if any(w.startswith(name) for w in words)}
    entry = next(town.store.entries(child, newest_first=True))
    assert (entry.action, set(entry.people)) == ("saw_gaps", named)


# Decisions.


def test_an_answer_takes_the_question_off_and_stays_as_history(
    town: Town, sam: Browser, child: str
) -> None:
    assert "G17" in open_rules(page(sam, child))

    answer = decide(sam, child, "G17", kind="answered", words="Beth will say it herself on Sunday.")

    assert answer.status_code == 303
    html = page(sam, child)
    assert "G17" not in open_rules(html)
    assert "Beth will say it herself on Sunday." in html
    assert "What was decided (1)" in html
    (kept,) = decisions(town, child)
    assert (kept.kind, kept.number, str(kept.on)) == ("answered", 1, "2026-11-16")


def test_a_decision_is_journalled_with_who_made_it(town: Town, sam: Browser, child: str) -> None:
    decide(sam, child, "G17", kind="wrong", words="He has asked us to leave this be.")

    entry = next(e for e in town.store.entries(child, newest_first=True) if e.changes)
    account = town.store.account("sam@example.org")
    assert account is not None
    assert (entry.action, entry.actor) == ("decided", account.id)


def test_a_parked_question_returns_on_its_day(town: Town, sam: Browser, child: str) -> None:
    decide(sam, child, "G19", kind="parked", words="Beth is in hospital.", until="2026-11-18")
    assert "G19" not in open_rules(page(sam, child))
    assert "comes back on 18 November 2026" in Page(page(sam, child)).words

    town.clock.forward(days=2)
    later = town.worker_of(child, "tom")

    assert "G19" in open_rules(page(later, child))


def test_a_question_is_opened_again_and_the_history_keeps_both(
    town: Town, sam: Browser, child: str
) -> None:
    decide(sam, child, "G17", kind="answered", words="Settled.")
    (kept,) = decisions(town, child)

    sam.post(f"/child/{child}/open-again/{kept.id}", data={"csrf_token": sam.token()})

    html = page(sam, child)
    assert "G17" in open_rules(html)
    assert [one.kind for one in decisions(town, child)] == ["answered", "opened_again"]
    words = Page(html).words
    assert "Answered : No lifelong promise yet" in words
    assert "Opened again : No lifelong promise yet" in words
    assert not has_form(html, f"/open-again/{kept.id}")


def test_a_question_that_was_opened_again_can_be_answered_again(
    town: Town, sam: Browser, child: str
) -> None:
    decide(sam, child, "G17", kind="answered", words="Settled.")
    sam.post(
        f"/child/{child}/open-again/{decisions(town, child)[0].id}",
        data={"csrf_token": sam.token()},
    )

    decide(sam, child, "G17", kind="parked", words="After the exams.", until="2027-07-01")

    assert [one.number for one in decisions(town, child)] == [1, 2, 3]
    assert "G17" not in open_rules(page(sam, child))


def test_a_gap_about_one_person_leaves_the_same_gap_about_another(town: Town) -> None:
    dee = family("Dee", dob="2012").mother("Ann").brother("Bo").brother("Cy")
    child = dee.put_into(town.store)
    pat = town.worker_of(child, "pat")
    values = form_of(page(pat, child), "/decide", rule="G08", subject_id=dee.id("Bo"))

    pat.post(f"/child/{child}/decide", data=values | {"kind": "answered", "words": "Seen."})

    still_asked = re.findall(
        r'value="G08">\s*<input type="hidden" name="subject_id" value="(\w+)"', page(pat, child)
    )
    assert still_asked == [dee.id("Cy")]


# What cannot be kept comes back as it was typed.


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"kind": "answered", "words": "  "}, "Write down the answer, or the reason"),
        ({"kind": "settled", "words": "Typed words."}, "Choose whether it is answered"),
        ({"kind": "parked", "words": "Typed words."}, "Say on which later day"),
        (
            {"kind": "parked", "words": "Typed words.", "until": "2026-11-16"},
            "Say on which later day",
        ),
        ({"kind": "parked", "words": "Typed words.", "until": "tomorrow"}, "is not a date"),
    ],
)
def test_a_decision_that_cannot_be_kept_says_why_and_loses_nothing(
    town: Town, sam: Browser, child: str, typed: dict[str, str], reason: str
) -> None:
    answer = decide(sam, child, "G17", **typed)

    assert answer.status_code == 400
    assert reason in Page(answer.text).words
    assert form_of(answer.text, "/decide", rule="G17")["words"].strip() == typed["words"].strip()
    assert decisions(town, child) == []


def test_a_form_without_its_fields_is_refused_in_a_sentence(sam: Browser, child: str) -> None:
    answer = sam.post(f"/child/{child}/decide", data={"csrf_token": sam.token()})

    assert answer.status_code == 400
    assert "This question is not open any more" in Page(answer.text).words


def test_words_about_a_question_that_is_gone_are_shown_again(
    town: Town, sam: Browser, child: str, callum: Family
) -> None:
    values = form_of(page(sam, child), "/decide", rule="G19")
    callum.promises("Beth", "call_any_time")
    event = Event(actor="tests", action="added", chain=child)
    with town.store.writer(event) as writer:
        writer.put(callum.relationships[-1])

    answer = sam.post(
        f"/child/{child}/decide", data=values | {"kind": "answered", "words": "My long answer."}
    )

    assert answer.status_code == 400
    assert "This was not kept" in answer.text
    assert "My long answer." in answer.text


def test_nobody_decides_past_somebody_else(town: Town, sam: Browser, child: str) -> None:
    values = form_of(page(sam, child), "/decide", rule="G17")
    tom = town.worker_of(child, "tom")
    decide(tom, child, "G17", kind="parked", words="Tom’s reason.", until="2026-12-01")

    answer = sam.post(
        f"/child/{child}/decide", data=values | {"kind": "answered", "words": "Sam’s answer."}
    )

    assert answer.status_code == 409
    assert str(ConflictError()) in Page(answer.text).words
    assert "Sam’s answer." in answer.text
    assert "Tom’s reason." in answer.text
    assert [one.words for one in decisions(town, child)] == ["Tom’s reason."]


def test_an_unknown_decision_cannot_be_opened_again(sam: Browser, child: str) -> None:
    answer = sam.post(f"/child/{child}/open-again/{'0' * 32}", data={"csrf_token": sam.token()})

    assert answer.status_code == 404


# Who may.


def test_a_reviewing_officer_reads_the_questions_and_decides_nothing(
    town: Town, child: str
) -> None:
    officer = town.worker_of(child, "rev", "reviewing_officer")

    html = page(officer, child)

    assert CARD.search(html)
    assert not has_form(html, "/decide")
    token = officer.token()
    assert officer.post(f"/child/{child}/decide", data={"csrf_token": token}).status_code == 404


@pytest.mark.parametrize("role", ["family_member", "child", "partner"])
def test_the_family_can_open_none_of_it_and_sees_no_tab(
    town: Town, callum: Family, child: str, role: str
) -> None:
    account = town.account("beth", role)
    town.grant(account, child, kind="involved")
    beth = town.signed_in(account)

    pages = ("what-next", "finding", "time-together", "timeline", "homes", "later", "rules")
    answers = {name: beth.get(f"/child/{child}/{name}").status_code for name in pages}
    tabs = Page(beth.get(f"/child/{child}/people").text).links

    assert set(answers.values()) == {404}
    assert not [link for link in tabs if link.rpartition("/")[2] in pages]


def test_a_worker_who_is_not_allocated_is_told_no_safety(town: Town) -> None:
    told = family("Amy").mother("Beth").stance("Beth", "not_safe").matters("Beth")
    child = told.put_into(town.store)
    account = town.account("pat")
    town.grant(account, child, kind="involved")

    html = page(town.signed_in(account), child)

    assert "safety plan" not in html
    assert "G24" not in open_rules(html)


def test_a_threshold_of_the_child_holds_on_the_page(town: Town, sam: Browser, child: str) -> None:
    assert "G07" in open_rules(page(sam, child))

    rules = sam.get(f"/child/{child}/rules").text
    values = form_of(rules, "/rules", threshold="g07_days")
    sam.post(f"/child/{child}/rules", data=values | {"number": "400", "reason": "Ida is at sea."})

    assert "G07" not in open_rules(page(sam, child))


def test_the_day_is_the_authoritys_and_not_the_words(town: Town, sam: Browser, child: str) -> None:
    decide(sam, child, "G17", kind="answered", words="Told.")

    assert decisions(town, child)[0].on.earliest == date(2026, 11, 16)
