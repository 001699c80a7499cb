"""One’s own account."""

from __future__ import annotations

import pyotp
import pytest

from tests.web.pages import Browser, Page
from tests.web.town import PASSWORD, Town

NEW = "puddle lantern oboe"


@pytest.fixture
def sam(town: Town) -> Browser:
    return town.signed_in(town.account("sam"))


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong", NEW, NEW, "old"),
        (PASSWORD, "short", "short", "new"),
        (PASSWORD, "password1", "password1", "new"),
        (PASSWORD, PASSWORD, PASSWORD, "new"),
        (PASSWORD, NEW, "another one", "again"),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said_beside_its_field(
    sam: Browser, old: str, new: str, again: str, field: str
) -> None:
    answer = sam.send("/account/password", old=old, new=new, again=again)

    assert answer.status_code == 400
    assert f'id="{field}-problem"' in answer.text
    assert NEW not in answer.text


def test_a_changed_password_is_the_one_that_opens(town: Town, sam: Browser) -> None:
    sam.send("/account/password", old=PASSWORD, new=NEW, again=NEW)

    before, after = (
        town.browser().send("/sign-in", email="sam@example.org", password=password).status_code
        for password in (PASSWORD, NEW)
    )

    assert (before, after) == (400, 303)


def test_the_old_password_cannot_be_guessed_on_at_a_browser_that_was_left_open(
    town: Town, sam: Browser
) -> None:
    for guess in range(10):
        sam.send("/account/password", old=f"guess {guess}", new=NEW, again=NEW)

    answer = sam.send("/account/password", old=PASSWORD, new=NEW, again=NEW)

    assert answer.status_code == 400
    town.clock.forward(minutes=16)
    assert sam.send("/account/password", old=PASSWORD, new=NEW, again=NEW).status_code == 303


def test_a_second_key_is_changed_only_after_the_password(town: Town, sam: Browser) -> None:
    assert sam.get("/account/second-factor").location == "/account/confirm"
    sam.send("/account/confirm", password=PASSWORD)
    page = sam.get("/account/second-factor").text
    secret = page.partition("<code>")[2].partition("</code>")[0].replace(" ", "")

    answer = sam.send("/account/second-factor", code=pyotp.TOTP(secret).at(town.clock.now))

    kept = town.store.account("sam@example.org")
    assert kept is not None
    assert kept.totp_secret == secret
    assert answer.text.count("<li><code>") == 10


def test_a_confirmation_holds_for_ten_minutes(town: Town, sam: Browser) -> None:
    sam.send("/account/confirm", password=PASSWORD)
    town.clock.forward(minutes=9, seconds=59)
    assert sam.get("/account/second-factor").status_code == 200

    town.clock.forward(seconds=2)

    assert sam.get("/account/second-factor").status_code == 303


def test_new_recovery_codes_need_the_password_too(town: Town, sam: Browser) -> None:
    token = sam.token()

    refused = sam.post("/account/recovery-codes", data={"csrf_token": token})
    sam.send("/account/confirm", password=PASSWORD)
    done = sam.post("/account/recovery-codes", data={"csrf_token": sam.token()})

    assert (refused.status_code, done.status_code) == (303, 200)


def test_a_wrong_password_confirms_nothing(sam: Browser) -> None:
    answer = sam.send("/account/confirm", password="wrong")

    assert answer.status_code == 400
    assert sam.get("/account/second-factor").status_code == 303


def test_the_page_says_who_is_signed_in_and_as_what(sam: Browser) -> None:
    assert "Sam · practitioner" in Page(sam.get("/account").text).words
