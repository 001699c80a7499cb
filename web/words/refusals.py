"""What an error says, in the language being spoken."""

from __future__ import annotations

from graph.errors import KithError
from web.words import _

# What a file turned out to be, and what is wrong with it, are messages themselves.
_MESSAGES = frozenset({"found", "why"})


def in_words(error: KithError) -> str:
    """The sentence of an error, with what is its own put in: the name of a file, the number of a row."""
    if not error.words:
        return _(str(error))
    words = {
        name: _(str(word)) if name in _MESSAGES else word for name, word in error.words.items()
    }
    return _(error.message).format_map(words)
