"""The display list as SVG, for print and for small pictures."""

from __future__ import annotations

from collections.abc import Mapping

from web.maps.colours import PAPER
from web.maps.faces import SOFT
from web.maps.pages import templates
from web.maps.picture import Picture

FACE = "Source Sans Pro, Segoe UI, Helvetica Neue, Liberation Sans, Arial, sans-serif"


def svg(
    picture: Picture, label: str, colours: Mapping[str, str] = PAPER, *, has_cut: bool = True
) -> str:
    """The whole picture, with a label for whoever cannot see it.

    `has_cut`: with the circle that faces are cut to; of several drawings in one page only one has it.
    """
    page = templates().get_template("map/picture.svg")
    return page.render(
        picture=picture,
        label=label,
        colours=colours,
        font=FACE,
        has_cut=has_cut,
        soft=SOFT / 2,
    )
