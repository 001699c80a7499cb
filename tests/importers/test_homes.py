"""Homes in a workbook: a new code is a move, and no area is lost to an empty cell."""

from __future__ import annotations

import pytest

from graph.stores.protocol import Store
from tests.importers.books import book, by_name, only_map, taken


def stays(store: Store, name: str) -> list[tuple[str, str, str, str]]:
    network = only_map(store)
    person = by_name(network, name)
    found = [stay for stay in network.stays if stay.person_id == person]
    return sorted((s.home_code, s.area, str(s.start_date), str(s.end_date)) for s in found)


def test_a_changed_home_code_ends_the_old_stay_and_begins_a_new_one(store: Store) -> None:
    taken(store, book().change("people", 3, home_code="H1", area="Eastham"))

    taken(store, book().change("people", 3, home_code="H2", area="Leeds"))

    assert stays(store, "Mum") == [
        ("H1", "Eastham", "", "2026-11-16"),
        ("H2", "Leeds", "2026-11-16", ""),
    ]
    network = only_map(store)
    assert network.home_code(by_name(network, "Mum")) == "H2"


def test_the_child_moves_on_the_day_that_the_case_names(store: Store) -> None:
    first = book().change("case", 2, home_since="2024-01-05").change("people", 2, home_code="H1")
    taken(store, first)

    taken(
        store, book().change("case", 2, home_since="2026-02-09").change("people", 2, home_code="H2")
    )

    assert stays(store, "Amy") == [
        ("H1", "", "2024-01-05", "2026-02-09"),
        ("H2", "", "2026-02-09", ""),
    ]


def test_a_corrected_day_of_moving_in_is_no_move(store: Store) -> None:
    taken(store, book().change("case", 2, home_since="2024").change("people", 2, home_code="H1"))

    taken(store, book().change("case", 2, home_since="2024-03").change("people", 2, home_code="H1"))

    assert stays(store, "Amy") == [("H1", "", "2024-03", "")]


@pytest.mark.parametrize("area", ["", "confidential"])
def test_an_area_is_not_lost_to_an_empty_or_confidential_cell(store: Store, area: str) -> None:
    taken(
        store,
        book().change("people", 3, home_code="H1", area="Eastham", address_confidential="yes"),
    )

    report = taken(
        store, book().change("people", 3, home_code="H1", area=area, address_confidential="yes")
    )

    assert not report.changes_anything
    assert stays(store, "Mum") == [("H1", "Eastham", "", "")]


def test_leaving_a_home_for_nobody_knows_where_is_a_move(store: Store) -> None:
    taken(store, book().change("people", 3, home_code="H1"))

    taken(store, book().change("people", 3, home_code=""))

    network = only_map(store)
    assert network.home_code(by_name(network, "Mum")) == ""


def test_somebody_without_a_home_or_an_area_has_no_stay(store: Store) -> None:
    taken(store, book())

    assert only_map(store).stays == ()
