"""Traces: the forms in which a protected fact can be read from free text.

A post code without its space, a street shortened to “Rd”, a number behind another prefix, a letter that a scanner
took for a digit: a person reading would recognise them all, so the machine must. Nothing here knows where the text
comes from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

_POST_CODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b")
_POST_CODE_TEXT = re.compile(r"(?<![a-z0-9])(?=([a-z0-9]{2,4}\s*[a-z0-9]{3})(?![a-z0-9]))")
_LONG_NUMBER = re.compile(r"\+?\d[\d\s().-]{5,}\d")
_MAIL = re.compile(r"[\w.+-]+\s*(?:@|\(at\)|\[at\]| at )\s*[\w-]+(?:\s*(?:\.| dot )\s*[\w-]+)+")
_JOINED = re.compile(r"-\n|['’]")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
# What a scanner takes for what: o for 0, i and l for 1, s for 5, z for 2, b for 8.
_SCANNED = str.maketrans("oil!szb", "0111528")
_SHORT: Mapping[str, str] = {
    "rd": "road",
    "st": "street",
    "str": "street",
    "ave": "avenue",
    "av": "avenue",
    "ln": "lane",
    "dr": "drive",
    "cl": "close",
    "ct": "court",
    "cres": "crescent",
    "gdns": "gardens",
    "gdn": "garden",
    "pl": "place",
    "sq": "square",
    "ter": "terrace",
    "terr": "terrace",
    "hse": "house",
    "pk": "park",
    "flt": "flat",
    "apt": "apartment",
    "sch": "school",
    "prim": "primary",
    "acad": "academy",
}
_STREETS = frozenset(_SHORT.values()) | {
    "way",
    "row",
    "walk",
    "mews",
    "grove",
    "hill",
    "rise",
    "view",
}
_PLAIN = _STREETS | {
    "the",
    "of",
    "and",
    "at",
    "flat",
    "primary",
    "school",
    "academy",
    "college",
    "nursery",
    "centre",
}
_LEAST_DIGITS = 7
_LETTERS_A_SLIP = 5
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Text:
    """A text made ready to be searched once for many facts."""

    plain: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    post_codes: frozenset[str]
    mails: frozenset[str]


def ready(text: str) -> Text:
    """The text without case, accents, line breaks and punctuation that a reader would look past."""
    plain = _plain(text)
    return Text(
        plain=plain,
        words=tuple(_words(plain)),
        numbers=tuple(_digits(found) for found in _LONG_NUMBER.findall(plain)),
        post_codes=frozenset(_scanned(found) for found in _POST_CODE_TEXT.findall(plain)),
        mails=frozenset(_mail(found) for found in _MAIL.findall(plain)),
    )


def holds(text: Text, kind: str, fact: str) -> bool:
    """Whether a protected fact of a kind (address, phone, email, …) can be read from a text."""
    return bool(fact.strip()) and _SEARCHES.get(kind, _holds_phrase)(text, _plain(fact))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", _JOINED.sub("", text)).casefold()
    bare = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return " ".join("".join(m for m in bare if unicodedata.category(m) != "Cf").split())


def _words(plain: str) -> Iterator[str]:
    for word in _WORD.findall(plain):
        yield _SHORT.get(word, word)


def _digits(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits.removeprefix("0044").removeprefix("44").lstrip("0") if digits else ""


def _scanned(text: str) -> str:
    """A post code with every letter that can be taken for a digit read as that digit."""
    return re.sub(r"\s", "", text).translate(_SCANNED)


def _mail(text: str) -> str:
    for spoken, mark in (("(at)", "@"), ("[at]", "@"), (" at ", "@"), (" dot ", ".")):
        text = text.replace(spoken, mark)
    return re.sub(r"\s", "", text)


def _holds_phone(text: Text, fact: str) -> bool:
    number = _digits(fact)
    return len(number) >= _LEAST_DIGITS and any(number in found for found in text.numbers)


def _holds_mail(text: Text, fact: str) -> bool:
    return _mail(fact) in text.mails


def _holds_address(text: Text, fact: str) -> bool:
    codes = {_scanned(found) for found in _POST_CODE.findall(fact)}
    return bool(codes & text.post_codes) or any(
        _holds_street(text, number, street) for number, street in _streets(fact)
    )


def _streets(fact: str) -> Iterator[tuple[str, str]]:
    """House number and street name of each part of an address that has both."""
    for part in fact.split(","):
        words = list(_words(part))
        for place, word in enumerate(words):
            name = [later for later in words[place + 1 : place + 4] if later not in _STREETS]
            if word[0].isdigit() and name and len("".join(name)) >= _LEAST_LETTERS:
                yield word, " ".join(name)


def _holds_street(text: Text, number: str, street: str) -> bool:
    size = len(street.split())
    for place, word in enumerate(text.words):
        if word.translate(_SCANNED) != number.translate(_SCANNED):
            continue
        for skip in (1, 2):
            heard = " ".join(text.words[place + skip : place + skip + size])
            if heard and _is_near(street, heard):
                return True
    return False


def _holds_phrase(text: Text, fact: str) -> bool:
    """A name, a school or a workplace: its telling words one after the other, almost to the letter."""
    words = list(_words(fact))
    telling = [word for word in words if word not in _PLAIN] or words
    size = len(telling)
    if len("".join(telling)) < _LEAST_LETTERS:
        return f" {fact} " in f" {' '.join(text.words)} "
    wanted = " ".join(telling)
    heard = [word for word in text.words if word not in _PLAIN] if telling != words else text.words
    return any(
        _is_near(wanted, " ".join(heard[place : place + size]))
        for place in range(len(heard) - size + 1)
    )


def _is_near(wanted: str, heard: str) -> bool:
    """The same but for a letter or two, as a scanner or a tired hand would have it."""
    slips = len(wanted) // _LETTERS_A_SLIP
    return Levenshtein.distance(wanted.translate(_SCANNED), heard.translate(_SCANNED)) <= slips


_SEARCHES: Mapping[str, Callable[[Text, str], bool]] = {
    "address": _holds_address,
    "phone": _holds_phone,
    "email": _holds_mail,
}
