"""Ids for one view: what leaves for a family, a child or the room matches nothing kept or shown elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from graph.network import Lifetime, Network
from graph.record import Record

R = TypeVar("R", bound=Record)


def with_ids_of_this_view(whole: Network, shown: Network) -> Network:
    """The same network under ids that mean nothing outside this view, so that nothing can be matched or counted."""
    order = [person for person in whole.in_order if person in shown.people]
    ids = dict(zip(order, _numbered("p", len(order)), strict=True))
    homes: dict[str, str] = {"": ""}
    for person in order:
        homes.setdefault(shown.home_code(person), f"home {len(homes)}")
    return Network(
        child_id=ids[shown.child_id],
        case=_renamed(shown.case, "case", child_id=ids[shown.child_id]),
        people={ids[p]: _renamed(shown.people[p], ids[p]) for p in order},
        standings={
            ids[p]: _renamed(
                shown.standings[p], f"s-{ids[p]}", child_id=ids[shown.child_id], person_id=ids[p]
            )
            for p in order
        },
        relationships=tuple(
            _renamed(
                row,
                number,
                child_id=ids[shown.child_id] if row.child_id else "",
                from_id=ids[row.from_id],
                to_id=ids[row.to_id],
                source_id=ids.get(row.source_id, row.source_id),
            )
            for number, row in _with_numbers("r", shown.relationships)
        ),
        contacts=tuple(
            _renamed(row, number, child_id=ids[shown.child_id], person_id=ids[row.person_id])
            for number, row in _with_numbers("c", shown.contacts)
        ),
        stays=tuple(
            _renamed(
                row,
                number,
                child_id=ids[shown.child_id],
                person_id=ids[row.person_id],
                home_code=homes.setdefault(row.home_code, f"home {len(homes)}"),
            )
            for number, row in _with_numbers("h", shown.stays)
        ),
        on=shown.on,
        shown=shown.shown,
        no_prompt={ids[person]: why for person, why in shown.no_prompt.items()},
        lifetimes={
            ids[p]: Lifetime(born=whole.people[p].dob, died=whole.people[p].dod) for p in order
        },
        own_ids={ids[person]: person for person in order},
    )


def _numbered(letter: str, count: int) -> tuple[str, ...]:
    """Ids that stand in order as text: p01, p02 … p30."""
    width = len(str(count))
    return tuple(f"{letter}{number:0{width}}" for number in range(1, count + 1))


def _with_numbers(letter: str, rows: tuple[R, ...]) -> Iterator[tuple[str, R]]:
    return zip(_numbered(letter, len(rows)), rows, strict=True)


def _renamed(record: R, new_id: str, **ends: str) -> R:
    return record.model_copy(update={"id": new_id, **ends})
