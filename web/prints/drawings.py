"""Drawings in a page: parts of the display list as pictures that stand in the page itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from web.maps.colours import PRINT
from web.maps.picture import Drawn, Figure, Picture
from web.maps.svg import svg

_FACE_ROOM = 36.0


def face(figure: Figure) -> str:
    """One person without their name, as the map draws them."""
    room = max(_FACE_ROOM, figure.radius + 4)
    return drawing((*figure.drawn, *figure.marks), (-room, -room, room, room))


def drawing(things: Iterable[Drawn], box: tuple[float, float, float, float]) -> str:
    """Some things of the display list, in a box."""
    left, top, right, bottom = box
    return picture_drawing(Picture((left, top, right, bottom), tuple(things), (), (), ()))


def picture_drawing(picture: Picture) -> str:
    """A picture that the words beside it tell of."""
    return as_address(svg(picture, "", PRINT))


def as_address(text: str) -> str:
    """A drawing as a `data:` address."""
    return f"data:image/svg+xml;base64,{b64encode(text.encode()).decode()}"
