"""A client that looks at every page it is given: whoever fetches a page has tested it."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from web.security import HEADERS, SANDBOX, STRICT_TRANSPORT

BASE = "https://kith.example"
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_NEEDS_LABEL = frozenset({"input", "select", "textarea"})
_UNLABELLED = frozenset({"hidden", "submit"})


class Page(HTMLParser):
    """What a page is made of, as far as it can be right or wrong."""

    def __init__(self, html: str) -> None:
        """Read it at once."""
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.to_label: list[dict[str, str]] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.unclosed: list[str] = []
        self.text: list[str] = []
        self.fields: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)
        self.unclosed += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self._note_fields(tag, given)
        if given.get("id"):
            self.ids[given["id"]] += 1
        if tag == "label" and "for" in given:
            self.labelled.add(given["for"])
        if tag in _NEEDS_LABEL and given.get("type") not in _UNLABELLED:
            self.to_label.append(given)
        self.links += [given[name] for name in ("src", "href", "action") if name in given]
        is_inline = tag == "style" or (tag == "script" and "src" not in given)
        if is_inline or any(name == "style" or name.startswith("on") for name in given):
            self.inline.append(tag)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def _note_fields(self, tag: str, given: dict[str, str]) -> None:
        if tag == "input" and "name" in given and given.get("type") != "submit":
            self.fields[given["name"]] = given.get("value", "")

    @property
    def words(self) -> str:
        """The text of the page with single spaces."""
        return " ".join(" ".join(self.text).split())

    def faults(self) -> list[str]:
        """Everything that is wrong with it."""
        without_label = [
            field.get("name", "?")
            for field in self.to_label
            if field.get("id") not in self.labelled and not field.get("aria-label")
        ]
        elsewhere = [link for link in self.links if urlsplit(link).netloc]
        found = {
            "not one title": [] if self.tags["title"] == 1 else ["title"],
            "not one h1": [] if self.tags["h1"] == 1 else ["h1"],
            "an id twice": [name for name, count in self.ids.items() if count > 1],
            "a field without a label": without_label,
            "inline script or style": self.inline,
            "an address elsewhere": elsewhere,
            "badly nested": self.unclosed,
        }
        return [f"{fault}: {', '.join(where)}" for fault, where in found.items() if where]


def says(text: str, word: str) -> bool:
    """Whether a text holds a word whole: the letters of a form's token may spell a short name."""
    return re.search(rf"(?<![A-Za-z0-9_-]){re.escape(word)}(?![A-Za-z0-9_-])", text) is not None


class Browser(FlaskClient):
    """Flask’s test client over TLS, which checks each answer. `secrets` must never be in one."""

    secrets: frozenset[str] = frozenset()
    is_tls = True

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask, and look at what came."""
        kwargs.setdefault("base_url", BASE)
        kwargs.setdefault("buffered", True)
        answer = super().open(*args, **kwargs)
        self._check(answer)
        return answer

    def send(self, path: str, **fields: str) -> TestResponse:
        """Fill in the form at a path as a person would: with its token and versions."""
        return self.post(path, data=self.form(path) | fields)

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the form at a path."""
        page = Page(self.get(path).text)
        return {
            name: value
            for name, value in page.fields.items()
            if name == "csrf_token" or name.startswith("version_")
        }

    def token(self) -> str:
        """A CSRF token of this browser’s session."""
        return Page(self.get("/account").text).fields["csrf_token"]

    def _check(self, answer: TestResponse) -> None:
        for name, value in HEADERS.items():
            is_file = name == "Cache-Control" and "public" in answer.headers[name]
            is_in_sandbox = name == "Content-Security-Policy" and answer.headers[name] == SANDBOX
            assert answer.headers[name] == value or is_file or is_in_sandbox
        if self.is_tls:
            assert answer.headers["Strict-Transport-Security"] == STRICT_TRANSPORT
        if answer.mimetype == "text/html" and answer.status_code not in (302, 303):
            assert Page(answer.text).faults() == []
        seen = unescape(answer.text) if (answer.mimetype or "").startswith("text/") else ""
        assert [secret for secret in self.secrets if says(seen, secret)] == []
        assert [secret for secret in self.secrets if says(str(answer.headers), secret)] == []
