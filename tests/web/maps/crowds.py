"""Crowds to lay out: people with circles, sides, homes and names of every length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import combinations

from hypothesis import strategies as st
from PIL import ImageFont

from queries.sides import Side
from web.maps.labels import Wording, ring_label, side_labels
from web.maps.layout import layout
from web.maps.places import Layout
from web.maps.seats import Seat, seat
from web.maps.sectors import sectors
from web.maps.sizes import (
    CHILD,
    CIRCLES,
    LINE_HEIGHT,
    NAME,
    PERSON,
    UNDER,
    WIDE,
    WORKER,
    WORKER_NAME,
    Box,
    Shape,
)

_EM = 1000
SIDES = (
    *(Side(key=f"parent-{nth}", kind="parent", about=(f"parent-{nth}",)) for nth in range(4)),
    *(
        Side(key=kind, kind=kind)
        for kind in ("brothers_and_sisters", "friends", "carers", "own", "others")
    ),
)
_NAMES = st.lists(
    st.text("abcdeimorstuvw", min_size=1, max_size=14).map(str.capitalize), min_size=1, max_size=3
).map(" ".join)


@dataclass(frozen=True)
class Crowd:
    """Some people and the sides they are on."""

    seats: tuple[Seat, ...]
    sides: tuple[Side, ...]

    def laid_out(self, shape: Shape = WIDE, previous: Layout | None = None) -> Layout:
        """Where they stand."""
        return layout(self.seats, sectors(self.sides), self.wording, shape, previous)

    @property
    def wording(self) -> Wording:
        """Words of a usual length."""
        return Wording(
            rings=dict.fromkeys(CIRCLES, "to be found"),
            sides={side.key: "Grandma Folake’s family" for side in self.sides},
        )

    def joined_by(self, others: Sequence[Seat]) -> Crowd:
        """The same people and some more."""
        return Crowd((*self.seats, *others), self.sides)


@st.composite
def crowds(draw: st.DrawFn, most: int = 40, least: int = 0) -> Crowd:
    """Anybody up to a number, on one to nine sides."""
    sides = tuple(draw(st.lists(st.sampled_from(SIDES), min_size=1, unique=True)))
    people = draw(st.lists(_person(sides), min_size=least, max_size=most))
    return Crowd(tuple(_seated(nth, *person) for nth, person in enumerate(people)), sides)


def newcomers(crowd: Crowd) -> st.SearchStrategy[list[Seat]]:
    """Up to five people who were not there before."""
    return st.lists(_person(crowd.sides), min_size=1, max_size=5).map(
        lambda found: [_seated(1000 + nth, *person) for nth, person in enumerate(found)]
    )


def _person(sides: Sequence[Side]) -> st.SearchStrategy[tuple[str, str, str, str]]:
    return st.tuples(
        st.sampled_from([*CIRCLES, "professionals"]),
        st.sampled_from([side.key for side in sides]),
        _NAMES,
        st.sampled_from(["", "", "H1", "H2", "H3"]),
    )


def _seated(nth: int, circle: str, side: str, name: str, home: str) -> Seat:
    return seat(f"p{nth}", circle, side, name, home, (f"p{nth - 1}",) if nth % 3 == 1 else ())


def drawn_boxes(crowd: Crowd, found: Layout) -> Mapping[str, list[Box]]:
    """What is drawn of the child, everyone, and every name of a ring or a side."""
    boxes = {"the child": [_square(0, 0, CHILD)]}
    for found_seat in crowd.seats:
        spot = found.spots[found_seat.person_id]
        is_worker = found_seat.circle == "professionals"
        radius, size = (WORKER, WORKER_NAME) if is_worker else (PERSON, NAME)
        lines = found_seat.lines[:1] if is_worker else found_seat.lines
        half = max(drawn_width(line, size) for line in lines) / 2
        top = spot.y + radius + UNDER
        boxes[found_seat.person_id] = [
            _square(spot.x, spot.y, radius),
            (spot.x - half, top, spot.x + half, top + len(lines) * size * LINE_HEIGHT),
        ]
    words = crowd.wording
    for label in (
        *(ring_label(ring, words) for ring in found.rings),
        *side_labels(found.outer, found.sectors, words),
    ):
        boxes[f"the words {label.key}"] = [label.box]
    return boxes


def drawn_width(line: str, size: float) -> float:
    """How wide a line is in the bold type of the pages, letter by letter."""
    return sum(map(_sign_width, line)) * size


@cache
def _sign_width(sign: str) -> float:
    with as_file(files("font_source_sans_pro") / "files" / "SourceSansPro-Bold.otf") as path:
        return ImageFont.truetype(str(path), _EM).getlength(sign) / _EM


def overlapping(boxes: Mapping[str, list[Box]]) -> list[tuple[str, str]]:
    """Everyone who touches somebody else."""
    return [
        (one, other)
        for one, other in combinations(boxes, 2)
        if any(_touch(here, there) for here in boxes[one] for there in boxes[other])
        and not (one.startswith("the words") and other.startswith("the words"))
    ]


def _square(x: float, y: float, radius: float) -> Box:
    return (x - radius, y - radius, x + radius, y + radius)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
