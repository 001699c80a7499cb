"""A typed line taken apart: the name, whose somebody is, and the words for how."""

from __future__ import annotations

import re
from dataclasses import dataclass

from queries.lines.words import CHILD_HERSELF, FEELINGS, LITTLE, SIDES, word

_BRACKET = re.compile(r"^(?P<name>[^()]+)\((?P<tie>[^()]+)\)$")
_BETWEEN = re.compile(r"\s*[,:;]\s*|\s+[-–—]+\s+|\s*[–—]\s*")
_IS = re.compile(r"^(?P<name>.+?)\s+is\s+(?P<tie>.+)$", re.IGNORECASE)
_THE = re.compile(r"^(?P<name>.+?)\s+the\s+(?P<tie>\S+)$", re.IGNORECASE)
_OF = re.compile(r"^(?P<word>.+?)\s+(?:of|for|to)\s+(?P<whose>.+)$", re.IGNORECASE)
_SIDE = re.compile(r"^(?P<word>.+?)\s+on\s+(?P<whose>.+?)(?:['’]s)?\s+side$", re.IGNORECASE)
_OWN = re.compile(r"['’]s\s+|(?<=s)['’]\s+", re.IGNORECASE)
_TURNED = re.compile(r"['’]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A line in its parts: the name, whose they are (from the child outwards), the last word, and a side.

    `whose` holds names or words, the child’s own being left out; `side` is a word for the parent on whose side it is.
    """

    name: str
    whose: tuple[str, ...] = ()
    last: str = ""
    side: str = ""
    feelings: bool = False


def taken_apart(line: str) -> Said:
    """The parts of a line; without a last word where nothing is said of how they belong."""
    text = " ".join(line.split()).strip(" .,;:-")
    name, tie = _name_and_tie(text)
    feelings = bool(FEELINGS & set(re.findall(r"[\w’']+", tie.lower())))
    if not tie:
        bare = word(name)
        return Said(name, last=name if bare and not _is_implied(name) else "")
    whose, last, side = _way(tie)
    return Said(name, whose, last, side, feelings)


def _is_implied(text: str) -> bool:
    found = word(text)
    return found is None or len(found.steps) > 1 or found.steps[0].way == "tie"


def _name_and_tie(text: str) -> tuple[str, str]:
    bracket = _BRACKET.match(text)
    if bracket:
        return _in_order(bracket["name"].strip(), bracket["tie"].strip())
    parts = _BETWEEN.split(text, maxsplit=1)
    if len(parts) == 2 and all(parts):
        return _in_order(parts[0], parts[1])
    for pattern in (_IS, _THE):
        found = pattern.match(text)
        if found and (pattern is _IS or word(_without_little(found["tie"]))):
            return found["name"], found["tie"]
    return text, ""


def _in_order(one: str, other: str) -> tuple[str, str]:
    """The name first, also where somebody wrote “mum’s mum: Rose”."""
    is_turned = word(_without_little(_way(one)[1])) and not word(_without_little(_way(other)[1]))
    return (other, one) if is_turned else (one, other)


def _way(tie: str) -> tuple[tuple[str, ...], str, str]:
    """Whose, the last word, and the side."""
    side = ""
    on_side = _SIDE.match(tie)
    if on_side:
        tie, side = on_side["word"], on_side["whose"]
    found = None if word(_without_little(tie)) else _OF.match(tie)
    whose: list[str] = []
    if found:
        tie, behind = found["word"], _TURNED.sub("", found["whose"])
        whose = [part for part in _OWN.split(behind) if part]
    parts = [part.strip() for part in _OWN.split(_with_marks(tie)) if part.strip()]
    last = _without_little(parts[-1]) if parts else ""
    for prefix in SIDES:
        if last.lower().startswith(f"{prefix} "):
            side, last = prefix, last[len(prefix) + 1 :]
    chain = [_without_little(part) for part in (*whose, *parts[:-1])]
    return tuple(part for part in chain if part.lower() not in CHILD_HERSELF), last, side


def _with_marks(tie: str) -> str:
    """“mums mum” as “mum’s mum”."""
    words = tie.split(" ")
    return " ".join(
        f"{text[:-1]}’s" if nth + 1 < len(words) and _is_owner(text) else text
        for nth, text in enumerate(words)
    )


def _is_owner(text: str) -> bool:
    return text.lower().endswith("s") and word(text) is None and word(text[:-1]) is not None


def _without_little(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0].lower() in LITTLE:
        words = words[1:]
    return " ".join(words)
