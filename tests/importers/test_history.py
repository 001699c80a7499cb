"""What was changed by hand since the last import stays, and is listed."""

from __future__ import annotations

from graph.journal import Event
from graph.record import Record
from graph.standings import Move
from graph.stores.protocol import Store
from importers import ImportReport
from tests.importers.books import book, by_name, only_map, taken

BY_HAND = Event(actor="worker", action="change", reason="told on the phone")


def save(store: Store, record: Record, **fields: object) -> None:
    with store.writer(BY_HAND) as writer:
        writer.put(record.model_copy(update=fields))


def remove(store: Store, *records: Record) -> None:
    with store.writer(BY_HAND) as writer:
        for record in records:
            writer.remove(record)


def kept(report: ImportReport) -> list[tuple[str, int, str]]:
    return [(line.sheet, line.row, line.column) for line in report.kept]


def mums(store: Store, kind: str) -> Record:
    network = only_map(store)
    mum = by_name(network, "Mum")
    found = {"person": network.people, "standing": network.standings, "stay": network.homes}[kind]
    return found[mum]


def test_a_row_changed_in_kith_is_listed_and_not_overwritten(store: Store) -> None:
    taken(store, book())
    save(store, mums(store, "standing"), notes="moved to Leeds")

    report = taken(store, book().change("people", 3, notes="lives in Hull"))

    assert kept(report) == [("people", 3, "notes")]
    assert report.kept[0].sentence == (
        "Changed in kith since the last import, so it stays “moved to Leeds”. The file says “lives in Hull”."
    )
    assert mums(store, "standing").notes == "moved to Leeds"  # type: ignore[attr-defined]


def test_a_row_changed_in_kith_is_kept_whole_even_where_the_file_corrects_another_cell(
    store: Store,
) -> None:
    taken(store, book())
    save(store, mums(store, "standing"), notes="moved to Leeds")

    report = taken(store, book().change("people", 3, full_name="Bethan Made-up"))

    assert kept(report) == [("people", 3, "full_name"), ("people", 3, "notes")]
    assert mums(store, "person").full_name == "Beth Made-up"  # type: ignore[attr-defined]


def test_the_same_file_after_a_change_in_kith_changes_nothing_and_says_why(store: Store) -> None:
    taken(store, book())
    save(store, mums(store, "person"), dob="1990")

    report = taken(store, book())

    assert not report.changes_anything
    assert kept(report) == [("people", 3, "dob")]


def test_other_rows_of_the_same_file_are_still_corrected(store: Store) -> None:
    taken(store, book())
    save(store, mums(store, "standing"), notes="moved to Leeds")

    taken(store, book().change("people", 2, notes="likes drawing").change("people", 3, notes="x"))

    network = only_map(store)
    assert network.standings[network.child_id].notes == "likes drawing"


def test_a_change_that_was_undone_by_hand_is_no_change(store: Store) -> None:
    taken(store, book())
    save(store, mums(store, "standing"), notes="moved to Leeds")
    save(store, mums(store, "standing"), notes="")

    report = taken(store, book().change("people", 3, notes="lives in Hull"))

    assert report.kept == ()
    assert mums(store, "standing").notes == "lives in Hull"  # type: ignore[attr-defined]


def test_a_rung_added_by_hand_stays_on_top(store: Store) -> None:
    taken(store, book().change("people", 3, finding_status="contacted"))
    before = mums(store, "standing")
    save(store, before, ladder=(*before.ladder, Move(to="engaged", on="2026-05-01")))  # type: ignore[attr-defined]

    report = taken(store, book().change("people", 3, finding_status="contacted"))

    assert kept(report) == [("people", 3, "finding_status"), ("people", 3, "finding_status_date")]
    assert mums(store, "standing").finding_status() == "engaged"  # type: ignore[attr-defined]


def test_a_tie_and_a_time_changed_in_kith_are_kept(store: Store) -> None:
    taken(store, book().time("P2", "2026-10-01"))
    network = only_map(store)
    save(store, network.relationships[0], quality="strong")
    save(store, network.contacts[0], notes="it rained")

    report = taken(
        store,
        book().time("P2", "2026-10-01", notes="sunny").change("relationships", 2, quality="good"),
    )

    assert kept(report) == [("relationships", 2, "quality"), ("contacts", 2, "notes")]


def test_a_tie_taken_away_in_kith_is_not_put_back(store: Store) -> None:
    taken(store, book())
    remove(store, only_map(store).relationships[0])

    report = taken(store, book())

    assert [line.sentence for line in report.kept] == [
        "Taken away in kith since the last import, so it was not put back."
    ]
    assert only_map(store).relationships == ()


def test_somebody_taken_off_the_map_in_kith_stays_off_with_all_that_names_them(
    store: Store,
) -> None:
    made = book().person("P3", known_as="Nan").tie("P3", "birth_parent", "P2")
    taken(store, made)
    network = only_map(store)
    nan = by_name(network, "Nan")
    remove(store, *(row for row in network.relationships if row.joins(nan)), network.standings[nan])

    report = taken(store, made.time("P3", "2026-10-01"))

    assert [(line.sheet, line.row) for line in report.kept] == [
        ("people", 4),
        ("relationships", 3),
        ("contacts", 2),
    ]
    assert nan not in only_map(store).people


def test_a_second_import_may_correct_what_the_first_said(store: Store) -> None:
    for notes in ("one", "two", "three"):
        report = taken(store, book().change("people", 3, notes=notes))

    assert report.kept == ()
    assert mums(store, "standing").notes == "three"  # type: ignore[attr-defined]
