"""Ties of a genogram: couples, and every set of parents with its own kind of line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from queries.pairs import Pair
from web.maps.genogram.layout import Laid
from web.maps.genogram.paths import cornered, over_bar, slashes
from web.maps.genogram.routes import Bundle, Route
from web.maps.genogram.strokes import OF_PARENTS, OVER, Stroke, stroke_of
from web.maps.picture import Drawn, Mark, Tie, Words
from web.maps.shapes import Point
from web.maps.sizes import LINE_HEIGHT
from web.words import _

_ACROSS = {"separated": 1, "ended": 2}
_YEAR = 12.5
_BESIDE = 4.5
_THIN = (5.0, 5.0)


def ties(laid: Laid) -> Iterator[Tie]:
    """Lines from parents first, so that those of couples lie above them."""
    for bundle in laid.routes.bundles:
        yield from _of_bundle(laid, bundle)
    for pair, route in laid.routes.couples:
        yield _of_couple(laid, pair, route)


def _of_bundle(laid: Laid, bundle: Bundle) -> Iterator[Tie]:
    stroke = OF_PARENTS[bundle.kind]
    joins = [route for route in bundle.routes if not route.to]
    signed = False
    for route in bundle.routes:
        if not route.to:
            continue
        drawn = list(_line(laid, route, stroke, bundle))
        if not signed:
            for join in joins:
                drawn += _line(laid, join, stroke, bundle)
            drawn += _sign(laid.points(route)[0], stroke, is_over=bundle.is_over)
            signed = True
        ends = (*(bundle.parents or bundle.children[:1]), route.to)
        yield Tie(ends, tuple(drawn), is_always=True)


def _line(laid: Laid, route: Route, stroke: Stroke, bundle: Bundle) -> Iterator[Drawn]:
    width = OVER if bundle.is_over else stroke.width
    points = laid.points(route)
    path = cornered(points, is_soft=not bundle.is_first)
    yield Mark(path, "", stroke.colour, width, stroke.dash)
    if stroke.is_double:
        side = -_BESIDE if points[-1][0] >= points[0][0] else _BESIDE
        beside = [
            (x + side, y + (_BESIDE if 0 < nth < len(points) - 1 else 0))
            for nth, (x, y) in enumerate(points)
        ]
        path = cornered(beside, is_soft=not bundle.is_first)
        yield Mark(path, "", stroke.colour, width * 0.8, _THIN)


def _sign(start: Point, stroke: Stroke, *, is_over: bool) -> Iterator[Drawn]:
    x, y = start
    if is_over:
        yield Mark(over_bar(x, y + 9), line=stroke.colour, width=2)
    if stroke.sign:
        yield Words((_(stroke.sign),), x + 6, y + 14, 14, "quiet", 700, "start")


def _of_couple(laid: Laid, pair: Pair, route: Route | None) -> Tie:
    stroke = stroke_of(pair)
    if route is None:
        left, right = sorted((laid.place(pair.one), laid.place(pair.other)))
        drawn = list(_beside_each_other(laid, pair, stroke, left, right))
    else:
        drawn = list(_below_others(laid, pair, stroke, route))
    return Tie((pair.one, pair.other), tuple(drawn), is_always=True)


def _beside_each_other(
    laid: Laid, pair: Pair, stroke: Stroke, left: Point, right: Point
) -> Iterator[Drawn]:
    """A straight line from middle to middle; the symbols cover its ends."""
    y = left[1]
    yield Mark(cornered((left, right), is_soft=False), "", stroke.colour, stroke.width, stroke.dash)
    radii = [laid.seating.seats[person].radius for person in (pair.one, pair.other)]
    start, end = left[0] + max(radii), right[0] - max(radii)
    yield from _across(pair, start + (end - start) * 0.25, y)
    middle = (start + end) / 2
    said = tuple(words for words in (_begun(pair), _ended(pair)) if words)
    if said:
        yield Words(said, middle, y - 13 - (len(said) - 1) * _YEAR * LINE_HEIGHT, _YEAR, "quiet")


def _below_others(laid: Laid, pair: Pair, stroke: Stroke, route: Route) -> Iterator[Drawn]:
    """A line under those who stand between, or from one row to another."""
    points = laid.points(route)
    yield Mark(cornered(points, is_soft=True), "", stroke.colour, stroke.width, stroke.dash)
    (start, y), (end, _y) = max(pairwise(points), key=lambda run: abs(run[1][0] - run[0][0]))
    yield from _across(pair, start + (end - start) * 0.4, y)
    words = " ".join(part for part in (_begun(pair), _ended(pair)) if part)
    if words:
        yield Words((words,), start + (end - start) * 0.6, y - 4, _YEAR, "quiet")


def _across(pair: Pair, x: float, y: float) -> Iterator[Mark]:
    count = _ACROSS.get(pair.ending, 0)
    if count:
        yield Mark(slashes(x, y, count), line="quiet", width=2.2)


def _begun(pair: Pair) -> str:
    """The year in which they married, or came to live together."""
    if pair.start.earliest is None:
        return ""
    year = {"year": pair.start.earliest.year}
    return _("m. %(year)s") % year if pair.is_married else str(pair.start.earliest.year)


def _ended(pair: Pair) -> str:
    if pair.end.latest is None or pair.ending not in _ACROSS:
        return ""
    return _("to %(year)s") % {"year": pair.end.latest.year}
