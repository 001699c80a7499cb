"""Sessions cannot be planted, replayed or forgotten."""

from __future__ import annotations

from hashlib import sha256

import pytest

from graph.journal import Event
from tests.web.pages import Browser, Page
from tests.web.town import PASSWORD, Town
from web.sessions import ABSOLUTE, IDLE


def cookie(browser: Browser) -> str:
    found = browser.get_cookie("__Host-kith", domain="kith.example")
    assert found is not None
    return found.value


def replayed(town: Town, value: str) -> int:
    """What an old cookie is answered."""
    browser = town.browser()
    browser.set_cookie("__Host-kith", value, domain="kith.example")
    return browser.get("/children").status_code


def test_the_cookie_is_host_only_secure_and_hidden_from_scripts(town: Town) -> None:
    answer = town.browser().get("/sign-in")

    header = answer.headers["Set-Cookie"]
    assert header.startswith("__Host-kith=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(header.split("; "))
    assert "Domain" not in header


def test_only_the_demo_uses_a_plain_cookie() -> None:
    answer = Town(demo=True).app.test_client()
    answer.is_tls = False  # type: ignore[attr-defined]

    header = answer.get("/sign-in").headers["Set-Cookie"]

    assert header.startswith("kith-demo=")
    assert "Secure" not in header


def test_the_token_has_256_bits_and_only_its_hash_is_kept(town: Town) -> None:
    sam = town.account("sam")
    browser = town.signed_in(sam)

    value = cookie(browser)

    assert len(value) == 43
    kept = town.store.sessions(sam.id)
    assert sha256(value.encode()).hexdigest() in {row.token_hash for row in kept}
    assert all(value not in row.model_dump_json() for row in kept)


def test_the_token_changes_at_every_step_of_signing_in(town: Town) -> None:
    sam = town.account("sam")
    browser = town.browser()
    browser.get("/sign-in")
    first = cookie(browser)

    browser.send("/sign-in", email=sam.email, password=PASSWORD)
    second = cookie(browser)
    browser.send("/sign-in/code", code=town.code())
    third = cookie(browser)

    assert len({first, second, third}) == 3
    assert [replayed(town, old) for old in (first, second)] == [303, 303]
    assert replayed(town, third) == 200


def test_the_token_changes_when_one_confirms_that_it_is_still_oneself(town: Town) -> None:
    browser = town.signed_in(town.account("sam"))
    before = cookie(browser)

    browser.send("/account/confirm", password=PASSWORD)

    assert cookie(browser) != before
    assert replayed(town, before) == 303


def test_a_planted_token_is_not_taken_over_at_signing_in(town: Town) -> None:
    sam = town.account("sam")
    browser = town.browser()
    browser.set_cookie("__Host-kith", "A" * 43, domain="kith.example")

    browser.send("/sign-in", email=sam.email, password=PASSWORD)
    browser.send("/sign-in/code", code=town.code())

    assert cookie(browser) != "A" * 43
    assert replayed(town, "A" * 43) == 303


def test_a_cookie_kept_from_before_signing_out_is_nobodys(town: Town) -> None:
    browser = town.signed_in(town.account("sam"))
    kept = cookie(browser)

    answer = browser.post("/sign-out", data={"csrf_token": browser.token()})

    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert replayed(town, kept) == 303


def test_a_cookie_of_a_disabled_account_is_nobodys_at_once(town: Town) -> None:
    sam = town.account("sam")
    kept = cookie(town.signed_in(sam))
    now = town.store.account(sam.id)
    assert now is not None

    town.store.save_account(
        now.model_copy(update={"is_disabled": True}), Event(actor="tests", action="disabled")
    )

    assert replayed(town, kept) == 303


def test_a_changed_password_signs_out_everywhere_else(town: Town) -> None:
    sam = town.account("sam")
    elsewhere = cookie(town.signed_in(sam))
    browser = town.signed_in(sam)
    before = cookie(browser)

    new = "puddle lantern oboe"
    browser.send("/account/password", old=PASSWORD, new=new, again=new)

    assert [replayed(town, old) for old in (elsewhere, before)] == [303, 303]
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize(("early", "answer"), [(1, 200), (-1, 303)])
def test_the_idle_limit_is_exact_to_the_second(town: Town, early: int, answer: int) -> None:
    browser = town.signed_in(town.account("sam"))

    town.clock.forward(seconds=IDLE.total_seconds() - early)

    assert browser.get("/children").status_code == answer


@pytest.mark.parametrize(("early", "answer"), [(1, 200), (-1, 303)])
def test_the_absolute_limit_is_exact_to_the_second_however_busy(
    town: Town, early: int, answer: int
) -> None:
    browser = town.signed_in(town.account("sam"))
    quarters = int(ABSOLUTE.total_seconds() // 900) - 1

    for _quarter in range(quarters):
        town.clock.forward(minutes=15)
        browser.get("/children")
    town.clock.forward(seconds=900 - early)

    assert browser.get("/children").status_code == answer


def test_confirming_does_not_lengthen_the_absolute_limit(town: Town) -> None:
    browser = town.signed_in(town.account("sam"))
    for _quarter in range(47):
        town.clock.forward(minutes=15)
        browser.get("/children")

    browser.send("/account/confirm", password=PASSWORD)
    town.clock.forward(seconds=901)

    assert browser.get("/children").status_code == 303


def test_a_clock_that_goes_back_lengthens_nothing(town: Town) -> None:
    browser = town.signed_in(town.account("sam"))
    town.clock.forward(hours=11, minutes=59)

    town.clock.forward(days=-1)

    assert browser.get("/children").status_code in (200, 303)
    town.clock.forward(days=1, minutes=2)
    assert browser.get("/children").status_code == 303


def test_my_other_browsers_are_listed_and_can_be_signed_out(town: Town) -> None:
    sam = town.account("sam")
    other = town.signed_in(sam)
    browser = town.signed_in(sam)

    words = Page(browser.get("/account").text).words
    browser.post("/account/sign-out-everywhere", data={"csrf_token": browser.token()})

    assert "this browser" in words
    assert "Sign this one out" in words
    assert other.get("/children").status_code == 303
    assert browser.get("/children").status_code == 200


def test_one_other_browser_can_be_signed_out_by_itself(town: Town) -> None:
    sam = town.account("sam")
    first, second = town.signed_in(sam), town.signed_in(sam)
    browser = town.signed_in(sam)
    html = browser.get("/account").text
    name = html.partition('name="name" value="')[2].partition('"')[0]

    browser.post("/account/sign-out-everywhere", data={"csrf_token": browser.token(), "name": name})

    assert sorted(b.get("/children").status_code for b in (first, second)) == [200, 303]


def test_nobody_signs_another_account_out(town: Town) -> None:
    victim = town.signed_in(town.account("vera"))
    name = victim.get("/account").text.partition('name="name" value="')[2].partition('"')[0]
    browser = town.signed_in(town.account("sam"))

    browser.post("/account/sign-out-everywhere", data={"csrf_token": browser.token(), "name": name})

    assert victim.get("/children").status_code == 200


def test_a_session_revoked_while_its_request_runs_stays_revoked(town: Town) -> None:
    sam = town.account("sam")
    browser = town.signed_in(sam)
    revoke = lambda: town.app.session_interface.end_all(sam.id)  # type: ignore[attr-defined]  # noqa: E731

    with town.app.test_request_context():
        town.app.before_request_funcs.setdefault(None, []).append(lambda: revoke() and None)
    browser.get("/children")
    town.app.before_request_funcs[None].pop()

    assert browser.get("/children").status_code == 303


def test_what_another_request_of_the_same_browser_wrote_meanwhile_stays(town: Town) -> None:
    sam = town.account("sam")
    browser = town.signed_in(sam)

    def written_meanwhile() -> None:
        (row,) = town.store.sessions(sam.id)[:1]
        town.store.save_session(row.model_copy(update={"data": '{"has_shown_code": "twice"}'}))

    town.app.before_request_funcs.setdefault(None, []).append(written_meanwhile)
    browser.get("/children")
    town.app.before_request_funcs[None].pop()

    assert town.store.sessions(sam.id)[0].data == '{"has_shown_code": "twice"}'
