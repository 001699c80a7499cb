"""Figures: each person as drawn, with the small marks that say what is known. No meaning is in a colour alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.people import Person
from queries.circles import love_between
from web.maps.band import BAND
from web.maps.faces import looks, room_inside
from web.maps.names import initials, two_lines, width
from web.maps.picture import Drawn, Figure, Mark, Words
from web.maps.scene import Scene
from web.maps.shapes import circle, cross, cross_ends, diamond, heart, house, triangle
from web.maps.sizes import CHILD, LINE_HEIGHT, NAME, PERSON, UNDER, WORKER, WORKER_NAME

_CHILD_NAME = 25.0
_CHILD_ROOM = 82.0
_RIM, _ENDS = 1.4, 5.0


def figures(scene: Scene) -> Iterator[Figure]:
    """Everyone, in the order of the map, with the child on top."""
    for person, spot in scene.layout.spots.items():
        worker = spot.circle == BAND
        yield Figure(
            person_id=person,
            x=spot.x,
            y=spot.y,
            radius=WORKER if worker else PERSON,
            drawn=tuple(_worker(scene, person) if worker else _figure(scene, person)),
            name=_worker_name(scene, person) if worker else _name(scene, person),
            circle=spot.circle,
            home=scene.network.home_code(person),
            marks=() if worker else tuple(_small_marks(scene, person)),
        )
    yield _child(scene)


def _child(scene: Scene) -> Figure:
    lines = two_lines(scene.child_name)
    widest = max(width(line, _CHILD_NAME) for line in lines)
    size = min(_CHILD_NAME, _CHILD_NAME * _CHILD_ROOM / widest)
    foot = size * 0.35 - (len(lines) - 1) * size * LINE_HEIGHT / 2
    written = Words(lines, 0, foot, size, colour="on-accent", weight=700, halo=False)
    return Figure(
        person_id=scene.network.child_id,
        x=0.0,
        y=0.0,
        radius=CHILD,
        drawn=(
            Mark(circle(0, 0, CHILD), fill="accent", line="deep", width=2),
            *_child_inside(scene, written),
        ),
        name=None,
        circle="child",
        home=scene.network.home_code(scene.network.child_id),
    )


def _child_inside(scene: Scene, written: Words) -> Iterator[Drawn]:
    """The child’s picture with the name across its foot, as large as ever; the name alone where there is none."""
    picture = scene.pictures.get(scene.network.child_id)
    if picture is None:
        yield written
        return
    yield from looks(picture, CHILD - _RIM, "on-accent")
    low = CHILD - 4 - (len(written.lines) - 1) * written.size * LINE_HEIGHT
    yield replace(written, y=low, colour="ink", halo=True)


def _figure(scene: Scene, person_id: str) -> Iterator[Drawn]:
    person = scene.network.people[person_id]
    name = scene.network.known_as(person_id)
    hue = scene.hue(scene.side_of(person_id))
    yield _outline(person, hue, is_found=scene.placings[person_id].reason != _NOT_FOUND)
    picture = scene.pictures.get(person_id)
    if person.has_died and picture is None:
        yield Mark(cross(0, 0, PERSON), line="gone-line", width=1.2, alpha=0.7)
    elif person.has_died:
        # Nobody’s face is crossed out: of the cross there are its four ends, outside the circle.
        yield Mark(cross_ends(0, 0, PERSON, PERSON + _ENDS), line="gone-line", width=2.4)
    if picture is None:
        yield _letters("?" if person.is_placeholder else initials(name), person, hue)
    else:
        yield from looks(picture, room_inside(person, PERSON), "quiet" if person.has_died else hue)


def _name(scene: Scene, person_id: str) -> Words:
    person = scene.network.people[person_id]
    colour = "quiet" if person.has_died or person.is_placeholder else "ink"
    lines = two_lines(scene.network.known_as(person_id))
    return Words(lines, 0, PERSON + UNDER + NAME * 0.86, NAME, colour=colour, weight=600)


_NOT_FOUND = "We have not found {name} yet."


def _outline(person: Person, hue: str, *, is_found: bool) -> Mark:
    shapes = {"pet": diamond, "unborn": triangle}
    path = shapes.get(person.entity_type, circle)(0, 0, PERSON)
    if person.is_placeholder or not is_found:
        return Mark(path, fill="paper", line=hue, width=2.4, dash=(5, 6))
    if person.has_died:
        return Mark(path, fill="gone", line="gone-line", width=2)
    return Mark(path, fill="light", line=hue, width=2.8)


def _letters(text: str, person: Person, hue: str) -> Words:
    colour = "quiet" if person.has_died else hue
    return Words((text,), 0, 7, 20, colour=colour, weight=700, halo=False)


def _small_marks(scene: Scene, person_id: str) -> Iterator[Mark]:
    """A heart with whoever loves the child, and a house with whoever shares a home."""
    network, hue = scene.network, scene.hue(scene.side_of(person_id))
    if any(row.to_id == network.child_id for row in love_between(network, person_id)):
        yield Mark(heart(22, -23, 10), fill=hue, line="paper", width=2)
    if scene.shares_home(person_id):
        yield Mark(house(-23, -22, 10), fill="deep", line="paper", width=2)
    elif scene.has_mates(person_id):
        yield Mark(house(-23, -22, 9), fill="light", line=hue, width=1.8)


def _worker(scene: Scene, person_id: str) -> Iterator[Drawn]:
    fill = "light" if _is_working(scene, person_id) else "paper"
    yield Mark(circle(0, 0, WORKER), fill=fill, line="faint", width=1.4)
    picture = scene.pictures.get(person_id)
    if picture is not None:
        yield from looks(picture, WORKER - _RIM, "quiet")
        return
    letters = (initials(scene.network.known_as(person_id)),)
    yield Words(letters, 0, 4, 11.5, colour="quiet", weight=600, halo=False)


def _worker_name(scene: Scene, person_id: str) -> Words:
    """Upright while they work with the child, slanted once that is over."""
    return Words(
        two_lines(scene.network.known_as(person_id))[:1],
        0,
        WORKER + UNDER + WORKER_NAME * 0.8,
        WORKER_NAME,
        colour="quiet",
        slant=not _is_working(scene, person_id),
    )


def _is_working(scene: Scene, person_id: str) -> bool:
    on = scene.network.on
    return any(
        row.family == "professional" and (on is None or row.is_current(on))
        for row in scene.network.ties[person_id]
    )
