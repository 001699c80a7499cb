"""The history of one map in words: who changed what and when, by today’s rules of who may see it.

A field that is protected today stays hidden in what was written when it was open.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.access import CONFIDENTIAL
from graph.journal import Change, Entry
from graph.network import Network
from graph.pictures import Picture
from graph.record import Record
from graph.sensitivity import Sensitivity, sensitivities
from graph.standings import Move
from graph.stores.writing import KINDS
from graph.vocabulary import RELATIONSHIP_KINDS
from web.deeds import Deed, Difference, placing_deeds, verb
from web.forms.fields import Field, label_of
from web.forms.kinds import FORMS
from web.words import _
from web.words.directions import apart

A_FEW = 8
_ENDS = {"relationship": ("from_id", "to_id"), "case": ("child_id",)}
_SHOWN_KINDS = frozenset(
    {"person", "standing", "relationship", "contact", "stay", "case", "picture"}
)
_KINDS: Mapping[str, type[Record]] = {**KINDS, Picture.record_kind: Picture}
_HIDDEN_AREA = frozenset({"area"})


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the history. `is_whole`: the viewer sees everything that it changed, and so may take it back."""

    entry: Entry
    deeds: tuple[Deed, ...]
    is_whole: bool

    @property
    def people(self) -> frozenset[str]:
        """Everybody whom the line names."""
        return frozenset(person for deed in self.deeds for person in deed.people)


def chronicle(
    entries: Iterable[Entry], network: Network, placed: Container[str] = ()
) -> Iterator[Line]:
    """The changes that the viewer may see, in the order of the entries.

    `placed` are the ids of the places given by voices that the viewer hears today.
    """
    for entry in entries:
        is_short = len(entry.changes) <= A_FEW
        deeds = tuple(
            deed
            for change in entry.changes
            for deed in (
                *_deeds(change, network, is_short),
                *placing_deeds(change, network, placed),
            )
        )
        if deeds:
            yield Line(entry, deeds, all(_sees_all(change, network) for change in entry.changes))


def _sees_all(change: Change, network: Network) -> bool:
    """Whether a change may be seen with every field that it changed."""
    if change.came_along:
        return True
    now = change.after or change.before or {}
    if change.record_kind not in _SHOWN_KINDS or not _may_see(change, now, network):
        return False
    classes = sensitivities(_KINDS[change.record_kind])
    before, after = change.before or {}, change.after or {}
    changed = [name for name in classes if before.get(name) != after.get(name)]
    return all(
        (mark := classes[name]) is not None and network.shows(mark) for name in changed
    ) and ("area" not in changed or not _is_confidential(change, network))


def _deeds(change: Change, network: Network, is_short: bool) -> Iterator[Deed]:
    """What came of one change; of many at once it is only said what they were about."""
    now = change.after or change.before or {}
    if (
        change.record_kind not in _SHOWN_KINDS
        or change.came_along
        or not _may_see(change, now, network)
    ):
        return
    differences = tuple(_differences(change, network)) if is_short else ()
    if differences or not is_short or change.before is None or change.after is None:
        people = _people(change.record_kind, now)
        yield Deed(verb(change), _about(change.record_kind, now, network), people, differences)


def _may_see(change: Change, now: Mapping[str, Any], network: Network) -> bool:
    if any(person not in network.people for person in _people(change.record_kind, now)):
        return False
    if change.record_kind != "relationship":
        return True
    kinds = {str(row["kind"]) for row in (change.before, change.after) if row}
    return all(network.shows(RELATIONSHIP_KINDS[kind].sensitivity) for kind in kinds)


def _people(kind: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    if kind == "person":
        return (str(row["id"]),)
    names = _ENDS.get(kind, ("person_id",))
    return tuple(str(row[name]) for name in names)


def _about(kind: str, row: Mapping[str, Any], network: Network) -> str:
    names = [apart(network.known_as(person)) for person in _people(kind, row)]
    if kind == "relationship":
        return f"{names[0]} · {_(RELATIONSHIP_KINDS[str(row['kind'])].label)} · {names[1]}"
    told = {
        "contact": _("a time with %(name)s"),
        "stay": _("the home of %(name)s"),
        "picture": _("a picture of %(name)s"),
        "case": _("where things stand for %(name)s"),
    }
    return told[kind] % {"name": names[0]} if kind in told else names[0]


def _differences(change: Change, network: Network) -> Iterator[Difference]:
    classes = sensitivities(_KINDS[change.record_kind])
    for one in _form_fields(change.record_kind):
        if not _is_shown(one, classes.get(one.name), change, network):
            continue
        before, after = _text(change.before, one), _text(change.after, one)
        if before != after:
            said = [_say(one, text, network) for text in (before, after)]
            yield Difference(_(one.label), said[0], said[1])


def _is_shown(
    one: Field, sensitivity: Sensitivity | None, change: Change, network: Network
) -> bool:
    if sensitivity is None or not network.shows(sensitivity):
        return False
    return one.name not in _HIDDEN_AREA or not _is_confidential(change, network)


def _is_confidential(change: Change, network: Network) -> bool:
    """Whether where somebody is may be confidential: it may, unless the view itself shows a place of theirs.

    The mark on the person says nothing to a viewer who is not shown what is protected.
    """
    row = change.after or change.before or {}
    person_id = str(row.get("person_id", ""))
    places = {stay.area for stay in network.stays if stay.person_id == person_id}
    return not places - {"", CONFIDENTIAL}


@cache
def _form_fields(kind: str) -> tuple[Field, ...]:
    """The fields of every form that writes this kind of record, each once."""
    found: dict[str, Field] = {}
    for form in FORMS.values():
        for one in form.fields:
            if one.part == kind and one.kind != "link":
                found.setdefault(one.name, one)
    return tuple(found.values())


def _text(row: Mapping[str, Any] | None, one: Field) -> str:
    value = row.get(one.name) if row else None
    if one.kind == "move":
        moves = [Move.model_validate(move) for move in value or ()]
        return moves[-1].to if moves else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(str(part) for part in value)
    return "" if value is None else str(value)


def _say(one: Field, text: str, network: Network) -> str:
    if one.kind == "person":
        return network.known_as(text) if text else ""
    return label_of(one, text) if text else ""
