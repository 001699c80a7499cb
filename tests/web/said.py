"""What a page, a drawing or an answer says to whoever reads it, listens to it or points at it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from pydantic import BaseModel

from graph.vocabulary import TABLES
from queries.gaps.table import ROWS
from web.display import initials
from web.maps.names import initials as initials_on_map

# Attributes that are read, or read out.
_READ = frozenset(
    {"aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title"}
    | {"placeholder", "alt", "label", "summary"}
)
_BUTTONS = frozenset({"submit", "button", "reset"})
# What stands in them is for machines, to be typed as it is, or in English for those who read nothing else.
_UNREAD = frozenset({"style", "script", "code", "kbd"})
_WORD = re.compile(r"(?<!\w)[A-Za-z]{2,}(?!\w)")
# Words of a program: codes, addresses, colours and paths of a drawing.
_CODE = re.compile(
    r"[a-z0-9]+([-_:.][a-z0-9]+)*|\S*[/#?=]\S*|[\w.-]{20,}|rgba\(.*\)"
    r"|light dark|not all|screen and \(.*\)|M-?[\d.].*|home \d+"
)
# Of a case whose name is not shown; keys of a keyboard; places that a script fills; the end of a name that was cut.
_REFERENCE = re.compile(
    r"\b[0-9a-f]{8}\b|\b(?:Ctrl|Shift)\b|%\(\w+\)s|\{\w+\}|^\w+~+⟧?$|%[sd]|\w+@[\w.]+"
)
# Of a name that is cut at the end of a line at least so much stands there.
_SHORT = 5
_NAMES = frozenset({"known_as", "full_name", "name"})
# What is called the same everywhere.
_NAMES_OF_THINGS = frozenset({"kith", "Cymraeg"})


class _Heard(HTMLParser):
    """Every text of a page, and every attribute that somebody reads or hears."""

    def __init__(self, html: str) -> None:
        """Read it at once."""
        super().__init__()
        self.texts: list[str] = []
        self._unread = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if not self._unread and (tag in _UNREAD or (tag != "html" and given.get("lang") == "en")):
            self._unread = tag
        self.texts += [value for name, value in given.items() if name in _READ]
        if tag == "input" and given.get("type") in _BUTTONS:
            self.texts.append(given.get("value", ""))
        for name, value in given.items():
            # What a script says later waits here.
            if name.startswith("data-"):
                self.texts += spoken_in(value)

    def handle_endtag(self, tag: str) -> None:
        self._unread = "" if tag == self._unread else self._unread

    def handle_data(self, data: str) -> None:
        if data.lstrip()[:1] == "{":
            self.texts += spoken_in(data.strip())
        elif not self._unread:
            self.texts.append(data)


def heard(html: str) -> str:
    """Everything that a page or a drawing says, a line for each text."""
    return "\n".join(_Heard(html).texts)


def spoken_in(value: str) -> list[str]:
    """What is said in an attribute or an answer of JSON, without the codes and addresses in it."""
    texts = _texts(json.loads(value)) if value[:1] in ("{", "[") else iter((value,))
    return [text for text in texts if not _CODE.fullmatch(text)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _texts(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in _texts(one))


def kept_in(records: Iterable[BaseModel]) -> frozenset[str]:
    """Every text that is kept and is no code of a table, and what is made of names: no language changes these."""
    codes = {code for table in TABLES.values() for code in table}
    # Where a rule comes from is a reference, as it is written there.
    found = {*_NAMES_OF_THINGS, *(row.source for row in ROWS.values())}
    for row in records:
        values = row.model_dump(mode="json")
        found |= {text.strip("“”\"'") for text in _texts(values) if text not in codes}
        for name in (str(values[field]) for field in _NAMES & values.keys() if values[field]):
            found |= {initials(name), initials_on_map(name), *re.split(r"[\s-]", name)}
    return frozenset(text for text in found if _WORD.search(text))


def plain_lines(text: str) -> list[str]:
    """The lines in which a word has no accent: the language made by rule puts one on every word there is."""
    return [line.strip() for line in text.split("\n") if _WORD.search(line)]


def is_english(line: str, kept: frozenset[str]) -> bool:
    """Whether there are words in a line that are kept nowhere."""
    for one in sorted((one for one in kept if one in line), key=len, reverse=True):
        line = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", "", line)
    left = _WORD.findall(_REFERENCE.sub("", line))
    return any(not _is_cut(word, line, kept) for word in left)


def _is_cut(word: str, line: str, kept: frozenset[str]) -> bool:
    """Whether a word is the beginning of a name that goes on in the next line of a drawing."""
    goes_on = len(word) > _SHORT and line.endswith(word)
    return goes_on and any(name.startswith(word) for name in kept)
