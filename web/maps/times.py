"""Times together: the last one, and the weeks behind us at a glance."""

from __future__ import annotations

from datetime import date, timedelta

from graph.contacts import Contact
from graph.network import Network

WEEKS = 26


def last_time(network: Network, person_id: str) -> Contact | None:
    """The last time somebody and the child were in touch, as far as the day is known."""
    happened = [time for time in network.times[person_id] if time.did_happen and time.date.is_known]
    return max(happened, key=lambda time: (time.date.earliest or date.min, time.id), default=None)


def first_week(network: Network) -> date | None:
    """The Monday on which the weeks begin; none on a map that is read on no day."""
    if network.on is None:
        return None
    return network.on - timedelta(days=network.on.weekday(), weeks=WEEKS - 1)


def weeks(network: Network, person_id: str) -> tuple[str, ...]:
    """For each week: together, called off, or nothing; empty where all are nothing."""
    begins = first_week(network)
    found = [""] * WEEKS
    if begins is None:
        return ()
    for time in network.times[person_id]:
        on = time.date.earliest
        if on is None or on != time.date.latest or on < begins:
            continue
        week = (on - begins).days // 7
        if time.did_happen or not found[week]:
            found[week] = "together" if time.did_happen else "called-off"
    return tuple(found) if any(found) else ()
