"""Single sign-on, against a real provider: who is let in, and how quietly everybody else is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from flask import Flask

from tests.web.identities import provider
from tests.web.pages import BASE, Browser
from tests.web.proxy import free_port
from tests.web.town import PASSWORD, Town
from web.app import create_app

DOOR = f"{BASE}/sign-in"
SECRET = "a secret that only these tests know"
PEOPLE = {
    "sam": {"email": "sam@example.org", "verified": True, "amr": ["pwd"]},
    "ann": {"email": "ANN@example.org", "verified": True, "amr": ["pwd", "mfa"]},
    "unsure": {"email": "sam@example.org", "verified": False, "amr": ["mfa"]},
    "stranger": {"email": "nobody@example.org", "verified": True, "amr": ["mfa"]},
    "gone": {"email": "vera@example.org", "verified": True, "amr": ["mfa"]},
}


@dataclass
class Office:
    """A town whose people may sign in with the accounts of their office."""

    town: Town
    issuer: str

    def browser(self) -> Browser:
        """A browser with nobody in it."""
        return self.town.browser()

    def way_there(self, browser: Browser) -> str:
        """Where kith sends a browser that chooses its work account."""
        answer = browser.get("/sign-in?with=provider")
        assert answer.status_code == 303
        return str(answer.location)

    def way_back(self, there: str, who: str) -> str:
        """Where the provider sends the browser back to, once somebody has signed in there."""
        with requests.Session() as there_too:
            there_too.trust_env = False
            there_too.cookies.set("who", who)
            where = there
            for _hop in range(6):
                answer = there_too.get(where, allow_redirects=False)
                assert answer.status_code in (302, 303), answer.text
                where = urljoin(where, answer.headers["Location"])
                if where.startswith(DOOR):
                    return where.removeprefix(BASE)
        raise AssertionError("the provider never sent anybody back")

    def come_in(self, who: str, browser: Browser | None = None) -> tuple[Browser, int, str]:
        """There and back: the browser, and what it is answered at the end."""
        browser = browser or self.browser()
        answer = browser.get(self.way_back(self.way_there(browser), who))
        return browser, answer.status_code, str(answer.location)

    def refusals(self) -> list[tuple[str, str]]:
        """Who was refused, and why."""
        lines = self.town.store.entries("")
        return [(e.actor, e.reason) for e in lines if e.action == "sign_in_refused"]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider, and the people it knows."""
    with provider(free_port(), DOOR, PEOPLE) as found:
        yield found


@pytest.fixture
def office(issuer: str) -> Office:
    """A town that believes the provider; Sam and Ann work there, and Vera has left."""
    town = Town()
    town.clock.now = datetime.now(UTC)
    town.app = _app(town, issuer)
    for name in ("sam", "ann"):
        town.account(name)
    town.account("vera", is_disabled=True)
    return Office(town, issuer)


def _app(town: Town, issuer: str, secret: str = SECRET) -> Flask:
    settings = {
        "store": "memory:",
        "oidc_issuer": issuer,
        "oidc_client_id": "kith",
        "oidc_client_secret": secret,
    }
    app = create_app(settings, store=town.store, clock=town.clock, passwords=town.passwords)
    app.test_client_class = Browser
    return app


def plainly(text: str) -> str:
    """A page without its token."""
    return re.sub(r'value="[^"]*"', "", text)


def test_a_provider_that_asked_for_two_factors_opens_the_door(office: Office) -> None:
    browser, status, where = office.come_in("ann")

    assert (status, where) == (303, "/children")
    assert browser.get("/children").status_code == 200


def test_a_provider_that_asked_for_one_leaves_the_second_to_us(office: Office) -> None:
    browser, _status, where = office.come_in("sam")

    assert where == "/sign-in/code"
    assert browser.get("/children").status_code == 303
    browser.send("/sign-in/code", code=office.town.code())
    assert browser.get("/children").status_code == 200


