"""Brothers and sisters on one sheet, with every child’s own view of the others kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.network import Network
from graph.pictures import Pictures
from graph.relationships import Relationship
from queries.circles import circles
from queries.kinship import kinship
from queries.moment import Moment
from queries.sides import BROTHERS_AND_SISTERS
from web.maps.display import display
from web.maps.names import shown
from web.maps.places import Layout, Ring, Spot
from web.maps.scene import Scene, scene
from web.maps.shapes import on_ellipse
from web.maps.sizes import CIRCLES
from web.maps.wording import ring_name
from web.prints import said
from web.prints.drawings import picture_drawing
from web.prints.told import Leaves, Told, leaves
from web.words.sayings import quoted, statement, who_said

_HEART, _RING, _FLAT, _FIT = 200.0, 80.0, 0.68, 5
_FIRST, _WORDS_AT, _LEAST_RINGS = 75.0, 180.0, 3
_KINDS = ("loves", "misses", "wants_to_see", "important", "trusts")


@dataclass(frozen=True, slots=True)
class Other:
    """A brother or sister as one child knows them: where they stand, what was said, planned and done."""

    name: str
    ring: str
    shares_home: bool
    voices: tuple[str, ...]
    plans: tuple[said.Line, ...]
    last: str


@dataclass(frozen=True, slots=True)
class View:
    """One child’s own view of the others."""

    name: str
    drawn: str
    others: tuple[Other, ...]
    people: frozenset[str]


def together(told: Told) -> Leaves:
    """A part for each child, side by side and never mixed."""
    views = {
        one.child_id: _view(one, told.pictures.get(one.child_id, {}))
        for one in (told.network, *told.others)
    }
    return leaves(
        "together.html",
        told,
        views[told.network.child_id].people,
        elsewhere={one.child_id: views[one.child_id].people for one in told.others},
        views=list(views.values()),
        is_alone=not told.others,
    )


def _view(network: Network, pictures: Pictures) -> View:
    placings = circles(network)
    others = [
        person
        for person, kin in kinship(network).items()
        if kin.is_sibling and placings[person].circle in CIRCLES
    ]
    known = [_other(network, person) for person in others]
    people = {network.child_id, *others}
    people |= {row.source_id for person in others for row in _said(network, person)}
    return View(
        name=shown(network.known_as(network.child_id)),
        drawn=_drawn(network, {network.child_id, *others}, pictures),
        others=tuple(known),
        people=frozenset(people & network.people.keys()),
    )


def _other(network: Network, person_id: str) -> Other:
    circle, home = circles(network)[person_id].circle, network.home_code(network.child_id)
    plans = tuple(line for line in said.plans(network) if line.person_id == person_id)
    return Other(
        name=shown(network.known_as(person_id)),
        ring=ring_name(circle),
        shares_home=bool(home) and home == network.home_code(person_id),
        voices=tuple(_voices(network, person_id)),
        plans=plans,
        last=said.last(network, person_id),
    )


def _voices(network: Network, person_id: str) -> Iterator[str]:
    """What this child said of them, or was said to feel, with who told it."""
    for row in _said(network, person_id):
        about = " · ".join((statement(row, network), who_said(row, network)))
        yield f"{quoted(row.words)} {about}" if row.words else about


def _said(network: Network, person_id: str) -> tuple[Relationship, ...]:
    return Moment(network).from_child(person_id, *_KINDS)


def _drawn(network: Network, people: set[str], pictures: Pictures) -> str:
    """The child’s map with nobody but brothers and sisters on it."""
    alone = network.changed(
        people={p: one for p, one in network.people.items() if p in people},
        standings={p: one for p, one in network.standings.items() if p in people},
        relationships=tuple(
            row for row in network.relationships if {row.from_id, row.to_id} <= people
        ),
        contacts=tuple(row for row in network.contacts if row.person_id in people),
        stays=tuple(row for row in network.stays if row.person_id in people),
    )
    found = scene(alone, pictures={p: one for p, one in pictures.items() if p in people})
    return picture_drawing(display(replace(found, layout=_spread_out(found))))


def _spread_out(found: Scene) -> Layout:
    """Each in the ring where they stand on the whole map, with as much room round the child as there is."""
    others = [person for person in found.layout.spots if person != found.network.child_id]
    farthest = [CIRCLES.index(found.placings[person].circle) + 1 for person in others]
    shown_rings = CIRCLES[: max([_LEAST_RINGS, *farthest])]
    wider = max(1.0, len(others) / _FIT)
    reaches = [wider * (_HEART + nth * _RING) for nth in range(len(shown_rings))]
    rings = tuple(
        Ring(circle, reach, reach * _FLAT, 1.0, _WORDS_AT)
        for circle, reach in zip(shown_rings, reaches, strict=True)
    )
    middle = {ring.circle: ring.across - _RING * 0.6 for ring in rings}
    spots = {}
    for nth, person in enumerate(others):
        circle = found.placings[person].circle
        across = middle[circle]
        x, y = on_ellipse(across, across * _FLAT, _FIRST + nth * 360.0 / len(others))
        spots[person] = Spot(x, y, circle, BROTHERS_AND_SISTERS)
    return Layout(found.layout.shape, rings, (), spots)
