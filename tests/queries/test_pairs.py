"""Pairs: who is or was a couple, and how it ended."""

from __future__ import annotations

from graph.access import visible
from graph.viewers import Viewer
from queries.family_tree import family_tree
from queries.pairs import Pair, pairs
from queries.parent_sets import parent_sets
from tests.families import Family, family


def only_pair(amy: Family) -> Pair:
    network = amy.network()
    (found,) = pairs(network, parent_sets(network, family_tree(network)))
    return found


def couple(**fields: str) -> Family:
    return family("Amy").mother("Beth").adult("Cai", "male").partners("Beth", "Cai", **fields)


def test_a_marriage_that_ended_is_not_called_a_divorce() -> None:
    assert only_pair(couple(status="ended", end_date="2019")).ending == "ended"


def test_people_who_lived_together_and_no_longer_do_are_separated() -> None:
    assert only_pair(couple(detail="cohabiting", status="ended")).ending == "separated"


def test_what_only_death_ended_lasts_until_death() -> None:
    amy = couple(status="ended", end_date="2019-05-01")
    amy.person("Cai", life_status="died", dod="2019-05-01")

    assert only_pair(amy).ending == "death"


def test_a_widow_is_never_parted_where_the_day_of_death_is_not_shown() -> None:
    amy = couple(status="ended", end_date="2019-05-01")
    amy.person("Cai", life_status="died", dod="2019-05-01")
    network = visible(amy.network(), Viewer(account="", audience="family_meeting"))

    (found,) = pairs(network, ())

    assert found.ending == "death"


def test_a_couple_that_lasts_has_no_ending() -> None:
    assert only_pair(couple()).ending == ""


def test_parents_of_a_child_are_a_pair_without_a_form() -> None:
    assert only_pair(family("Amy").mother("Beth").father("Cai")).form == ""


def test_the_latest_row_of_a_couple_tells() -> None:
    amy = couple(status="ended", start_date="2001", end_date="2005")
    amy.partners("Cai", "Beth", "cohabiting", start_date="2020")

    assert (only_pair(amy).form, only_pair(amy).ending) == ("cohabiting", "")


def test_a_marriage_that_is_only_planned_is_no_pair() -> None:
    assert pairs(couple(status="planned").network(), ()) == ()


def test_a_marriage_that_has_yet_to_come_is_no_pair() -> None:
    network = couple(start_date="2027-06-01").network()

    assert pairs(network, ()) == ()
