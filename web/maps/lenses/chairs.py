"""Gaps as empty chairs: who is missing, each with its question; a gap is an invitation, not a failure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from queries.moment import Moment
from queries.sides import UNKNOWN_PARENT, Side
from web.maps.asked import Asked
from web.maps.board import Board
from web.maps.ground import ground, words_box
from web.maps.legend import Sign
from web.maps.lenses.layer import Layer
from web.maps.lenses.signs import figure_sign, pill, quiet_sign
from web.maps.names import two_lines, widest
from web.maps.picture import Drawn, Mark, Words
from web.maps.places import Ring
from web.maps.scene import Scene
from web.maps.sectors import Sector
from web.maps.shapes import Point, chair, circle, on_ellipse
from web.maps.sizes import CHILD, LINE_HEIGHT, NAME, PERSON, RING_NAME, Box, person_boxes
from web.words import _

_CHAIR = 15.0
_ROUND = 26.0
_IN_A_LINE = 24
_MOST_LINES = 4
_SIZE = RING_NAME + 1
_DEPTHS = (0.8, 0.9, 0.7, 0.6, 0.5)
_TURNS = (0.0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36)
_WHO_IS_MISSING = frozenset({"G01", "G02", "G03", "G04", "G05"})
# What somebody who is not there yet could be to the child.
_SOMEBODY_WANTED = _WHO_IS_MISSING | {"G14", "G16", "G17", "G18", "G19", "G20", "G21", "G34"}


def chairs(scene: Scene, now: Moment) -> Layer:
    """A chair where nobody is known yet, and a mark on everyone whom a question is about."""
    about_nobody = [one for one in scene.asked if _is_a_chair(one, scene)]
    about_nobody.sort(key=lambda one: one.rule not in _SOMEBODY_WANTED)
    wanted = [one for one in about_nobody if one.rule in _SOMEBODY_WANTED]
    about_people = {
        one.person_id: one for one in reversed(scene.asked) if not _is_a_chair(one, scene)
    }
    unknown = {p for p in scene.layout.spots if now.person(p).is_placeholder}
    return Layer(
        marks={person: _mark() for person in scene.layout.spots if person in about_people},
        quiet=frozenset(scene.layout.spots.keys() - about_people.keys() - unknown),
        ground=tuple(_placed(scene, wanted)),
        says={
            person: _said(about_people.get(person), person in unknown)
            for person in scene.layout.spots
        },
        questions=tuple(one.words for one in about_nobody),
    )


def _is_a_chair(asked: Asked, scene: Scene) -> bool:
    return asked.rule in _WHO_IS_MISSING or asked.person_id not in scene.layout.spots


def _mark() -> tuple[Drawn, ...]:
    return pill("?")


def _said(asked: Asked | None, is_unknown: bool) -> str:
    if asked is not None:
        return asked.words
    if is_unknown:
        return _("An empty chair: we do not know yet who this is.")
    return _("No question is waiting about them.")


def _placed(scene: Scene, wanted: Sequence[Asked]) -> Iterator[Drawn]:
    """Each chair on the side it is about, where nobody stands and nothing is written; its question under it."""
    board = _board(scene)
    for number, asked in enumerate(wanted, start=1):
        lines = tuple(wrap(asked.question, _IN_A_LINE))
        lines = lines if len(lines) <= _MOST_LINES else ()
        for words in dict.fromkeys((lines, ())):
            point = next(
                (p for p in _points(scene, asked) if board.is_free(_boxes(p, words))), None
            )
            if point:
                board.take(_boxes(point, words))
                yield from _drawn(number, point, words)
                break


def _board(scene: Scene) -> Board:
    """What is taken: everyone with their name, the child, and all that is written on the ground.

    On an earlier day the places of those who come later are taken too.
    """
    board, scene = Board(), scene.of_places
    board.take([(-CHILD - 12, -CHILD - 12, CHILD + 12, CHILD + 12)])
    for person, spot in scene.layout.spots.items():
        lines = two_lines(scene.network.known_as(person))
        half = max(widest(lines, NAME) / 2, PERSON)
        board.take(person_boxes(spot.x, spot.y, half, len(lines)))
    board.take(words_box(thing) for thing in ground(scene) if isinstance(thing, Words))
    return board


def _points(scene: Scene, asked: Asked) -> Iterator[Point]:
    outer: Ring = scene.layout.outer
    for sector in _sectors(scene, asked):
        for turned in _TURNS:
            for depth in _DEPTHS:
                angle = sector.middle + turned * sector.span
                yield on_ellipse(outer.across * depth, outer.upwards * depth, angle)


def _sectors(scene: Scene, asked: Asked) -> list[Sector]:
    """The sides that a question is about, first; then all others, the emptiest first."""
    kinds = {side.key: side for side in scene.sides}
    crowd = {side.key: len(side.people) for side in scene.sides}

    def rank(sector: Sector) -> tuple[bool, int]:
        return not _is_about(scene, kinds[sector.key], asked), crowd[sector.key]

    return sorted(scene.layout.sectors, key=rank)


def _is_about(scene: Scene, side: Side, asked: Asked) -> bool:
    if asked.person_id or asked.rule not in _WHO_IS_MISSING:
        return asked.person_id in side.about
    people = scene.network.people
    is_unknown = any(people[one].is_placeholder for one in side.about)
    return side.kind == UNKNOWN_PARENT or is_unknown


def _boxes(point: Point, lines: Sequence[str]) -> list[Box]:
    x, y = point
    half = widest(lines, _SIZE) / 2 + 4
    foot = y + _ROUND + 10 + len(lines) * _SIZE * LINE_HEIGHT
    return [
        (x - _ROUND - 6, y - _ROUND - 6, x + _ROUND + 6, y + _ROUND + 6),
        (x - half, y + _ROUND, x + half, foot),
    ]


def _drawn(number: int, point: Point, lines: tuple[str, ...]) -> Iterator[Drawn]:
    x, y = point
    yield Mark(circle(x, y, _ROUND), fill="paper", line="deep", width=2.2, dash=(5, 6))
    yield Mark(chair(x, y, _CHAIR), line="deep", width=2.6)
    yield Words((str(number),), x + _ROUND, y - _ROUND + 8, _SIZE, colour="deep", weight=700)
    if lines:
        yield Words(lines, x, y + _ROUND + 6 + _SIZE * 0.8, _SIZE, colour="ink", slant=True)


def legend_of_gaps(child: str, *, is_record: bool) -> Iterator[Sign]:
    """The signs of who is missing."""
    yield Sign(
        (Mark(circle(0, 0, 15), "paper", "deep", 2, (4, 5)), Mark(chair(0, 0, 9), "", "deep", 2)),
        _("an empty chair: somebody is missing here"),
    )
    yield Sign(
        (
            Mark(circle(0, 0, 13), "paper", "slate", 2.2, (5, 6)),
            Words(("?",), 0, 5, 15, "slate", 700, halo=False),
        ),
        _("not found, or not known yet"),
    )
    yield Sign(
        figure_sign(Words(("?",), 11, -4, 15, "ink", 700)), _("a question is waiting about them")
    )
    yield Sign(quiet_sign(), _("no question is waiting"))
