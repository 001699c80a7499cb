"""My meeting: what the child chose themselves, which nobody changes without telling them why."""

from __future__ import annotations

import re

import pytest

from graph.dates import as_partial
from graph.erasing import erase_person
from graph.journal import Event
from graph.meetings import ChosenGap, Invitation, MeetingChoice
from graph.own_choices import ChoiceChanged, OwnChoice
from graph.own_words import HouseItem
from graph.placements import OwnPlacement
from tests.web.meetings import Day, amy
from tests.web.pages import Browser, Page, says
from tests.web.test_sittings import code_from, come_in
from tests.web.town import Town

HOPE = "That nobody shouts."


class Mine:
    """A child beside their worker, at the page of their meeting."""

    def __init__(self, day: Day) -> None:
        """Come in with a code."""
        self.day = day
        self.browser: Browser = come_in(day.town, code_from(day.browser, day.child))

    @property
    def page(self) -> str:
        """The page as it is sent."""
        return self.browser.get(f"{self.day.home}/my-meeting").text

    def person(self, name: str) -> str:
        """How the form calls somebody."""
        found = re.search(rf'name="left_out" value="(\w+ {name})"', self.page)
        assert found is not None
        return found[1]

    def question(self, number: int) -> str:
        """How the form calls a question."""
        return re.findall(r'name="question" value="(\w+)"', self.page)[number]

    def choose(self, part: str, /, **fields: str | list[str]) -> int:
        """Send one form of it."""
        own = self.day.town.store.kept(OwnChoice, self.day.child)
        known = own[0].version if own else 0
        path = f"{self.day.home}/my-meeting/{self.day.meeting.id}/{part}"
        form = {"csrf_token": Page(self.page).fields["csrf_token"], "version": str(known)}
        return self.browser.post(path, data={**form, **fields}).status_code


@pytest.fixture
def day(town: Town) -> Day:
    return Day(town, amy())


@pytest.fixture
def mine(day: Day) -> Mine:
    return Mine(day)


def test_a_child_without_a_meeting_is_invited_to_nothing_they_must_do(town: Town) -> None:
    day = Day(town, amy())
    with town.store.writer(day.event) as writer:
        writer.remove(day.meeting)

    page = Mine(day).page

    assert "No meeting is planned just now" in page
    assert "<textarea" not in page


def test_the_child_sees_the_day_and_who_is_asked_of_those_they_know_and_nothing_else_of_it(
    day: Day, mine: Mine
) -> None:
    for name in ("Gran", "Dot"):
        day.prepare("invite", person_id=day.told.id(name), reply="coming", needs="A chair.")

    page = Page(mine.page).words

    assert "16 November 2026" in page
    assert "Gran is coming" in page
    assert (says(page, "Dot"), "A chair." in page) == (False, False)


def test_what_the_child_chooses_holds_for_the_room_and_is_signed_off_anew(
    day: Day, mine: Mine
) -> None:
    day.sign()

    assert mine.choose("hope", hope=HOPE) == 303
    assert mine.choose("questions", question=[mine.question(0)]) == 303
    assert mine.choose("people", left_out=[mine.person("Gran")]) == 303

    assert not day.open()
    (gap,), (choice,) = day.kept(ChosenGap), day.kept(MeetingChoice)
    assert (day.meeting.hope, gap["number"]) == (HOPE, 1)
    assert choice["left_out_ids"] == [day.told.id("Gran")]
    assert "Chosen by Amy." in day.browser.get(day.page).text
    assert set(day.begun().ids()) == {"Amy", "Beth"}


def test_what_others_wrote_waits_for_a_decision_where_it_seems_to_give_an_address_away(
    town: Town,
) -> None:
    told = amy().detail("Beth", "address", "14 Heron Lane, Leeds LS7 4QP", may_see=("x",))
    day = Day(town, told)
    mine = Mine(day)
    assert mine.choose("hope", hope="To stay at 14 Heron Lane.") == 303
    assert "To stay at 14 Heron Lane." in mine.page
    with town.store.writer(day.event) as writer:
        writer.put(day.meeting.model_copy(update={"hope": "Safe at 14 Heron Lane."}))

    answer = mine.browser.get(f"{day.home}/my-meeting")

    assert (answer.status_code, "Heron" in answer.text) == (409, False)


def test_of_whoever_is_erased_by_law_nothing_tells_and_the_rest_stays_as_the_child_chose_it(
    town: Town, day: Day, mine: Mine
) -> None:
    mine.choose("hope", hope=HOPE)
    mine.choose("there", there="partly", speaks=mine.person("Gran"))
    mine.choose("people", left_out=[mine.person("Gran")])
    law = Event(actor="dpo", action="erased", reason="Article 17, request 12")

    erase_person(town.store, day.told.id("Gran"), law, as_partial("2026-11-16"))

    page = mine.page
    words = Page(page).words
    assert (HOPE in words, "Gran" in words, words.count("You chose this.")) == (True, False, 3)
    assert "not as you chose it" not in words
    assert "Put the last thing back" not in words
    assert mine.choose("hope", hope="A dog.") == 303


def test_two_questions_are_the_most(mine: Mine) -> None:
    every = [mine.question(number) for number in range(3)]

    assert mine.choose("questions", question=every) == 400
    assert mine.choose("questions", question=["0" * 24]) == 409


