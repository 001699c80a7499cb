"""What was known on an earlier day, of what a viewer may see now: never more than they see, then or now."""

from __future__ import annotations

from datetime import date

from graph.network import Network
from graph.relationships import Relationship

Key = tuple[str, str, str]


def as_known(seen: Network, before: Network, on: date) -> Network:
    """A network as it was on a day, without the people and ties that were written down only afterwards.

    `before` is what the same viewer would have been shown then. Whoever and whatever is not in `seen` stays out: what
    was hidden since does not come back through an older view.
    """
    told = {before.own_id(person) for person in before.people}
    known = [person for person in seen.people if seen.own_id(person) in told]
    then = seen.at(on).with_only({*known, seen.child_id})
    rows = {_key(before, row): row for row in before.relationships}
    return then.changed(
        relationships=tuple(
            _as_told(row, rows[key])
            for row in then.relationships
            if (key := _key(then, row)) in rows
        )
    )


def _key(network: Network, row: Relationship) -> Key:
    """The ids of rows are made anew for each view of a family; what they say of whom is not."""
    return row.kind, network.own_id(row.from_id), network.own_id(row.to_id)


def _as_told(row: Relationship, before: Relationship) -> Relationship:
    """A tie that was ended since, without saying when, had not ended then."""
    if row.end_date.is_known or row.status == before.status:
        return row
    return row.model_copy(update={"status": before.status})
