"""Across children: what is urgent and undecided, how old a voice is, whose map nobody has opened."""

from __future__ import annotations

from datetime import date

from graph.decisions import Decision
from queries.gaps import gaps
from queries.team import ChildToday, about, child_today, still_open
from tests.families import TODAY, Family, family


def callum() -> Family:
    return (
        family("Callum", dob="2009-04-03")
        .mother("Beth")
        .says("Callum", "loves", "Beth", on="2026-05-01")
    )


def today(told: Family, *decisions: Decision, looked_at: date | None = None) -> ChildToday:
    network = told.network()
    return child_today(network, gaps(network), decisions, looked_at)


def decision(told: Family, rule: str, kind: str, **fields: str) -> Decision:
    return Decision(
        id=f"{rule} {kind}", child_id=told.child_id, rule=rule, kind=kind, on="2026-11-01", **fields
    )


def test_an_urgent_gap_without_a_decision_is_to_be_talked_about() -> None:
    assert {gap.rule for gap in today(callum()).undecided} == {"G17", "G19"}


def test_a_decision_takes_it_off_the_list() -> None:
    told = callum()

    line = today(told, decision(told, "G17", "answered"), decision(told, "G19", "wrong"))

    assert not line.has_urgent_undecided


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
