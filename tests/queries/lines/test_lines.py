"""A line about somebody is understood as people say it, and what it leaves open is asked."""

from __future__ import annotations

from string import printable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.kinship import kinship
from queries.lines import Answers, Plan, Question, understood
from queries.lines.offered import OFFERED
from queries.lines.words import FEELINGS, word
from tests.families import TODAY, Family, family

_TOLD = (
    family("Amy")
    .mother("Beth")
    .father("Carl")
    .mother("Nan", of="Beth")
    .brother("Cai")
    .friend("Fay")
    .professional("Hal")
    .carer("Dot")
)
_NETWORK = _TOLD.network().at(TODAY)
_NONE = Answers()


def plan(line: str, told: Family = _TOLD, answers: Answers = _NONE) -> list[str]:
    """The rows of a line, as words: “birth_parent new Carl”."""
    network = told.network().at(TODAY)
    found = understood(line, network, answers)
    assert isinstance(found, Plan), found
    names = {person: network.known_as(person) for person in network.people}
    return [
        f"{tie.kind} {names.get(tie.from_id, tie.from_id)} {names.get(tie.to_id, tie.to_id)}"
        for tie in found.ties
    ]


def question(line: str, answers: Answers = _NONE) -> Question:
    found = understood(line, _NETWORK, answers)
    assert isinstance(found, Question), found
    return found


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Nana Rose, dad's mum", "birth_parent new Carl"),
        ("Nana Rose - dads mum", "birth_parent new Carl"),
        ("Nana Rose: the mother of Carl", "birth_parent new Carl"),
        ("Nana Rose is Amy’s daddy’s mother", "birth_parent new Carl"),
        ("Carl's mum: Nana Rose", "birth_parent new Carl"),
        ("Lee (her mum’s dad)", "birth_parent new Beth"),
        ("Mr Okoro: teacher", "professional new Amy"),
        ("Kit, foster sister", "carer_family new Amy"),
        ("Kit, from school", "school new Amy"),
        ("Kim, social worker for Cai", "professional new Cai"),
        ("Biscuit the dog", "pet_of new Amy"),
        ("Sam, Nan's partner", "partner new Nan"),
        ("Pat, godmother", "godparent new Amy"),
        ("Ned is the neighbour", "neighbour new Amy"),
        ("Zoe, foster mum", "foster_carer new Amy"),
        ("Ann, Dot's daughter", "birth_parent Dot new"),
        ("Eve, foster carer's daughter", "birth_parent Dot new"),
        ("Jordan, possible father", "possible_birth_parent new Amy"),
        ("Jim, step dad", "step_parent new Amy"),
        ("Anne-Marie, best friend", "friend new Amy"),
        ("Ivy, great gran on mum's side", "?"),
        ("Ivy, Nan's mum", "birth_parent new Nan"),
    ],
)
def test_a_line_is_one_row(line: str, row: str) -> None:
    if row == "?":
        assert question(line).choices[0].line == "Ivy, mother"
    else:
        assert plan(line) == [row]


@pytest.mark.parametrize(
    ("line", "choices"),
    [
        ("Rose, grandmother", ["Beth", "Carl"]),
        ("Ray, uncle", ["Beth", "Carl"]),
        ("Jay, cousin", ["Beth", "Carl"]),
        ("Ivy, great-aunt", ["Beth", "Carl"]),
    ],
)
def test_a_word_with_two_sides_asks_which(line: str, choices: list[str]) -> None:
    asked = question(line).choices

    assert [one.about["person"] for one in asked if "person" in one.about] == choices
    assert "No relation" in asked[-1].message


def test_every_answer_to_a_question_leads_to_a_plan_in_a_few_taps() -> None:
    for line in ("Jay, cousin", "Ray, uncle", "Ivy, great-nan", "Jo, mum", "Mo, nephew"):
        waiting = [(line, Answers())]
        for _ in range(40):
            if not waiting:
                break
            text, answers = waiting.pop()
            found = understood(text, _NETWORK, answers)
            if isinstance(found, Question):
                assert found.choices, (line, text, found.message)
                waiting += [(one.line, Answers(**one.answers)) for one in found.choices]
        assert waiting == [], line


def test_kin_is_kept_as_parents_and_worked_out() -> None:
    told = family("Amy").mother("Beth").mother("Nan", of="Beth")
    asked = understood("Ray, mum's brother", told.network().at(TODAY), _NONE)
    assert isinstance(asked, Question)

    chosen = asked.choices[0]
    shared = plan(chosen.line, told, Answers(**chosen.answers))

    assert shared == ["birth_parent Nan new"]
    told.adult("Ray", "male").tie("birth_parent", "Nan", "Ray")
    assert kinship(told.network().at(TODAY))[told.id("Ray")].term == "maternal uncle"


def test_brothers_and_sisters_without_a_known_parent_have_a_row_of_their_own() -> None:
    assert plan("Cai, brother", family("Amy")) == ["sibling new Amy"]


def test_no_chair_is_put_where_nobody_asked_for_one() -> None:
    asked = question("Jay, daddy's brother's son")

    assert "not on the map yet" in asked.message
    assert plan(asked.choices[0].line, answers=Answers(**asked.choices[0].answers)) == [
        "sibling chair-0 Carl",
        "birth_parent chair-0 new",
    ]


def test_a_second_mother_is_asked_about() -> None:
    asked = question("Jo, mum")

    assert [one.line for one in asked.choices][:2] == ["Jo, adoptive mother", "Jo, legal parent"]


def test_a_name_that_sounds_like_kin_is_not_believed() -> None:
    assert question("Auntie Joy").choices[-1].line == "Auntie Joy, family friend"


@pytest.mark.parametrize("text", sorted(FEELINGS))
def test_love_and_safety_are_never_read_from_a_line(text: str) -> None:
    assert "never read from a line" in question(f"Rose, mum's mum {text} Amy").message


@pytest.mark.parametrize(
    "line", ["", "Rose, wizard", "Rose, Zed's mum", "x" * 400, "Amy, Amy's mum"]
)
def test_what_is_not_understood_is_asked_kindly(line: str) -> None:
    assert question(line).message


def test_every_word_that_is_offered_is_known() -> None:
    assert [text for text in OFFERED if word(text) is None] == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=printable + "’–é🙂", max_size=60), st.sampled_from(OFFERED))
def test_no_line_breaks_it_and_none_joins_anybody_to_themselves(name: str, tie: str) -> None:
    for line in (name, f"{name}, {tie}", f"{name}, Nan's {tie}"):
        found = understood(line, _NETWORK, _NONE)
        if isinstance(found, Plan):
            assert all(row.from_id != row.to_id for row in found.ties)


def test_half_brothers_share_no_more_than_one_parent() -> None:
    asked = question("Max, half brother")

    assert [one.message for one in asked.choices].count("%(one)s and %(other)s") == 0
    both = Answers(parents=".".join(_NETWORK.find(name) for name in ("Beth", "Carl")))
    assert isinstance(understood("Max, half-brother", _NETWORK, both), Question)
    assert plan("Max, half-brother", answers=Answers(parents=_NETWORK.find("Carl"))) == [
        "birth_parent Carl new"
    ]
    assert plan("Max, half-brother", answers=Answers(parents="unknown")) == ["sibling new Amy"]


def test_a_stepsister_is_the_daughter_of_a_step_parent() -> None:
    asked = question("Lou, stepsister")

    assert "leave an empty chair" in asked.choices[0].message
    assert asked.choices[0].about["word"] == "step-parent"
