"""What an import took, refused, asked and left alone: all that a printout or a page needs.

Every sentence is a message id with its words apart, so that a face can translate it; `sentence` is the English.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Annotated

from graph.record import Value
from graph.sensitivity import RECORD

_JOINERS = frozenset("\u200c\u200d")
_LONGEST = 60


class Line(Value):
    """One sentence about one place in the workbook; row 0 is the sheet as a whole, row 1 its header."""

    sheet: Annotated[str, RECORD]
    row: Annotated[int, RECORD]
    column: Annotated[str, RECORD] = ""
    message: Annotated[str, RECORD]
    words: Annotated[Mapping[str, str], RECORD] = {}

    @property
    def sentence(self) -> str:
        """The English sentence."""
        return self.message.format(**self.words)


class Refusal(Line):
    """A row that cannot be taken, and why; one of these and nothing is written."""


class Question(Line):
    """Something strange that was taken all the same."""


class Kept(Line):
    """A cell that was left as kith has it, because it was changed here since the last import."""


class SheetCount(Value):
    """How many rows of one sheet were new, changed, the same, or left as kith has them."""

    sheet: Annotated[str, RECORD]
    added: Annotated[int, RECORD] = 0
    changed: Annotated[int, RECORD] = 0
    unchanged: Annotated[int, RECORD] = 0
    kept: Annotated[int, RECORD] = 0


class Taken(Value):
    """What one child's map took."""

    case: Annotated[str, RECORD]
    known_as: Annotated[str, RECORD]
    sheets: Annotated[tuple[SheetCount, ...], RECORD]


class ImportReport(Value):
    """What an import did or, as a rehearsal, would do; nothing was written where anything is refused."""

    taken: Annotated[tuple[Taken, ...], RECORD] = ()
    refused: Annotated[tuple[Refusal, ...], RECORD] = ()
    questions: Annotated[tuple[Question, ...], RECORD] = ()
    kept: Annotated[tuple[Kept, ...], RECORD] = ()

    @property
    def is_refused(self) -> bool:
        """Whether nothing was taken because something could not be."""
        return bool(self.refused)

    @property
    def changes_anything(self) -> bool:
        """Whether any row was new or changed."""
        return any(count.added or count.changed for taken in self.taken for count in taken.sheets)


def quoted(text: str) -> str:
    """A text from a file, made safe to stand inside a sentence: short, and without marks nobody can see."""
    shown = "".join(letter if _is_plain(letter) else "\ufffd" for letter in text[: _LONGEST + 1])
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"


def _is_plain(letter: str) -> bool:
    return letter in _JOINERS or unicodedata.category(letter)[0] not in "CZ" or letter == " "
