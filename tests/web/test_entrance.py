"""Guessing fails, quietly; and the way in asks for all that it should."""

from __future__ import annotations

import re

import pytest

from tests.web.pages import Page
from tests.web.town import PASSWORD, Town
from web.second_factor import new_recovery_codes, recovery_hashes


def tried(town: Town, email: str, password: str) -> tuple[int, str]:
    """What a try to sign in is answered, without its token."""
    browser = town.browser()
    answer = browser.send("/sign-in", email=email, password=password)
    return answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)


def test_unknown_wrong_disabled_and_locked_are_answered_alike(town: Town) -> None:
    town.account("samm")
    town.account("vera", is_disabled=True)
    wrong = tried(town, "samm@example.org", "not the password")
    for _try in range(12):
        tried(town, "samm@example.org", "not the password")

    locked = tried(town, "samm@example.org", PASSWORD)
    unknown = tried(town, "nobd@example.org", PASSWORD)
    disabled = tried(town, "vera@example.org", PASSWORD)

    assert wrong[0] == 400
    assert wrong == locked == unknown == disabled


def test_a_password_is_hashed_whoever_tries(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.account("sam")
    for _try in range(10):
        tried(town, "sam@example.org", "wrong")
    hashed: list[str] = []
    real = town.passwords.match
    monkeypatch.setattr(
        town.passwords, "match", lambda kept, typed: hashed.append(typed) or real(kept, typed)
    )

    for email in ("sam@example.org", "nobody@example.org"):
        tried(town, email, "guess")

    assert hashed == ["guess", "guess"]


def test_every_refusal_reads_and_writes_as_much_as_any_other(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.account("sam")
    town.account("vera", is_disabled=True)
    for _try in range(10):
        tried(town, "sam@example.org", "wrong")
    calls: list[str] = []
    for name in ("account", "attempts", "note_attempt", "note"):
        real = getattr(town.store, name)
        monkeypatch.setattr(
            town.store, name, lambda *a, n=name, r=real, **k: calls.append(n) or r(*a, **k)
        )
    browser, work = town.browser(), {}

    for who in ("sam", "vera", "nobody"):
        form = {"csrf_token": Page(browser.get("/sign-in").text).fields["csrf_token"]}
        calls.clear()
        browser.post("/sign-in", data={**form, "email": f"{who}@example.org", "password": "guess"})
        work[who] = sorted(calls)

    assert work["sam"] == work["vera"] == work["nobody"]


def test_ten_tries_in_a_quarter_of_an_hour_and_no_more(town: Town) -> None:
    sam = town.account("sam")
    for _try in range(10):
        tried(town, sam.email, "wrong")

    assert tried(town, sam.email, PASSWORD)[0] == 400
    town.clock.forward(minutes=15, seconds=1)
    assert tried(town, sam.email, PASSWORD)[0] == 303


def test_tries_at_a_locked_account_do_not_keep_it_locked(town: Town) -> None:
    sam = town.account("sam")
    for _minute in range(40):
        tried(town, sam.email, "wrong")
        town.clock.forward(seconds=60)

    town.clock.forward(minutes=15)

    assert tried(town, sam.email, PASSWORD)[0] == 303


def test_one_address_has_a_hundred_tries_however_many_names_it_uses(town: Town) -> None:
    sam = town.account("sam")
    for number in range(100):
        tried(town, f"guess{number}@example.org", "wrong")

    assert tried(town, sam.email, PASSWORD)[0] == 400


def test_a_failed_try_is_journalled_without_what_was_typed(town: Town) -> None:
    sam = town.account("sam")

    tried(town, sam.email, "hunter two")
    tried(town, "a secret typed in the wrong box", "x")

    lines = [e for e in town.store.entries("") if e.action == "sign_in_refused"]
    assert [line.actor for line in lines] == [sam.id, "nobody"]
    assert "secret" not in "".join(line.model_dump_json() for line in lines)


def test_nothing_opens_before_the_second_factor(town: Town) -> None:
    sam = town.account("sam")
    browser = town.browser()
    browser.send("/sign-in", email=sam.email, password=PASSWORD)

    answer = browser.get("/children")

    assert answer.status_code == 303
    assert answer.location == "/sign-in/code"


def test_a_code_is_good_once(town: Town) -> None:
    sam = town.account("sam")
    code = town.code()
    statuses = []
    for _time in range(2):
        browser = town.browser()
        browser.send("/sign-in", email=sam.email, password=PASSWORD)
        statuses.append(browser.send("/sign-in/code", code=code).status_code)

    assert statuses == [303, 400]


def test_an_old_code_is_good_no_more(town: Town) -> None:
    sam = town.account("sam")
    code = town.code()
    town.clock.forward(seconds=61)
    browser = town.browser()
    browser.send("/sign-in", email=sam.email, password=PASSWORD)

    assert browser.send("/sign-in/code", code=code).status_code == 400


def test_codes_cannot_be_guessed_on(town: Town) -> None:
    sam = town.account("sam")
    browser = town.browser()
    browser.send("/sign-in", email=sam.email, password=PASSWORD)
    for guess in range(10):
        browser.send("/sign-in/code", code=f"{guess:06d}")

    assert browser.send("/sign-in/code", code=town.code()).status_code == 400


def test_a_recovery_code_lets_in_once(town: Town) -> None:
    codes = new_recovery_codes()
    sam = town.account("sam", recovery_hashes=recovery_hashes(codes))
    statuses = []
    for _time in range(2):
        browser = town.browser()
        browser.send("/sign-in", email=sam.email, password=PASSWORD)
        statuses.append(browser.send("/sign-in/code", code=codes[3].upper()).status_code)

    assert statuses == [303, 400]


def test_a_first_password_must_be_changed_and_a_second_factor_set_up(town: Town) -> None:
    sam = town.account("sam", must_change_password=True, totp_secret="")
    browser = town.browser()
    new = "puddle lantern oboe"

    browser.send("/sign-in", email=sam.email, password=PASSWORD)
    assert browser.get("/children").location == "/sign-in/new-password"
    browser.send("/sign-in/new-password", old=PASSWORD, new=new, again=new)
    assert browser.get("/children").location == "/sign-in/second-factor"
    page = browser.get("/sign-in/second-factor")
    answer = browser.send("/sign-in/second-factor", code=app_code(town, page.text))

    assert "recovery codes" in answer.text
    assert browser.get("/children").status_code == 200
    assert tried(town, sam.email, PASSWORD)[0] == 400


def app_code(town: Town, html: str) -> str:
    """What an app shows that was set up with the secret on a page."""
    import pyotp

    secret = html.partition("<code>")[2].partition("</code>")[0].replace(" ", "")
    return pyotp.TOTP(secret).at(town.clock.now)


def test_a_wrong_code_sets_nothing_up(town: Town) -> None:
    sam = town.account("sam", totp_secret="")
    browser = town.browser()
    browser.send("/sign-in", email=sam.email, password=PASSWORD)

    answer = browser.send("/sign-in/second-factor", code="000000")

    assert answer.status_code == 400
    kept = town.store.account(sam.id)
    assert kept is not None
    assert kept.totp_secret == ""


def test_the_demo_asks_for_no_second_factor() -> None:
    town = Town(demo=True)
    sam = town.account("sam", totp_secret="")

    assert town.signed_in(sam).get("/children").status_code == 200


def test_what_was_typed_stays_but_never_a_password(town: Town) -> None:
    answer = town.browser().send("/sign-in", email="sam@example.org", password="hunter two")

    assert Page(answer.text).fields["email"] == "sam@example.org"
    assert "hunter two" not in answer.text
