"""Knowing: G28 to G30."""

from __future__ import annotations

import pytest

from queries.gaps import review
from tests.families import Family, family
from tests.queries.gaps.asked import ago, subjects, told


def with_dad(**fields: object) -> Family:
    amy = family("Amy").adult("Fay").adult("Dad")
    return amy.tie("birth_parent", "Dad", "Amy", **{"said_by": "Fay", **fields})


def test_a_parent_known_from_one_mouth_is_asked_about() -> None:
    (gap,) = told("G28", with_dad())

    assert gap.sentence == "Everything recorded about Dad comes from a single source."
    assert gap.show_in_meeting == "no"


def test_a_record_or_the_person_is_a_source_that_is_enough() -> None:
    assert told("G28", with_dad(source_type="record")) == []
    assert told("G28", with_dad(said_by="Dad")) == []


def test_two_sources_are_enough_and_two_records_are_one() -> None:
    assert told("G28", with_dad().says("Dad", "loves", "Amy")) == []
    assert subjects("G28", with_dad().says("Fay", "trusts", "Dad")) == ["Dad"]
    assert (
        told(
            "G28", with_dad(source_type="record").says("Fay", "trusts", "Dad", source_type="record")
        )
        == []
    )


@pytest.mark.parametrize(
    ("kind", "fires"),
    [
        ("possible_birth_parent", True),
        ("adoptive_parent", True),
        ("prospective_carer", True),
        ("donor", False),
        ("godparent", False),
    ],
)
def test_one_source_matters_of_parents_and_carers_to_be(kind: str, fires: bool) -> None:
    amy = family("Amy").adult("Fay").adult("Jo").tie(kind, "Jo", "Amy", said_by="Fay")

    assert bool(told("G28", amy)) is fires


def test_one_source_matters_where_safety_is_in_question() -> None:
    amy = family("Amy").adult("Fay").adult("Jo").tie("friend", "Jo", "Amy", said_by="Fay")

    assert subjects("G28", amy) == []
    assert subjects("G28", amy.stance("Jo", "safe_with_support")) == ["Jo"]


def test_accounts_that_differ_are_one_question_about_who_they_begin_with() -> None:
    amy = family("Amy").adult("Jordan").adult("Ty").adult("Zed")
    for ref, name in (("R2", "Ty"), ("R1", "Jordan"), ("R3", "Zed")):
        amy.tie("possible_birth_parent", name, "Amy", ref=ref, conflict_group="who is the father")

    (gap,) = told("G29", amy)

    assert (gap.subject, gap.subject_id) == ("who is the father", amy.id("Jordan"))
    assert gap.sentence == "People tell us different things: who is the father."


def test_what_the_child_says_is_about_the_other() -> None:
    amy = family("Amy").adult("Dad")
    for ref, kind in (("R1", "does_not_want_to_see"), ("R2", "wants_to_see")):
        amy.says("Amy", kind, "Dad", ref=ref, conflict_group="what Amy wants")

    assert [gap.subject_id for gap in told("G29", amy)] == [amy.id("Dad")]


def test_one_account_alone_does_not_differ() -> None:
    amy = with_dad(conflict_group="who is the father")

    assert told("G29", amy) == []
    assert (
        told(
            "G29",
            amy.tie("friend", "Fay", "Amy", conflict_group="who is the father", status="retracted"),
        )
        == []
    )


@pytest.mark.parametrize(("days", "fires"), [(365, False), (366, True)])
def test_information_grows_old_after_a_year(days: int, fires: bool) -> None:
    assert bool(told("G30", with_dad(source_date=ago(days)))) is fires


def test_a_time_together_is_new_information() -> None:
    amy = with_dad(source_date=ago(900))

    assert told("G30", amy.together("Dad", ago(400), happened="did_not_attend"))
    assert told("G30", amy.together("Dad", ago(365))) == []


def test_what_was_said_already_counts_although_it_only_begins_later() -> None:
    amy = with_dad(source_date=ago(900)).says("Fay", "trusts", "Dad", on=ago(9), start_date=ago(-9))

    assert told("G30", amy) == []


def test_how_old_it_is_counts_from_the_newest() -> None:
    amy = with_dad(source_date=ago(900)).says("Fay", "worries_about", "Dad", on=ago(500))

    (gap,) = told("G30", amy)

    assert gap.sentence == "Our information about Dad is more than a year old (500 days)."


def test_without_any_date_it_cannot_be_told_how_old_it_is() -> None:
    found = review(with_dad().network())

    assert "Nothing about Dad has a date." in {line.why for line in found.cannot_tell}
