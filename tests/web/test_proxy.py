"""TLS in front of kith: a real nginx, set up as the documentation says, and what it is not believed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
import requests
from argon2 import PasswordHasher

from graph.accounts import Account
from graph.journal import Event
from tests.terminal import Terminal
from tests.web.pages import Page
from tests.web.proxy import OURS, Behind, nginx, proxied, served
from tests.web.town import PASSWORD, SECRET
from web.security import HEADERS, STRICT_TRANSPORT

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    """A store with twelve people in it, served behind nginx."""
    nginx()
    terminal = Terminal(tmp_path_factory.mktemp("behind"))
    terminal.done("init")
    with terminal.opened() as store:
        for number in range(12):
            someone = Account(
                id=f"{number:032x}",
                email=f"sam{number}@example.org",
                password_hash=QUICK.hash(PASSWORD),
                totp_secret=SECRET,
            )
            store.save_account(someone, Event(actor="tests", action="added_account"))
    with served(terminal.home) as port, proxied(port) as found:
        yield found


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal with settings, and no store yet."""
    return Terminal(tmp_path)


@pytest.fixture
def person(behind: Behind) -> Iterator[requests.Session]:
    """Somebody’s browser, that believes the certificate."""
    with requests.Session() as found:
        found.trust_env = False
        found.verify = behind.certificate
        yield found


def send(
    person: requests.Session, url: str, headers: dict[str, str] | None = None, **fields: str
) -> requests.Response:
    """Fill in the form at an address."""
    token = Page(person.get(url).text).fields["csrf_token"]
    return person.post(
        url, data={"csrf_token": token, **fields}, headers=headers, allow_redirects=False
    )


def test_the_way_in_works_over_tls(behind: Behind, person: requests.Session) -> None:
    first = send(person, f"{behind.https}/sign-in", email="sam0@example.org", password=PASSWORD)
    code = pyotp.TOTP(SECRET).now()
    second = send(person, f"{behind.https}/sign-in/code", code=code)

    assert [first.status_code, second.status_code] == [303, 303]
    assert person.get(f"{behind.https}/children").status_code == 200


def test_the_headers_pass_through_unchanged(behind: Behind, person: requests.Session) -> None:
    answer = person.get(f"{behind.https}/sign-in")

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Strict-Transport-Security"] == STRICT_TRANSPORT


def test_the_cookie_is_this_hosts_alone(behind: Behind, person: requests.Session) -> None:
    cookie = person.get(f"{behind.https}/sign-in").headers["Set-Cookie"]

    assert cookie.startswith("__Host-kith=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_without_tls_there_is_nothing_but_the_way_to_it(
    behind: Behind, person: requests.Session
) -> None:
    answer = person.get(f"{behind.http}/sign-in", allow_redirects=False)

    assert answer.status_code == 308
    assert answer.headers["Location"].startswith("https://")
    assert "Set-Cookie" not in answer.headers


def test_a_caller_cannot_make_up_where_it_calls_from(
    behind: Behind, person: requests.Session
) -> None:
    """A hundred tries from one address are all it has, whatever addresses it claims."""
    page = f"{behind.https}/sign-in"
    token = Page(person.get(page).text).fields["csrf_token"]
    for number in range(100):
        claimed = f"198.51.100.{number}"
        answer = person.post(
            page,
            data={"csrf_token": token, "email": f"sam{number % 11 + 1}@example.org"},
            headers={
                "X-Forwarded-For": f"{claimed}, {claimed}",
                "Forwarded": f"for={claimed}",
                "X-Real-IP": claimed,
            },
        )
        assert answer.status_code == 400

    refused = send(person, page, email="sam0@example.org", password=PASSWORD)

    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Forwarded-Proto", "http"),
        ("X-Forwarded-Host", "evil.example"),
        ("Forwarded", "proto=http"),
    ],
)
def test_a_caller_cannot_make_up_how_it_came(
    behind: Behind, person: requests.Session, name: str, value: str
) -> None:
    """Only a form of our own page, at our own address, over TLS, is believed to be ours."""
    page = f"{behind.https}/sign-in"
    own, others = (
        send(person, page, {name: value, "Origin": origin}, email="x", password="y").text
        for origin in (behind.https, "http://evil.example")
    )

    assert "We could not sign you in" in own
    assert "did not arrive as it was sent" in others


def test_kith_itself_answers_this_machine_only(terminal: Terminal) -> None:
    refused = terminal.run("serve", "--host", "192.0.2.1", KITH_PROXIES="0")

    assert (refused.status, refused.out) == (1, "")
    assert "TLS" in refused.err


def test_the_proxy_keeps_no_page_on_a_disk() -> None:
    """A buffer of nginx on a disk would be a child’s record in the clear."""
    said = OURS.read_text(encoding="utf-8")

    assert "proxy_max_temp_file_size 0;" in said
    assert "access_log off;" in said
    assert not re.search(r"proxy_(store|cache)\b", said)
