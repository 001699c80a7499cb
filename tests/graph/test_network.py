"""A network is one child's map in memory, on a day."""

from datetime import date

import pytest

from graph.errors import UnknownError
from tests.families import family


def test_someone_who_died_later_is_alive_on_the_day() -> None:
    told = family("Amy").mother("Beth", life_status="died", dod="2020-05-06")

    assert told.network(date(2020, 5, 5)).people[told.id("Beth")].life_status == "alive"
    assert told.network(date(2020, 5, 6)).people[told.id("Beth")].has_died


def test_a_tie_that_ended_later_was_current_but_the_day_of_its_file_is_told_as_written() -> None:
    told = family("Amy").adult("Beth")
    told.tie("friend", "Beth", "Amy", status="ended", end_date="2026-12-24").about(
        as_of="2026-11-16"
    )

    def status_on(*day: int) -> str:
        return told.network(date(*day)).relationships[0].status

    assert status_on(2026, 11, 1) == "current"
    assert status_on(2026, 11, 16) == status_on(2026, 12, 24) == "ended"


def test_what_was_taken_back_is_not_there() -> None:
    told = family("Amy").adult("Beth").tie("friend", "Beth", "Amy", status="retracted")

    assert told.network().relationships == ()


def test_a_time_together_after_the_day_has_not_been() -> None:
    told = family("Amy").adult("Beth").together("Beth", "2026-11-17").together("Beth", "2026-11-16")

    assert len(told.network(date(2026, 11, 16)).contacts) == 1


def test_the_home_somebody_moved_to_last_is_theirs() -> None:
    told = family("Amy").lives("H1", "Amy", start_date="2020").lives("H2", "Amy", start_date="2024")

    assert told.network().home_code(told.child_id) == "H2"
    assert told.network(date(2022, 1, 1)).home_code(told.child_id) == "H1"


def test_somebody_is_found_by_the_name_the_child_uses() -> None:
    told = family("Amy").mother("Beth", known_as="Mummy")

    assert told.network().find("mummy") == told.id("Beth")


def test_nobody_is_guessed_between_two_of_a_name() -> None:
    told = family("Amy").adult("Ann", known_as="Auntie").adult("Bea", known_as="Auntie")

    with pytest.raises(UnknownError, match="Nobody on this map"):
        told.network().find("Auntie")


def test_the_graph_has_a_node_a_person_and_an_edge_a_tie() -> None:
    told = family("Amy").mother("Beth").says("Beth", "loves", "Amy")
    graph = told.network().as_networkx()

    assert set(graph) == {told.id("Amy"), told.id("Beth")}
    assert sorted(kind for *_, kind in graph.edges(data="kind")) == ["birth_parent", "loves"]


def test_rows_of_one_family_come_out_in_the_order_of_the_workbook() -> None:
    told = family("Amy", ref="P3").adult("Beth", ref="P1").adult("Carl").adult("Dot", ref="P2")
    order = told.network().in_order

    assert [told.network().known_as(person) for person in order] == ["Beth", "Dot", "Amy", "Carl"]
