"""Every word a person sees, in the language they read.

The English text is the message id, so English needs no file; another language is one file, `<language>.po` in this
folder, kin words and whole sentences of the rules too. Nobody is given one unasked until a named speaker has read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from web.words.catalogue import Catalogue, read_catalogue
from web.words.pseudo import MADE

_HERE = Path(__file__).parent
_ENGLISH = NullTranslations()
_NAMES: Mapping[str, str] = {"en": "English", "cy": "Cymraeg"}
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_spoken: ContextVar[NullTranslations] = ContextVar("kith_words", default=_ENGLISH)
_language: ContextVar[str] = ContextVar("kith_language", default="en")


def gettext(message: str) -> str:
    """A message in the language being spoken."""
    return _spoken.get().gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """A message for a number of things, in the language being spoken."""
    return _spoken.get().ngettext(one, many, number)


_ = gettext


def language() -> str:
    """The language being spoken."""
    return _language.get()


def direction() -> str:
    """Whether the language being spoken runs from left to right or from right to left."""
    return "rtl" if language().split("-")[0] in _RIGHT_TO_LEFT else "ltr"


@cache
def languages() -> tuple[str, ...]:
    """English, and every language that has a catalogue."""
    return ("en", *sorted(found.stem for found in _HERE.glob("*.po")))


def is_said(message: str) -> bool:
    """Whether the language being spoken has words for a message; English and the languages made by rule have all."""
    found = _spoken.get()
    return not isinstance(found, Catalogue) or message in found.messages


def called(chosen: str) -> str:
    """What a language is called by those who speak it."""
    return _NAMES.get(chosen, chosen)


def is_reviewed(chosen: str) -> bool:
    """Whether a named speaker has read the whole of a language’s catalogue."""
    found = _catalogue(chosen)
    return not isinstance(found, Catalogue) or bool(found.reviewer)


def best_language(wanted: Iterable[str], otherwise: str = "en") -> str:
    """The first wanted language that there is and that was reviewed, by its first two letters."""
    for tag in wanted:
        short = tag.lower().replace("_", "-").split("-")[0]
        if short in languages() and is_reviewed(short):
            return short
    return otherwise


def speak(chosen: str) -> None:
    """Speak a language from here on, in this thread of work."""
    _language.set(chosen)
    _spoken.set(_catalogue(chosen))


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speak a language inside the block only."""
    before = language()
    speak(chosen)
    try:
        yield
    finally:
        speak(before)


@cache
def _catalogue(chosen: str) -> NullTranslations:
    if chosen in MADE:
        return MADE[chosen]()
    path = _HERE / f"{chosen}.po"
    return read_catalogue(path) if chosen in languages() and path.is_file() else _ENGLISH
