"""Records in a Neo4j store: read, written and taken away in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from graph.record import MapRecord, Record
from graph.relationships import Relationship
from graph.stores.memory_shelf import names_of
from graph.stores.neo4j_line import Rows
from graph.stores.neo4j_properties import LAYOUTS, SEALED, Found
from graph.stores.neo4j_statements import MAP_RECORD, SHARE, STATEMENTS, Statements
from graph.stores.places import Key, place_of
from graph.stores.sealing import Sealer
from graph.stores.writing import MAP_KINDS
from graph.vocabulary import RELATIONSHIP_KINDS

Asking = Callable[..., Rows]
T = TypeVar("T")

BATCH = 1000
# A tie's type is one of these and never a text that somebody typed.
TIE_TYPES = {kind: kind.upper() for kind in RELATIONSHIP_KINDS}
TIE_FAMILIES = {kind: row.family.capitalize() for kind, row in RELATIONSHIP_KINDS.items()}


class Step(NamedTuple):
    """One record before and after a change; None where it was not there, or is no longer."""

    before: Record | None
    after: Record | None


class Neo4jRecords:
    """The records that one transaction sees."""

    def __init__(self, ask: Asking, sealer: Sealer) -> None:
        """Ask inside a transaction; open and seal with the store's key."""
        self._ask = ask
        self._sealer = sealer

    def found(self, kind: str, ids: Iterable[str]) -> dict[str, Record]:
        """The records of one kind with these ids, as far as there are any."""
        statements = _statements_of(kind)
        if statements is None:
            return {}
        return {
            record_id: record_in(kind, found, self._sealer)
            for batch in batches(ids)
            for record_id, found in self._ask(statements.read, ids=batch, kind=kind)
        }

    def write(self, steps: dict[Key, Step]) -> None:
        """Carry out all steps. Ids that others may take are let go of first, and nodes come before what ties them."""
        by_kind: dict[str, list[Step]] = {}
        for (kind, _), step in steps.items():
            if step.before or step.after:
                by_kind.setdefault(kind, []).append(step)
        for kind, mine in by_kind.items():
            self._each(kind, "free", [_id(step) for step in mine if _lets_go(step)])
            self._each(kind, "remove", [_id(step) for step in mine if step.after is None])
        for kind, mine in by_kind.items():
            self._write_nodes(kind, [step for step in mine if step.after is not None])
        for kind, mine in by_kind.items():
            self._tie(kind, [step.after for step in mine if step.after and _has_moved(step)])

    def _write_nodes(self, kind: str, steps: list[Step]) -> None:
        moved = [_id(step) for step in steps if step.before and _has_moved(step)]
        self._each(kind, "loosen", moved)
        for batch in batches(steps):
            rows = [self._node_of(step.after) for step in batch if step.after]
            self._send(kind, "write", rows=rows)

    def _tie(self, kind: str, records: Sequence[Record]) -> None:
        shared = [row for row in records if _is_shared(row)]
        for batch in batches(shared):
            self._ask(SHARE, rows=[self._tie_of(row) for row in batch])
        for group in batches([row for row in records if not _is_shared(row)]):
            self._send(kind, "tie", rows=[_ends_of(row) for row in group])

    def _each(self, kind: str, act: str, ids: Sequence[str]) -> None:
        for batch in batches(ids):
            self._send(kind, act, ids=batch)

    def _send(self, kind: str, act: str, **values: Any) -> None:
        statement = getattr(_statements_of(kind), act, "")
        if statement and any(values.values()):
            self._ask(statement, kind=kind, **values)

    def _node_of(self, record: Record) -> dict[str, Any]:
        if isinstance(record, MapRecord):
            return self._map_record_of(record)
        if _is_shared(record):
            assert isinstance(record, Relationship)  # noqa: S101 - only relationships are shared  # nosec B101
            node = {"id": record.id, "from_id": record.from_id, "to_id": record.to_id}
        else:
            node = LAYOUTS[record.record_kind].of(record, self._sealer)
        for name in names_of(record):
            if name[0].endswith(" ref"):
                node["taken_ref"] = name[-1]
            if name[0] == "relationship ref":
                node["taken_in"] = name[1]
        return node

    def _map_record_of(self, record: MapRecord) -> dict[str, Any]:
        name = f"{record.record_kind} {record.id}"
        sealed = self._sealer.seal(name, record.version, record.model_dump_json().encode())
        return {
            "kind": record.record_kind,
            "id": record.id,
            "version": record.version,
            "child_id": record.child_id,
            SEALED: sealed,
        }

    def _tie_of(self, record: Record) -> dict[str, Any]:
        facts = LAYOUTS["relationship"].of(record, self._sealer)
        return {"type": TIE_TYPES[facts["kind"]], "facts": facts}


def record_in(kind: str, found: Found, sealer: Sealer) -> Record:
    """The record that these properties hold."""
    if kind in MAP_KINDS:
        text = sealer.open(f"{kind} {found['id']}", found["version"], found[SEALED])
        return MAP_KINDS[kind].model_validate_json(text)
    record: Record = LAYOUTS[kind].model(found, sealer)
    return record


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Items in lists that are short enough to be sent at once."""
    rest = list(items)
    for first in range(0, len(rest), BATCH):
        yield rest[first : first + BATCH]


def _statements_of(kind: str) -> Statements | None:
    return MAP_RECORD if kind in MAP_KINDS else STATEMENTS.get(kind)


def _id(step: Step) -> str:
    record = step.after or step.before
    assert record is not None  # noqa: S101 - a step has a record on one side  # nosec B101
    return record.id


def _is_shared(record: Record) -> bool:
    return isinstance(record, Relationship) and not record.child_id


def _lets_go(step: Step) -> bool:
    if step.before is None or step.after is None:
        return False
    return bool(set(names_of(step.before)) - set(names_of(step.after)))


def _has_moved(step: Step) -> bool:
    """Whether what leads from a record to others must be made, or made again."""
    before, after = step
    if before is None or after is None:
        return True
    if isinstance(before, Relationship) and isinstance(after, Relationship):
        return _is_shared(before) or _is_shared(after) or before.kind != after.kind or _moved(step)
    return _moved(step)


def _moved(step: Step) -> bool:
    before, after = step
    return before is None or after is None or place_of(before) != place_of(after)


def _ends_of(record: Record) -> dict[str, Any]:
    ends: dict[str, Any] = {"id": record.id}
    for name in ("child_id", "person_id", "from_id", "to_id"):
        if hasattr(record, name):
            ends[name] = getattr(record, name)
    if isinstance(record, Relationship):
        ends["family"] = TIE_FAMILIES[record.kind]
    return ends
