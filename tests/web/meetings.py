"""A family and its meeting, prepared and opened through the pages as people would."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import uuid4

from graph.journal import Event
from graph.meetings import Meeting, SignOff
from graph.record import MapRecord
from graph.stores.protocol import Store
from tests.families import Family, family
from tests.web.pages import Page
from tests.web.town import PASSWORD, Town
from web.meeting.signed import digest_of_room
from web.meetings import room_of, room_viewer

REASON = "We have both looked through the whole of it."


def amy() -> Family:
    return (
        family("Amy", dob="2016-05-04")
        .mother("Beth")
        .mother("Gran", of="Beth")
        .adult("Dot", visibility="professionals_only")
        .says("Gran", "loves", "Amy", "“My heart.”")
    )


class Day:
    """One child’s meeting day: the worker’s browser, and the second person who looks."""

    def __init__(self, town: Town, told: Family) -> None:
        """Put the family on the map, and plan a meeting."""
        self.town, self.told = town, told
        self.child = told.put_into(town.store)
        self.browser = town.worker_of(self.child)
        self.second = town.account("fay", "facilitator")
        town.grant(self.second, self.child)
        town.clock.forward(minutes=1)
        self.browser.send(f"{self.home}/meetings", day="2026-11-16")

    @property
    def home(self) -> str:
        """The address of the child."""
        return f"/child/{self.child}"

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is kept."""
        return self.town.store.kept(Meeting, self.child)[-1]

    @property
    def page(self) -> str:
        """The address of the page before it."""
        return f"{self.home}/meetings/{self.meeting.id}"

    @property
    def event(self) -> Event:
        """A change that comes from elsewhere."""
        return Event(actor="amy", action="tests", chain=self.child)

    def kept(self, kind: type[MapRecord]) -> list[dict[str, object]]:
        """Every record of a kind, as plain values."""
        return [one.model_dump(mode="json") for one in self.town.store.kept(kind, self.child)]

    def prepare(self, part: str, /, **fields: str | list[str]) -> int:
        """Send one form of the page before the meeting."""
        data = {"csrf_token": self.browser.form(self.page)["csrf_token"], **fields}
        return self.browser.post(f"{self.page}/{part}", data=data).status_code

    def sign(self, reason: str = REASON, password: str = PASSWORD) -> int:
        """Let the second person sign off."""
        view = re.findall(r'name="view" value="(\w+)"', self.browser.get(self.page).text)
        return self.browser.post(
            f"{self.page}/sign-off",
            data={
                "csrf_token": self.browser.form(self.page)["csrf_token"],
                "view": view[0] if view else "",
                "reason": reason,
                "second_email": self.second.email,
                "second_password": password,
                "second_code": self.town.code(),
            },
        ).status_code

    def open(self) -> bool:
        """Open the room; whether it is open."""
        token = self.browser.form(self.page)["csrf_token"]
        answer = self.browser.post(f"{self.page}/open", data={"csrf_token": token})
        return str(answer.location).endswith("/meeting")

    def begun(self) -> Day:
        """The same with the room open, and a minute gone."""
        assert self.sign() == 303
        assert self.open()
        self.town.clock.forward(minutes=1)
        return self

    @property
    def screen(self) -> Page:
        """The screen on the wall."""
        return Page(self.browser.get(f"{self.home}/meeting").text)

    def ids(self) -> dict[str, str]:
        """By name, what the forms of this room call everybody on its map."""
        found = self.browser.get(f"{self.home}/map.json").json or {}
        seen = {person["name"] for person in found["people"].values()}
        house = self.town.app.extensions["kith"]
        cookie = self.browser.get_cookie("__Host-kith", domain="kith.example")
        use = f"tap {cookie.value if cookie else ''}"
        network = self.town.store.network(self.child)
        people = {network.known_as(person): person for person in network.people}
        return {name: house.sessions.keyed(use, people[name])[:16] for name in seen}

    def say(self, what: str, /, **fields: str | list[str]) -> int:
        """Send one form of the room."""
        data = {"csrf_token": self.token(), **fields}
        return self.browser.post(f"{self.home}/meeting/say/{what}", data=data).status_code

    def go(self, to: str = "next", times: int = 1) -> str:
        """Go on or back; the page that comes with it."""
        for _time in range(times):
            data = {"csrf_token": self.token(), "to": to}
            answer = self.browser.post(f"{self.home}/meeting/go", data=data)
        return answer.text

    def token(self) -> str:
        """The token that the forms of the room carry."""
        return Page(self.browser.get("/leave-room").text).fields["csrf_token"]

    def end(self) -> None:
        """End the meeting, and come out of the room."""
        self.browser.post(f"{self.home}/meeting/end", data={"csrf_token": self.token()})
        self.leave()

    def leave(self) -> None:
        """Come out of the room, with the password."""
        self.browser.send("/leave-room", password=PASSWORD, code=self.town.code())


def look_at_room(store: Store, meeting_id: str, now: datetime) -> None:
    """A second person looks at the room of a meeting as it is now."""
    meeting = store.record(Meeting.record_kind, meeting_id)
    assert isinstance(meeting, Meeting)
    with store.writer(Event(actor="sam", action="signed_off", chain=meeting.child_id)) as pen:
        pen.put(looked_at(store, meeting, now))


def looked_at(store: Store, meeting: Meeting, now: datetime) -> SignOff:
    """That a second person has looked at the room of a meeting as it is now."""
    seen = room_of(store, room_viewer(store, "fay", meeting), meeting, now.date())
    return SignOff(
        id=uuid4().hex,
        child_id=meeting.child_id,
        meeting_id=meeting.id,
        digest=digest_of_room(store, seen, meeting),
        by="sam",
        second="fay",
        at=now,
    )
