"""The dates in the records themselves: what begins, ends, is said, moves or comes of age on a later day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.dates import PartialDate, day_of_age, days_after
from graph.network import Network
from graph.people import ADULT_AGE
from graph.relationships import Relationship
from queries.couples import LEAST_DAYS_TOGETHER
from queries.gaps.thresholds import Thresholds


def next_dated_change(kept: Network, on: date, thresholds: Thresholds) -> date | None:
    """The first day after `on` on which something dated in a network as it is kept comes into force or ends."""
    return min(
        (day for day in _days(kept, thresholds) if day is not None and day > on), default=None
    )


def _days(kept: Network, thresholds: Thresholds) -> Iterator[date | None]:
    born = kept.child.dob
    for row in kept.relationships:
        yield from _of_row(row, born)
        if row.status == "ended":
            # On the day of its file a tie is over as the file says; on others until its last day comes.
            yield from (row.end_date.earliest, kept.case.as_of.earliest, _after(kept.case.as_of))
    for contact in kept.contacts:
        yield contact.date.earliest
    for stay in kept.stays:
        yield stay.start_date.earliest
        yield _after(stay.end_date)
    for standing in kept.standings.values():
        for move in (*standing.ladder, *standing.stance, *standing.importance):
            yield move.on.earliest
    for person in kept.people.values():
        yield person.dod.earliest
        yield day_of_age(person.dob, ADULT_AGE)
    for age in _ages(thresholds):
        yield day_of_age(born, age)


def _of_row(row: Relationship, born: PartialDate) -> Iterator[date | None]:
    yield row.start_date.earliest
    yield row.source_date.earliest
    yield _after(row.end_date)
    if row.kind == "partner":
        # A couple that is over is kin once it has been together for long enough in the child's life.
        for start in (row.start_date.earliest, born.earliest):
            yield days_after(start, LEAST_DAYS_TOGETHER) if start else None


def _after(end: PartialDate) -> date | None:
    return days_after(end.latest, 1) if end.latest else None


def _ages(thresholds: Thresholds) -> frozenset[int]:
    return frozenset(
        {
            thresholds.g17_urgent_age,
            thresholds.g17_high_age,
            thresholds.g18_age,
            thresholds.g19_age,
            thresholds.g19_urgent_age,
            thresholds.g20_age,
            thresholds.g26_words_age,
            thresholds.g27_age,
        }
    )
