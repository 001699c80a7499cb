"""The poster: the map with its heading and its legend in one display list, as SVG or PNG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from web.maps.colours import PRINT
from web.maps.legend import Sign
from web.maps.names import width
from web.maps.picture import Figure, Picture, Words
from web.maps.svg import svg
from web.prints.pixels import pixels
from web.prints.told import Told
from web.words import _
from web.words.directions import isolated

PIXELS_ACROSS = 2400

_EDGE = 24.0
_TITLE = 44.0
_LINE = 24.0
_WORDS = 20.0
_ROW = 40.0
_SIGN = 64.0
_BETWEEN = 30.0


def poster(told: Told) -> Picture:
    """Everything that a wall is told: whose map, for whom, of which day, the map, and what its signs say."""
    drawn = told.picture
    left, top, right, bottom = drawn.box
    signs, rows = _signs(told, left, bottom + _EDGE + _LINE, right)
    foot = bottom + _EDGE + _LINE + rows * _ROW
    box = (left - _EDGE, top - _TITLE * 2 - _EDGE, right + _EDGE, round(foot + _LINE * 2.2, 1))
    return replace(
        drawn,
        box=box,
        ground=(*drawn.ground, *_heading(told, left, top - _TITLE), *_foot(told, box)),
        figures=(*drawn.figures, *signs),
    )


def as_svg(told: Told) -> str:
    """The poster as SVG, which every browser opens."""
    return svg(poster(told), told.label, PRINT)


def as_png(told: Told) -> bytes:
    """The poster as a picture."""
    return pixels(as_svg(told), PIXELS_ACROSS, PRINT["paper"])


def _heading(told: Told, left: float, foot: float) -> Iterator[Words]:
    title = _("%(name)s’s people") % isolated({"name": told.child})
    yield Words((title,), left, foot, _TITLE, weight=700, anchor="start", halo=False)
    beside = left + width(title, _TITLE) + _BETWEEN
    label = _(told.lens.label) if told.lens.layer else told.made_for
    yield Words((label,), beside, foot, _LINE, colour="quiet", anchor="start", halo=False)


def _foot(told: Told, box: tuple[float, float, float, float]) -> Iterator[Words]:
    left, _top, right, bottom = box
    said = " · ".join((told.made_for, told.correct_on, _("Do not copy")))
    page = _("Page %(page)s of %(pages)s") % {"page": 1, "pages": 1}
    for words, x, anchor in ((said, left + _EDGE, "start"), (page, right - _EDGE, "end")):
        yield Words((words,), x, bottom - _EDGE, _WORDS, colour="quiet", anchor=anchor, halo=False)


def _signs(told: Told, left: float, top: float, right: float) -> tuple[list[Figure], int]:
    """The legend in columns as wide as its longest words, and how many rows it takes."""
    signs = told.signs
    widest = _SIGN + max(width(sign.words, _WORDS) for sign in signs) + _BETWEEN
    columns = max(1, int((right - left) / widest))
    rows = ceil(len(signs) / columns)
    return [
        _sign(sign, left + _SIGN / 2 + widest * (nth // rows), top + _ROW * (nth % rows))
        for nth, sign in enumerate(signs)
    ], rows


def _sign(sign: Sign, x: float, y: float) -> Figure:
    words = Words((sign.words,), _SIGN / 2 + 6, _WORDS * 0.35, _WORDS, anchor="start", halo=False)
    return Figure("", x, y, 0, sign.drawn, words, circle="legend")
