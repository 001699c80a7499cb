"""What was understood of a line, said in words; and its questions, with their answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.network import Network
from queries.kin import DERIVED_CLASSES
from queries.kinship import kinship
from queries.lines import Question
from queries.lines.offered import SAID
from web.display import said_kind
from web.making.records import Made
from web.maps.names import shown
from web.words import _
from web.words.directions import isolated
from web.words.kin import kin_word
from web.words.sayings import listed


@dataclass(frozen=True, slots=True)
class Heard:
    """What would be put down: how it is said, the kin word for the child, and whom it names."""

    told: str
    kin: str
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Offered:
    """One way to answer: what stands on the button, the line, and what is sent besides."""

    label: str
    line: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words, with ways to answer, and whom it names."""

    words: str
    choices: tuple[Offered, ...]
    people: frozenset[str]


def heard(made: Made, network: Network) -> Heard:
    """“Rose is mother of Mum”, and what she would be to the child."""
    trial = made.on(network)
    said = [said_kind(row, trial) for row in made.rows]
    name = trial.known_as(made.subject)
    child = trial.known_as(trial.child_id)
    found = kinship(trial).get(made.subject)
    term = kin_word(found.term) if found and found.kin_class in DERIVED_CLASSES else ""
    kin = (
        _("%(name)s would be %(child)s’s %(word)s.")
        % isolated({"name": shown(name), "child": shown(child), "word": term})
        if term and made.subject != trial.child_id
        else ""
    )
    ends = {end for row in made.rows for end in (row.from_id, row.to_id)}
    told = listed(said) if said else name
    return Heard(told, kin, frozenset(ends | {made.subject}) & network.people.keys())


def asked(question: Question, network: Network) -> Asked:
    """A question in the language being spoken."""
    kin = kinship(network)
    choices = tuple(
        Offered(
            _said(one.message, {**_kin_of(one.about, network, kin), **one.about}),
            one.line,
            one.answers,
        )
        for one in question.choices
    )
    abouts = [question.about, *(one.about for one in question.choices)]
    return Asked(_said(question.message, question.about), choices, _named(abouts, network))


def _kin_of(about: Mapping[str, str], network: Network, kin: Mapping[str, Any]) -> dict[str, str]:
    person = about.get("id", "")
    return {"kin": kin_word(kin[person].term)} if person in kin else {"kin": ""}


def _said(message: str, about: Mapping[str, str]) -> str:
    texts = dict(about)
    if "word" in texts:
        word = texts["word"]
        texts["word"] = kin_word("'s ".join(SAID.get(part, part) for part in word.split("'s ")))
    return (_(message) % isolated(texts)).strip(" ,")


def _named(abouts: Iterable[Mapping[str, str]], network: Network) -> frozenset[str]:
    """Everybody of the map whose name is in it."""
    texts = [text for about in abouts for text in about.values()]
    return frozenset(
        person
        for person in network.people
        if any(network.known_as(person) in text.split(", ") for text in texts)
    )
