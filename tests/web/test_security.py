"""A fresh install is already safe: headers, proxies, and what the packages bring along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import request

import web
from tests.web.town import Town
from web.app import create_app

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
EXACT = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HERE = Path(web.__file__).parent


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere", "/child/x/people", "/sign-out"])
def test_every_answer_has_exactly_these_headers(town: Town, path: str) -> None:
    answer = town.browser().get(path)

    assert {name: answer.headers[name] for name in EXACT} == EXACT


def test_nothing_says_what_the_pages_are_made_with(town: Town) -> None:
    assert "Server" not in town.browser().get("/sign-in").headers
    assert not town.app.debug
    assert not town.app.testing


def address_seen(proxies: int, forwarded: dict[str, str]) -> tuple[str, str]:
    """The caller’s address and the scheme that the application believes."""
    app = create_app({"store": "memory:", "proxies": proxies})
    seen: list[tuple[str, str]] = []

    @app.before_request
    def look() -> None:
        seen.append((str(request.remote_addr), request.scheme))

    app.test_client().get(
        "/sign-in", headers=forwarded, environ_overrides={"REMOTE_ADDR": "10.0.0.1"}
    )
    return seen[0]


def test_without_a_declared_proxy_no_forwarded_header_is_believed() -> None:
    forwarded = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}

    assert address_seen(0, forwarded) == ("10.0.0.1", "http")


def test_with_one_proxy_only_the_last_hop_is_believed() -> None:
    forwarded = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9", "X-Forwarded-Proto": "https"}

    assert address_seen(1, forwarded) == ("203.0.113.9", "https")


def sources(suffix: str) -> list[Path]:
    return [p for p in HERE.rglob(f"*{suffix}") if "__pycache__" not in p.parts]


def test_no_script_of_ours_writes_markup_or_runs_text() -> None:
    said = {p.name: p.read_text(encoding="utf-8") for p in sources(".js")}

    for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert [name for name, text in said.items() if danger in text] == []


def test_no_template_turns_escaping_off() -> None:
    """But for the map as one file, which carries its own scripts and styles, each under its hash."""
    pages = [path for path in sources(".html") if path.name != "file.html"]
    said = {path.name: path.read_text(encoding="utf-8") for path in pages}

    for danger in ("|safe", "autoescape false", "| safe"):
        assert [name for name, text in said.items() if danger in text] == []


def test_no_style_sheet_of_ours_reaches_for_another_place_or_for_red() -> None:
    for path in sources(".css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8").lower(), flags=re.DOTALL)
        assert "http:" not in text
        assert "https:" not in text
        assert not {"red", "crimson", "#f00", "#ff0000", "tomato"} & set(
            text.replace(";", " ").split()
        )


def test_files_may_be_kept_by_the_browser_and_pages_may_not(town: Town) -> None:
    assert "max-age" in town.browser().get("/static/kith.css").headers["Cache-Control"]
    assert town.browser().get("/sign-in").headers["Cache-Control"] == "no-store"
