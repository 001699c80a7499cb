"""What a browser would send from a form, chosen options and all."""

from __future__ import annotations

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = self._area = ""
        self._first: dict[str, str] = {}
        self._is_in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._is_in = "writing-form" in given.get("class", "")
        elif not self._is_in:
            return
        elif tag == "input":
            self.values[name] = given.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "option":
            self._first.setdefault(self._select, given["value"])
            if "selected" in given:
                self.values[self._select] = given["value"]
        elif tag == "textarea":
            self._area, self.values[name] = name, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_in = False
        if tag == "textarea" and self._area:
            self.values[self._area] = self.values[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data


def form_values(html: str) -> dict[str, str]:
    """Every field of the writing form on a page with what stands in it."""
    form = _Form()
    form.feed(html)
    return form._first | form.values
