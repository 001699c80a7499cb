"""A network that a viewer may see, out as the workbook: the same columns, in the same "
"order, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from graph.contacts import Contact
from graph.network import Network
from graph.placements import Placement
from graph.record import Record
from graph.relationships import Relationship
from graph.sensitivity import RECORD
from importers.columns import COLUMNS, Column
from importers.differences import cell_text
from importers.maps import tie_ref
from importers.reading import FAMILY_VIEW
from importers.saving import SheetsOut, save_folder, save_spreadsheet


def write_workbook(network: Network, path: Path, placements: Iterable[Placement] = ()) -> None:
    """Write a network, already as its viewer may see it, to one .xlsx file, or to a folder of CSV files.

    `placements` say where voices have put people, as far as the same viewer hears them and under the same ids.
    """
    sheets = _sheets(network)
    if places := tuple(_placements(network, placements)):
        sheets = {**sheets, "placements": places}
    if path.suffix.casefold() == ".xlsx":
        save_spreadsheet(sheets, path)
    else:
        save_folder(sheets, path)


def _sheets(network: Network) -> SheetsOut:
    return {name: tuple(rows(network)) for name, rows in _ROWS.items()}


def _case(network: Network) -> Iterator[tuple[str, ...]]:
    ids = {"case_id": _case_ref(network), "focus_child_id": network.ref(network.child_id)}
    yield _row(network, "case", ids, network.case)


def _people(network: Network) -> Iterator[tuple[str, ...]]:
    case_ref = _case_ref(network)
    for person_id in network.in_order:
        ids = {"case_id": case_ref, "person_id": network.ref(person_id)}
        records: list[Record] = [network.people[person_id], network.standings[person_id]]
        home = network.homes.get(person_id)
        yield _row(network, "people", ids, *records, *((home,) if home else ()))


def _relationships(network: Network) -> Iterator[tuple[str, ...]]:
    case_ref = _case_ref(network)
    for row in network.relationships:
        ids = {"case_id": case_ref, "rel_id": tie_ref(row, network.case.ref)}
        yield _row(
            network,
            "relationships",
            ids | _people_of(network, row, ("from_id", "to_id", "source_id")),
            row,
        )


def _contacts(network: Network) -> Iterator[tuple[str, ...]]:
    case_ref = _case_ref(network)
    for row in network.contacts:
        ids = {"case_id": case_ref, "contact_id": row.ref or row.id}
        yield _row(
            network,
            "contacts",
            ids | _people_of(network, row, ("child_id", "person_id", "recorded_by")),
            row,
        )


def _placements(network: Network, placements: Iterable[Placement]) -> Iterator[tuple[str, ...]]:
    """Voices in the order of the map, and whom each has put where: never in the order in which it was written down."""
    rank = {person: nth for nth, person in enumerate(network.in_order)}
    case_ref = _case_ref(network)
    said = [row for row in placements if _is_said_by(row, network.on)]
    for row in sorted(said, key=lambda one: (rank[one.voice_id], rank[one.person_id])):
        people = {"voice_id": network.ref(row.voice_id), "person_id": network.ref(row.person_id)}
        yield _row(network, "placements", {"case_id": case_ref} | people, row)


def _is_said_by(row: Placement, on: date | None) -> bool:
    return on is None or row.said_on.earliest is None or row.said_on.earliest <= on


_ROWS: Mapping[str, Callable[[Network], Iterator[tuple[str, ...]]]] = {
    "case": _case,
    "people": _people,
    "relationships": _relationships,
    "contacts": _contacts,
}


def _case_ref(network: Network) -> str:
    """The workbook's id of the case; a view that leaves things out has none, and cannot be taken back in."""
    return (network.case.ref or network.case.id) if network.shows(RECORD) else FAMILY_VIEW


def _people_of(
    network: Network, row: Relationship | Contact, columns: tuple[str, ...]
) -> dict[str, str]:
    """The workbook's ids of those whom a row names; nobody for whoever does not stand on this map."""
    named = {column: getattr(row, column) for column in columns}
    return {
        column: network.ref(person) if person in network.people else ""
        for column, person in named.items()
    }


def _row(network: Network, sheet: str, ids: Mapping[str, str], *records: Record) -> tuple[str, ...]:
    by_type = {type(record): record for record in records}
    return tuple(
        ids[column.name]
        if column.name in ids
        else _cell(network, column, by_type.get(column.record))
        for column in COLUMNS[sheet]
    )


def _cell(network: Network, column: Column, record: Record | None) -> str:
    """A cell; empty where the viewer may not see such a thing and the view left nothing in it."""
    if record is None or (not _shows(network, column) and _is_left_out(column, record)):
        return ""
    return cell_text(column, record, network.on)


def _shows(network: Network, column: Column) -> bool:
    return column.sensitivity is not None and network.shows(column.sensitivity)


def _is_left_out(column: Column, record: Record) -> bool:
    field = type(record).model_fields[column.field]
    return bool(getattr(record, column.field) == field.get_default(call_default_factory=True))
