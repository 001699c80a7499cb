"""Answers for a terminal: tables that fit its width and JSON, safe whatever a name holds."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from shutil import get_terminal_size

from web.words.directions import unmarked

Row = Sequence[str]

_GAP = "  "
_NARROWEST = 6
_WIDEST = 140
_FALLBACK = (100, 24)
_JOINERS = "\u200c\u200d"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_SPACES = re.compile(r"[\t\n\r]+")


def terminal_width() -> int:
    """How many columns a table may take."""
    return min(get_terminal_size(_FALLBACK).columns, _WIDEST)


def plain(text: str) -> str:
    """The text with all that could command a terminal, or reorder a line, written out."""
    text = _SPACES.sub(" ", unmarked(text))
    if text.isprintable():
        return text
    return "".join(_written_out(char) if _is_unsafe(char) else char for char in text)


def as_json(value: object) -> str:
    """A value as JSON that people can read, with nothing in it that a terminal obeys."""
    lines = unmarked(json.dumps(value, ensure_ascii=False, indent=2)).split("\n")
    return "\n".join(_safe_json_line(line) for line in lines)


def table(headings: Row, rows: Iterable[Row], width: int) -> str:
    """Aligned columns under headings, wrapped to a width; an empty column is left out."""
    cells = [[plain(cell) for cell in row] for row in rows]
    kept = [place for place in range(len(headings)) if any(row[place] for row in cells)]
    body = [[row[place] for place in kept] for row in cells]
    head = [headings[place] for place in kept]
    widths = _shared_out(
        [max(map(width_of, column)) for column in zip(head, *body, strict=True)], width
    )
    ruler = ["─" * column for column in widths]
    return "\n".join(line for row in (head, ruler, *body) for line in _lines(row, widths))


def paragraph(text: str, width: int, indent: str = "") -> str:
    """A text wrapped to a width, every line indented."""
    lines = wrapped(plain(text), width - len(indent))
    return "\n".join(f"{indent}{_isolated(line)}" for line in lines)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text at a width in terminal cells; a word that is too long is broken."""
    lines: list[str] = []
    line = ""
    pieces = (piece for word in text.split() for piece in _broken(word, width))
    for word in pieces:
        longer = f"{line} {word}" if line else word
        if line and width_of(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line or not lines else lines


def width_of(text: str) -> int:
    """How many terminal cells a text takes: two for a wide character, none for an accent."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _is_unsafe(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cf":
        return char not in _JOINERS and unicodedata.bidirectional(char) != "AN"
    return category in _CONTROLS


def _written_out(char: str) -> str:
    point = ord(char)
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def _safe_json_line(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(json.dumps(char)[1:-1] if _is_unsafe(char) else char for char in line)


def _broken(word: str, width: int) -> Iterable[str]:
    piece, taken = "", 0
    for char in word:
        cells = _cells(char)
        if piece and taken + cells > width:
            yield piece
            piece, taken = "", 0
        piece, taken = piece + char, taken + cells
    yield piece


def _shared_out(natural: list[int], width: int) -> list[int]:
    """The width of each column: its own where there is room, else a share of what is left."""
    left = width - len(_GAP) * (len(natural) - 1)
    widths = list(natural)
    narrowest_first = sorted(range(len(natural)), key=natural.__getitem__)
    for taken, place in enumerate(narrowest_first):
        share = left // (len(natural) - taken)
        widths[place] = min(natural[place], max(share, _NARROWEST))
        left -= widths[place]
    return widths


def _lines(row: Row, widths: list[int]) -> Iterable[str]:
    columns = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for line in zip_longest(*columns, fillvalue=""):
        yield _GAP.join(
            _isolated(cell) + " " * (width - width_of(cell))
            for cell, width in zip(line, widths, strict=True)
        ).rstrip()


def _isolated(text: str) -> str:
    """Text that runs from right to left, kept from turning its neighbours round."""
    if text.isascii() or not any(
        unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text
    ):
        return text
    return f"\u2068{text}\u2069"
