"""The legend: every sign of the map, drawn by the same hand, with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web.maps.picture import Drawn, Mark, Words
from web.maps.shapes import circle, cross, diamond, heart, house
from web.maps.ties import BY_FAMILY, BY_QUALITY, FAINT, LOVE, STEADY, Stroke, line
from web.words import _
from web.words.directions import isolated

_HALF = 20.0
_RADIUS = 13.0


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of the legend: a drawing 48 wide and 32 high round its middle, and what it means."""

    drawn: tuple[Drawn, ...]
    words: str


def legend(child: str, *, is_record: bool, is_paper: bool = False) -> tuple[Sign, ...]:
    """The signs of people, then of ties; how strong a tie is only for those who are shown it.

    Paper cannot be tapped, and draws no tie between others.
    """
    tapped = () if is_paper else _tapped()
    return (*_people(child), *_ties(child, is_record=is_record), *tapped)


def _people(child: str) -> Iterator[Sign]:
    names = {"child": child}
    yield Sign(
        (
            Mark(circle(0, 0, _RADIUS), "light", "slate", 2.4),
            Mark(heart(10, -10, 7), "plum", "paper", 1.5),
        ),
        _("they love %(child)s: somebody has said so") % isolated(names),
    )
    yield Sign(
        (Mark(heart(0, 0, 9), "deep"),),
        _("beside %(child)s: whom %(child)s loves") % isolated(names),
    )
    yield Sign(
        (Mark(heart(0, 0, 9), "light", "deep", 2),), _("whom %(child)s misses") % isolated(names)
    )
    yield Sign((Mark(house(0, 0, 10), "deep"),), _("lives with %(child)s") % isolated(names))
    yield Sign((Mark(house(0, 0, 10), "light", "slate", 1.8),), _("shares a home with others here"))
    yield Sign((Mark(diamond(0, 0, _RADIUS), "light", "slate", 2.4),), _("a pet"))
    yield Sign(
        (
            Mark(circle(0, 0, _RADIUS), "paper", "slate", 2.2, (5, 6)),
            Words(("?",), 0, 5, 15, "slate", 700, halo=False),
        ),
        _("not found, or not known yet"),
    )
    yield Sign(
        (
            Mark(circle(0, 0, _RADIUS), "gone", "gone-line", 1.8),
            Mark(cross(0, 0, _RADIUS), "", "gone-line", 1.2),
        ),
        _("has died"),
    )


def _ties(child: str, *, is_record: bool) -> Iterator[Sign]:
    yield _tie(LOVE, "plum", _("love has been said, either way"))
    yield _tie(STEADY, "faint", _("in touch in the last six months, or in the same home"))
    yield _tie(FAINT, "faint", _("not in touch now, as far as we know"))
    if is_record:
        yield _tie(BY_QUALITY["strong"], "faint", _("strong"))
        yield _tie(BY_QUALITY["good"], "faint", _("good"))
        yield _tie(BY_QUALITY["tenuous"], "faint", _("thin"))
        yield _tie(BY_QUALITY["stressful"], "faint", _("under strain"))
        yield _tie(BY_QUALITY["cut_off"], "faint", _("cut off"))


def _tapped() -> Iterator[Sign]:
    families = (
        ("kin", _("tapped: family by birth or adoption")),
        ("couple", _("tapped: a couple")),
        ("care", _("tapped: care")),
        ("kith", _("tapped: friends and community")),
    )
    for family, words in families:
        hue, stroke = BY_FAMILY[family]
        yield _tie(stroke, hue, words)


def _tie(stroke: Stroke, colour: str, words: str) -> Sign:
    return Sign(tuple(line((-_HALF, 0), (_HALF, 0), stroke, colour, 0)), words)
