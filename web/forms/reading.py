"""From what was typed to values, and from records to what stands in the boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from graph.access import CONFIDENTIAL, SOMEONE
from graph.dates import as_partial, read_date
from graph.errors import BadValueError, RefusedError
from graph.network import Network
from graph.record import Record
from graph.relationships import Relationship
from graph.sensitivity import sensitivities
from graph.standings import Move, Standing, standing_on
from web.forms.fields import FORWARDS, LONG, SHORT, Field, Form, may_write, offered_codes
from web.words import _

_ENDS = frozenset({"one", "link", "other"})
_EXTRAS = frozenset({"csrf_token"})
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_STREET = re.compile(
    r"\d+\s*[a-z]?,?\s+\w+.*\b(street|st|road|rd|avenue|ave|lane|close|drive|way|court|terrace|place)\b",
    re.IGNORECASE,
)
_HOMES = frozenset({"home_code", "area"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed, the values it stands for by part of the form, and what is wrong by field."""

    typed: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]]
    problems: Mapping[str, str]


def writable(
    form: Form, records: Mapping[str, type[Record]], network: Network
) -> tuple[Field, ...]:
    """The fields of a form whose class the viewer sees; no other may be written."""
    classes = {part: sensitivities(model) for part, model in records.items()}
    return tuple(
        one
        for one in form.fields
        if one.name in _ENDS or may_write(one, classes[one.part].get(one.name), network)
    )


def read(
    form: Form,
    fields: tuple[Field, ...],
    posted: MultiDict[str, str],
    network: Network,
    also: frozenset[str] = frozenset(),
) -> Reading:
    """What a posted form says. RefusedError for a field that was not on it, or that came twice."""
    names = {one.name for one in fields}
    for name, given in posted.lists():
        if name not in names | _EXTRAS | also or len(given) > 1:
            raise RefusedError(_("The form came back with something that kith did not ask for."))
    typed = {one.name: _tidy(posted.get(one.name, "")) for one in fields}
    values: dict[str, dict[str, Any]] = {part: {} for part in form.parts}
    problems: dict[str, str] = {}
    for one in fields:
        try:
            value = _value(form, one, typed[one.name], network)
        except BadValueError as error:
            problems[one.name] = _(str(error))
            continue
        is_kept = (one.keeps_if_empty and value == "") or (
            one.kind == "person" and value == SOMEONE
        )
        if not is_kept:
            values[one.part][one.name] = value
    return Reading(typed, values, problems)


def boxes(
    fields: tuple[Field, ...], records: Mapping[str, Record], network: Network
) -> dict[str, str]:
    """What stands in the boxes of a form for records as they are kept, as far as its viewer may see."""
    return {one.name: _box(one, records[one.part], network) for one in fields}


def _box(one: Field, record: Record, network: Network) -> str:
    text = _typed(one, record, network.on)
    if one.kind == "person" and text and text not in network.people:
        return SOMEONE
    return _visible_area(record, network) if one.keeps_if_empty else text


def _visible_area(record: Record, network: Network) -> str:
    """The area of a stay as the viewer may see it; nothing for a confidential one, which stays as it is."""
    area = next((stay.area for stay in network.stays if stay.id == record.id), "")
    return "" if area == CONFIDENTIAL else area


def updated(record: Record, values: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The plain values of a record once what was typed is taken over; moves are added, never overwritten."""
    changed: dict[str, Any] = {}
    for name, value in values.items():
        if name in _ENDS:
            continue
        before = getattr(record, name)
        changed[name] = _moved(before, value, on) if _is_moves(record, name) else value
    return changed | _ends(values)


def _is_moves(record: Record, name: str) -> bool:
    return isinstance(record, Standing) and name in ("ladder", "stance", "importance")


def _moved(moves: tuple[Move, ...], to: str, on: date) -> tuple[Move, ...]:
    now = standing_on(moves, on)
    if to == (now.to if now else "n/a"):
        return moves
    return (*moves, Move(to=to, on=as_partial(on)))


def _ends(values: Mapping[str, Any]) -> dict[str, Any]:
    if "link" not in values:
        return {}
    link, one, other = values["link"], values["one"], values["other"]
    first, second = (one, other) if link.endswith(FORWARDS) else (other, one)
    return {"kind": link[:-1], "from_id": first, "to_id": second}


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _value(form: Form, one: Field, text: str, network: Network) -> Any:
    if one.is_needed and not text:
        raise BadValueError(_("This is needed."))
    reader = _READERS.get(one.kind)
    if reader is not None:
        return reader(one, text)
    if text not in offered_codes(form, one, network) and not (
        one.kind == "rhythm" and text.isdigit()
    ):
        raise BadValueError(_("Choose one of these."))
    if one.kind in ("rhythm", "stars"):
        return int(text) if text else None
    if one.kind == "yes_no":
        return text == "yes"
    return network.own_id(text) if one.kind == "person" else text


def _read_text(one: Field, text: str) -> str:
    most = LONG if one.kind == "long" else SHORT
    if len(text) > most:
        raise BadValueError(_("Make this shorter: at most %(n)s letters.") % {"n": most})
    if one.name in _HOMES and (_POSTCODE.search(text) or _STREET.search(text)):
        raise BadValueError(
            _("This looks like an address. Write only a short name or a broad area.")
        )
    return text


def _read_date(_one: Field, text: str) -> str:
    return read_date(text).text


def _read_number(_one: Field, text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 5:
        raise BadValueError(_("Write a whole number, such as 90."))
    return int(text)


_READERS: Mapping[str, Callable[[Field, str], Any]] = {
    "text": _read_text,
    "long": _read_text,
    "list": _read_text,
    "date": _read_date,
    "number": _read_number,
}


def _typed(one: Field, record: Record, on: date | None) -> str:
    if one.name in _ENDS and isinstance(record, Relationship):
        return {"one": record.from_id, "link": record.kind + FORWARDS, "other": record.to_id}[
            one.name
        ]
    value = getattr(record, one.name)
    if one.kind == "move":
        now = standing_on(value, on)
        return now.to if now else "n/a"
    if one.kind == "list":
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
