"""Who to reach next, and why."""

from __future__ import annotations

import pytest

from queries.family_finding import Reach, next_to_reach
from tests.families import Family, family
from tests.queries.gaps.asked import born


def reach(of: Family) -> dict[str, Reach]:
    return {of.known(one.person_id): one for one in next_to_reach(of.network())}


def with_nan(rung: str = "discovered") -> Family:
    amy = family("Amy").father("Dad").lives("H1", "Amy", "Dad")
    return amy.mother("Nan", of="Dad", ladder=({"to": rung, "on": "2026-09-01"},))


def test_a_name_is_reached_through_somebody_who_takes_part() -> None:
    nan = reach(with_nan())["Nan"]

    assert nan.reason == (
        "We have the name, and nobody has said hello yet. Dad could introduce Nan."
    )
    assert (nan.term, nan.introduced_by) == ("paternal grandmother", with_nan().id("Dad"))


@pytest.mark.parametrize("rung", ["engaged", "committed", "lifelong", "declined", "do_not_contact"])
def test_only_the_first_rungs_are_to_be_reached(rung: str) -> None:
    assert reach(with_nan(rung)) == {}


@pytest.mark.parametrize("rung", ["not_traced", "contacted"])
def test_every_first_rung_has_its_reason(rung: str) -> None:
    assert reach(with_nan(rung))["Nan"].reason


def test_nobody_silent_is_on_the_list() -> None:
    amy = with_nan()

    assert reach(amy)
    assert not reach(with_nan().stance("Nan", "not_safe"))
    assert not reach(with_nan().says("Amy", "afraid_of", "Nan"))
    assert not reach(with_nan().adult("Gus").stance("Gus", "not_safe").lives("H5", "Gus", "Nan"))


def test_nobody_silent_introduces_anyone() -> None:
    said_no = with_nan().says("Amy", "does_not_want_to_see", "Dad")

    assert reach(with_nan().stance("Dad", "not_safe"))["Nan"].introduced_by == ""
    assert reach(said_no)["Nan"].introduced_by == ""


def test_a_child_or_somebody_not_reached_introduces_nobody() -> None:
    young, unreached = with_nan(), with_nan()
    young.person("Dad", dob=born(16))
    unreached.found("Dad", "contacted", on="2026-02-01")

    assert reach(young)["Nan"].introduced_by == ""
    assert reach(unreached)["Nan"].introduced_by == ""


def test_the_nearest_come_first_then_the_most_connected_then_the_possible() -> None:
    amy = (
        with_nan()
        .parent("Jo", kind="possible_birth_parent")
        .found("Jo", "discovered", "2026-02-01")
    )
    for name in ("Zed", "Ann"):
        amy.adult(name, ladder=({"to": "discovered"},))
    amy.tie("friend", "Zed", "Dad").mother("Old Nan", of="Nan", ladder=({"to": "discovered"},))

    order = list(reach(amy))

    assert order[:2] == ["Nan", "Old Nan"]
    assert order.index("Zed") < order.index("Ann")
    assert order.index("Old Nan") < order.index("Jo")


def test_children_are_not_reached_on_their_own() -> None:
    assert reach(with_nan().person("Nan", dob=born(17))) == {}