def test_a_worker_who_does_otherwise_says_why_and_the_child_reads_it(day: Day, mine: Mine) -> None:
    mine.choose("hope", hope=HOPE)

    assert day.prepare("chosen", hope="A good talk.") == 400
    assert day.meeting.hope == HOPE
    why = "Beth asked that we say it more softly."
    assert day.prepare("chosen", hope="A good talk.", why=why) == 303

    page = mine.page
    assert why in page
    assert HOPE in page
    mine.choose("hope", hope=HOPE)
    assert day.kept(ChoiceChanged) == []
    assert day.meeting.hope == HOPE


def test_whoever_may_not_read_what_is_the_childs_changes_nothing_of_it(
    town: Town, day: Day, mine: Mine
) -> None:
    mine.choose("hope", hope=HOPE)
    boss = town.account("mia", "manager")
    town.grant(boss, day.child, "team")
    browser = town.signed_in(boss)
    data = {
        "csrf_token": browser.form(day.page)["csrf_token"],
        "hope": "Mine.",
        "why": "Because I say so.",
    }

    assert browser.post(f"{day.page}/chosen", data=data).status_code == 400
    assert (day.meeting.hope, day.kept(ChoiceChanged)) == (HOPE, [])


def test_the_child_changes_their_mind(day: Day, mine: Mine) -> None:
    mine.choose("hope", hope=HOPE)
    mine.choose("hope", hope="A dog.")
    version = re.findall(r'take-back">.*?name="version" value="(\w+)"', mine.page, re.DOTALL)

    path = f"{day.home}/my-meeting/{day.meeting.id}/take-back"
    form = {"csrf_token": Page(mine.page).fields["csrf_token"], "version": version[0]}
    assert mine.browser.post(path, data=form).status_code == 303

    assert (day.meeting.hope, day.kept(OwnChoice)[0]["hope"]) == (HOPE, HOPE)
    assert mine.browser.post(path, data=form).status_code == 400


def test_a_child_who_comes_is_there_whatever_was_said_and_one_who_does_not_is_not_thereby_away(
    day: Day, mine: Mine
) -> None:
    day.prepare("day", day="2026-11-16", is_child_there="no")
    mine.choose("there", there="there", speaks=mine.person("Gran"))
    assert day.meeting.is_child_there
    assert day.prepare("day", day="2026-11-16", is_child_there="no") == 400

    mine.choose("there", there="not_there", speaks=mine.person("Gran"))

    assert day.meeting.is_child_there
    assert "Gran speaks for Amy." in day.browser.get(day.page).text


def test_once_the_meeting_has_begun_the_child_reads_what_they_chose(day: Day, mine: Mine) -> None:
    mine.choose("hope", hope=HOPE)
    day.begun()

    assert mine.choose("hope", hope="Too late.") == 400
    assert "It has begun." in mine.page
    assert (day.meeting.hope, HOPE in mine.page) == (HOPE, True)


def test_words_and_the_own_map_are_chosen_and_nobody_else_writes_the_choice(
    day: Day, mine: Mine
) -> None:
    me = mine_account(day, mine)
    own = {"child_id": day.child, "by": me, "shown_to": "family"}
    with day.town.store.writer(day.event.model_copy(update={"actor": me})) as writer:
        writer.put(HouseItem(id="1" * 32, house="dreams", words="A dog.", **own))
        writer.put(OwnPlacement(id="2" * 32, person_id=day.told.id("Gran"), circle="heart", **own))

    mine.choose("words", item=["1" * 32, "places"])

    (choice,) = day.kept(MeetingChoice)
    assert choice["item_ids"] == ["1" * 32, "2" * 32]
    assert day.prepare("child", item=["1" * 32]) == 400


def mine_account(day: Day, mine: Mine) -> str:
    """The child’s own account."""
    mine.choose("hope", hope="")
    return str(day.kept(OwnChoice)[0]["by"])


def test_what_is_asked_of_people_never_tells_whom_the_child_left_out() -> None:
    pages = [prepared_for_a_manager(("Beth",)), prepared_for_a_manager(())]

    assert "only know one of Amy" not in pages[0]
    assert pages[0] == pages[1]


def prepared_for_a_manager(left_out: tuple[str, ...]) -> str:
    """The page before a meeting for somebody who may not read what is the child’s, without what is new each time."""
    day = Day(Town(), amy().father("Carl"))
    day.prepare("child", left_out=[day.told.id(name) for name in left_out])
    boss = day.town.account("mia", "manager")
    day.town.grant(boss, day.child, "team")
    text = day.town.signed_in(boss).get(day.page).text
    for strange in (day.child, day.meeting.id, *map(day.told.id, day.told.people)):
        text = text.replace(strange, "id")
    return re.sub(r'(csrf_token|view)" value="[^"]+"', "token", text)


def test_an_invitation_says_nothing_of_the_meeting_of_another_child(day: Day, mine: Mine) -> None:
    assert (
        mine.browser.post(
            f"{day.home}/my-meeting/{'0' * 32}/hope",
            data={"csrf_token": Page(mine.page).fields["csrf_token"], "version": "0"},
        ).status_code
        == 404
    )
    assert day.kept(Invitation) == []
