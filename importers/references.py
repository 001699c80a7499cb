"""Refusals that need more than one cell to see: who is named but is not there, and whose "
"map it is."""

from __future__ import annotations

from collections.abc import Iterator

from importers.maps import KeptMap
from importers.reading import ReadWorkbook
from importers.report import quoted
from importers.rows import CaseRows, Row

_NOBODY = "There is nobody with the id “{id}” on the sheet people of this case."
_NAMES = {
    "relationships": ("from_id", "to_id", "source_id"),
    "contacts": ("person_id", "recorded_by"),
    "placements": ("voice_id", "person_id"),
}


def refuse_references(case: CaseRows, kept: KeptMap, read: ReadWorkbook) -> None:
    """Note every row of a case that names somebody who is not there, and a case that is not this child's."""
    known = case.people.keys() | kept.people.keys()
    for row, column, message, words in (
        *_wrong_head(case, kept, known),
        *_unknown_names(case, known),
        *_other_childs_times(case),
        *_nobodys_places(case),
    ):
        read.refuse(row, column, message, **words)


_Found = tuple[Row, str, str, dict[str, str]]


def _wrong_head(case: CaseRows, kept: KeptMap, known: set[str]) -> Iterator[_Found]:
    child = case.child_ref
    if not case.head["focus_child_id"]:
        return
    elif child not in known:
        yield case.head, "focus_child_id", _NOBODY, {"id": quoted(child)}
    elif kept.case is not None and child != kept.child_ref:
        message = (
            "This case is already the map of “{now}”, and a map keeps its child. Give “{id}” a "
            "case of their own."
        )
        yield (
            case.head,
            "focus_child_id",
            message,
            {"now": quoted(kept.child_ref), "id": quoted(child)},
        )


def _unknown_names(case: CaseRows, known: set[str]) -> Iterator[_Found]:
    for sheet, columns in _NAMES.items():
        rows: dict[str, Row] = getattr(case, sheet)
        for row in rows.values():
            for column in columns:
                if row[column] and row[column] not in known:
                    yield row, column, _NOBODY, {"id": quoted(row[column])}


def _other_childs_times(case: CaseRows) -> Iterator[_Found]:
    for row in case.contacts.values():
        if row["child_id"] and row["child_id"] != case.child_ref:
            message = "Times together are with the child of this case, “{child}”, not with “{id}”."
            yield (
                row,
                "child_id",
                message,
                {"child": quoted(case.child_ref), "id": quoted(row["child_id"])},
            )


def _nobodys_places(case: CaseRows) -> Iterator[_Found]:
    """A child’s own view is the child’s to place, and no voice places itself or the child."""
    for row in case.placements.values():
        if row["voice_id"] == case.child_ref:
            yield row, "voice_id", "A child’s own view is placed by the child alone.", {}
        elif row["person_id"] in (case.child_ref, row["voice_id"]):
            yield row, "person_id", "Nobody is put in a circle by themselves, nor the child.", {}
        elif row["circle"] == "":
            yield row, "circle", "Say in which circle this voice puts them.", {}
