"""The reference filter: who may know what, told once more, fact by fact and by name, to hold the product’s own against.

It shares no line with `graph.access`: it starts from a family told in words, and asks for each single fact whether
one viewer may know it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.dates import UNKNOWN, PartialDate
from graph.network import Network
from graph.record import Record
from graph.relationships import Relationship
from graph.stays import Stay
from graph.vocabulary import RELATIONSHIP_KINDS
from tests.families import Family

Fact = tuple[str, ...]

_O, _F, _R, _P, _C = "open", "family", "record", "protected", "child"
# The class of every field, as 4.9 has it.
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "person": {
        "full_name": _R,
        "entity_type": _O,
        "gender": _O,
        "dob_precision": _R,
        "life_status": _O,
        "dod": _R,
        "life_stage": _F,
        "culture_tags": _F,
        "languages": _F,
        "address_confidential": _P,
    },
    "standing": {
        "ref": _R,
        "known_as": _O,
        "network_kind": _O,
        "professional_role": _O,
        "role_end_date": _R,
        "ladder": _R,
        "first_known_date": _R,
        "stance": _P,
        "safety_plan": _P,
        "importance": _C,
        "target_days": _C,
        "notes": _R,
        "visibility": _R,
    },
    "relationship": {
        "ref_case": _R,
        "ref": _R,
        "status": _O,
        "start_date": _F,
        "end_date": _F,
        "quality": _R,
        "plan_every_days": _F,
        "plan_mode": _F,
        "certainty": _R,
        "conflict_group": _R,
        "visibility": _R,
    },
    "contact": {
        "ref": _R,
        "contact_type": _F,
        "happened": _F,
        "supervised": _R,
        "duration_min": _R,
        "child_view": _C,
        "recorded_by": _R,
        "notes": _R,
    },
    "stay": {"start_date": _F, "end_date": _F},
    "case": {
        "ref": _R,
        "title": _R,
        "as_of": _R,
        "jurisdiction": _R,
        "legal_status_code": _R,
        "legal_status_text": _R,
        "home_type_code": _R,
        "home_since": _R,
        "permanence_plan": _R,
        "culture_tags": _F,
        "next_review": _R,
        "meeting_purpose": _R,
        "story": _R,
    },
}
# Fields with a rule of their own, which the facts below tell.
_TOLD_APART = {
    "person": {"dob"},
    "relationship": {
        "child_id",
        "from_id",
        "to_id",
        "kind",
        "detail",
        "words",
        "source_type",
        "source_id",
        "source_date",
    },
    "contact": {"child_id", "person_id", "date"},
    "stay": {"child_id", "person_id", "home_code", "area"},
    "standing": {"child_id", "person_id"},
    "case": {"child_id"},
}


@dataclass(frozen=True, slots=True)
class Sight:
    """One viewer as the reference knows them: the classes and levels they see, and whose named worker they are."""

    classes: frozenset[str]
    levels: frozenset[str]
    named_for: frozenset[str] = frozenset()

    @property
    def is_record(self) -> bool:
        """Somebody who reads the record; the others are family, the child or the room."""
        return _R in self.classes


def unknown_fields(record: type[Record]) -> set[str]:
    """Fields of a record that the reference has not been told about."""
    kind = record.record_kind
    return set(record.model_fields) - _FIELDS[kind].keys() - _TOLD_APART[kind] - {"id", "version"}


def may_know(told: Family, sight: Sight) -> frozenset[Fact]:
    """Every fact about a family that a viewer may know, told by name."""
    names = {person.id: name for name, person in told.people.items()}
    seen = {n for n, s in told.standings.items() if s.visibility in sight.levels}
    return frozenset(_facts(told, sight, names, seen))


def _facts(told: Family, sight: Sight, names: Mapping[str, str], seen: set[str]) -> Iterator[Fact]:
    yield from _plain("case", "", told.case, sight)
    for name in seen:
        yield ("person", name)
        yield from _plain("person", name, told.people[name], sight)
        yield from _plain("standing", name, told.standings[name], sight)
        yield from _birth(name, told.people[name].dob, sight)
    moved = {names[stay.person_id] for stay in told.stays if _confidential_there(told, stay)}
    moved |= {name for name, person in told.people.items() if person.address_confidential}
    for row in told.relationships:
        yield from _tie(row, sight, names, seen, moved)
    for time in told.contacts:
        name = names[time.person_id]
        if name in seen and (sight.is_record or time.happened == "yes"):
            what = f"{name} {time.date.text}"
            yield ("contact", what)
            yield from _plain("contact", what, time, sight)
    for stay in told.stays:
        if names[stay.person_id] in seen:
            yield from _home(told, stay, names[stay.person_id], sight)


def _plain(kind: str, name: str, record: Record, sight: Sight) -> Iterator[Fact]:
    for field, value in record.model_dump(mode="json").items():
        mark = _FIELDS[kind].get(field)
        empty = type(record).model_fields[field].get_default(call_default_factory=True)
        if mark in sight.classes and getattr(record, field) != empty:
            yield (kind, name, field, str(value))


def _birth(name: str, dob: PartialDate, sight: Sight) -> Iterator[Fact]:
    if dob.text and sight.is_record:
        yield ("person", name, "born", dob.text)
    elif dob.text.count("-") == 2 and " " not in dob.text:
        yield ("person", name, "born", f"--{dob.text[5:]}")


def _tie(
    row: Relationship, sight: Sight, names: Mapping[str, str], seen: set[str], moved: set[str]
) -> Iterator[Fact]:
    one, other = names[row.from_id], names[row.to_id]
    kind = RELATIONSHIP_KINDS[row.kind]
    mark = {"child-private": _C}.get(kind.sensitivity.value, kind.sensitivity.value)
    is_unsure = "disputed" in (row.status, row.certainty) or row.certainty == "possible"
    if not {one, other} <= seen or row.visibility not in sight.levels:
        return
    if mark not in sight.classes or (is_unsure and not sight.is_record):
        return
    what = f"{one} {kind.code} {other}"
    yield ("tie", what)
    has_days = sight.is_record or kind.family != "care" or not {one, other} & moved
    yield from _plain("relationship", what, row if has_days else _without_days(row), sight)
    yield from _words(row, what, kind.family, sight, names, seen)


def _without_days(row: Relationship) -> Relationship:
    """The family reads from no tie of care when somebody confidential, or who shared their home, came or went."""
    return row.model_copy(update={"start_date": UNKNOWN, "end_date": UNKNOWN})


def _words(
    row: Relationship,
    what: str,
    family: str,
    sight: Sight,
    names: Mapping[str, str],
    seen: set[str],
) -> Iterator[Fact]:
    """Words, and who said them: of statements and plans for everyone who sees the tie, else of the record only."""
    closed = RELATIONSHIP_KINDS[row.kind].details
    if row.detail and (sight.is_record or row.detail in closed):
        yield ("tie", what, "detail", row.detail)
    if not sight.is_record and family not in ("statement", "plan"):
        return
    source = names.get(row.source_id, "")
    said = {
        "words": row.words,
        "source_type": row.source_type,
        "source_date": row.source_date.text,
        "source": source if source in seen or not source else "someone",
    }
    yield from (("tie", what, field, text) for field, text in said.items() if text)


def _home(told: Family, stay: Stay, name: str, sight: Sight) -> Iterator[Fact]:
    yield ("home", name)
    confidential = _confidential_there(told, stay)
    # The family is not told that somebody confidential has moved: it would tell where to look.
    now = told.network().homes.get(stay.person_id)
    moved = confidential or (now is not None and _confidential_there(told, now))
    if sight.is_record or not moved:
        yield from _plain("stay", name, stay, sight)
    area = stay.area
    if not confidential <= sight.named_for:
        area = "confidential" if _P in sight.classes else ""
    elif not sight.is_record:
        area = ""
    if area:
        yield ("home", name, "area", area)
    if sight.is_record:
        yield ("home", name, "code", stay.home_code)


def _confidential_there(told: Family, stay: Stay) -> frozenset[str]:
    """Whoever is confidential among those who live or lived in a home, and the one whose stay it is."""
    names = {person.id: name for name, person in told.people.items() if person.address_confidential}
    there = {o.person_id for o in told.stays if o.home_code == stay.home_code and stay.home_code}
    return frozenset(names[person] for person in (there | {stay.person_id}) & names.keys())


def told_by(network: Network, names: Mapping[str, str]) -> frozenset[Fact]:
    """Every fact that a filtered network tells, by the same names."""
    own = {person: names[network.own_id(person)] for person in network.people}
    everything = Sight(frozenset({_O, _F, _R, _P, _C}), frozenset())
    return frozenset(_told(network, own, everything))


def _told(network: Network, own: Mapping[str, str], all_of_it: Sight) -> Iterator[Fact]:
    yield from _plain("case", "", network.case, all_of_it)
    for person, name in own.items():
        yield ("person", name)
        yield from _plain("person", name, network.people[person], all_of_it)
        yield from _plain("standing", name, network.standings[person], all_of_it)
        if network.people[person].dob.text:
            yield ("person", name, "born", network.people[person].dob.text)
    for row in network.relationships:
        what = f"{own[row.from_id]} {row.kind} {own[row.to_id]}"
        yield ("tie", what)
        yield from _plain("relationship", what, row, all_of_it)
        said = {
            "detail": row.detail,
            "words": row.words,
            "source_type": row.source_type,
            "source_date": row.source_date.text,
            "source": own.get(row.source_id, row.source_id),
        }
        yield from (("tie", what, field, text) for field, text in said.items() if text)
    for time in network.contacts:
        what = f"{own[time.person_id]} {time.date.text}"
        yield ("contact", what)
        yield from _plain("contact", what, time, all_of_it)
    for stay in network.stays:
        name = own[stay.person_id]
        yield ("home", name)
        yield from _plain("stay", name, stay, all_of_it)
        yield from [("home", name, "area", stay.area)] if stay.area else []
        if all_of_it.is_record and not stay.home_code.startswith("home "):
            yield ("home", name, "code", stay.home_code)
