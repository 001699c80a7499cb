"""The doors of kith: everybody who could look, each come in by the front, and the house they stand in."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.accounts import Account, Grant
from graph.journal import Entry, Event
from graph.sharings import Sharing
from graph.stores import create_store, key_from
from graph.stores.protocol import Store
from graph.vocabulary import TABLES
from tests.families import Family
from tests.neo4j.server import Server
from tests.terminal import KEY, Terminal
from tests.trust.ground import Ground, ground
from web.app import create_app
from web.passwords import Passwords
from web.taps import change_called

PASSWORD = "three quiet rivers"
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ORIGIN = "https://kith.example"
_CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
LIGHT = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
_HASH = LIGHT.hashed(PASSWORD)

# Everybody with an account: role, kinds of leave for the child of canaries, and how long it lasts.
ACCOUNTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "family": ("family_member", ("involved",)),
    "child": ("child", ("own",)),
    "partner": ("partner", ("involved",)),
    "helper": ("partner", ("involved",)),
    "worker": ("practitioner", ("allocated",)),
    "named": ("practitioner", ("allocated",)),
    "manager": ("manager", ("team",)),
    "night": ("out_of_hours", ("break_glass",)),
    "adoption": ("adoption", ("involved",)),
    "finder": ("family_finder", ("involved",)),
    "facilitator": ("facilitator", ("involved",)),
    "reviewer": ("reviewing_officer", ("involved",)),
    "off_case": ("practitioner", ()),
    "barred": ("practitioner", ("allocated", "barred")),
    "former": ("practitioner", ("allocated",)),
    "office": ("administrator", ("allocated",)),
    "auditor": ("auditor", ("allocated",)),
}
_ENDED = {"former": NOON - timedelta(days=1)}


class Hands:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        """Begin at noon."""
        self.moment = NOON

    def __call__(self) -> datetime:
        """The moment."""
        return self.moment


@dataclass
class House:
    """A kith with one encrypted store, seen through its pages and through its terminal."""

    app: Flask
    store: Store
    terminal: Terminal
    hands: Hands = field(default_factory=Hands)
    logged: list[str] = field(default_factory=list)

    def client(self) -> FlaskClient:
        """A browser that nobody has signed in with."""
        return self.app.test_client()

    def signed_in(self, who: str) -> FlaskClient:
        """A browser in which somebody signed in, by the front door, with both factors."""
        browser = self.client()
        if who == "anonymous":
            return browser
        send(browser, "/sign-in", email=email_of(who), password=PASSWORD)
        account = self.store.account(email_of(who))
        assert account is not None
        self.hands.moment += timedelta(seconds=60)
        code = pyotp.TOTP(account.totp_secret).at(self.hands.moment)
        answer = send(browser, "/sign-in/code", code=code)
        assert answer.status_code == 303, answer.text
        assert answer.location != "/sign-in", who
        return browser

    def add_account(self, who: str, role: str, name: str = "") -> Account:
        """Somebody who may sign in."""
        account = Account(
            id=f"{who}-account",
            email=email_of(who),
            name=name or who.title(),
            role=role,
            password_hash=_HASH,
            totp_secret=pyotp.random_base32(),
        )
        return self.store.save_account(account, Event(actor="tests", action="add_account"))

    def give(
        self, who: str, child_id: str, kind: str, ends_at: datetime | None = None, **more: Any
    ) -> Grant:
        """Leave for somebody to see a child."""
        grant = Grant(
            id=f"{who}-{child_id[:8]}-{kind}",
            account_id=f"{who}-account",
            child_id=child_id,
            kind=kind,
            starts_at=LONG_AGO,
            ends_at=ends_at,
            **more,
        )
        self.store.save_grant(grant, Event(actor="tests", action="grant", chain=child_id))
        return grant

    def called(self, entry: Entry, who: str) -> str:
        """What the pages of somebody would call a change, whether they are offered it or not."""
        with self.app.app_context():
            return change_called(entry, f"{who}-account")

    def welcome_everybody(self, child_id: str) -> None:
        """An account for each viewer, with the leave that goes with it."""
        for who, (role, kinds) in ACCOUNTS.items():
            self.add_account(who, role)
            for kind in kinds:
                self.give(who, child_id, kind, _ENDED.get(who))
        ties = self.store.network(child_id).relationships
        loved = [tie.to_id for tie in ties if (tie.kind, tie.from_id) == ("loves", child_id)]
        self.share("partner", child_id, TABLES["shared_form"])
        self.share("helper", child_id, ("map", "love"), loved or [child_id])

    def share(
        self, who: str, child_id: str, forms: Iterable[str], people: Iterable[str] = ()
    ) -> Sharing:
        """What a worker named of a child’s map for a partner professional."""
        sharing = Sharing(
            id=f"{who}-{child_id[:8]}-sharing",
            child_id=child_id,
            account_id=f"{who}-account",
            forms=tuple(forms),
            person_ids=tuple(people),
            starts_at=LONG_AGO,
            ends_at=NOON + timedelta(days=100),
        )
        with self.store.writer(Event(actor="tests", action="share", chain=child_id)) as pen:
            pen.put(sharing)
        return sharing


def email_of(who: str) -> str:
    """The address somebody signs in with."""
    return f"{who}@trust.example"


def send(browser: FlaskClient, path: str, **values: str) -> TestResponse:
    """Send a form as a page would, with the token of a page that was fetched before."""
    values["csrf_token"] = csrf_of(browser)
    return browser.post(path, data=values, base_url=ORIGIN)


def csrf_of(browser: FlaskClient) -> str:
    """The token that this browser's forms carry now."""
    for path in ("/sign-in", "/account"):
        found = _CSRF.search(browser.get(path, base_url=ORIGIN).text)
        if found:
            return found[1]
    raise AssertionError("no page of this browser has a form")


@contextmanager
def house_at(home: Path, *families: Family, server: Server | None = None) -> Iterator[House]:
    """A new house over a store with some families in it, and nobody with an account yet."""
    hands = Hands()
    with ground(home, server) as place:
        store = create_store(place.url, key_from(KEY), now=hands)
        try:
            for told in families:
                told.put_into(store)
            yield house_of(store, home, hands, place)
        finally:
            store.close()


def house_of(store: Store, home: Path, hands: Hands, place: Ground | None = None) -> House:
    """A house over a store that is open already."""
    url = place.url if place else f"sqlite:///{home / 'kith.db'}"
    app = create_app({"store": url, "key": KEY}, store, hands, LIGHT)
    return House(app, store, Terminal(home, place.settings if place else {}), hands)


class Listener(logging.Handler):
    """Hears whatever is logged, down to the smallest word."""

    def __init__(self) -> None:
        """Hear everything."""
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line as it would be written, with whatever it was given."""
        self.lines.append(f"{self.format(record)} {record.args!r} {record.exc_text or ''}")


@contextmanager
def listening() -> Iterator[list[str]]:
    """Whatever is logged inside the block."""
    ear, root = Listener(), logging.getLogger()
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        yield ear.lines
    finally:
        root.removeHandler(ear)
        root.setLevel(level)
