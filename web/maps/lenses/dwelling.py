"""Homes: who lives with whom now, and who shared a home with the child before. Where is never said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from graph.stays import Stay
from queries.moment import Moment
from web.maps.band import BAND
from web.maps.legend import Sign
from web.maps.lenses.layer import Layer
from web.maps.lenses.signs import UPPER_LEFT, UPPER_RIGHT, figure_sign, quiet_sign
from web.maps.picture import Drawn, Mark, Words
from web.maps.scene import Scene
from web.maps.shapes import Point, house, segments
from web.words import _
from web.words.directions import isolated
from web.words.sayings import day, listed

_LOOKS: Sequence[tuple[str, tuple[float, ...]]] = (
    ("deep", ()),
    ("blue", (16, 8)),
    ("teal", (3, 9)),
    ("plum", (18, 6, 3, 6)),
    ("green", (8, 8)),
    ("rose", (24, 6)),
    ("slate", (2, 5, 2, 12)),
)
_WIDTH = 7.0
_HOUSE = 15.0
_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class _Home:
    number: int
    people: tuple[str, ...]

    @property
    def look(self) -> tuple[str, tuple[float, ...]]:
        return _LOOKS[(self.number - 1) % len(_LOOKS)]


def dwelling(scene: Scene, now: Moment) -> Layer:
    """A line through everyone of each home, with the home’s number on them; the child’s home is the first."""
    homes = _homes(scene)
    of = {person: home for home in homes for person in home.people}
    before = _before(scene, now)
    people = scene.layout.spots
    return Layer(
        ground=tuple(mark for home in homes for mark in _joined(scene, home)),
        marks={p: tuple(_marks(of.get(p), p in before)) for p in people if p in of or p in before},
        quiet=frozenset(person for person in people if person not in of and person not in before),
        says={person: _said(scene, of.get(person), person, before) for person in people},
    )


def _homes(scene: Scene) -> list[_Home]:
    """Homes that people on the map share, the child’s own first."""
    spots, child = scene.layout.spots, scene.network.child_id
    shared = [
        kept
        for everyone in scene.homes.values()
        if len(kept := tuple(p for p in everyone if p == child or spots[p].circle != BAND))
        >= _TOGETHER
    ]
    shared.sort(key=lambda people: child not in people)
    return [_Home(number, people) for number, people in enumerate(shared, start=1)]


def _before(scene: Scene, now: Moment) -> Mapping[str, Stay]:
    """Those who shared a home with the child that is over, with the child’s latest stay of those."""
    network, found = scene.network, dict[str, Stay]()
    ended = [s for s in network.stays if s.person_id == now.child_id and s.is_over(now.on)]
    ended.sort(key=lambda stay: (stay.end_date.latest or now.on, stay.id))
    for own in ended:
        for stay in network.stays:
            is_here = stay.person_id in scene.layout.spots and not scene.shares_home(stay.person_id)
            if (
                is_here
                and stay.home_code
                and stay.home_code == own.home_code
                and _overlap(own, stay)
            ):
                found[stay.person_id] = own
    return found


def _overlap(one: Stay, other: Stay) -> bool:
    starts = [stay.start_date.earliest for stay in (one, other) if stay.start_date.earliest]
    ends = [stay.end_date.latest for stay in (one, other) if stay.end_date.latest]
    return not starts or not ends or max(starts) <= min(ends)


def _joined(scene: Scene, home: _Home) -> Iterator[Mark]:
    colour, dash = home.look
    at = [_at(scene, person) for person in home.people]
    pairs = [
        (min(at[:nth], key=lambda other: _apart(other, here)), here)
        for nth, here in enumerate(at)
        if nth
    ]
    yield Mark(segments(pairs), line=colour, width=_WIDTH, dash=dash)


def _at(scene: Scene, person_id: str) -> Point:
    spot = scene.layout.spots.get(person_id)
    return (spot.x, spot.y) if spot else (0.0, 0.0)


def _apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _marks(home: _Home | None, was_here: bool) -> Iterator[Drawn]:
    if home:
        yield from _numbered(home.number, home.look[0], *UPPER_LEFT)
    if was_here:
        yield Mark(house(*UPPER_RIGHT, 11), fill="paper", line="quiet", width=1.8, dash=(3, 3))


def _numbered(number: int, colour: str, x: float, y: float) -> Iterator[Drawn]:
    yield Mark(house(x, y, _HOUSE), fill="light", line=colour, width=2.2)
    yield Words((str(number),), x, y + 9.5, 13, colour="ink", weight=700, halo=False)


def _said(scene: Scene, home: _Home | None, person_id: str, before: Mapping[str, Stay]) -> str:
    network, parts = scene.network, []
    if home:
        mates = [network.known_as(mate) for mate in home.people if mate != person_id]
        parts.append(
            _("Home %(number)s: lives with %(names)s.")
            % isolated({"number": home.number, "names": listed(mates)})
        )
    if person_id in before:
        ended = day(before[person_id].end_date)
        names = {"child": scene.child_name, "when": ended}
        said = (
            _("Shared a home with %(child)s until %(when)s.")
            if ended
            else _("Shared a home with %(child)s before.")
        )
        parts.append(said % isolated(names))
    return " ".join(parts) or _("Shares no home with anybody here, as far as we know.")


def legend_of_homes(child: str, *, is_record: bool) -> Iterator[Sign]:
    """The signs of homes."""
    names = {"child": child}
    for number, words in (
        (1, _("%(child)s’s home, and a line through everyone in it") % isolated(names)),
        (2, _("another home, with a line of its own")),
    ):
        colour, dash = _LOOKS[number - 1]
        yield Sign(
            (
                Mark(segments([((-22.0, 6.0), (22.0, 6.0))]), line=colour, width=5, dash=dash),
                *_numbered(number, colour, 0, -2),
            ),
            words,
        )
    yield Sign(
        figure_sign(Mark(house(9, -8, 8), "paper", "quiet", 1.6, (3, 3))),
        _("shared a home with %(child)s before") % isolated(names),
    )
    yield Sign(quiet_sign(), _("shares no home with anybody here"))
