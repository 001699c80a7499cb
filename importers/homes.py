"""The homes of a workbook into stays: a new code ends the old stay, and no area is lost "
"to an empty cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.dates import PartialDate, as_partial
from graph.stays import Stay
from importers.maps import NewId
from importers.rows import Row

CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class Lodging:
    """Whose stay it is, where new ids come from, since when (where the case says), and the day of the file."""

    child_id: str
    person_id: str
    new_id: NewId
    since: PartialDate
    day: date


def stays_after(now: Stay | None, row: Row, lodging: Lodging) -> tuple[Stay, ...]:
    """The stays to save so that a person lives where the row says; none where nothing changes."""
    code, area = row["home_code"], (row["area"] or "").strip()
    if now is None:
        home = (code or "").strip()
        return (_stay(lodging, home, area, lodging.since),) if home or area else ()
    if code is None or code.strip() == now.home_code:
        stayed = _stayed(now, area, lodging)
        return () if stayed == now else (stayed,)
    moved = _moving_day(now, lodging)
    ended = now.model_copy(update={"end_date": moved})
    return ended, _stay(lodging, code.strip(), area, moved)


def _stayed(now: Stay, area: str, lodging: Lodging) -> Stay:
    """The same stay, with what the file knows better; an empty or confidential area is not known better."""
    is_known_better = area not in ("", CONFIDENTIAL) or not now.area
    return now.model_copy(
        update={
            "area": area if is_known_better else now.area,
            "start_date": lodging.since if lodging.since.is_known else now.start_date,
        }
    )


def _moving_day(now: Stay, lodging: Lodging) -> PartialDate:
    since, begun = lodging.since.earliest, now.start_date.earliest
    if since is not None and (begun is None or since > begun):
        return lodging.since
    return as_partial(lodging.day)


def _stay(lodging: Lodging, home: str, area: str, since: PartialDate) -> Stay:
    return Stay(
        id=lodging.new_id(),
        child_id=lodging.child_id,
        person_id=lodging.person_id,
        home_code=home,
        area=area,
        start_date=since,
    )
