"""Newcomers: somebody who is added in a meeting, by a name and a way to belong as the line of a map understands it.

Whatever stands in between and is not known is asked, or gets an empty chair, as there. Whether the name is known
already is neither asked nor told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.dates import as_partial
from graph.errors import BadValueError
from graph.people import Person
from graph.relationships import Relationship
from graph.standings import Standing
from graph.vocabulary import more_protective
from queries.lines import Answers, Plan, Question, belongs, is_only_possible
from web.making.records import Confirmed, Made, records_of
from web.making.saying import asked
from web.said import SHORT, SURE, Asking, Said, Written, source_type
from web.words import _

_FREE = {"chair": ("no",), "parents": ("unknown",)}


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What was sent of somebody new: what they are called, how they belong to whom, and the answers given so far."""

    name: str
    way: str
    answers: Answers


def newcomer(said: Said) -> Written | Asking:
    """The records of somebody new, or what has to be asked first."""
    sent = _sent(said)
    found = belongs(sent.name, sent.way, said.network, sent.answers)
    if isinstance(found, Question):
        return _asking(found, sent, said)
    return Written(_told(_made(found, said), said))


def _sent(said: Said) -> Newcomer:
    name = said.needed("name", SHORT)
    way = said.sent.get("tie_other") or said.sent.get("tie", "")
    if not way or len(way) > SHORT or is_only_possible(way):
        raise BadValueError(_("Choose how they belong."))
    answers = Answers(
        of=said.network.in_view(said.who("of_whom") or said.child_id),
        chair=_as_answered("chair", said),
        parents=_as_answered("parents", said),
        chairs="yes" if said.sent.get("chairs") else "",
    )
    return Newcomer(name, way, answers)


def _as_answered(name: str, said: Said) -> str:
    """An answer that names people by how the forms call them, under the ids of this view."""
    text = said.sent.get(name, "")
    if not text or text in _FREE[name]:
        return text
    return ".".join(said.network.in_view(said.one_tapped(one)) for one in text.split("."))


def _asking(question: Question, sent: Newcomer, said: Said) -> Asking:
    """A question with its answers as forms of the room; what is only possible is no answer that is given in one."""
    sure = tuple(one for one in question.choices if not is_only_possible(_way(one.line, sent)))
    told = asked(replace(question, choices=sure), said.network)
    if not told.choices:
        raise BadValueError(told.words)
    return Asking(
        words=told.words,
        choices=tuple(
            (one.label, _answer(one.line, one.answers, sent, said)) for one in told.choices
        ),
        people=told.people,
    )


def _answer(
    line: str, answers: Mapping[str, str], sent: Newcomer, said: Said
) -> tuple[tuple[str, str], ...]:
    """What one answer sends, besides what was sent before."""
    network = said.network
    found = {
        "name": sent.name,
        "tie": _way(line, sent),
        "of_whom": said.tap_of(answers.get("of") or network.child_id),
        "chairs": answers.get("chairs", ""),
    }
    for name, free in _FREE.items():
        text = answers.get(name, "")
        parts = (text,) if text in ("", *free) else text.split(".")
        found[name] = text if text in free else ".".join(said.tap_of(one) for one in parts if one)
    kept = ("has_died", "speaker", "speaker_other", "certainty", "as_read")
    found |= {name: said.sent.get(name, "") for name in kept}
    return tuple((name, text) for name, text in found.items() if text)


def _way(line: str, sent: Newcomer) -> str:
    return line.removeprefix(f"{sent.name}, ")


def _made(plan: Plan, said: Said) -> Made:
    network, speaker = said.network, said.who("speaker")
    confirmed = Confirmed(visibility=_level(plan, said), told=said.network.in_view(speaker))
    return records_of(plan, network, said.store, said.today, confirmed)


def _level(plan: Plan, said: Said) -> str:
    """As few may know of somebody new as of those to whom they are joined; all of those are seen in this room."""
    whole, level = said.store.network(said.child_id), "everyone"
    for end in {end for tie in plan.ties for end in (tie.from_id, tie.to_id)}:
        standing = whole.standings.get(said.network.own_id(end))
        level = more_protective(level, standing.visibility) if standing else level
    return level


def _told(made: Made, said: Said) -> tuple[Person | Standing | Relationship, ...]:
    """The records with what was said beside the tie: who told us, how sure that is, and whether somebody has died."""
    people: Iterable[Person] = (
        one.model_copy(update=_life(said)) if one.id == made.subject else one for one in made.people
    )
    standings = (_first_known(one, said.today) for one in made.standings)
    return (*people, *standings, *(one.model_copy(update=of_tie(said, one)) for one in made.rows))


def _life(said: Said) -> dict[str, Any]:
    return {"life_status": "died" if said.sent.get("has_died") else "alive"}


def _first_known(standing: Standing, on: date) -> Standing:
    if standing.first_known_date.is_known:
        return standing
    return standing.model_copy(update={"first_known_date": as_partial(on)})


def of_tie(said: Said, row: Relationship) -> dict[str, Any]:
    """Who told us of a tie, when, and how sure it is, as it was sent."""
    speaker, sure = said.who("speaker"), said.sent.get("certainty", "")
    return {
        "source_id": speaker,
        "source_type": source_type(said, speaker, row.from_id),
        "source_date": as_partial(said.today),
        "certainty": sure if sure in SURE else "likely",
    }
