"""Who is put where by whom goes out with the workbook and comes in with it; the child’s own view never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.access import visible, visible_records
from graph.journal import Event
from graph.placements import Placement
from graph.stores.protocol import Store
from graph.viewers import Viewer
from importers import read_workbook, write_workbook
from tests.importers.books import Book, book, only_map, taken


def told() -> Book:
    made = book().person("P3", known_as="Nan").person("P4", known_as="Joe")
    made.place("P3", "P2", "close", words="“She tries.”", said_on="2026-05")
    return made.place("P4", "P2", "out_there", visibility="professionals_only")


def kept(store: Store) -> dict[str, Placement]:
    network = only_map(store)
    return {network.ref(p.voice_id): p for p in store.kept(Placement, network.child_id)}


def test_places_are_taken_once_with_their_voice_and_their_words(store: Store) -> None:
    taken(store, told())
    again = taken(store, told())

    network, places = only_map(store), kept(store)
    nan = places["P3"]
    assert (network.ref(nan.person_id), nan.circle, nan.words) == ("P2", "close", "“She tries.”")
    assert nan.said_on.text == "2026-05"
    assert places.keys() == {"P3", "P4"}
    (counted,) = [one for one in again.taken[0].sheets if one.sheet == "placements"]
    assert counted.unchanged == 2


@pytest.mark.parametrize(("audience", "heard"), [("professionals", 2), ("family_meeting", 1)])
def test_each_audience_is_given_the_voices_it_hears_and_no_more(
    tmp_path: Path, store: Store, audience: str, heard: int
) -> None:
    taken(store, told())
    network = only_map(store)
    seen = visible(network, Viewer(account="w", audience=audience, is_allocated=True))

    write_workbook(seen, tmp_path, visible_records(store.kept(Placement, network.child_id), seen))

    sheet = read_workbook(tmp_path).parts[0].sheets["placements"]
    rows = [dict(zip(sheet.header, cells, strict=False)) for _number, cells in sheet.rows]
    assert len(rows) == heard
    assert all(bool(row["visibility"]) is (audience == "professionals") for row in rows)
    assert rows[0]["words"] == "“She tries.”"


def test_what_was_put_elsewhere_by_hand_stays(store: Store) -> None:
    taken(store, told())
    nan, child = kept(store)["P3"], only_map(store).child_id
    with store.writer(Event(actor="sam", action="placed", chain=child)) as writer:
        writer.put(nan.model_copy(update={"circle": "heart"}))

    report = taken(store, told().change("placements", 2, circle="in_touch"))

    assert kept(store)["P3"].circle == "heart"
    assert [line.sheet for line in report.kept] == ["placements"]


def test_what_was_taken_out_by_hand_does_not_come_back(store: Store) -> None:
    taken(store, told())
    nan, child = kept(store)["P3"], only_map(store).child_id
    with store.writer(Event(actor="sam", action="placed", chain=child)) as writer:
        writer.remove(nan)

    taken(store, told())

    assert kept(store).keys() == {"P4"}


def test_a_place_for_few_is_never_made_one_for_everyone(store: Store) -> None:
    taken(store, told())

    report = taken(store, told().change("placements", 3, visibility="everyone"))

    assert kept(store)["P4"].visibility == "professionals_only"
    assert [line.column for line in report.questions if line.sheet == "placements"]


@pytest.mark.parametrize(
    ("voice", "who", "circle", "column"),
    [
        ("P1", "P2", "heart", "voice_id"),
        ("P3", "P1", "heart", "person_id"),
        ("P3", "P3", "heart", "person_id"),
        ("P3", "P9", "heart", "person_id"),
        ("P3", "P2", "", "circle"),
        ("P3", "P2", "moon", "circle"),
    ],
)
def test_a_place_that_no_voice_can_give_is_refused(
    store: Store, voice: str, who: str, circle: str, column: str
) -> None:
    report = taken(store, book().person("P3").place(voice, who, circle))

    assert [line.column for line in report.refused] == [column]
    assert store.children() == ()
