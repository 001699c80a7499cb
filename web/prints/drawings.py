"""Drawings in a page: parts of the display list as pictures that stand in the page itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from web.maps.colours import PRINT
from web.maps.display import display
from web.maps.picture import Drawn, Figure, Picture
from web.maps.scene import Scene
from web.maps.svg import svg
from web.words import _

_FACE_ROOM = 36.0


def map_drawing(scene: Scene) -> str:
    """The whole map, as the address of a picture that is in the address itself."""
    return as_address(svg(display(scene), map_label(scene), PRINT))


def map_label(scene: Scene) -> str:
    """What the picture is, for whoever cannot see it."""
    return _("Map of %(name)s’s people. The list of people says the same in words.") % {
        "name": scene.child_name
    }


def face(figure: Figure) -> str:
    """One person without their name, as the map draws them."""
    room = max(_FACE_ROOM, figure.radius + 4)
    return drawing(figure.drawn, (-room, -room, room, room))


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
