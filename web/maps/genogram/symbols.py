"""Symbols: people as every genogram draws them, with years and ages for those who are shown them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import sqrt

from graph.dates import PartialDate, age_on
from graph.people import Person
from graph.pictures import Picture
from graph.sensitivity import RECORD
from web.maps.faces import SOFT, SQUARE, looks, room_inside
from web.maps.genogram.paths import circle_cross, rounded_square, side, square, square_cross
from web.maps.genogram.sizes import DATES
from web.maps.names import initials
from web.maps.picture import Drawn, Mark, Words
from web.maps.scene import Scene
from web.maps.shapes import circle, cross_ends, diamond, house, triangle
from web.maps.sizes import PERSON
from web.words import _

_INNER = 6.0
_ENDS = 5.0
_AGE = 15.0
_ENTITIES = {"pet": diamond, "unborn": triangle}
_GENDERS: Mapping[str, Callable[[float, float, float], str]] = {"female": circle, "male": square}


def outline(person: Person, radius: float) -> str:
    """A square for a man, a circle for a woman, a square with round corners where it is neither or not recorded."""
    if person.entity_type in _ENTITIES:
        return _ENTITIES[person.entity_type](0, 0, radius)
    return _GENDERS.get(person.gender, rounded_square)(0, 0, radius)


def symbol(scene: Scene, person_id: str, radius: float) -> Iterator[Drawn]:
    """Somebody in the family, with their picture inside the symbol where there is one to see."""
    person = scene.network.people[person_id]
    if person_id == scene.network.child_id:
        yield Mark(outline(person, radius), fill="paper", line="deep", width=2.6)
        yield Mark(outline(person, radius - _INNER), fill="accent", line="deep", width=2)
        yield from _inside(scene, person_id, radius, radius - _INNER, "on-accent")
    else:
        yield from _other(scene, person_id, radius)
    yield from _years(person, radius)


def quiet_symbol(scene: Scene, person_id: str, radius: float) -> Iterator[Drawn]:
    """Somebody who is not family: the same shapes, smaller and grey."""
    person, picture = scene.network.people[person_id], scene.pictures.get(person_id)
    yield Mark(outline(person, radius), fill="light", line="faint", width=1.5)
    if person.has_died:
        yield _crossed(person, radius, is_face=picture is not None)
    if picture is not None:
        yield from _face(picture, person, radius, "quiet")
        return
    letters = "?" if person.is_placeholder else initials(scene.network.known_as(person_id))
    size = radius * 0.74
    yield Words((letters,), 0, size * 0.36, size, "quiet", 600, halo=False)


def _other(scene: Scene, person_id: str, radius: float) -> Iterator[Drawn]:
    person = scene.network.people[person_id]
    hue = scene.hue(scene.side_of(person_id))
    path = outline(person, radius)
    is_missing = scene.network.standings[person_id].finding_status(scene.network.on) == "not_traced"
    if person.is_placeholder or is_missing:
        yield Mark(path, fill="paper", line=hue, width=2.4, dash=(5, 6))
    elif person.has_died:
        yield Mark(path, fill="gone", line="gone-line", width=2.2)
    else:
        yield Mark(path, "home" if scene.shares_home(person_id) else "light", hue, 2.8)
    if person.has_died:
        yield _crossed(person, radius, is_face=person_id in scene.pictures)
    colour = "quiet" if person.has_died else hue
    yield from _inside(scene, person_id, radius, radius, colour)


def home_mark(radius: float) -> Mark:
    """A house for whoever lives with the child."""
    return Mark(house(-radius * 0.92, radius * 0.74, 9), fill="deep", line="paper", width=2)


def _face(picture: Picture, person: Person, radius: float, hue: str) -> Iterator[Drawn]:
    """Somebody’s picture cut to the shape of their symbol, so that it is still seen which it is."""
    draw = _GENDERS.get(person.gender, rounded_square)
    if draw is circle or not person.is_person:
        yield from looks(picture, room_inside(person, radius), hue)
    else:
        corner = SQUARE if draw is square else SOFT
        yield from looks(picture, room_inside(person, side(radius)), hue, corner)


def _crossed(person: Person, radius: float, *, is_face: bool) -> Mark:
    """Nobody’s face is crossed out: of the cross there are its four ends, outside the symbol."""
    is_round = person.gender == "female" or not person.is_person
    if is_face:
        edge = radius if is_round else side(radius) * sqrt(2)
        return Mark(cross_ends(0, 0, edge, edge + _ENDS), line="gone-line", width=2.4)
    draw = circle_cross if is_round else square_cross
    return Mark(draw(0, 0, radius), line="gone-line", width=1.8)


def _inside(
    scene: Scene, person_id: str, radius: float, within: float, colour: str
) -> Iterator[Drawn]:
    """The age, for those who are shown the day of birth, else the initials; beside a face the age alone."""
    network, person = scene.network, scene.network.people[person_id]
    age = _age(scene, person) if network.shows(RECORD) and not person.is_placeholder else ""
    picture = scene.pictures.get(person_id)
    if picture is not None:
        yield from _face(picture, person, within, colour)
        if age:
            ink = "quiet" if person.has_died else "ink"
            yield Words((age,), radius, radius * 0.6, _AGE, ink, 700)
        return
    size = round(radius * 0.7, 1)
    said = "?" if person.is_placeholder else age or initials(network.known_as(person_id))
    low = radius * 0.34 if person.entity_type == "unborn" else 0.0
    yield Words((said,), 0, round(size * 0.36 + low, 1), size, colour, 700, halo=False)


def _age(scene: Scene, person: Person) -> str:
    """Today’s age, or the age at which somebody died; a baby’s in months."""
    day = person.dod.earliest if person.has_died else scene.network.on
    years = age_on(person.dob, day) if day and person.is_person else None
    if day is None or years is None or person.dob.earliest is None or years < 0:
        return ""
    if years:
        return str(years)
    months = (day.year - person.dob.earliest.year) * 12 + day.month - person.dob.earliest.month
    return _("%(months)sm") % {"months": months - (day.day < person.dob.earliest.day)}


def _years(person: Person, radius: float) -> Iterator[Words]:
    """The year of birth above on the left, the year of death on the right, as far as each is shown."""
    y = -(PERSON if radius < PERSON else radius) - 5
    for year, x, anchor in ((_year(person.dob), -5, "end"), (_year(person.dod), 5, "start")):
        if year:
            yield Words((year,), x, y, DATES, "quiet", anchor=anchor)


def _year(when: PartialDate) -> str:
    if when.earliest is None:
        return ""
    about = "~" if when.text.startswith("about") else ""
    return f"{about}{when.earliest.year}"
