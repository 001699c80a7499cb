"""Kin words in the language being spoken.

A catalogue may hold a whole term (“maternal grandmother”); what it does not hold whole is put together from its parts,
so that a language needs a few dozen words and not every cousin there could be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.network import Network
from graph.vocabulary import PROFESSIONAL_ROLES
from queries.connections import Connection
from queries.kin import Kin
from queries.kinship_words import blood_word, step_grandparent
from queries.lines.offered import as_said
from web.words import _, is_said
from web.words.directions import isolated

_AROUND = (
    "your %(word)s",
    "%(whose)s’s %(word)s",
    "%(word)s (%(more)s)",
    "%(word)s by marriage",
)
_SAID_OF_THEM = (
    *("same mother", "same father", "same donor"),
    *("full or half not yet known", "not yet known"),
)
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
}
# Cousins from the first to the fourth, and how often removed.
_NEAREST, _FURTHEST = 2, 6
_YOURS = "your "
_BY_MARRIAGE = " by marriage"


def kin_word(term: str) -> str:
    """A kin word, whatever it is made of: “possible half-brother (same mother)”, “your mum's sister's daughter”.

    Where a part of it has no word yet, the whole of it is said in English.
    """
    return _in_this_language(term) or term


def tie_word(way: str) -> str:
    """How somebody belongs, as it is offered to be chosen."""
    return kin_word(as_said(way))


def ways_related(kin: Kin, role: str) -> tuple[str, ...]:
    """Everything somebody is to the child: the kin word, a second way, and what they do where that is another thing."""
    works_as = "" if kin.kin_class == "professional" else PROFESSIONAL_ROLES.get(role, "")
    ways = dict.fromkeys((kin.term, kin.also, works_as))
    return tuple(kin_word(way) for way in ways if way)


def _in_this_language(term: str) -> str:
    if is_said(term) or not term:
        return _(term)
    for message, parts in _ways_to_take_apart(term):
        said = {name: _in_this_language(part) for name, part in parts.items()}
        if all(said.values()) and is_said(message):
            return _(message) % said
    return ""


def _ways_to_take_apart(term: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The messages of which a term may be made, each with its parts; who it is about is told before whose they are."""
    if term.startswith(_YOURS):
        yield "your %(word)s", {"word": term.removeprefix(_YOURS)}
    whose, is_of, word = term.rpartition(_OF)
    if is_of:
        yield "%(whose)s’s %(word)s", {"whose": whose, "word": word}
    bracket = _BRACKET.fullmatch(term)
    if bracket:
        yield "%(word)s (%(more)s)", {"word": bracket[1], "more": bracket[2]}
    if term.endswith(_BY_MARRIAGE):
        yield "%(word)s by marriage", {"word": term.removesuffix(_BY_MARRIAGE)}
    for before, message in _BEFORE.items():
        if term.startswith(before):
            yield message, {"word": term.removeprefix(before)}


def way_told(way: Connection, network: Network) -> str:
    """How somebody is joined to the child, step by step: “Amy’s mother is Mum, whose brother is Jo.”"""
    child = network.known_as(network.child_id)
    if way.person_id == network.child_id:
        return _("This is %(child)s’s map.") % isolated({"child": child})
    if not way.steps:
        name = network.known_as(way.person_id)
        return _("Nothing on the map joins %(name)s to %(child)s yet.") % isolated(
            {
                "name": name,
                "child": child,
            }
        )
    steps = [
        _("%(word)s is %(name)s")
        % isolated({"word": kin_word(step.word), "name": network.known_as(step.person_id)})
        for step in way.steps
    ]
    return _("%(child)s’s %(way)s.") % isolated({"child": child, "way": _(", whose ").join(steps)})


def parts_of_kin_words() -> Iterator[str]:
    """The messages by which words are put together, and the words that no table holds as they are said."""
    yield from (*_BEFORE.values(), *_AROUND, *_SAID_OF_THEM)
    for gender in ("female", "male", ""):
        yield from (blood_word(2, 0, gender), blood_word(0, 2, gender))
        yield step_grandparent(2, gender)
    for up in range(_NEAREST, _FURTHEST):
        yield from (blood_word(up, down, "") for down in range(_NEAREST, _FURTHEST))
