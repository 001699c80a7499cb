"""Sending a form of a page as a browser would: all that stands in it, and what a person typed."""

from __future__ import annotations

from html.parser import HTMLParser

from werkzeug.test import TestResponse

from tests.web.pages import Browser


class _Forms(HTMLParser):
    """Every form of a page: its address and its values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._values: dict[str, str] | None = None
        self._name = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._values = {}
            self.found.append((given.get("action", ""), self._values))
        if self._values is None:
            return
        if tag == "input":
            self._values[given["name"]] = given.get("value", "")
        elif tag in ("select", "textarea"):
            self._name = given["name"]
            self._is_text = tag == "textarea"
            if self._is_text:
                self._values[self._name] = ""
        elif tag == "option" and ("selected" in given or self._name not in self._values):
            self._values[self._name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._values = None
        elif tag == "textarea" and self._values is not None:
            self._values[self._name] = self._values[self._name].removeprefix("\n")
            self._is_text = False

    def handle_data(self, data: str) -> None:
        if self._values is not None and getattr(self, "_is_text", False):
            self._values[self._name] += data


def form_of(html: str, address: str, **holding: str) -> dict[str, str]:
    """The values of the form on a page that is sent to an address, and holds some values already."""
    for action, values in _Forms(html).found:
        if action.endswith(address) and holding.items() <= values.items():
            return values
    raise AssertionError(f"There is no such form: {address} {holding}")


def has_form(html: str, address: str) -> bool:
    """Whether a page holds a form that is sent to an address."""
    return any(action.endswith(address) for action, _values in _Forms(html).found)


def sent(
    browser: Browser, page: str, address: str, holding: dict[str, str], **typed: str
) -> TestResponse:
    """Open a page, fill in one of its forms and send it."""
    values = form_of(browser.get(page).text, address, **holding)
    return browser.post(address, data=values | typed)
