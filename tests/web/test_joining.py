"""A telephone joins with a code that is good once, is let in, and may do nothing but offer."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from graph.accounts import Account
from graph.journal import Event
from graph.meeting_words import Offer
from graph.meetings import Meeting
from tests.families import Family, family
from tests.web.meetings import looked_at
from tests.web.pages import Browser, Page
from tests.web.town import NOON, PASSWORD, Town
from web.joining import TRIES

_TOKEN = re.compile(r'(csrf_token" value=|data-token=)"[^"]*"')


@dataclass
class Room:
    """Amy’s meeting, which goes on: the facilitator’s room, and their own browser beside it."""

    town: Town
    amy: Family
    sam: Account
    wall: Browser
    own: Browser

    @property
    def child(self) -> str:
        """Whose meeting it is."""
        return self.amy.child_id

    @property
    def at(self) -> str:
        """The page on which telephones and screens are let in."""
        return f"/child/{self.child}/joining"

    def code(self, kind: str = "phone") -> str:
        """A new code, as it stands on the facilitator’s page."""
        page = self.wall.send(self.at, kind=kind).text
        found = re.search(r"<code>([a-z2-9]{4} [a-z2-9]{4})</code>", page)
        assert found is not None
        return found[1]

    def joining(self, code: str, called: str = "Auntie Jo") -> Browser:
        """A browser that has typed a code."""
        browser = self.town.browser(*self.amy.people)
        browser.send("/join", code=code, called=called)
        return browser

    def let_in(self) -> None:
        """Let everybody in who waits."""
        waiting = self.wall.get(self.at).text.split("is-waiting")[1:]
        for name in [re.findall(r'name="ticket" value="(\w+)"', one)[0] for one in waiting]:
            self.post(self.wall, "let-in", ticket=name, password=PASSWORD)

    def joined(self, kind: str = "phone", called: str = "Auntie Jo") -> Browser:
        """A telephone or a screen that has been let in."""
        browser = self.joining(self.code(kind), called)
        self.let_in()
        return browser

    def post(self, browser: Browser, deed: str, **fields: str) -> int:
        """Press a button of the facilitator’s page."""
        token = Page(browser.get(self.at).text).fields["csrf_token"]
        path = f"{self.at}/{deed}"
        return browser.post(path, data={"csrf_token": token, **fields}).status_code

    def change_meeting(self, **fields: object) -> None:
        """Something happens to the meeting."""
        meeting = self.town.store.kept(Meeting, self.child)[0]
        with self.town.store.writer(
            Event(actor="tests", action="changed", chain=self.child)
        ) as pen:
            pen.put(meeting.model_copy(update=fields))

    def offers(self) -> list[Offer]:
        """Everything that was offered."""
        return sorted(self.town.store.kept(Offer, self.child), key=lambda offer: offer.at)

    def actions(self) -> list[str]:
        """What the child’s journal says was done."""
        return [entry.action for entry in self.town.store.entries(self.child)]


@pytest.fixture
def room(town: Town, amy: Family) -> Room:
    return open_room(town, amy)


def open_room(town: Town, amy: Family, **fields: str) -> Room:
    """A meeting that goes on, in a room that is open."""
    child = amy.put_into(town.store)
    is_there = "child_absent" not in fields
    meeting = Meeting(id="m" * 32, child_id=child, began_at=NOON, is_child_there=is_there)
    event = Event(actor="tests", action="added", chain=child)
    with town.store.writer(event) as pen:
        pen.put(meeting)
    with town.store.writer(event) as pen:
        pen.put(looked_at(town.store, meeting, NOON))
    sam = town.account("sam")
    town.grant(sam, child)
    wall, own = town.signed_in(sam), town.signed_in(sam)
    assert wall.send(f"/child/{child}/room", **fields).status_code == 303
    return Room(town, amy, sam, wall, own)


def is_out(browser: Browser) -> bool:
    answer = browser.get("/joined")
    return (answer.status_code, answer.location) == (303, "/join?over=yes")


def offer(browser: Browser, **fields: str) -> int:
    token = Page(browser.get("/joined").text).fields["csrf_token"]
    return browser.post("/joined/offer", data={"csrf_token": token, **fields}).status_code


def test_a_telephone_waits_until_the_facilitator_lets_it_in(room: Room) -> None:
    phone = room.joining(room.code())
    waits = phone.get("/joined").text
    told = phone.get("/joined/now").json
    refused = phone.post("/joined/offer", data={"csrf_token": Page(waits).fields["csrf_token"]})

    room.let_in()

    assert ("One moment" in waits, told, refused.status_code) == (True, {"in": False}, 404)
    assert "Somebody who belongs" in phone.get("/joined").text
    assert phone.get("/joined/now").json == {"in": True}


def test_the_facilitator_is_told_what_somebody_typed_and_no_more(room: Room) -> None:
    room.joining(room.code(), "Jo from Leeds")

    page = room.own.get(room.at).text

    assert "Somebody wants to join" in page
    assert "Jo from Leeds" in page


def test_the_page_of_a_telephone_names_nobody_draws_nothing_and_counts_nothing(room: Room) -> None:
    phone = room.joined()
    page = Page(phone.get("/joined").text)

    shown = [link for link in page.links if room.child in link]
    closed = [f"/child/{room.child}/{name}" for name in ("map", "map.json", "people", "joining")]

    assert shown == []
    assert "Auntie Jo" not in page.words
    assert re.findall(r"\d", page.words) == []
    assert {phone.get(path).status_code for path in (*closed, "/children", "/account")} == {404}


def test_a_code_is_good_once(room: Room) -> None:
    code = room.code()
    room.joining(code)

    assert room.town.browser().send("/join", code=code, called="Another").status_code == 400


def test_a_code_lives_for_twenty_minutes(room: Room) -> None:
    code = room.code()
    room.town.clock.forward(minutes=20)

    assert room.town.browser().send("/join", code=code, called="Late").status_code == 400


def test_after_five_wrong_tries_the_right_code_is_refused_in_the_same_words(room: Room) -> None:
    code = room.code()
    answers = [
        room.town.browser().send("/join", code="wrong234", called="Jo").text for _ in range(TRIES)
    ]

    late = room.town.browser().send("/join", code=code, called="Jo")

    assert late.status_code == 400
    masked = {re.sub(r'value="[^"]*"', "", text) for text in (*answers, late.text)}
    assert len(masked) == 1
    refused = [e for e in room.town.store.entries("") if e.action == "joining_refused"]
    assert len(refused) == TRIES + 1


def test_a_code_is_shown_large_with_an_address_that_names_nobody(room: Room) -> None:
    page = room.wall.send(room.at, kind="phone").text

    assert 'src="data:image/svg+xml;base64,' in page
    assert "open kith.example/join and type the code" in page


def test_neither_the_code_nor_what_was_typed_is_kept_in_the_journal(room: Room) -> None:
    code = room.code()
    phone = room.joining(code, "Jo from Leeds")
    room.let_in()
    offer(phone, kind="promise", words="I will ring every Sunday.")

    kept = repr([(e.actor, e.reason, e.people) for e in room.town.store.entries(room.child)])
    kept += repr([*room.town.store.entries("")]) + repr(room.town.store.sessions(room.sam.id))

    assert code.replace(" ", "") not in kept
    assert "Sunday" not in kept


def test_every_step_stands_in_the_journal(room: Room) -> None:
    phone = room.joined()
    offer(phone, kind="name", name="Uncle Ray", tie="Mum’s brother")
    room.joining(room.code(), "Too many")
    waiting = room.wall.get(room.at).text.split("is-waiting")[1]
    room.post(room.wall, "end", ticket=re.findall(r'name="ticket" value="(\w+)"', waiting)[0])
    aside(room)

    steps = ("made_joining_code", "asked_to_join", "let_in", "offered", "turned_away")
    found = [action for action in room.actions() if action in (*steps, "put_offer_aside")]

    assert found == [*steps[:4], *steps[:2], "turned_away", "put_offer_aside"]


def aside(room: Room) -> int:
    token = room.own.token()
    path = f"/child/{room.child}/offer/{room.offers()[0].id}/aside"
    return room.own.post(path, data={"csrf_token": token}).status_code


def test_what_was_put_aside_is_on_no_map_and_waits_no_more(room: Room) -> None:
    offer(room.joined(), kind="name", name="Uncle Ray")

    assert aside(room) == 303

    assert room.offers()[0].state == "left"
    assert "Uncle Ray" not in room.own.get(f"/child/{room.child}/people").text
    assert "Uncle Ray" not in room.own.get(room.at).text
    assert aside(room) == 404


def test_in_the_room_only_how_many_offers_wait_is_said(room: Room) -> None:
    offer(room.joined(), kind="name", name="Uncle Ray")

    assert "One offer was handed over." in room.wall.get(room.at).text
    assert "Uncle Ray" not in room.wall.get(room.at).text
    assert "Uncle Ray" in room.own.get(room.at).text


def test_an_offer_that_is_empty_or_nothing_we_know_is_refused(room: Room) -> None:
    phone = room.joined()

    assert [offer(phone, kind=kind) for kind in ("name", "promise", "map")] == [400] * 3
    assert room.offers() == []


def take(room: Room, **fields: str) -> Browser:
    page = room.own.get(room.at).text
    path = re.findall(r'href="([^"]*\?offer=\w+)"', page)[0]
    form = room.own.form(path) | boxes_of(room.own.get(path).text) | fields
    assert room.own.post(path, data=form).status_code == 303
    return room.own


def boxes_of(text: str) -> dict[str, str]:
    from tests.trust.pages import boxes

    return boxes(text)


def test_taking_a_name_fills_the_ordinary_form_and_says_who_spoke(room: Room) -> None:
    offer(room.joined(), kind="name", name="Uncle Ray", tie="Mum’s brother")
    take(room)

    (taken,) = room.offers()
    network = room.town.store.network(room.child)

    assert (taken.state, network.known_as(taken.made_id)) == ("taken", "Uncle Ray")
    assert "Auntie Jo" in network.standings[taken.made_id].notes
    assert "Mum’s brother" in network.standings[taken.made_id].notes


def test_taking_a_promise_records_it_with_its_speaker_and_its_day(room: Room) -> None:
    offer(room.joined(), kind="promise", words="I will ring every Sunday.")
    nan = room.amy.id("Nan")
    take(room, one=nan, other=room.child, detail="call_any_time")

    promises = [t for t in room.town.store.network(room.child).relationships if t.words]
    (made,) = [tie for tie in promises if tie.words == "I will ring every Sunday."]

    assert (made.kind, made.from_id, made.to_id) == ("promise", nan, room.child)
    assert (made.source_date.text, made.source_type) == ("2026-11-16", "person_words")
    assert (room.offers()[0].state, room.offers()[0].made_id) == ("taken", made.id)


def test_nothing_is_handed_over_while_the_family_has_the_room_to_itself(room: Room) -> None:
    phone, code = room.joined(), room.code()
    token = Page(phone.get("/joined").text).fields["csrf_token"]
    room.change_meeting(step="family_time")
    before = room.actions()

    page = phone.get("/joined").text
    sent = phone.post("/joined/offer", data={"csrf_token": token, "kind": "name", "name": "Ray"})
    joined = room.town.browser().send("/join", code=code, called="Late")

    assert "to itself just now" in page
    assert (sent.status_code, joined.status_code, room.offers()) == (400, 400, [])
    assert room.wall.get(f"{room.at}/waiting.json").json == {"alone": True}
    assert room.actions() == before


def test_codes_and_telephones_die_with_the_meeting(room: Room) -> None:
    phone, waiting, code = room.joined(), room.joining(room.code()), room.code()

    room.change_meeting(ended_at=NOON)

    assert is_out(phone)
    assert is_out(waiting)
    assert room.town.browser().send("/join", code=code, called="Late").status_code == 400


def test_codes_and_telephones_die_with_leaving_the_room(room: Room) -> None:
    phone, code = room.joined(), room.code()

    left = room.wall.send("/leave-room", password=PASSWORD, code=room.town.code())

    assert left.status_code == 303
    assert is_out(phone)
    assert room.town.browser().send("/join", code=code, called="Late").status_code == 400


def test_one_telephone_is_ended_and_the_other_stays(room: Room) -> None:
    one = room.joined(called="First")
    other = room.joined(called="Second")
    page = room.own.get(room.at).text.split("First”")[1]

    room.post(room.own, "end", ticket=re.findall(r'name="ticket" value="(\w+)"', page)[0])

    assert is_out(one)
    assert other.get("/joined").status_code == 200


def test_all_are_ended_at_once(room: Room) -> None:
    phone, waiting = room.joined(), room.joining(room.code())

    room.post(room.wall, "end")

    assert is_out(phone)
    assert is_out(waiting)


def test_signing_the_facilitator_out_everywhere_ends_a_telephone(room: Room) -> None:
    phone = room.joined()

    room.town.app.extensions["kith"].sessions.end_all(room.sam.id)

    assert is_out(phone)


def test_a_telephone_may_lie_on_the_table_for_an_hour(room: Room) -> None:
    phone = room.joined()
    for _ in range(4):
        room.town.clock.forward(minutes=20)
        room.wall.get(room.at)

    assert phone.get("/joined").status_code == 200
    room.town.clock.forward(hours=3)
    assert is_out(phone)


def test_whoever_is_done_is_out_and_their_cookie_is_good_no_more(room: Room) -> None:
    phone = room.joined()
    cookie = phone.get_cookie("__Host-kith", domain="kith.example")
    assert cookie is not None
    phone.post(
        "/joined/leave", data={"csrf_token": Page(phone.get("/joined").text).fields["csrf_token"]}
    )

    stale = room.town.browser()
    stale.set_cookie("__Host-kith", cookie.value, domain="kith.example")

    assert stale.get("/joined").status_code == 303


def test_no_telephone_joins_where_no_meeting_goes_on(room: Room) -> None:
    room.change_meeting(ended_at=NOON)

    assert room.wall.send(room.at, kind="phone").status_code == 404
    assert room.wall.send(room.at, kind="anything").status_code == 404


def test_a_ticket_of_another_meeting_is_not_here(room: Room) -> None:
    zoe = family("Zoe").mother("Yan").put_into(room.town.store)
    other = room.town.worker_of(zoe, "uma")
    room.joining(room.code())
    ticket = re.findall(r'name="ticket" value="(\w+)"', room.wall.get(room.at).text)[0]

    token = other.token()
    answers = [
        other.post(f"/child/{child}/joining/let-in", data={"csrf_token": token, "ticket": ticket})
        for child in (zoe, room.child)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "is-waiting" in room.wall.get(room.at).text


@pytest.mark.parametrize(("role", "kind"), [("manager", "team"), ("practitioner", "break_glass")])
def test_nobody_makes_a_code_who_only_looks(room: Room, role: str, kind: str) -> None:
    account = room.town.account("max", role)
    room.town.grant(account, room.child, kind=kind)

    assert room.town.signed_in(account).send(room.at, kind="phone").status_code == 404


def test_tickets_are_no_browsers_on_the_page_of_an_account(room: Room) -> None:
    room.code()
    before = room.own.get("/account").text.count("Sign this one out")
    room.code()

    assert room.own.get("/account").text.count("Sign this one out") == before


def test_what_waits_has_a_version_that_names_nobody(room: Room) -> None:
    path = f"{room.at}/waiting.json"
    before, again = (room.own.get(path).json for _ in range(2))
    room.joining(room.code())

    assert before == again
    assert room.own.get(path).json != before
