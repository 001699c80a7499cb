"""Names as a map writes them: initials, at most two lines of fourteen characters, and how wide they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

LONGEST_LINE = 14
MOST_LINES = 2

_WIDE = frozenset("mwMWQGOD@%&—…")
_NARROW = frozenset("iljtfrI.,:;'’‘!|()[]/ -")
_TWO_WORDS = 2


def shown(text: str) -> str:
    """A name without what could reverse, hide or break the text around it."""
    kept = text if text.isprintable() else "".join(filter(_is_harmless, text))
    return " ".join(kept.split()) or "?"


def _is_harmless(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def initials(name: str) -> str:
    """Two signs that stand for a name: the first of two words, or the first two of one."""
    words = [signs for word in shown(name).split() if (signs := _lettered(word))]
    if not words:
        return "?"
    if len(words) >= _TWO_WORDS:
        return "".join(signs[0].upper() for signs in words[:_TWO_WORDS])
    return words[0][0].upper() + "".join(words[0][1:2])


def two_lines(name: str) -> tuple[str, ...]:
    """A name on at most two lines of fourteen characters, cut short with an ellipsis where it must be."""
    lines: list[str] = []
    for word in shown(name).split():
        if lines and _length(lines[-1]) + 1 + _length(word) <= LONGEST_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    kept = [_cut(line) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        kept[-1] = _cut(kept[-1], dots=True)
    return tuple(kept)


def width(text: str, size: float) -> float:
    """About how wide a line is drawn, on the generous side of every common sans-serif."""
    return sum(_sign_width(sign) for sign in text) * size


def widest(lines: Sequence[str], size: float) -> float:
    """The width of the widest of some lines."""
    return max((width(line, size) for line in lines), default=0.0)


@cache
def _sign_width(sign: str) -> float:
    if _is_mark(sign) or unicodedata.category(sign) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(sign) in ("W", "F"):
        return 1.1
    if sign in _NARROW:
        return 0.41
    if sign in _WIDE:
        return 0.95
    return 0.74 if sign.isupper() else 0.62


def _signs(word: str) -> list[str]:
    """Letters with the accents that sit on them, so that none is torn in two."""
    found: list[str] = []
    for sign in word:
        if found and _is_mark(sign):
            found[-1] += sign
        else:
            found.append(sign)
    return found


@cache
def _is_mark(sign: str) -> bool:
    """An accent or a vowel sign, which sits on the letter before it."""
    return unicodedata.category(sign).startswith("M")


def _lettered(word: str) -> list[str]:
    return [
        sign for sign in _signs(word) if sign[0].isalnum() or unicodedata.category(sign[0]) == "So"
    ]


def _length(text: str) -> int:
    return len(_signs(text))


def _cut(line: str, *, dots: bool = False) -> str:
    signs = _signs(line)
    if len(signs) <= LONGEST_LINE - dots:
        return f"{line}…" if dots else line
    return "".join(signs[: LONGEST_LINE - 1]) + "…"
