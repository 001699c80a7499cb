"""Records with every field filled at random, as a store must give them back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from hypothesis import strategies as st

from graph.cases import Case
from graph.contacts import Contact
from graph.dates import PartialDate
from graph.details import Detail
from graph.people import Person
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Move, Standing
from graph.stays import Stay
from graph.vocabulary import TABLES

_TABLE_OF = {
    ("relationship", "kind"): "relationship_kind",
    ("detail", "kind"): "detail_kind",
    ("contact", "supervised"): "yes_no",
}
_IDS = frozenset({"id", "version", "child_id", "person_id", "from_id", "to_id", "ref", "ref_case"})

DATES = st.one_of(
    st.just(""),
    st.dates().map(str),
    st.integers(1000, 2100).map(str),
    st.integers(1900, 2100).map("about {}".format),
    st.tuples(st.integers(1900, 2100), st.integers(1, 12)).map(lambda at: f"{at[0]}-{at[1]:02}"),
    st.just("--02-29"),
)
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "O'Brien; DROP TABLE person", "=Ann", "Null", "بشرى", "a\x00b", "\u202eevil", "é\n\t"]
    ),
)
MOVES = st.lists(st.builds(Move, to=TEXTS, on=DATES), max_size=3).map(tuple)
NUMBERS = st.none() | st.integers(-(2**63) + 1, 2**63 - 1)


def _values(model: type[Record], name: str, annotation: Any) -> st.SearchStrategy[Any]:
    if annotation is PartialDate:
        return DATES
    if annotation is bool:
        return st.booleans()
    if annotation == tuple[str, ...]:
        return st.lists(TEXTS, max_size=3).map(tuple)
    if annotation == tuple[Move, ...]:
        return MOVES
    if annotation == int | None:
        return NUMBERS
    table = _TABLE_OF.get((model.record_kind, name), name)
    return st.sampled_from(sorted(TABLES[table])) if table in TABLES else TEXTS


def filled(model: type[Record], **fixed: str) -> st.SearchStrategy[Any]:
    """A record of one kind with a new id, some fields as given and all others at random."""
    free = {
        name: _values(model, name, field.annotation)
        for name, field in model.model_fields.items()
        if name not in _IDS and name not in fixed
    }
    return st.fixed_dictionaries(free).map(
        lambda values: model(**{"id": uuid4().hex, **values, **fixed})
    )


@st.composite
def maps(draw: st.DrawFn) -> tuple[Record, ...]:
    """A child's map with two people and one record of every kind, every field at random."""
    child, other = draw(filled(Person)), draw(filled(Person))
    here = {"child_id": child.id, "person_id": other.id}
    ends = {"from_id": other.id, "to_id": child.id}
    return (
        child,
        other,
        draw(filled(Case, child_id=child.id, ref=uuid4().hex)),
        draw(filled(Standing, child_id=child.id, person_id=child.id, ref="P1")),
        draw(filled(Standing, **here, ref="P2")),
        draw(filled(Relationship, **ends, child_id=child.id, ref_case=child.id, ref="R1")),
        draw(filled(Relationship, **ends)),
        draw(filled(Contact, **here, ref="C1")),
        draw(filled(Contact, **here)),
        draw(filled(Stay, **here)),
        draw(filled(Detail, **here)),
    )
