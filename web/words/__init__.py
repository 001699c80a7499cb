"""Every word a person sees, in the language they read.

The English text is the message id, so English needs no file; another language is one catalogue,
`<language>/LC_MESSAGES/kith.mo` in this folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

_HERE = Path(__file__).parent
_ENGLISH = NullTranslations()
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


@cache
def languages() -> tuple[str, ...]:
    """English, and every language that has a catalogue."""
    return ("en", *sorted(found.parts[-3] for found in _HERE.glob("*/LC_MESSAGES/kith.mo")))


def best_language(wanted: Iterable[str], otherwise: str = "en") -> str:
    """The first wanted language that there is, by its first two letters."""
    for tag in wanted:
        short = tag.lower().replace("_", "-").split("-")[0]
        if short in languages():
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
    return translation("kith", _HERE, [chosen], fallback=True)
