"""Catalogues: a language as one file of messages, `<language>.po` in this folder, read as it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from gettext import NullTranslations, c2py
from pathlib import Path

_LINE = re.compile(r'(msgid|msgid_plural|msgstr|msgstr\[\d\]|msgctxt)?\s*(".*")')
_PLURAL = re.compile(r"plural=([^;\n]+)")


class Catalogue(NullTranslations):
    """The messages of one file. What is not translated yet is said in English."""

    def __init__(self, text: str) -> None:
        """Read a file’s text at once."""
        super().__init__()
        self._said: dict[str, str] = {}
        self._forms: dict[str, tuple[str, ...]] = {}
        for entry in _entries(text):
            self._take(entry)
        self.heads = dict(
            line.split(": ", 1) for line in self._said.pop("", "").splitlines() if ": " in line
        )
        self._messages = {one: (said,) for one, said in self._said.items()} | self._forms
        rule = _PLURAL.search(self.heads.get("Plural-Forms", ""))
        self._which = c2py(rule[1].strip()) if rule else (lambda number: int(number != 1))

    @property
    def reviewer(self) -> str:
        """Who read the whole of it as somebody who speaks the language; empty where nobody has yet."""
        return self.heads.get("X-Reviewed-By", "").strip()

    @property
    def messages(self) -> Mapping[str, tuple[str, ...]]:
        """Every English message with what it is in this language, in each of its forms."""
        return self._messages

    def gettext(self, message: str) -> str:
        """A message in this language."""
        return self._said.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """A message for a number of things, by the language’s own rule for numbers."""
        forms = self._forms.get(msgid1)
        if forms is None:
            return msgid1 if n == 1 else msgid2
        return forms[min(self._which(n), len(forms) - 1)]

    def _take(self, entry: Mapping[str, str]) -> None:
        forms = tuple(entry[name] for name in sorted(entry) if name.startswith("msgstr["))
        if forms and all(forms):
            self._forms[entry["msgid"]] = forms
        elif entry.get("msgstr"):
            self._said[entry["msgid"]] = entry["msgstr"]


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file."""
    return Catalogue(path.read_text(encoding="utf-8"))


def _entries(text: str) -> Iterator[dict[str, str]]:
    """Each message with its translations; what is marked as fuzzy is only a guess, and left out."""
    for block in re.split(r"\n\s*\n", text):
        lines = block.splitlines()
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        entry: dict[str, str] = {}
        name = ""
        for line in lines:
            found = _LINE.match(line)
            if found:
                name = found[1] or name
                entry[name] = entry.get(name, "") + str(ast.literal_eval(found[2]))
        if "msgid" in entry:
            yield entry
