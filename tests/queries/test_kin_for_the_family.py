"""Kin words are for everybody: a view that hides when somebody was born or died still says them rightly."""

from __future__ import annotations

import pytest

from graph.access import visible
from graph.dates import UNKNOWN
from graph.network import Network
from graph.viewers import Viewer
from queries.kinship import kinship
from queries.love import four_questions
from tests.families import TODAY, Family, family

AUDIENCES = ("family_meeting", "child", "print_family", "professionals", "manager")


def view(told: Family, audience: str) -> Network:
    return visible(told.network(TODAY), Viewer(account="sam", audience=audience))


@pytest.fixture
def widows() -> Family:
    """A stepmother and an aunt whose husbands have died, and a man who was with her mother for a few months."""
    return (
        family("Amy", dob="2015-01-01")
        .mother("Beth")
        .father("Fred", dod="2020-03", life_status="died")
        .adult("Wyn", "female")
        .partners("Fred", "Wyn", start_date="2016", end_date="2020-03")
        .mother("Nan", of="Beth")
        .brother("Ugo", of="Beth", dod="2021-05-01", life_status="died")
        .adult("Tess", "female")
        .partners("Ugo", "Tess", start_date="2012", end_date="2021-05-01")
        .adult("Dale", "male")
        .partners("Beth", "Dale", "cohabiting", start_date="2013-01-01", end_date="2015-03-01")
    )


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_family_hears_the_same_kin_words_as_those_who_work_with_it(
    widows: Family, audience: str
) -> None:
    seen = view(widows, audience)
    found = kinship(seen)

    said = {
        name: (found[seen.find(name)].term, found[seen.find(name)].kin_class)
        for name in ("Wyn", "Tess", "Dale")
    }

    assert said == {
        "Wyn": ("stepmother", "step"),
        "Tess": ("maternal aunt by marriage", "in-law"),
        "Dale": ("mother's former partner", "past"),
    }


@pytest.mark.parametrize("audience", AUDIENCES)
def test_whoever_was_there_too_short_a_time_is_family_for_nobody(
    widows: Family, audience: str
) -> None:
    seen = view(widows, audience)

    may_love = {answer.person_id for answer in four_questions(seen).may_love}

    assert seen.find("Dale") not in may_love


def test_the_days_behind_a_kin_word_are_not_in_what_the_family_sees(widows: Family) -> None:
    seen = view(widows, "family_meeting")

    assert seen.people[seen.find("Fred")].dod == UNKNOWN
    assert seen.child.dob.text == "--01-01"
