"""Across children: what is urgent and undecided, how old a voice is, whose map nobody has opened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graph.decisions import Decision
from queries.gaps import gaps
from queries.team import (
    ChildToday,
    Found,
    about,
    child_today,
    found,
    found_again,
    on_several_maps,
    still_open,
)
from tests.families import TODAY, Family, family


def callum() -> Family:
    return (
        family("Callum", dob="2009-04-03")
        .mother("Beth")
        .says("Callum", "loves", "Beth", on="2026-05-01")
    )


def what_is_found(told: Family, *decisions: Decision, on: date = TODAY) -> Found:
    return found(told.kept(), told.network(on), decisions)


def today(told: Family, *decisions: Decision, looked_at: date | None = None) -> ChildToday:
    return child_today(what_is_found(told, *decisions).summary, TODAY, looked_at)


def decision(told: Family, rule: str, kind: str, **fields: Any) -> Decision:
    return Decision(
        id=f"{rule} {kind}", child_id=told.child_id, rule=rule, kind=kind, on="2026-11-01", **fields
    )


def test_an_urgent_gap_without_a_decision_is_to_be_talked_about() -> None:
    assert {gap.rule for gap in today(callum()).urgent} == {"G17", "G19"}


def test_a_decision_takes_it_off_the_list() -> None:
    told = callum()

    line = today(told, decision(told, "G17", "answered"), decision(told, "G19", "wrong"))

    assert line.urgent == ()
    assert line.open_gaps == today(callum()).open_gaps - 2


def test_a_parked_gap_returns_on_its_day() -> None:
    told = callum()
    network = told.network()
    parked = [decision(told, "G17", "parked", until="2026-11-16")]
    rules = {gap.rule for gap in still_open(gaps(network), parked, TODAY)}
    before = {gap.rule for gap in still_open(gaps(network), parked, date(2026, 11, 15))}

    assert "G17" in rules
    assert "G17" not in before


def test_the_latest_decision_is_the_one_that_holds() -> None:
    told = callum()
    network = told.network()
    first = decision(told, "G17", "wrong")
    later = Decision(
        id="later",
        child_id=told.child_id,
        rule="G17",
        kind="parked",
        on="2026-11-10",
        until="2026-11-12",
    )

    assert "G17" in {gap.rule for gap in still_open(gaps(network), [later, first], TODAY)}


def test_of_two_decisions_on_one_day_the_later_one_holds() -> None:
    told = callum()
    first = decision(told, "G17", "wrong", number=1)
    again = decision(told, "G17", "opened_again", number=2)
    once_more = decision(told, "G17", "answered", number=3)

    def is_open(*decisions: Decision) -> bool:
        return "G17" in {gap.rule for gap in still_open(gaps(told.network()), decisions, TODAY)}

    assert is_open(again, first)
    assert not is_open(once_more, again, first)


def test_the_age_of_the_childs_voice_is_counted_in_days() -> None:
    line = today(callum())

    assert line.voice_days == 199
    assert line.voice_is_old


def test_a_map_nobody_has_opened_in_a_month_is_forgotten() -> None:
    assert today(callum()).is_forgotten(TODAY)
    assert today(callum(), looked_at=date(2026, 10, 16)).is_forgotten(TODAY)
    assert not today(callum(), looked_at=date(2026, 10, 17)).is_forgotten(TODAY)


def test_a_tag_tells_apart_two_gaps_of_one_rule() -> None:
    told = callum().about(culture_tags="Welsh;Muslim")
    found = [about(gap) for gap in gaps(told.network()) if gap.rule == "G21"]

    assert found == [("G21", "", "Muslim"), ("G21", "", "Welsh")]


def test_there_is_no_score_in_a_line() -> None:
    assert not {"score", "rank", "index", "percentile"} & set(ChildToday.model_fields)


def test_a_voice_is_old_when_the_rule_about_it_says_so() -> None:
    fresh = callum().says("Callum", "loves", "Beth", on="2026-11-01")

    assert not today(fresh).voice_is_old
    assert today(fresh).voice_days == 15


def test_a_day_on_which_nothing_is_due_changes_only_the_numbers_of_days() -> None:
    told = callum()
    before = what_is_found(told)
    assert before.until is not None
    day_before = before.until - timedelta(days=1)

    assert before.due(day_before) == frozenset()
    assert before.gaps_on(day_before) == gaps(told.network(day_before))


def test_on_the_day_that_is_due_only_those_rules_are_asked_again() -> None:
    told = callum().together("Beth", "2026-11-10").matters("Beth")
    before = what_is_found(told)
    day = min(before.closing.values())

    again = found_again(before, told.kept(), told.network(day))

    assert before.due(day) < {gap.rule for gap in before.gaps} | set(before.closing)
    assert again.gaps == gaps(told.network(day))
    assert again.until is None or again.until > day


def test_what_was_found_comes_back_whole_from_how_it_is_kept() -> None:
    told = callum().about(culture_tags="Welsh", next_review="2026-12-01")
    was = what_is_found(told, decision(told, "G17", "parked", until="2026-12-01"))

    assert Found.model_validate_json(was.model_dump_json()) == was


def test_a_grown_up_on_two_maps_is_named_as_each_child_calls_them() -> None:
    one = what_is_found(family("Amy").mother("Beth").sister("Cai")).summary
    other = one.model_copy(update={"child_id": "dan", "adults": {**one.adults}})
    alone = one.model_copy(update={"child_id": "eve", "adults": {"somebody": "Fay"}})
    beth = next(iter(one.adults))

    assert on_several_maps([one, other, alone]) == {beth: {one.child_id: "Beth", "dan": "Beth"}}
    assert on_several_maps([one, alone]) == {}
