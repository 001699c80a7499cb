"""Routes: the way of every line, of couples and from parents to children, through the room between rows and people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from queries.kinfolk import Kinfolk
from queries.pairs import Pair
from web.maps.genogram.channels import Net, give_tracks
from web.maps.genogram.seats import Seat, Seating
from web.maps.genogram.sizes import PORT

_TWO = 2
_BESIDE = 8.0
_INSIDE = 5.0


@dataclass(slots=True)
class Start:
    """Where a line begins: under somebody, between a couple, or on a couple’s line that runs below others."""

    x: float
    under: str = ""
    beside: str = ""
    lane: Net | None = None


@dataclass(slots=True)
class Route:
    """A way from a start along tracks, each left at some point, down to a child or back up to a partner."""

    start: Start
    steps: list[tuple[Net, float]]
    to: str
    end: float
    is_upwards: bool = False


@dataclass(slots=True)
class Bundle:
    """The lines from one set of parents to the children they have in that way."""

    kind: str
    is_over: bool
    parents: tuple[str, ...]
    children: tuple[str, ...]
    is_first: bool
    routes: list[Route] = field(default_factory=list)


@dataclass(slots=True)
class Routes:
    """Every line of a genogram; `tracks` is how many lines run one above the other below each row,
    `under_couples` the rows below which some join a couple."""

    bundles: list[Bundle]
    couples: list[tuple[Pair, Route | None]]
    tracks: Mapping[int, int]
    under_couples: frozenset[int]


def routes(folk: Kinfolk, seating: Seating) -> Routes:
    """The ways of all lines."""
    return _Router(folk, seating).routes()


class _Router:
    """Lines laid one after the other, couples first."""

    def __init__(self, folk: Kinfolk, seating: Seating) -> None:
        self._folk, self._seating = folk, seating
        self._nets: list[Net] = []
        self._feet: dict[str, int] = {}
        self._heads: dict[tuple[str, int], int] = {}
        self._between: dict[frozenset[str], int] = {}
        self._gaps: dict[int, list[float]] = {}
        self._lanes: dict[frozenset[str], Net] = {}
        self._bundles = _bundles(folk)
        further = [bundle for bundle in self._bundles if not bundle.is_first]
        self._more = Counter(child for bundle in further for child in bundle.children)

    def routes(self) -> Routes:
        """Couples, then every set of parents, those first under whom people hang."""
        couples = [(pair, self._couple(pair)) for pair in self._folk.pairs]
        for bundle in self._bundles:
            self._lay(bundle)
        lanes = frozenset(net.channel for net in self._nets if net.is_couple)
        return Routes(self._bundles, couples, give_tracks(self._nets), lanes)

    def _couple(self, pair: Pair) -> Route | None:
        """None where two stand side by side and a straight line joins them."""
        if self._seating.are_neighbours(pair.one, pair.other):
            return None
        one, other = self._seat(pair.one), self._seat(pair.other)
        left, right = sorted((one, other), key=lambda seat: (seat.x, seat.row))
        lane = self._net(max(one.row, other.row), is_couple=True)
        self._lanes[pair.ends] = lane
        ways = []
        for seat, towards in ((left, right), (right, left)):
            x = self._foot(seat)
            steps, at = self._pass(x, seat.row, lane.channel, towards.x)
            lane.from_above.append(at)
            ways.append((x, steps, at))
        (start, down, _at), (end, back, last) = ways
        return Route(
            Start(start, under=left.person_id),
            [*down, (lane, last), *_reversed(back, end)],
            to=right.person_id,
            end=end,
            is_upwards=True,
        )

    def _lay(self, bundle: Bundle) -> None:
        by_row: dict[int, list[str]] = {}
        for child in bundle.children:
            by_row.setdefault(self._seat(child).row, []).append(child)
        for row in sorted(by_row):
            self._lay_to_row(bundle, row, by_row[row])

    def _lay_to_row(self, bundle: Bundle, row: int, children: Sequence[str]) -> None:
        joints = self._joints(bundle, children)
        ways = [joint for joint, _x in joints.values()]
        middle = (min(ways) + max(ways)) / 2
        if not bundle.parents:
            bar = self._net(row - 1)
            bar.from_below += ways
            self._end(bundle, Start(middle, lane=bar), [], bar, joints)
            return
        start, channel, more = self._start(bundle, middle)
        steps, at = self._pass(start.x, channel, row - 1, middle)
        net = self._net(row - 1)
        (net.from_above if row - 1 >= channel else net.from_below).append(at)
        net.from_below += ways
        self._end(bundle, start, steps, net, joints)
        bundle.routes += more

    def _end(
        self,
        bundle: Bundle,
        start: Start,
        steps: Sequence[tuple[Net, float]],
        net: Net,
        joints: Mapping[str, tuple[float, float]],
    ) -> None:
        for child, (joint, x) in joints.items():
            bundle.routes.append(Route(start, [*steps, (net, joint)], child, end=x))

    def _joints(self, bundle: Bundle, children: Sequence[str]) -> dict[str, tuple[float, float]]:
        """Where each child’s line leaves the track, and where it ends; twins leave it at one point."""
        found = {child: (x := self._head(child, bundle), x) for child in children}
        for one, other in self._folk.twins:
            if bundle.is_first and one in found and other in found:
                joint = (found[one][1] + found[other][1]) / 2
                found[one], found[other] = (joint, found[one][1]), (joint, found[other][1])
        return found

    def _start(self, bundle: Bundle, middle: float) -> tuple[Start, int, list[Route]]:
        """Where the lines of a bundle begin, in which channel, and the lines that join several parents first."""
        if len(bundle.parents) == 1:
            seat = self._seat(bundle.parents[0])
            return Start(self._foot(seat, middle), under=seat.person_id), seat.row, []
        ends = frozenset(bundle.parents)
        if len(ends) == _TWO and self._seating.are_neighbours(*bundle.parents):
            nth = self._between[ends] = self._between.get(ends, -1) + 1
            x = self._seating.between(bundle.parents[0], bundle.parents[1], middle) + _aside(
                nth, _BESIDE
            )
            return Start(x, beside=bundle.parents[0]), self._seat(bundle.parents[0]).row, []
        lane = self._lanes.get(ends)
        if lane is not None:
            left, right = lane.ends
            nth = self._between[ends] = self._between.get(ends, -1) + 1
            x = min(max(middle, left), right) + _aside(nth, _BESIDE)
            return Start(x, lane=lane), lane.channel, []
        return self._joined(bundle.parents, middle)

    def _joined(self, parents: Sequence[str], middle: float) -> tuple[Start, int, list[Route]]:
        seats = [self._seat(parent) for parent in parents]
        lane = self._net(max(seat.row for seat in seats), is_couple=True)
        found = []
        for seat in seats:
            x = self._foot(seat)
            steps, at = self._pass(x, seat.row, lane.channel, middle)
            lane.from_above.append(at)
            found.append((seat, x, steps))
        left, right = lane.ends
        x = min(max(middle, left), right)
        joins = [
            Route(Start(start, under=seat.person_id), [*steps, (lane, x)], "", x)
            for seat, start, steps in found
        ]
        return Start(x, lane=lane), lane.channel, joins

    def _pass(
        self, x: float, channel: int, last: int, towards: float
    ) -> tuple[list[tuple[Net, float]], float]:
        """From one channel to another through gaps in the rows between, down or up."""
        steps = []
        is_from_above, step = True, 1 if last > channel else -1
        while channel != last:
            row = channel + 1 if step > 0 else channel
            taken = self._gaps.setdefault(row, [])
            gap = self._seating.gap_near(row, towards if step < 0 else x, taken)
            taken.append(gap)
            net = self._net(channel)
            (net.from_above if is_from_above else net.from_below).append(x)
            (net.from_below if step > 0 else net.from_above).append(gap)
            steps.append((net, gap))
            x, is_from_above = gap, step > 0
            channel += step
        return steps, x

    def _net(self, channel: int, *, is_couple: bool = False) -> Net:
        net = Net(channel, is_couple=is_couple)
        self._nets.append(net)
        return net

    def _seat(self, person: str) -> Seat:
        return self._seating.seats[person]

    def _foot(self, seat: Seat, wanted: float | None = None) -> float:
        """Under the middle of somebody, beside lines that begin there already; straight above a child who is near."""
        nth = self._feet[seat.person_id] = self._feet.get(seat.person_id, -1) + 1
        if not nth and wanted is not None and abs(wanted - seat.x) <= PORT:
            return wanted
        return seat.x + _aside(nth, PORT)

    def _head(self, person: str, bundle: Bundle) -> float:
        """Where a line reaches somebody from above: in the middle, or further to the side that more parents are on."""
        seat = self._seat(person)
        x = seat.x
        if bundle.is_first:
            return x
        side = 1 if self._seat(bundle.parents[0]).x >= x else -1
        nth = self._heads[person, side] = self._heads.get((person, side), 0) + 1
        step = min(PORT, (seat.radius - _INSIDE) / self._more[person])
        return x + side * nth * step


def _aside(nth: int, step: float) -> float:
    """In the middle, then a step to the right, to the left, and further out."""
    return step * ((nth + 1) // 2) * (1 if nth % 2 else -1)


def _reversed(steps: Sequence[tuple[Net, float]], start: float) -> list[tuple[Net, float]]:
    """The same tracks the other way, to where they began."""
    ways = [start, *(x for _net, x in steps)]
    return [(net, ways[nth]) for nth, (net, _x) in reversed(list(enumerate(steps)))]


def _bundles(folk: Kinfolk) -> list[Bundle]:
    """Sets of parents with all the children they have in that way, the first set of each person before others."""
    first = {
        (child, group.kind, frozenset(group.parents))
        for group in folk.siblings
        for child in group.people
    }
    found: dict[tuple[bool, str, bool, tuple[str, ...]], list[str]] = {}
    for each in folk.sets:
        is_first = (each.child, each.kind, frozenset(each.parents)) in first
        key = (is_first, each.kind, each.is_over, each.parents)
        found.setdefault(key, []).append(each.child)
    for group in folk.siblings:
        if not group.parents and len(group.people) > 1:
            found[True, group.kind, False, ()] = list(group.people)
    return [
        Bundle(kind, is_over, parents, tuple(children), is_first)
        for (is_first, kind, is_over, parents), children in sorted(
            found.items(), key=lambda item: not item[0][0]
        )
    ]
