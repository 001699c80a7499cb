"""A worker’s day in a real browser: sign in, find Tiana, read who is there and who loves her."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.serving import Served
from tests.web.town import PASSWORD

pytestmark = pytest.mark.browser

TIANA = "02-black-caribbean-kinship"


@dataclass
class Watched:
    """A tab, and everything that went wrong in it."""

    tab: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> Watched:
        """Note console errors, policy reports and requests that leave our origin."""
        self.tab.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => "
            "console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
        )
        self.tab.on("console", lambda m: m.type in ("error", "warning") and self._note(m.text))
        self.tab.on("pageerror", lambda error: self._note(str(error)))
        self.tab.on("request", lambda request: self._check(request.url))
        self.tab.on("dialog", lambda dialog: self._note(f"dialog: {dialog.message}"))
        return self

    def open(self, path: str) -> None:
        """Go to one of our addresses."""
        self.tab.goto(self.address + path)

    def sign_in(self, email: str) -> None:
        """Come in by the front door."""
        self.open("/")
        self.tab.get_by_label("E-mail address").fill(email)
        self.tab.get_by_label("Password").fill(PASSWORD)
        self.tab.get_by_role("button", name="Sign in").click()

    def _note(self, fault: str) -> None:
        self.faults.append(fault)

    def _check(self, url: str) -> None:
        is_ours = url.startswith((self.address + "/", "data:", "blob:"))
        if not is_ours:
            self.faults.append(f"request to {urlsplit(url).netloc}")


@pytest.fixture
def tab(page: Page, demo_town: Served) -> Watched:
    """A tab in which Sam, who works with Tiana, has signed in."""
    child = demo_town.bring_in(TIANA)
    sam = demo_town.town.account("sam")
    demo_town.town.grant(sam, child)
    watched = Watched(page, demo_town.address).watch()
    watched.sign_in(sam.email)
    return watched


def test_sign_in_find_tiana_and_read_why_granny_loves_her(tab: Watched) -> None:
    tab.tab.get_by_label("Find a child").fill("tia")
    tab.tab.get_by_role("button", name="Find").click()
    tab.tab.get_by_role("link", name="Tiana").click()
    tab.tab.get_by_role("link", name="Who loves").click()
    expect(tab.tab.get_by_text("“She is my heartstring.”")).to_be_visible()
    tab.tab.get_by_role("link", name="People", exact=True).click()
    tab.tab.get_by_role("link", name="Granny").click()

    expect(tab.tab.get_by_role("heading", level=1, name="Granny")).to_be_visible()
    expect(tab.tab.get_by_text("your mum's mum")).to_be_visible()
    assert tab.faults == []


def test_typing_a_name_leaves_only_those_who_have_it(tab: Watched) -> None:
    tab.tab.get_by_role("link", name="Tiana").click()
    tab.tab.get_by_role("link", name="People", exact=True).click()

    tab.tab.get_by_label("Find somebody").type("grandm")

    expect(tab.tab.get_by_role("link", name="Grandma Verna")).to_be_visible()
    expect(tab.tab.get_by_role("link", name="Jayden")).to_be_hidden()
    tab.tab.get_by_label("Find somebody").fill("zzz")
    expect(tab.tab.get_by_text("Who could it be?")).to_be_visible()
    assert tab.faults == []


def test_after_signing_out_going_back_shows_nothing(tab: Watched) -> None:
    tab.tab.get_by_role("link", name="Tiana").click()
    tab.tab.get_by_role("link", name="People", exact=True).click()
    tab.tab.get_by_role("button", name="Sign out").click()

    tab.tab.go_back()

    expect(tab.tab.get_by_role("button", name="Sign in")).to_be_visible()
    assert "Granny" not in tab.tab.content()
