"""Questions about names that deceive the eye, and people who may be one."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from importers.questions.case import AskedCase, ask
from importers.report import Question
from importers.rows import Row

_NAMES = ("known_as", "full_name")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")
# Joiners belong in names in several scripts, and in pictures made of several signs.
_JOINERS = frozenset("\u200c\u200d")
_LOOK_ALIKES = str.maketrans("аеорсухіјѕԁӏвнкмтοαερυικνβ", "aeopcyxijsdlbhkmtoaepuikvb")


def marks_nobody_can_see(case: AskedCase) -> Iterator[Question]:
    """A name with marks in it that have no shape, or turn the reading around."""
    for row in case.people.values():
        for column in _NAMES:
            if any(_is_unseen(letter) for letter in row[column] or ""):
                yield ask(
                    row,
                    column,
                    "This name holds marks that nobody can see, or that turn the text "
                    "around. Type it again?",
                )


def letters_of_two_alphabets(case: AskedCase) -> Iterator[Question]:
    """A word that mixes letters that look alike and are not."""
    for row in case.people.values():
        for column in _NAMES:
            if any(len(_alphabets(word)) > 1 for word in (row[column] or "").split()):
                yield ask(
                    row,
                    column,
                    "This name mixes letters of two alphabets that look alike. Type it again?",
                )


def the_same_person_twice(case: AskedCase) -> Iterator[Question]:
    """Two people whose names are or look the same, and whose dates of birth do not tell them apart."""
    seen: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for ref, row in case.people.items():
        looks = _looks(row["full_name"] or row["known_as"] or "")
        for other, first in seen[looks]:
            if looks and _may_be_one(first, row):
                yield ask(
                    row,
                    "full_name",
                    "{name} looks like {other} on row {row}. Are they one person?",
                    name=case.name(ref),
                    other=case.name(other),
                    row=str(first.number),
                )
        seen[looks].append((ref, row))


def _may_be_one(first: Row, row: Row) -> bool:
    is_same_spelling = (first["full_name"] or first["known_as"]) == (
        row["full_name"] or row["known_as"]
    )
    births = {
        str(born["dob"])
        for born in (first, row)
        if born["dob"] is not None and born["dob"].is_known
    }
    return len(births) == 1 if is_same_spelling else len(births) < 2


def _looks(name: str) -> str:
    """A name as it looks at a glance: case, accents of width, unseen marks and alike letters aside."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_LOOK_ALIKES)
    return " ".join(
        "".join(
            letter for letter in plain if not _is_unseen(letter) and letter not in _JOINERS
        ).split()
    )


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") and letter not in _JOINERS


def _alphabets(word: str) -> set[str]:
    if word.isascii():
        return set()
    names = {unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha()}
    return names & set(_ALPHABETS)
