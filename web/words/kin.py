"""Kin words in the language being spoken.

A catalogue may hold a whole term (“maternal grandmother”); what it does not hold whole is put together from its parts,
so that a language needs a few dozen words and not every cousin there could be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.network import Network
from queries.connections import Connection
from web.words import _, language

_OF = "'s "
_BRACKET = re.compile(r"(.+) \((.+)\)")
_BEFORE = {
    "maternal ": "maternal %(word)s",
    "paternal ": "paternal %(word)s",
    "possible ": "possible %(word)s",
    "possibly ": "possibly %(word)s",
    "adoptive ": "adoptive %(word)s",
    "birth ": "birth %(word)s",
    "former ": "former %(word)s",
    "once ": "once %(word)s",
    "great-": "great-%(word)s",
    "step-": "step-%(word)s",
    "your ": "your %(word)s",
}
_BY_MARRIAGE = " by marriage"


def kin_word(term: str) -> str:
    """A kin word, whatever it is made of: “possible half-brother (same mother)”, “your mum's sister's daughter”."""
    whole = _(term)
    if not term or language() == "en" or whole != term:
        return whole
    return next(_put_together(term), term)


def _put_together(term: str) -> Iterator[str]:
    whose, is_of, word = term.rpartition(_OF)
    if is_of and whose.startswith("your "):
        rest = term.removeprefix("your ")
        yield _("your %(word)s") % {"word": kin_word(rest)}
    elif is_of:
        yield _("%(whose)s’s %(word)s") % {"whose": kin_word(whose), "word": kin_word(word)}
    bracket = _BRACKET.fullmatch(term)
    if bracket:
        yield _("%(word)s (%(more)s)") % {"word": kin_word(bracket[1]), "more": _(bracket[2])}
    if term.endswith(_BY_MARRIAGE):
        yield _("%(word)s by marriage") % {"word": kin_word(term.removesuffix(_BY_MARRIAGE))}
    for before, message in _BEFORE.items():
        if term.startswith(before):
            yield _(message) % {"word": kin_word(term.removeprefix(before))}


def way_told(way: Connection, network: Network) -> str:
    """How somebody is joined to the child, step by step: “Amy’s mother is Mum, whose brother is Jo.”"""
    child = network.known_as(network.child_id)
    if way.person_id == network.child_id:
        return _("This is %(child)s’s map.") % {"child": child}
    if not way.steps:
        name = network.known_as(way.person_id)
        return _("Nothing on the map joins %(name)s to %(child)s yet.") % {
            "name": name,
            "child": child,
        }
    steps = [
        _("%(word)s is %(name)s")
        % {"word": kin_word(step.word), "name": network.known_as(step.person_id)}
        for step in way.steps
    ]
    return _("%(child)s’s %(way)s.") % {"child": child, "way": _(", whose ").join(steps)}


def parts_of_kin_words() -> Iterator[str]:
    """The messages by which words are put together."""
    yield from _BEFORE.values()
