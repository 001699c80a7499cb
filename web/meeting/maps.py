"""Two maps of a meeting: as it was when it began, and as it is now, everybody in the same place.

The map of before is drawn from what the room may see now: whoever is not on it now is not on it then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from graph.network import Network
from queries.changes import ADDED, Change
from queries.circles import circles
from queries.meeting import as_it_was
from web.maps.band import BAND
from web.maps.colours import ON_SCREEN
from web.maps.display import display
from web.maps.lenses.since import since
from web.maps.picture import Figure, Picture
from web.maps.scene import Scene
from web.maps.svg import svg
from web.words import _

# Fourteen letters of this size still fit between two of them.
_LARGER = 3.0


@dataclass(frozen=True, slots=True)
class TwoMaps:
    """Both maps as drawings that stand in the page, and who is on each."""

    before: Markup
    now: Markup
    people_before: tuple[str, ...]
    people_now: tuple[str, ...]


def two_maps(before: Network, now: Scene) -> TwoMaps:
    """The map as a view showed it before, beside the same view’s map now, on which the newcomers are marked."""
    was = as_it_was(before, now.network)
    then = replace(now.of(was), placings=circles(was))
    new = frozenset(now.network.people) - frozenset(then.network.people)
    newer = _to_read_from_afar(_with_marks(now, new))
    older = replace(_to_read_from_afar(display(then)), box=newer.box)
    return TwoMaps(
        before=_drawn(older, _("The map before today"), has_cut=False),
        now=_drawn(newer, _("The map now")),
        people_before=then.network.in_order,
        people_now=now.network.in_order,
    )


def _with_marks(now: Scene, new: frozenset[str]) -> Picture:
    """The map of today with the line and the word of whatever was added at those who are new on it."""
    came = tuple(Change(kind=ADDED, about="person", person_id=p, message="") for p in new)
    layer, picture = since(now, came), display(now)

    def marked(figure: Figure) -> Figure:
        return replace(figure, marks=(*figure.marks, *layer.marks.get(figure.person_id, ())))

    return replace(
        picture,
        ties=(*picture.ties, *layer.ties),
        figures=tuple(marked(figure) for figure in picture.figures),
    )


def _to_read_from_afar(picture: Picture) -> Picture:
    """The names of those whose job it is, as large as there is room for: nobody can go nearer to this drawing."""
    left, top, right, bottom = picture.box
    figures = tuple(_named_larger(f) if f.circle == BAND else f for f in picture.figures)
    return replace(picture, figures=figures, box=(left, top, right, bottom + _LARGER * 2))


def _named_larger(figure: Figure) -> Figure:
    name = figure.name
    if name is None:
        return figure
    return replace(figure, name=replace(name, size=name.size + _LARGER, y=name.y + _LARGER))


def _drawn(picture: Picture, label: str, *, has_cut: bool = True) -> Markup:
    """A drawing that stands in the page; of two, one holds the circle that faces are cut to."""
    return Markup(svg(picture, label, ON_SCREEN, has_cut=has_cut))  # noqa: S704 - its template escapes every name
