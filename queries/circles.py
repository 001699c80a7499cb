"""Circles: how close each person stands to the child, and why, in things that can be checked.

Asked of the network that a viewer may see: what is not shown does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from graph.dates import days_before
from graph.network import Network
from graph.record import Value
from graph.relationships import Relationship
from graph.sensitivity import RECORD

IN_TOUCH_DAYS = 180
ENOUGH_VOICES = 2

Rows = tuple[str, ...]


class Placing(Value):
    """The circle a person stands in, the message that says why, and the ids of the rows it rests on."""

    person_id: str
    circle: str
    reason: str
    rests_on: Rows = ()


def circles(network: Network) -> Mapping[str, Placing]:
    """Everyone's circle; the first rule that holds decides, and the child's own words come first."""
    return {person: _placing(network, person) for person in network.in_order}


def love_between(network: Network, person_id: str) -> tuple[Relationship, ...]:
    """Current rows in which this person loves the child, or the child loves or misses them."""
    on = network.on or date.max
    return tuple(
        row
        for row in network.ties[person_id]
        if (_from_child(network, row) or _to_child(network, row)) and row.is_current(on)
    )


def is_in_touch(network: Network, person_id: str) -> bool:
    """Together or in contact within 180 days, or in the same home."""
    return bool(_same_home(network, person_id) or _recent_times(network, person_id))


def _placing(network: Network, person_id: str) -> Placing:
    for circle, reason, rule in _RULES:
        if rows := rule(network, person_id):
            return Placing(person_id=person_id, circle=circle, reason=reason, rests_on=rows)
    return Placing(
        person_id=person_id,
        circle="out_there",
        reason="{name} is known, and not in touch just now.",
    )


def _from_child(network: Network, row: Relationship) -> bool:
    return row.kind in ("loves", "misses") and row.from_id == network.child_id


def _to_child(network: Network, row: Relationship) -> bool:
    return row.kind == "loves" and row.to_id == network.child_id


def _is_child(network: Network, person_id: str) -> Rows:
    return (network.standings[person_id].id,) if person_id == network.child_id else ()


def _has_the_job(network: Network, person_id: str) -> Rows:
    standing = network.standings[person_id]
    return (standing.id,) if standing.network_kind == "professional" else ()


def _child_says(kind: str) -> Callable[[Network, str], Rows]:
    def says(network: Network, person_id: str) -> Rows:
        rows = love_between(network, person_id)
        return tuple(row.id for row in rows if row.kind == kind and _from_child(network, row))

    return says


def _many_voices(network: Network, person_id: str) -> Rows:
    """Rows by two sources or more; all rows without a source are one source."""
    rows = [row for row in love_between(network, person_id) if _to_child(network, row)]
    many = len({row.source_id for row in rows}) >= ENOUGH_VOICES
    return tuple(row.id for row in rows) if many else ()


def _one_voice(network: Network, person_id: str) -> Rows:
    return tuple(row.id for row in love_between(network, person_id) if _to_child(network, row))


def _on_rung(rung: str) -> Callable[[Network, str], Rows]:
    def has_reached(network: Network, person_id: str) -> Rows:
        standing = network.standings[person_id]
        return (standing.id,) if standing.finding_status(network.on) == rung else ()

    return has_reached


def _has_promised(network: Network, person_id: str) -> Rows:
    """Current promises, for those who are not shown the ladder: nobody is committed without one."""
    if network.shows(RECORD):
        return ()
    on = network.on or date.max
    rows = network.ties[person_id]
    return tuple(
        row.id
        for row in rows
        if row.kind == "promise" and row.from_id == person_id and row.is_current(on)
    )


def _is_empty_chair(network: Network, person_id: str) -> Rows:
    is_placeholder = network.people[person_id].is_placeholder
    return (network.standings[person_id].id,) if is_placeholder else ()


def _has_died(network: Network, person_id: str) -> Rows:
    return (network.standings[person_id].id,) if network.people[person_id].has_died else ()


def _same_home(network: Network, person_id: str) -> Rows:
    home = network.home_code(network.child_id)
    shared = bool(home) and network.home_code(person_id) == home
    return (network.homes[person_id].id,) if shared else ()


def _recent_times(network: Network, person_id: str) -> Rows:
    if network.on is None:
        return ()
    since = days_before(network.on, IN_TOUCH_DAYS)
    return tuple(
        row.id
        for row in network.times[person_id]
        if row.did_happen and row.date.earliest is not None and row.date.earliest >= since
    )


_RULES: tuple[tuple[str, str, Callable[[Network, str], Rows]], ...] = (
    ("child", "This is {child}’s map.", _is_child),
    ("professionals", "It is {name}’s job to help.", _has_the_job),
    ("heart", "{child} loves {name}.", _child_says("loves")),
    ("heart", "{child} misses {name}.", _child_says("misses")),
    ("heart", "More than one voice says that {name} loves {child}.", _many_voices),
    ("close", "One voice so far says that {name} loves {child}.", _one_voice),
    ("close", "{name} is here for life.", _on_rung("lifelong")),
    ("close", "{name} has offered something definite.", _on_rung("committed")),
    ("close", "{name} has promised {child} something.", _has_promised),
    ("to_be_found", "We do not know yet who this is.", _is_empty_chair),
    ("to_be_found", "We have not found {name} yet.", _on_rung("not_traced")),
    ("in_touch", "{name} and {child} share a home.", _same_home),
    ("in_touch", "{name} and {child} were in touch in the last six months.", _recent_times),
    ("out_there", "{name} has died, and is not forgotten.", _has_died),
)
