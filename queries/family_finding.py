"""Who to reach next, and why: nearest and most connected first, never anyone who is not safe or through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.network import Network
from graph.record import Value
from queries.moment import Moment
from queries.routes import routes, way_to

_RUNGS: Mapping[str, str] = {
    "not_traced": "{name} has not been found yet.",
    "discovered": "We have the name, and nobody has said hello yet.",
    "contacted": "Somebody has said hello, and it is time to hear how {name} would like to be part of this.",
}
_TAKING_PART = frozenset({"engaged", "committed", "lifelong"})
_NO_DEGREE = 99


class Reach(Value):
    """Somebody to reach: what they are to the child, why now, and who could introduce them.

    `messages` are what a face translates, with `arguments`; `reason` is the English of the same.
    """

    person_id: str
    term: str
    reason: str
    messages: tuple[str, ...]
    arguments: Mapping[str, str | int]
    introduced_by: str = ""


def next_to_reach(network: Network, moment: Moment | None = None) -> tuple[Reach, ...]:
    """Grown-ups on the first rungs of the ladder, nearest in degree first, then the most connected;
    who is only possibly family comes after.

    Nobody of whom anything is silent is on the list, and nobody silent introduces anyone.
    """
    now = moment or Moment(network)
    people = sorted(_candidates(now), key=lambda person: _nearness(now, person))
    return tuple(_reach(now, person) for person in people)


def _candidates(now: Moment) -> Iterator[str]:
    return (
        person
        for person in now.others
        if now.is_eligible(person)
        and now.is_adult(person)
        and not now.silence(person)
        and now.standing(person).finding_status(now.on) in _RUNGS
    )


def _nearness(now: Moment, person_id: str) -> tuple[int, int, tuple[bool, str, str]]:
    degree = now.kin[person_id].degree
    graph = routes(now).graph
    ties = graph.degree(person_id) if person_id in graph else 0
    is_unsure = now.kin[person_id].kin_class == "possible"
    near = _NO_DEGREE if degree is None or is_unsure else degree
    return (near, -ties, now.network.key(person_id))


def _could_introduce(now: Moment, person_id: str) -> bool:
    """A grown-up who is taking part: nobody asks a child, or somebody who has not been reached."""
    return (
        now.is_adult(person_id) and now.standing(person_id).finding_status(now.on) in _TAKING_PART
    )


def _reach(now: Moment, person_id: str) -> Reach:
    way = way_to(now, person_id, without=frozenset(now.silences))
    introducer = way[-2] if len(way) > len((now.child_id, person_id)) else ""
    if introducer and not _could_introduce(now, introducer):
        introducer = ""
    messages = [_RUNGS[now.standing(person_id).finding_status(now.on)]]
    arguments: dict[str, str | int] = {"name": now.network.known_as(person_id)}
    if introducer:
        messages.append("{introducer} could introduce {name}.")
        arguments["introducer"] = now.network.known_as(introducer)
    return Reach(
        person_id=person_id,
        term=now.kin[person_id].term,
        reason=" ".join(message.format_map(arguments) for message in messages),
        messages=tuple(messages),
        arguments=arguments,
        introduced_by=introducer,
    )
