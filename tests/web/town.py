"""A small town to test in: a store, a clock, accounts with keys, and browsers that are signed in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
from argon2 import PasswordHasher
from flask import Flask

from graph.accounts import Account, Grant
from graph.journal import Entry, Event
from graph.stores.memory import MemoryStore
from graph.stores.pen import Pen
from tests.web.pages import Browser
from web.app import create_app
from web.passwords import Passwords
from web.taps import change_called

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
PASSWORD = "heron teapot gravel"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SPRING = datetime(2026, 4, 1, tzinfo=UTC)


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        """Begin at noon."""
        self.now = NOON

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


class Town:
    """Everything a test of the pages needs."""

    def __init__(self, *, demo: bool = False) -> None:
        """An empty store behind the pages, as `serve` or as the demo makes them."""
        self.clock = Clock()
        self.tokens = iter(range(1, 1_000_000))
        self.store = MemoryStore(Pen(b"k" * 32, self.clock, self._token))
        self.passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.app: Flask = create_app(
            {"store": "memory:", "demo": demo},
            store=self.store,
            clock=self.clock,
            passwords=self.passwords,
        )
        self.app.test_client_class = Browser
        self.demo = demo

    def _token(self, size: int = 16) -> str:
        return f"{next(self.tokens):0{size * 2}x}"

    def account(self, name: str, role: str = "practitioner", **fields: object) -> Account:
        """Somebody with a password and a second factor; `name@example.org`."""
        known = {
            "id": self._token(),
            "email": f"{name}@example.org",
            "name": name.capitalize(),
            "role": role,
            "password_hash": self.passwords.hashed(PASSWORD),
            "totp_secret": SECRET,
        }
        made = Account(**{**known, **fields})
        return self.store.save_account(made, Event(actor="tests", action="added_account"))

    def grant(self, account: Account, child_id: str, kind: str = "", **fields: object) -> Grant:
        """Leave to open a child’s map; a child’s own account opens its own."""
        known = {
            "id": self._token(),
            "account_id": account.id,
            "child_id": child_id,
            "kind": kind or ("own" if account.role == "child" else "allocated"),
            "starts_at": SPRING,
        }
        made = Grant(**{**known, **fields})
        self.store.save_grant(made, Event(actor="tests", action="granted", chain=child_id))
        return made

    def browser(self, *secrets: str) -> Browser:
        """A browser with nobody in it; the secrets must never reach it."""
        found = self.app.test_client()
        assert isinstance(found, Browser)
        found.secrets = frozenset(secrets)
        found.is_tls = not self.demo
        return found

    def signed_in(self, account: Account, *secrets: str) -> Browser:
        """A browser in which somebody has signed in, second factor and all."""
        browser = self.browser(*secrets)
        browser.send("/sign-in", email=account.email, password=PASSWORD)
        if not self.demo:
            browser.send("/sign-in/code", code=self.code())
        assert browser.get("/children").status_code == 200
        return browser

    def worker_of(self, child_id: str, name: str = "sam", role: str = "practitioner") -> Browser:
        """A browser of somebody who works with a child."""
        account = self.account(name, role)
        self.grant(account, child_id)
        return self.signed_in(account)

    def called(self, entry: Entry, name: str = "sam") -> str:
        """What the pages of somebody would call a change, whether they are offered it or not."""
        account = self.store.account(f"{name}@example.org")
        assert account is not None
        with self.app.app_context():
            return change_called(entry, account.id)

    def code(self) -> str:
        """A code that was not used before; time passes meanwhile."""
        self.clock.forward(seconds=30)
        return pyotp.TOTP(SECRET).at(self.clock.now)