def test_coming_in_is_journalled_and_listed_like_any_other(office: Office) -> None:
    office.come_in("ann")

    ann = office.town.store.account("ann@example.org")
    assert ann is not None
    assert [e.actor for e in office.town.store.entries("") if e.action == "signed_in"] == [ann.id]
    assert len(office.town.app.extensions["kith"].sessions.live(ann.id)) == 1


@pytest.mark.parametrize("who", ["unsure", "stranger", "gone", "declines"])
def test_everybody_else_is_refused_alike_and_no_account_is_made(office: Office, who: str) -> None:
    before = office.town.store.accounts()
    browser = office.browser()
    wrong = browser.send("/sign-in", email="", password=PASSWORD)

    answer = browser.get(office.way_back(office.way_there(browser), who))

    assert (answer.status_code, plainly(answer.text)) == (400, plainly(wrong.text))
    assert office.town.store.accounts() == before
    assert office.refusals()[-1][1] == "single sign-on"
    assert browser.get("/children").status_code == 303


def test_what_one_browser_fetched_lets_no_other_in(office: Office) -> None:
    """Else somebody could be made to sign in as somebody else, by a link."""
    back = office.way_back(office.way_there(office.browser()), "ann")

    assert office.browser().get(back).status_code == 400


def test_a_way_back_is_good_once(office: Office) -> None:
    browser = office.browser()
    back = office.way_back(office.way_there(browser), "ann")

    assert [browser.get(back).status_code for _time in range(2)] == [303, 400]


@pytest.mark.parametrize(("minutes", "status"), [(9, 303), (10, 400)])
def test_an_errand_ends_after_ten_minutes(office: Office, minutes: int, status: int) -> None:
    browser = office.browser()
    office.town.clock.forward(minutes=-minutes)
    there = office.way_there(browser)
    office.town.clock.forward(minutes=minutes)

    assert browser.get(office.way_back(there, "ann")).status_code == status


def test_a_token_of_another_time_is_not_believed(office: Office) -> None:
    browser = office.browser()
    office.town.clock.forward(hours=2)

    assert browser.get(office.way_back(office.way_there(browser), "ann")).status_code == 400


def test_the_browser_carries_a_challenge_and_never_its_answer(office: Office) -> None:
    asked = parse_qs(urlsplit(office.way_there(office.browser())).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [DOOR]
    assert asked["prompt"] == ["login"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert not {"code_verifier", "client_secret"} & set(asked)


@pytest.mark.parametrize("changed", ["code", "state", "iss"])
def test_a_changed_way_back_is_refused(office: Office, changed: str) -> None:
    browser = office.browser()
    back = office.way_back(office.way_there(browser), "ann")
    tampered = re.sub(rf"\b({changed}=)[^&]*", r"\1made-up", back)
    assert tampered != back

    assert browser.get(tampered).status_code == 400
    assert browser.get("/children").status_code == 303


def test_a_provider_that_does_not_know_kith_lets_nobody_in(office: Office) -> None:
    office.town.app = _app(office.town, office.issuer, "another secret")

    assert office.come_in("ann")[1] == 400


def test_a_provider_that_is_not_there_is_a_quiet_refusal(office: Office) -> None:
    office.town.app = _app(office.town, f"http://127.0.0.1:{free_port()}")

    answer = office.browser().get("/sign-in?with=provider")

    assert answer.status_code == 400
    assert "We could not sign you in" in answer.text
    assert office.refusals() == [("nobody", "single sign-on")]


def test_without_a_provider_the_door_has_one_way_in() -> None:
    browser = Town().browser()
    plain = browser.get("/sign-in")

    for asked in ("with=provider", "state=a&code=b"):
        assert plainly(browser.get(f"/sign-in?{asked}").text) == plainly(plain.text)
    assert "work account" not in plain.text


def test_the_door_offers_the_work_account(office: Office) -> None:
    assert "Sign in with your work account" in office.browser().get("/sign-in").text
