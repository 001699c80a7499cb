"""What kith does not believe of whoever answers as its provider."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.crooked import OTHER_KEY, Crook, crooked, shared_key
from tests.web.pages import Browser
from tests.web.town import Town
from web.app import create_app

SECRET = "a secret of forty letters, told to nobody"
LIES: dict[str, dict[str, Any]] = {
    "signed by somebody else": {"key": OTHER_KEY},
    "signed with the secret": {"key": shared_key(SECRET), "algorithm": "HS256"},
    "of another provider": {"claims": {"iss": "https://evil.example"}},
    "for another party": {"claims": {"aud": "another"}},
    "for several, and made for another": {"claims": {"aud": ["kith", "x"], "azp": "x"}},
    "of another errand": {"claims": {"nonce": "another"}},
    "of no errand": {"claims": {"nonce": ""}},
    "run out": {"claims": {"exp": 1_700_000_000}},
    "that never runs out": {"claims": {"exp": ""}},
    "from the future": {"claims": {"iat": 4_000_000_000}},
    "of somebody who was asked long ago": {"claims": {"auth_time": 1_700_000_000}},
    "that does not say when they were asked": {"claims": {"auth_time": ""}},
    "that says it in words": {"claims": {"auth_time": "now"}},
    "of nobody": {"claims": {"sub": ""}},
    "with words for verified": {"told": {"email_verified": "true"}},
    "not verified": {"told": {"email_verified": False}},
    "telling of somebody else": {"told": {"sub": "bob"}},
    "with an unverified address inside": {"claims": {"email": "ann@example.org"}},
    "with an id for an address": {"told": {"email": f"{1:032x}"}},
    "with a list for an address": {"told": {"email": ["ann@example.org"]}},
    "with no keys": {"published": {"keys": []}},
    "with odd keys": {"published": {"keys": [{"kty": "odd"}]}},
    "with keys of another shape": {"published": {"keys": "none"}},
    "that describes another": {"described": {"issuer": "https://evil.example"}},
}


def status_of(crook: Crook) -> tuple[int, list[str]]:
    """What a browser is answered that this provider sends back, and why it was refused."""
    town = Town()
    town.clock.now = datetime.now(UTC)
    town.account("ann")
    with crooked(crook) as issuer:
        provider = {"oidc_issuer": issuer, "oidc_client_id": "kith", "oidc_client_secret": SECRET}
        app = create_app(
            {"store": "memory:", **provider},
            store=town.store,
            clock=town.clock,
            passwords=town.passwords,
        )
        app.test_client_class = Browser
        browser = app.test_client()
        there = browser.get("/sign-in?with=provider")
        asked = parse_qs(urlsplit(str(there.location)).query)
        if asked:
            crook.nonce = asked["nonce"][0]
            there = browser.get(f"/sign-in?code=c&state={asked['state'][0]}")
    lines = town.store.entries("")
    return there.status_code, [e.reason for e in lines if e.action == "sign_in_refused"]


def test_an_honest_provider_is_believed() -> None:
    assert status_of(Crook()) == (303, [])


@pytest.mark.parametrize("lie", list(LIES))
def test_a_crooked_provider_is_not(lie: str) -> None:
    assert status_of(Crook(**LIES[lie])) == (400, ["single sign-on"])
