"""Every field of every record comes back from every store, and from its journal, as it was put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings

from graph.errors import BadValueError
from graph.journal import Event
from graph.people import Person
from graph.record import Record
from graph.standings import Standing
from graph.stores import create_store
from graph.stores.protocol import Store, put_all
from graph.stores.statements import STATEMENTS
from graph.stores.writing import KINDS
from tests.graph.stores.conftest import KEY
from tests.graph.stores.records import maps

EVENT = Event(actor="tests", action="added")


@pytest.fixture(scope="module", params=["memory", "sqlite"])
def long_lived(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A store of every kind that takes all the examples."""
    path: Path = tmp_path_factory.mktemp("round") / "kith.db"
    made = create_store("memory:" if request.param == "memory" else f"sqlite:///{path}", KEY)
    yield made
    made.close()


@settings(max_examples=60, deadline=None)
@given(records=maps())
def test_every_field_of_every_record_comes_back(
    long_lived: Store, records: tuple[Record, ...]
) -> None:
    with long_lived.writer(EVENT) as writer:
        saved = [writer.put(record) for record in records]

    assert [long_lived.record(record.record_kind, record.id) for record in records] == saved
    assert [record.model_copy(update={"version": 1}) for record in records] == saved


@settings(max_examples=30, deadline=None)
@given(records=maps())
def test_the_journal_tells_every_field_again(
    long_lived: Store, records: tuple[Record, ...]
) -> None:
    child_id = records[0].id
    with long_lived.writer(EVENT) as writer:
        put_all(writer, records)
    written = next(long_lived.entries(child_id, newest_first=True)).at

    assert long_lived.network(child_id, known_on=written) == long_lived.network(child_id)


@settings(max_examples=30, deadline=None)
@given(first=maps(), second=maps())
def test_a_changed_record_comes_back_changed_in_every_field(
    long_lived: Store, first: tuple[Record, ...], second: tuple[Record, ...]
) -> None:
    with long_lived.writer(EVENT) as writer:
        put_all(writer, first)
    places = ("id", "version", "child_id", "person_id", "from_id", "to_id", "ref", "ref_case")
    changed = [
        new.model_copy(
            update={
                "version": 1,
                **{n: getattr(old, n) for n in places if n != "version" and hasattr(old, n)},
            }
        )
        for old, new in zip(first, second, strict=True)
    ]

    with long_lived.writer(EVENT) as writer:
        saved = [writer.put(record) for record in changed]

    assert [long_lived.record(record.record_kind, record.id) for record in changed] == saved
    assert {record.version for record in saved} == {2}


def test_every_table_has_the_columns_of_its_model() -> None:
    schema = files("graph.stores").joinpath("schema.sql").read_text("utf-8")
    for kind, model in KINDS.items():
        columns = (
            " ".join(STATEMENTS[kind].read.split())
            .removeprefix("SELECT ")
            .split(" FROM ")[0]
            .split(", ")
        )
        table = "map_case" if kind == "case" else kind
        body = re.search(rf"CREATE TABLE {table} \((.*?)\n\) STRICT", schema, re.DOTALL)

        assert columns == list(model.model_fields)
        assert body is not None
        assert (
            re.findall(r"^    ([a-z_]+) (?:TEXT|INTEGER)", body[1], re.MULTILINE)[: len(columns)]
            == columns
        )


@pytest.mark.parametrize("field", ["full_name", "languages"])
def test_half_a_character_is_refused_in_plain_words(store: Store, field: str) -> None:
    value = "\ud800" if field == "full_name" else ("\ud800",)

    with pytest.raises(BadValueError, match="half a character"), store.writer(EVENT) as writer:
        writer.put(Person(id="p").model_copy(update={field: value}))

    assert store.record("person", "p") is None


def test_a_number_too_large_to_be_kept_is_refused_in_plain_words(store: Store) -> None:
    standing = Standing(id="s", child_id="c", person_id="p", target_days=2**63)

    with pytest.raises(BadValueError, match="too large"), store.writer(EVENT) as writer:
        writer.put(standing)
