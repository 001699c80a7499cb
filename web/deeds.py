"""Deeds: what one change in the history did, in words; here those that put somebody in a circle.

A place is told only where its voice is heard today, and by what may be heard of what it was before as well.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from graph.journal import Change
from graph.network import Network
from graph.placements import OwnPlacement, Placement
from web.words import _
from web.words.directions import isolated
from web.words.sayings import day, label, quoted

Place = OwnPlacement | Placement
_PLACES: Mapping[str, type[OwnPlacement] | type[Placement]] = {
    kind.record_kind: kind for kind in (OwnPlacement, Placement)
}
_CIRCLE = "Circle"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one record, before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One record that was added, changed or taken away: whom it is about, in words."""

    verb: str
    about: str
    people: tuple[str, ...]
    differences: tuple[Difference, ...]


def verb(change: Change) -> str:
    """What was done."""
    if change.before is None:
        return _("added")
    return _("taken away") if change.after is None else _("changed")


def placing_deeds(change: Change, network: Network, placed: Container[str]) -> Iterator[Deed]:
    """Who put whom where, as far as the viewer hears that voice today, and might have heard it then."""
    kind = _PLACES.get(change.record_kind)
    if kind is None or change.came_along:
        return
    places = [kind.model_validate(row) if row else None for row in (change.before, change.after)]
    kept = [place for place in places if place is not None]
    is_heard = all(_is_heard(place, network) for place in kept)
    is_gone = change.after is None and change.record_kind == Placement.record_kind
    if is_heard and kept and (kept[-1].id in placed or is_gone):
        people = (_voice(kept[-1], network), kept[-1].person_id)
        yield Deed(verb(change), _about(people, network), people, tuple(_differences(*places)))


def _voice(place: Place, network: Network) -> str:
    return place.voice_id if isinstance(place, Placement) else network.child_id


def _is_heard(place: Place, network: Network) -> bool:
    people = {_voice(place, network), place.person_id}
    return place.is_for(network.shown) and people <= network.people.keys()


def _about(people: tuple[str, str], network: Network) -> str:
    voice, person = (network.known_as(one) for one in people)
    return _("where %(voice)s puts %(name)s") % isolated({"voice": voice, "name": person})


def _differences(before: Place | None, after: Place | None) -> Iterator[Difference]:
    one, other = _told(before), _told(after)
    for name in dict.fromkeys((*one, *other)):
        if one.get(name, "") != other.get(name, ""):
            yield Difference(_(name), one.get(name, ""), other.get(name, ""))


def _told(place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    said_on = place.said_on if isinstance(place, Placement) else place.on
    return {
        _CIRCLE: label(place.circle, "own_circle"),
        "In their words": quoted(place.words),
        "When they said so": day(said_on),
    }
