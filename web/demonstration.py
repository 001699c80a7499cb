"""The worked children of the demo, moved by whole weeks so that their “today” is this week."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from graph.dates import read_date
from graph.errors import BadValueError
from importers.columns import COLUMNS
from importers.workbooks import Cells, Part, Sheet, Workbook

_WEEK = 7


@contextmanager
def worked_folders() -> Iterator[tuple[Path, ...]]:
    """The folders of the worked children, as files."""
    with as_file(files("web") / "demo") as home:
        yield tuple(sorted(folder for folder in home.iterdir() if (folder / "case.csv").is_file()))


def moved_to(workbook: Workbook, today: date) -> Workbook:
    """A workbook whose cases are all in the week of a day; each keeps its weekdays and its words."""
    return Workbook(tuple(_moved_part(part, today) for part in workbook.parts))


def moved_date(text: str, by: timedelta) -> str:
    """A date later or earlier, as exact as it was; a month or a year moves with its middle day."""
    try:
        when = read_date(text)
    except BadValueError:
        return text
    if when.earliest is None or when.latest is None:
        return text
    middle = when.earliest + (when.latest - when.earliest) // 2 + by
    exact = middle.isoformat()
    about = "about " if text.strip().startswith("about ") else ""
    return about + exact[: len(text.strip()) - len(about)]


def _moved_part(part: Part, today: date) -> Part:
    by = timedelta(weeks=_weeks_to(part, today))
    return Part(
        part.name, {name: _moved_sheet(s, by) for name, s in part.sheets.items()}, part.others
    )


def _weeks_to(part: Part, today: date) -> int:
    """How many whole weeks the case's own today has to move."""
    case = part.sheets["case"]
    as_of = read_date(case.rows[0][1][case.header.index("as_of")]).earliest
    return (today - as_of).days // _WEEK if as_of else 0


def _moved_sheet(sheet: Sheet, by: timedelta) -> Sheet:
    dates = {column.name for column in COLUMNS[sheet.name] if column.reads == "date"}
    places = {place for place, name in enumerate(sheet.header) if name in dates}
    rows = tuple((number, _moved_row(cells, places, by)) for number, cells in sheet.rows)
    return Sheet(sheet.name, sheet.label, sheet.header, rows)


def _moved_row(cells: Cells, places: set[int], by: timedelta) -> Cells:
    return tuple(
        moved_date(cell, by) if place in places else cell for place, cell in enumerate(cells)
    )
