"""What every store promises about children's maps."""

from __future__ import annotations

import pytest

from graph.contacts import Contact
from graph.errors import BadValueError, ConflictError, RefusedError, UnknownError
from graph.journal import Event
from graph.people import Person
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stores.protocol import Store, put_all
from tests.families import family

EVENT = Event(actor="amy.worker", action="edited", reason="A visit")


def test_a_map_comes_back_as_it_was_put_in(store: Store) -> None:
    amy = (
        family("Amy")
        .mother("Beth")
        .brother("Cai")
        .together("Beth", "2026-05")
        .lives("H1", "Amy", "Beth")
    )

    amy.put_into(store)

    network = store.network(amy.child_id)
    assert {person.full_name for person in network.people.values()} == {"Amy", "Beth", "Cai"}
    assert [row.kind for row in network.relationships] == ["birth_parent"] * 2
    assert [contact.date.text for contact in network.contacts] == ["2026-05"]
    assert network.home_code(amy.id("Beth")) == "H1"


def test_there_is_no_network_for_a_child_without_a_map(store: Store) -> None:
    with pytest.raises(UnknownError):
        store.network("nobody")


def test_a_saved_record_comes_back_at_its_next_version(store: Store) -> None:
    amy = family("Amy")
    amy.put_into(store)
    person = store.network(amy.child_id).child

    with store.writer(EVENT) as writer:
        saved = writer.put(person.model_copy(update={"full_name": "Amy Jones"}))

    assert (person.version, saved.version) == (1, 2)
    assert store.network(amy.child_id).child == saved


def test_a_stale_save_is_refused_and_shows_what_is_there(store: Store) -> None:
    amy = family("Amy")
    amy.put_into(store)
    stale = store.network(amy.child_id).child
    with store.writer(EVENT) as writer:
        current = writer.put(stale.model_copy(update={"full_name": "Amy Jones"}))

    with pytest.raises(ConflictError) as refused, store.writer(EVENT) as writer:
        writer.put(stale.model_copy(update={"full_name": "Amy Smith"}))

    assert refused.value.current == current
    assert store.network(amy.child_id).child == current


def test_a_change_that_fails_leaves_nothing_behind(store: Store) -> None:
    amy = family("Amy").mother("Beth")
    amy.put_into(store)
    before = store.network(amy.child_id)

    with pytest.raises(KeyboardInterrupt), store.writer(EVENT) as writer:
        writer.put(before.child.model_copy(update={"full_name": "Amy Jones"}))
        writer.remove(before.relationships[0])
        raise KeyboardInterrupt

    assert store.network(amy.child_id) == before
    assert len(list(store.entries(amy.child_id))) == 1
    assert store.verify() == ""


def test_a_removed_record_never_counts_again_from_one(store: Store) -> None:
    amy = family("Amy").mother("Beth")
    amy.put_into(store)
    tie = store.network(amy.child_id).relationships[0]
    with store.writer(EVENT) as writer:
        writer.remove(tie)

    with store.writer(EVENT) as writer:
        again = writer.put(tie.model_copy(update={"version": 0}))

    assert again.version == 2


@pytest.mark.parametrize(
    "record",
    [
        Standing(id="s", child_id="nobody", person_id="nobody"),
        Contact(id="c", child_id="nobody", person_id="nobody"),
        Relationship(id="r", from_id="nobody", to_id="nobody", kind="friend"),
    ],
    ids=lambda record: record.record_kind,
)
def test_a_record_that_names_nobody_is_refused(store: Store, record: Standing) -> None:
    with pytest.raises(RefusedError), store.writer(EVENT) as writer:
        writer.put(record)

    assert store.record(record.record_kind, record.id) is None


def test_a_person_who_stands_on_a_map_cannot_be_removed(store: Store) -> None:
    amy = family("Amy").mother("Beth")
    amy.put_into(store)
    beth = store.network(amy.child_id).people[amy.id("Beth")]

    with pytest.raises(RefusedError), store.writer(EVENT) as writer:
        writer.remove(beth)

    assert store.record("person", beth.id) == beth


def test_a_workbook_id_is_used_once_on_a_map(store: Store) -> None:
    amy = family("Amy", ref="P1").mother("Beth", ref="P1")

    with pytest.raises(BadValueError):
        amy.put_into(store)

    assert store.children() == ()


def test_a_code_that_was_never_known_is_not_kept(store: Store) -> None:
    person = Person(id="p").model_copy(update={"gender": "purple"})

    with pytest.raises(BadValueError, match="gender"), store.writer(EVENT) as writer:
        writer.put(person)


def test_children_are_listed_by_what_they_are_called(store: Store) -> None:
    family("Zoe", ref="V2-P1").mother("Yan").about(ref="V2").put_into(store)
    family("amy").put_into(store)

    lines = store.children()

    assert [(line.known_as, line.ref, line.case_ref, line.people) for line in lines] == [
        ("amy", "", "", 1),
        ("Zoe", "V2-P1", "V2", 2),
    ]


def test_a_shared_tie_shows_on_every_map_where_both_stand(store: Store) -> None:
    amy = family("Amy").mother("Beth").father("Carl")
    amy.put_into(store)
    dan = family("Dan")
    beth = Standing(id="beth-on-dan", child_id=dan.child_id, person_id=amy.id("Beth"))
    carl = Standing(id="carl-on-dan", child_id=dan.child_id, person_id=amy.id("Carl"))
    couple = Relationship(id="couple", from_id=amy.id("Beth"), to_id=amy.id("Carl"), kind="partner")
    dan.put_into(store)

    with store.writer(EVENT) as writer:
        put_all(writer, [beth, carl, couple])

    assert [row.kind for row in store.network(dan.child_id).relationships] == ["partner"]
    assert store.maps_of(amy.id("Beth")) == tuple(sorted([amy.child_id, dan.child_id]))


def test_people_are_found_by_any_part_of_a_name_without_accents(store: Store) -> None:
    amy = family("Amy").mother("Zoë Nguyễn", known_as="Mum")
    amy.put_into(store)

    found = store.people_like("NGUYEN")

    assert found == ((amy.child_id, amy.id("Zoë Nguyễn")),)
    assert store.people_like("mum") == found


def test_details_are_read_apart_from_the_network(store: Store) -> None:
    amy = family("Amy").mother("Beth").detail("Beth", "phone", "01632 960001")
    amy.put_into(store)

    details = store.details(amy.child_id, amy.id("Beth"))

    assert [detail.text for detail in details] == ["01632 960001"]
    assert store.details(amy.child_id) == details
    assert "960001" not in repr(store.network(amy.child_id))
