"""Faces: what a picture of somebody looks like on a map, and the marks that can be chosen instead of a photograph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.people import Person
from graph.pictures import MARK, Picture, Pictures
from web.maps.emoji import EMOJI, outline
from web.maps.picture import Drawn, Face, Mark
from web.maps.shapes import disc
from web.maps.sizes import PERSON

SQUARE, SOFT = 0.0, 0.45
_RIM = 1.4
_INSIDE = {"pet": 0.8, "unborn": 0.5}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def address(picture: Picture) -> str:
    """A photograph or a drawing as a `data:` address: it is part of the very answer that names the person."""
    return f"data:image/jpeg;base64,{picture.content}" if picture.content else f"#{picture.id}"


def by_name(pictures: Pictures) -> Pictures:
    """The same for a page that has been given them: photographs by their names, without what is in them."""
    return {
        person: one if one.kind == MARK else one.model_copy(update={"content": ""})
        for person, one in pictures.items()
    }


def room_inside(person: Person, radius: float) -> float:
    """How large a circle fits inside somebody’s outline."""
    return radius * _INSIDE.get(person.entity_type, 1.0) - _RIM


def looks(picture: Picture, radius: float, hue: str, corner: float = 1.0) -> Iterator[Drawn]:
    """Somebody’s picture inside a circle of a radius round their middle; a mark in the colour of their side."""
    if picture.kind != MARK:
        yield Face(address(picture), radius, picture.id, corner=corner)
        return
    share = radius / PERSON
    for number, path in enumerate(paths_of_mark(picture.content)):
        yield Mark(_scaled(path, share), fill="light" if number else hue, line=hue, width=share)


def paths_of_mark(code: str) -> tuple[str, ...]:
    """The paths of a mark; one, where it is an emoji."""
    return (outline(code),) if code in EMOJI else MARKS.get(code, ())


def _scaled(path: str, share: float) -> str:
    """A path of straight lines and curves, larger or smaller."""
    return _NUMBER.sub(lambda found: f"{float(found[0]) * share:.1f}", path)


def _petals() -> str:
    places = ((0, -9.5), (9, -3), (5.6, 7.7), (-5.6, 7.7), (-9, -3))
    return "".join(disc(x, y, 6.4) for x, y in places)


# Each mark is filled paths round its own middle: the first in the colour of the side, the others light upon it.
MARKS: Mapping[str, tuple[str, ...]] = {
    "sun": (
        disc(0, 0, 8)
        + "M-1.5 -11 L0 -18 L1.5 -11 ZM-1.5 11 L0 18 L1.5 11 ZM-11 -1.5 L-18 0 L-11 1.5 Z"
        "M11 -1.5 L18 0 L11 1.5 ZM6.7 -8.8 L12.7 -12.7 L8.8 -6.7 ZM-6.7 -8.8 L-12.7 -12.7 L-8.8 -6.7 Z"
        "M6.7 8.8 L12.7 12.7 L8.8 6.7 ZM-6.7 8.8 L-12.7 12.7 L-8.8 6.7 Z",
    ),
    "moon": (
        "M5 -15 C-9 -14 -15 -4 -12 6 C-9 16 4 18 12 10 C2 11 -5 4 -4 -4 C-3.5 -9 0 -13 5 -15 Z",
    ),
    "star": (
        (
            "M0 -16.5 L4.7 -5.7 L16.2 -4.6 L7.5 3.1 L10.1 14.4 L0 8.4 L-10.1 14.4 L-7.5 3.1 "
            "L-16.2 -4.6 L-4.7 -5.7 Z"
        ),
    ),
    "flower": (_petals(), disc(0, 0, 4.4)),
    "tree": (
        (
            "M0 -17 L8 -6 L5 -6 L11 3 L7 3 L13 11 L3 11 L3 16 L-3 16 L-3 11 L-13 11 L-7 3 L-11 3 L-5 -6 "
            "L-8 -6 Z"
        ),
    ),
    "cat": (
        (
            "M-12 -15 L-5 -9 C-2 -10 2 -10 5 -9 L12 -15 C14 -7 14.5 1 12 7 C8 15 -8 15 -12 7 "
            "C-14.5 1 -14 -7 -12 -15 Z"
        ),
        disc(-5, -1, 1.9),
        disc(5, -1, 1.9),
        "M-2.4 4 L2.4 4 L0 7 Z",
    ),
    "bird": (
        "M-16 3 C-11 4 -8 -1 -5 -5 C-1 -11 8 -12 11 -6 L17 -4 L11.5 -1.5 C11 8 2 13 -7 9 L-15 11 L-11 6 Z",
        disc(6.5, -5.5, 1.7),
        "M-5 1 C0 4 4 3 6 -1 C5 6 -1 9 -5 1 Z",
    ),
    "fish": (
        "M-16 0 C-10 -11 3 -11 8 -2.5 L16 -9 L16 9 L8 2.5 C3 11 -10 11 -16 0 Z",
        disc(-8.5, -2, 1.9),
    ),
    "butterfly": (
        (
            "M0 -4 C-4 -16 -17 -15 -16 -6 C-15.5 -1 -9 2 -4 1 C-12 3 -13 12 -8 14 C-3 15.5 -1 8 0 4 "
            "C1 8 3 15.5 8 14 C13 12 12 3 4 1 C9 2 15.5 -1 16 -6 C17 -15 4 -16 0 -4 Z"
        ),
        disc(-9.5, -7, 2.6),
        disc(9.5, -7, 2.6),
    ),
    "boat": ("M-15 6 L15 6 L9 14 L-9 14 ZM-2 -16 L-2 3 L-13 3 ZM2 -12 L12 3 L2 3 Z",),
    "ball": (
        disc(0, 0, 15),
        "M0 -6 L5.7 -1.9 L3.5 4.9 L-3.5 4.9 L-5.7 -1.9 Z",
        "M-4 -14 L4 -14 L0 -10.5 Z",
        "M14.5 -2 L12 6 L10.2 -3 Z",
        "M-14.5 -2 L-12 6 L-10.2 -3 Z",
        "M7.5 12.5 L2 14.5 L6.2 8.6 Z",
        "M-7.5 12.5 L-2 14.5 L-6.2 8.6 Z",
    ),
    "note": (
        (
            "M-6 -13 L13 -16 L13 8 C13 15 2 15 2 9.5 C2 5 7 4.5 10 6 L10 -9.5 L-3 -7.5 L-3 11 "
            "C-3 18 -14 17.5 -14 12.5 C-14 8 -9 7 -6 8.8 Z"
        ),
    ),
}
