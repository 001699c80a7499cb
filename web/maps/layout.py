"""Where everyone stands: rings by closeness, a sector for every side, those who share a home together.

The same people always give the same picture. With the layout that was shown before, only newcomers are placed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from web.maps.labels import Wording
from web.maps.places import Layout, Ring, Spot
from web.maps.plan import Plan
from web.maps.seats import Seat
from web.maps.sectors import Sector
from web.maps.sizes import CIRCLES, WIDE, Shape

_EMPTY_RING = 0.45
_MORE = 0.25
_MUCH_MORE = 0.1
_MOST_ROWS = 400
_GROWTH = 1.12


def layout(
    seats: Sequence[Seat],
    sectors: Sequence[Sector],
    wording: Wording,
    shape: Shape = WIDE,
    previous: Layout | None = None,
) -> Layout:
    """A place for everyone. Whoever is still in their circle and side stays where `previous` had them.

    A previous layout that holds somebody who is no longer shown is not used, so that nobody leaves a hole.
    """
    if previous is not None and set(previous.spots) <= {seat.person_id for seat in seats}:
        return _with_newcomers(seats, sectors, wording, previous)
    present = {seat.circle for seat in seats}
    rows = {circle: 1.0 if circle in present else _EMPTY_RING for circle in CIRCLES}
    while True:
        plan = Plan(shape, _rings(rows, shape), sectors, wording)
        full = plan.place(seats, {})
        if not full or rows[full] >= _MOST_ROWS:
            return plan.layout
        rows[full] += max(_MORE, rows[full] * _MUCH_MORE)


def _rings(rows: Mapping[str, float], shape: Shape) -> tuple[Ring, ...]:
    found, across, upwards = [], shape.first_across, shape.first_upwards
    for circle in CIRCLES:
        across += rows[circle] * shape.across
        upwards += rows[circle] * shape.upwards
        found.append(Ring(circle, across, upwards, rows[circle]))
    return tuple(found)


def _with_newcomers(
    seats: Sequence[Seat],
    sectors: Sequence[Sector],
    wording: Wording,
    previous: Layout,
) -> Layout:
    """Everyone where they were; where a ring is full the whole map opens out from the child, and nobody passes anybody."""
    stays = {
        seat.person_id
        for seat in seats
        if (spot := previous.spots.get(seat.person_id)) is not None
        and (spot.circle, spot.side) == (seat.circle, seat.side)
    }
    opened = replace(
        previous,
        sectors=_kept_sectors(sectors, previous.sectors),
        spots={person: spot for person, spot in previous.spots.items() if person in stays},
    )
    while True:
        plan = Plan(opened.shape, opened.rings, opened.sectors, wording)
        if not plan.place(seats, opened.spots):
            return plan.layout
        opened = _opened_out(opened)


def _kept_sectors(now: Sequence[Sector], before: Sequence[Sector]) -> tuple[Sector, ...]:
    """Sectors as they were; a new side takes the room of one that went, or the border where it would have been."""
    keys = {sector.key for sector in now}
    vacant = [sector for sector in before if sector.key not in keys]
    known = {sector.key: sector for sector in before}
    found = []
    for sector in now:
        if sector.key in known:
            found.append(known[sector.key])
        elif vacant:
            found.append(replace(vacant.pop(0), key=sector.key))
        else:
            found.append(sector)
    return tuple(found)


def _opened_out(kept: Layout) -> Layout:
    return replace(
        kept,
        rings=tuple(
            replace(ring, across=ring.across * _GROWTH, upwards=ring.upwards * _GROWTH)
            for ring in kept.rings
        ),
        spots={
            person: Spot(spot.x * _GROWTH, spot.y * _GROWTH, spot.circle, spot.side)
            for person, spot in kept.spots.items()
        },
    )
