"""The legend of a genogram: every symbol and every line, drawn from the same tables as the picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from web.maps.genogram.paths import (
    circle_cross,
    cornered,
    over_bar,
    rounded_square,
    slashes,
    square,
)
from web.maps.genogram.strokes import OF_COUPLES, OF_PARENTS, OVER, Stroke
from web.maps.legend import Sign
from web.maps.picture import Drawn, Mark, Words
from web.maps.shapes import circle, diamond, house, triangle
from web.words import _
from web.words.directions import isolated

_RADIUS = 12.0
_HALF = 20.0
_DOWN = 14.0
_OF_PARENTS: Mapping[str, str] = {
    "birth": "child of, by birth or by law",
    "adoptive": "adopted by",
    "guardian": "special guardian",
    "kinship": "looked after by family or a friend",
    "foster": "fostered by",
    "step": "step-parent",
    "prospective": "may become a carer",
    "possible": "possibly a parent",
    "donor": "donor",
}
_OF_THE_RECORD = frozenset({"prospective", "possible", "donor"})
_OF_COUPLES: Mapping[str, str] = {
    "married": "married, or civil partners",
    "cohabiting": "living together",
    "relationship": "a couple",
    "": "have a child together",
}


def legend_of_genogram(child: str, *, is_record: bool) -> Iterator[Sign]:
    """The signs of people, of couples, then of parents and children."""
    yield from _people(child, is_record=is_record)
    for form, words in _OF_COUPLES.items():
        yield Sign(_across(OF_COUPLES[form]), _(words))
    for count, words in ((1, _("no longer together")), (2, _("a marriage that has ended"))):
        stroke = Mark(slashes(0, 0, count), line="quiet", width=2.2)
        yield Sign((*_across(OF_COUPLES["married"]), stroke), words)
    for kind, words in _OF_PARENTS.items():
        if is_record or kind not in _OF_THE_RECORD:
            yield Sign(tuple(_downwards(OF_PARENTS[kind])), _(words))
    foster = OF_PARENTS["foster"]
    yield Sign(
        (
            Mark(_stair(), line=foster.colour, width=OVER, dash=foster.dash),
            Mark(over_bar(-_HALF, -7), line=foster.colour, width=2),
        ),
        _("care that is over"),
    )


def _people(child: str, *, is_record: bool) -> Iterator[Sign]:
    names = {"child": child}
    yield Sign((_body(circle(0, 0, _RADIUS)),), _("a woman or a girl"))
    yield Sign((_body(square(0, 0, _RADIUS)),), _("a man or a boy"))
    yield Sign((_body(rounded_square(0, 0, _RADIUS)),), _("neither, or not recorded"))
    yield Sign(
        (
            Mark(circle(0, 0, _RADIUS + 2), "paper", "deep", 2),
            Mark(circle(0, 0, _RADIUS - 2), "accent", "deep", 1.6),
        ),
        _("%(child)s: a double outline") % isolated(names),
    )
    yield Sign(
        (
            Mark(square(0, 0, _RADIUS), "gone", "gone-line", 1.8),
            Mark(circle_cross(0, 0, _RADIUS * 1.2), line="gone-line", width=1.6),
        ),
        _("has died"),
    )
    yield Sign((_body(triangle(0, 0, _RADIUS)),), _("not born yet"))
    yield Sign((_body(diamond(0, 0, _RADIUS)),), _("a pet"))
    yield Sign(
        (
            Mark(rounded_square(0, 0, _RADIUS), "paper", "slate", 2, (5, 6)),
            Words(("?",), 0, 5, 15, "slate", 700, halo=False),
        ),
        _("not found, or not known yet"),
    )
    yield Sign((Mark(house(0, 0, 10), "deep"),), _("lives with %(child)s") % isolated(names))
    if is_record:
        yield Sign(
            (
                _body(circle(0, 2, _RADIUS)),
                Words(("40",), 0, 6, 11, "slate", 700, halo=False),
                Words(("1986",), -2, -10, 8, "quiet", anchor="end", halo=False),
            ),
            _("in the sign: how old they are; above it: when they were born, and when they died"),
        )


def _body(path: str) -> Mark:
    return Mark(path, "light", "slate", 2.2)


def _across(stroke: Stroke) -> tuple[Drawn, ...]:
    path = cornered(((-_HALF, 0), (_HALF, 0)), is_soft=False)
    return (Mark(path, line=stroke.colour, width=stroke.width, dash=stroke.dash),)


def _downwards(stroke: Stroke) -> Iterator[Drawn]:
    """As from a parent on the left to a child below on the right."""
    yield Mark(_stair(), line=stroke.colour, width=stroke.width, dash=stroke.dash)
    if stroke.is_double:
        yield Mark(_stair(5), line=stroke.colour, width=stroke.width * 0.8, dash=(5, 5))
    if stroke.sign:
        yield Words((_(stroke.sign),), -12, -5, 11, "quiet", 700, "start", halo=False)


def _stair(aside: float = 0.0) -> str:
    x, y = -_HALF + aside, aside and -aside
    points = ((x, -_DOWN), (x, y), (x + 34, y), (x + 34, _DOWN))
    return cornered(points, is_soft=False)
