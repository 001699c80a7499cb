"""Whoever is erased by law is gone from every map and from what the journal says, and every chain still holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.attempts import Attempt
from graph.dates import as_partial
from graph.erasing import erase_person
from graph.erasures import Erasure
from graph.errors import RefusedError, UndoError, UnknownError
from graph.history import undo, unrecorded
from graph.journal import Event
from graph.meetings import MeetingChoice
from graph.own_choices import OwnChoice
from graph.own_words import HouseItem, OwnView
from graph.pictures import Picture
from graph.sharings import Sharing
from graph.stores.protocol import Store
from tests.families import TODAY, Family, family

LAW = Event(actor="dpo", action="erased", reason="Article 17, request 12")
GONE = "Zebedee"


def amy() -> Family:
    told = family("Amy").mother("Beth").father(GONE, ref="P9").friend("Fay")
    told.says(GONE, "loves", "Amy", "Zebedee’s words.").together(GONE, "2026-10-01")
    told.tie("loves", "Beth", "Amy", said_by=GONE, words="She does.")
    told.picture(GONE, kind="photo", content=f"{GONE}sFace")
    return told.lives("H1", "Amy", GONE).detail(GONE, "phone", "0113 4960000")


def erase(store: Store, told: Family) -> int:
    return erase_person(store, told.id(GONE), LAW, as_partial(TODAY))


def said(store: Store) -> str:
    return "".join(entry.model_dump_json() for c in store.chains() for entry in store.entries(c))


def test_nothing_is_left_of_them_on_the_map_or_in_the_journal(store: Store) -> None:
    told = amy()
    child = told.put_into(store)

    erase(store, told)

    network = store.network(child)
    assert told.id(GONE) not in network.people
    assert GONE not in network.model_dump_json()
    assert store.details(child) == ()
    assert store.kept(Picture, child) == ()
    assert store.record("person", told.id(GONE)) is None
    assert GONE not in said(store)
    assert "4960000" not in said(store)


def test_what_a_child_said_of_them_in_their_own_words_goes_too(store: Store) -> None:
    told = amy()
    child = told.put_into(store)
    of_them = OwnView(
        id="1" * 32, child_id=child, person_id=told.id(GONE), words=f"{GONE} sang.", by="amy"
    )
    dream = HouseItem(
        id="2" * 32,
        child_id=child,
        house="dreams",
        words="A dog.",
        people_ids=(told.id(GONE), told.id("Beth")),
        by="amy",
    )
    with store.writer(Event(actor="amy", action="said", chain=child)) as writer:
        for one in (of_them, dream):
            writer.put(one)

    erase(store, told)

    assert store.kept(OwnView, child) == ()
    assert [one.people_ids for one in store.kept(HouseItem, child)] == [(told.id("Beth"),)]
    assert f"{GONE} sang" not in said(store)
    with pytest.raises(RefusedError), store.writer(LAW.model_copy(update={"action": "wrote"})) as w:
        w.remove(store.kept(HouseItem, child)[0])


def test_what_else_a_child_chose_for_a_meeting_stays_when_somebody_in_it_is_erased(
    store: Store,
) -> None:
    told = amy()
    child = told.put_into(store)
    gone, on_map = told.id(GONE), {"child_id": child, "meeting_id": "m"}
    for number, names in enumerate(("left_out_ids", "rather_not_ids", "speaks_id"), start=1):
        own = OwnChoice(
            id=f"{number}" * 32,
            **on_map,
            said=("hope", "people", "there"),
            hope="A dog.",
            there="partly",
            speaks_words="He knows it all." if names == "speaks_id" else "Ask Fay.",
            by="amy",
            **{names: gone if names == "speaks_id" else (gone,)},
        )
        holds = MeetingChoice(
            id=f"{number}c" * 16, **on_map, left_out_ids=(gone,), item_ids=("w1",), by="amy"
        )
        with store.writer(Event(actor="amy", action="chose_for_meeting", chain=child)) as writer:
            writer.put(own)
            writer.put(holds)

    erase(store, told)

    kept = {one.id[0]: one for one in store.kept(OwnChoice, child)}
    assert [(kept[n].hope, kept[n].there, kept[n].people) for n in "123"] == [
        ("A dog.", "partly", ())
    ] * 3
    assert [kept[n].speaks_words for n in "123"] == ["Ask Fay.", "Ask Fay.", ""]
    held = store.kept(MeetingChoice, child)
    assert [(one.left_out_ids, one.item_ids) for one in held] == [((), ("w1",))] * 3
    assert "He knows it all." not in said(store)
    assert store.verify() == unrecorded(store) == ""


def test_every_chain_holds_and_the_map_is_as_its_journal_tells_it(store: Store) -> None:
    told = amy()
    child = told.put_into(store)
    before = store.network(child)

    erase(store, told)

    assert store.verify() == unrecorded(store) == ""
    after = store.network(child)
    assert after.people.keys() == before.people.keys() - {told.id(GONE)}
    assert {tie.words for tie in after.relationships} >= {"She does."}
    assert [tie.source_id for tie in after.relationships if tie.words == "She does."] == [""]


def test_on_another_map_where_they_stood_they_are_gone_too(store: Store) -> None:
    told, other = amy(), family("Zoe").mother("Yan")
    told.put_into(store)
    child = other.put_into(store)
    shared = told.standings[GONE].model_copy(update={"id": "again", "child_id": child, "ref": "P1"})
    with store.writer(Event(actor="w", action="added", chain=child)) as writer:
        writer.put(shared)

    erase(store, told)

    assert len(store.network(child).people) == 2
    assert store.verify() == unrecorded(store) == ""
    assert GONE not in said(store)


def test_what_was_taken_away_before_does_not_come_back_with_the_lines(store: Store) -> None:
    told = amy()
    child = told.put_into(store)
    fay = next(s for s in store.network(child).standings.values() if s.known_as == "Fay")
    ties = [t for t in store.network(child).relationships if fay.person_id in (t.from_id, t.to_id)]
    with store.writer(Event(actor="w", action="changed", chain=child)) as writer:
        for record in (*ties, fay):
            writer.remove(record)

    erase(store, told)

    assert fay.person_id not in store.network(child).people
    assert store.verify() == unrecorded(store) == ""


def test_undo_does_not_bring_them_back(store: Store) -> None:
    told = amy()
    child = told.put_into(store)
    erase(store, told)

    for entry in list(store.entries(child)):
        with pytest.raises(UndoError):
            undo(store, entry, "w")

    assert told.id(GONE) not in store.network(child).people


def test_what_was_kept_about_them_besides_the_map_goes_and_others_stay(store: Store) -> None:
    told = amy()
    child = told.put_into(store)
    now = datetime(2026, 11, 16, tzinfo=UTC)
    known = {"child_id": child, "account_id": "pat", "forms": ("map",), "starts_at": now}
    only_them = Sharing(id="s1", person_ids=(told.id(GONE),), ends_at=now, **known)
    and_beth = Sharing(id="s2", person_ids=(told.id(GONE), told.id("Beth")), ends_at=now, **known)
    with store.writer(Event(actor="w", action="wrote", chain=child)) as writer:
        writer.put(Attempt(id="t1", child_id=child, person_id=told.id(GONE), notes="Rang."))
        writer.put(Attempt(id="t2", child_id=child, person_id=told.id("Beth")))
        writer.put(only_them)
        writer.put(and_beth)

    erase(store, told)

    assert [one.id for one in store.kept(Attempt, child)] == ["t2"]
    assert [(one.id, one.person_ids) for one in store.kept(Sharing, child)] == [
        ("s2", (told.id("Beth"),))
    ]


def test_that_they_were_erased_is_kept_without_a_word_of_them(store: Store) -> None:
    told = amy()
    child = told.put_into(store)

    erase(store, told)

    (kept,) = store.kept(Erasure, child)
    assert kept.is_of("P9")
    assert not kept.is_of("P8")
    assert "P9" not in kept.model_dump_json()
    assert LAW.reason in {entry.reason for entry in store.entries(child)}


def test_a_child_is_not_erased_from_their_own_map(store: Store) -> None:
    told = amy()
    told.put_into(store)

    with pytest.raises(RefusedError):
        erase_person(store, told.child_id, LAW, as_partial(TODAY))


def test_nobody_is_not_erased(store: Store) -> None:
    with pytest.raises(UnknownError):
        erase_person(store, "nobody", LAW, as_partial(TODAY))


def test_erasing_again_finds_nothing_more(store: Store) -> None:
    told = amy()
    told.put_into(store)
    erase(store, told)

    with pytest.raises(UnknownError):
        erase(store, told)
