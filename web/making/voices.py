"""The voices that have put people on a map themselves, as far as one viewer may hear them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from graph.access import visible_records
from graph.errors import HeldBackError
from graph.network import Network
from graph.placements import OwnPlacement, Placement
from graph.sensitivity import CHILD_PRIVATE, RECORD
from graph.stores.protocol import Store
from web.reading import HELD_BACK, undecided_in
from web.words import _
from web.words.directions import isolated
from web.words.sayings import day, label, quoted


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a voice put one person: the circle, the words, when it was said, and the version it is kept at."""

    circle: str
    words: str
    when: str
    version: int
    shown_to: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice, and whom it has placed where."""

    voice_id: str
    is_child: bool
    placed: Mapping[str, Placed]

    @property
    def people(self) -> frozenset[str]:
        """Everybody whom it speaks of, and whose voice it is."""
        return frozenset({self.voice_id, *self.placed})

    def says(self, network: Network) -> dict[str, str]:
        """The same in sentences, for everybody on the map: whom it has not placed too."""
        return {
            person: self.sentence(network, person)
            for person in network.in_order
            if person != network.child_id
        }

    def sentence(self, network: Network, person: str) -> str:
        """“Granny put Daddy close: “He comes on Sundays.” (3 May 2026)”."""
        names = {"voice": network.known_as(self.voice_id), "name": network.known_as(person)}
        found = self.placed.get(person)
        if found is None:
            return _("%(voice)s has not said where %(name)s belongs.") % isolated(names)
        circle = label(found.circle, "own_circle")
        said = _("%(voice)s says of %(name)s: %(circle)s.") % isolated({**names, "circle": circle})
        return " ".join(part for part in (said, quoted(found.words), found.when) if part)


def voices(
    store: Store, network: Network, chosen: Container[str] | None = None
) -> tuple[Voice, ...]:
    """Every voice with at least one person placed, the child’s first, then in the order of the map.

    `chosen`, in the room of a meeting, are the ids of what the child chose for it: the child’s own view is heard there
    as far as it is among them. HeldBackError for the family while a protected fact can be read in what was said.
    """
    said = placings(store, network, chosen)
    _hold_back_leaks(store, network, said)
    return heard_in(said, network)


def heard_placements(store: Store, network: Network) -> tuple[Placement, ...]:
    """Where voices that are not the child’s have put people. HeldBackError as for voices."""
    said = tuple(one for one in placings(store, network) if isinstance(one, Placement))
    _hold_back_leaks(store, network, said)
    return said


def _hold_back_leaks(
    store: Store, network: Network, said: Iterable[OwnPlacement | Placement]
) -> None:
    is_family = not network.shows(RECORD) and not network.shows(CHILD_PRIVATE)
    if is_family and undecided_in(store, network.own_id(network.child_id), said):
        raise HeldBackError(HELD_BACK)


def placings(
    store: Store, network: Network, chosen: Container[str] | None = None
) -> tuple[OwnPlacement | Placement, ...]:
    """Where voices put people, as far as the viewer of a network may see it, whatever can be read in their words."""
    child_id = network.own_id(network.child_id)
    own = visible_records(store.kept(OwnPlacement, child_id), network)
    others = visible_records(store.kept(Placement, child_id), network)
    return (*(one for one in own if chosen is None or one.id in chosen), *others)


def heard_in(said: Iterable[OwnPlacement | Placement], network: Network) -> tuple[Voice, ...]:
    """The voices of some placings."""
    of: dict[str, dict[str, Placed]] = {}
    for one in said:
        if isinstance(one, OwnPlacement):
            placed = Placed(one.circle, one.words, day(one.on), one.version, one.shown_to)
            of.setdefault(network.child_id, {})[one.person_id] = placed
        else:
            placed = Placed(one.circle, one.words, day(one.said_on), one.version)
            of.setdefault(one.voice_id, {})[one.person_id] = placed
    return tuple(
        Voice(person, person == network.child_id, _in_order(of[person], network))
        for person in sorted(of, key=lambda one: (one != network.child_id, network.key(one)))
    )


def _in_order(placed: Mapping[str, Placed], network: Network) -> dict[str, Placed]:
    return {person: placed[person] for person in network.in_order if person in placed}
