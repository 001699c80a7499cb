"""The rules about the rules: silences, the room, what a view may hold, order, and what cannot be told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest

from graph.access import visible
from graph.network import Network
from graph.viewers import Viewer
from queries.gaps import RULES, gaps, next_change, review, review_until
from tests.families import TODAY, Family, family
from tests.queries.gaps.asked import ago, born, told

TOWARDS_CONTACT = {
    *("G06", "G07", "G08", "G09", "G10", "G11", "G12", "G13"),
    *("G22", "G23", "G31", "G32"),
}
NEVER_FOR_THE_FAMILY = {"G24", "G25", "G28", "G29"}
MANAGER = Viewer(account="m", audience="manager")
ALLOCATED = Viewer(account="a", audience="professionals", is_allocated=True)
DUTY = Viewer(account="d", audience="professionals")
ROOM = Viewer(account="f", audience="family_meeting")


def a_full_map() -> Family:
    """A map on which very many rules have something to say, most of them about Dad and Ben."""
    amy = family("Amy", dob=born(9)).about(culture_tags="Irish").mother("Beth").father("Dad")
    amy.brother("Ben").mother("Nan", of="Dad", first_known_date=ago(99)).found("Nan", "discovered")
    amy.adult("Una", network_kind="carer").adult(
        "Fay", ladder=({"to": "contacted", "on": ago(99)},)
    )
    amy.tie("foster_carer", "Una", "Amy", status="ended", start_date="2019", end_date="2022")
    amy.says("Amy", "loves", "Dad").says("Dad", "loves", "Amy", on=ago(200))
    amy.says("Una", "loves", "Amy").says("Ben", "wants_to_see", "Amy").matters("Fay")
    amy.tie("family_time_plan", "Fay", "Amy", plan_every_days=14, plan_mode="in_person")
    for day in (91, 92, 93):
        amy.together("Fay", ago(day))
    return amy.together("Fay", ago(2), happened="did_not_attend").together(
        "Fay", ago(3), happened="did_not_attend"
    )


def about(person: str, of: Family, network: Network | None = None) -> set[str]:
    found = gaps(network or of.network())
    return {gap.rule for gap in found if gap.subject_id == of.id(person)}


@pytest.mark.parametrize("person", ["Dad", "Ben", "Una", "Fay", "Nan"])
def test_nothing_towards_contact_with_somebody_who_is_not_safe(person: str) -> None:
    amy = a_full_map()

    assert about(person, amy) & TOWARDS_CONTACT
    assert not about(person, amy.stance(person, "not_safe")) & TOWARDS_CONTACT


def test_a_safety_plan_is_still_asked_for_with_somebody_who_is_not_safe() -> None:
    amy = a_full_map().stance("Dad", "not_safe")

    assert "G24" in about("Dad", amy)


@pytest.mark.parametrize("person", ["Dad", "Ben", "Una", "Fay"])
def test_nothing_towards_contact_with_somebody_the_child_said_no_to(person: str) -> None:
    amy = a_full_map().says("Amy", "does_not_want_to_see", person, on=ago(1))

    assert not about(person, amy) & {"G08", "G09", "G10", "G23", "G31", "G32"}


def test_first_talk_to_your_manager_where_somebody_lives_with_danger() -> None:
    amy = a_full_map().adult("Gus").stance("Gus", "not_safe").lives("H7", "Gus", "Ben")

    (gap,) = [gap for gap in told("G08", amy) if gap.subject == "Ben"]

    assert gap.show_in_meeting == "no"
    assert gap.next_question == (
        "Talk to your manager first: Ben lives with someone who is not safe, or whom we must not "
        "contact. What would be a safe way to find out what they would like?"
    )


def test_somebody_not_to_be_contacted_is_danger_in_a_home_too() -> None:
    amy = a_full_map().adult("Gus").found("Gus", "do_not_contact").lives("H7", "Gus", "Ben")

    assert all("manager" in gap.next_question for gap in told("G08", amy))


def test_two_who_are_not_safe_and_live_apart_endanger_nobody_else() -> None:
    amy = a_full_map().stance("Dad", "not_safe").lives("H7", "Dad").lives("H8", "Ben")

    assert all("manager" not in gap.next_question for gap in told("G08", amy))


@pytest.mark.parametrize("visibility", ["adults_only", "professionals_only"])
def test_somebody_whom_not_everyone_may_see_is_not_for_the_room(visibility: str) -> None:
    amy = a_full_map().person("Ben", visibility=visibility)

    shown = {gap.show_in_meeting for gap in gaps(amy.network()) if gap.subject == "Ben"}

    assert shown == {"no"}


def test_a_worker_on_duty_is_told_nothing_that_would_need_a_caution() -> None:
    amy = a_full_map().adult("Gus").stance("Gus", "not_safe").lives("H7", "Gus", "Ben")
    amy.stance("Dad", "not_safe")

    network = visible(amy.network(), DUTY)

    assert about("Ben", amy, network) == set()
    assert not about("Dad", amy, network) & (
        TOWARDS_CONTACT | NEVER_FOR_THE_FAMILY - {"G28", "G29"}
    )
    assert not [gap for gap in gaps(network) if "manager" in gap.next_question]


def test_an_allocated_worker_is_told_all_that_the_whole_map_tells() -> None:
    network = a_full_map().stance("Dad", "not_safe").network()

    assert gaps(visible(network, ALLOCATED)) == gaps(network)


def test_the_room_is_told_nothing_that_is_never_for_the_room() -> None:
    amy = a_full_map().stance("Dad", "not_safe").tie("friend", "Ben", "Amy", conflict_group="who")
    amy.tie("friend", "Ben", "Amy", conflict_group="who")

    found = gaps(visible(amy.network(), ROOM))

    assert found
    assert not {gap.rule for gap in found} & NEVER_FOR_THE_FAMILY
    assert "no" not in {gap.show_in_meeting for gap in found}


@pytest.mark.parametrize("viewer", [ROOM, DUTY, MANAGER], ids=lambda viewer: viewer.audience)
def test_what_a_view_does_not_hold_is_never_told_as_missing(viewer: Viewer) -> None:
    amy = a_full_map().found("Beth", "lifelong").promises("Beth", "call_any_time")

    found = review(visible(amy.network(), viewer))

    assert not {"G17", "G19"} & {gap.rule for gap in found.gaps}
    silent = {rule.name for rule in RULES if not rule.reads <= visible(amy.network(), viewer).shown}
    assert silent <= {line.rule for line in found.cannot_tell}


def test_gaps_come_by_rule_then_person_then_tag() -> None:
    amy = a_full_map().about(culture_tags="Welsh;Irish")
    network = amy.network()

    order = [
        (gap.rule, network.key(gap.subject_id) if gap.subject_id else (False, "", ""), gap.subject)
        for gap in gaps(network)
    ]

    assert order == sorted(order)


def test_where_no_time_is_recorded_nothing_can_be_said_about_times() -> None:
    found = review(family("Amy", dob=born(9)).mother("Beth").network())

    why = {line.rule: line.why for line in found.cannot_tell}

    assert (
        why["G11"]
        == "No times together are recorded for anyone, so nothing can be said about them."
    )
    assert "G11" not in {gap.rule for gap in found.gaps}


def test_each_gap_says_which_records_it_rests_on() -> None:
    network = a_full_map().network()
    records = {
        record.id
        for rows in (
            network.relationships,
            network.contacts,
            network.standings.values(),
            [network.case],
        )
        for record in rows
    }

    for gap in gaps(network):
        assert set(gap.facts) <= records
        assert gap.facts or gap.rule in ("G01", "G05", "G16", "G34")


def test_days_go_by_without_anything_else_changing() -> None:
    amy = family("Amy", dob=born(9)).mother("Beth").brother("Ben").together("Ben", ago(40))
    tomorrow = TODAY + timedelta(days=1)

    retold = [gap.told_on(tomorrow) for gap in gaps(amy.network())]

    assert retold == list(gaps(amy.network(on=tomorrow)))


def test_the_next_change_is_the_first_day_on_which_anything_is_otherwise() -> None:
    amy = family("Amy", dob=born(9)).mother("Beth").brother("Ben").together("Ben", ago(20))
    kept = amy.kept()

    day = next_change(kept, TODAY)

    assert day == TODAY + timedelta(days=11)
    assert "G08" not in {gap.rule for gap in gaps(kept.at(day - timedelta(days=1)))}
    assert "G08" in {gap.rule for gap in gaps(kept.at(day))}
    assert review_until(kept, TODAY).closing["G08"] == day


def test_a_plan_that_begins_later_is_a_change_to_come() -> None:
    amy = (
        family("Amy", dob=born(9))
        .mother("Beth")
        .tie("family_time_plan", "Beth", "Amy", start_date=ago(-5))
    )

    assert next_change(amy.kept(), TODAY) == TODAY + timedelta(days=5)


def test_a_review_and_its_day_come_together() -> None:
    kept = a_full_map().kept()

    due = review_until(kept, TODAY)

    assert due.review == review(kept.at(TODAY))
    assert due.next_change == next_change(kept, TODAY)


def test_only_the_rules_whose_day_has_come_need_be_asked_again() -> None:
    kept = a_full_map().kept()
    whole = review_until(kept, TODAY)

    part = review_until(kept, TODAY, only={"G08", "G11"})

    assert part.review.gaps == tuple(gap for gap in whole.review.gaps if gap.rule in ("G08", "G11"))
    assert part.closing == {
        rule: whole.closing[rule] for rule in ("G08", "G11") if rule in whole.closing
    }


def test_where_nothing_is_dated_nothing_will_change() -> None:
    assert next_change(family("Amy").kept(), TODAY) is None


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_the_answer_is_the_same_under_any_hash_seed(seed: str) -> None:
    script = (
        "import json; from tests.queries.gaps.test_review import a_full_map, gaps;"
        "print(json.dumps([gap.model_dump_json() for gap in gaps(a_full_map().network())]))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}

    out = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=True, text=True
    ).stdout

    assert json.loads(out) == [gap.model_dump_json() for gap in gaps(a_full_map().network())]
