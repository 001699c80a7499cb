"""The four questions: who, tier, reason with the words and their date, caution, order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.access import visible
from graph.errors import BadValueError
from graph.network import Silence
from graph.silences import silences_of
from graph.viewers import AUDIENCES, Viewer
from queries.love import Answer, Answers, four_questions
from tests.families import Family, family

ALLOCATED = Viewer(account="w", is_allocated=True)
ROOM = Viewer(account="r", audience="family_meeting")


def ask(told: Family, viewer: Viewer = ALLOCATED) -> Answers:
    return four_questions(visible(told.network(), viewer))


def names(answers: tuple[Answer, ...]) -> list[str]:
    return [answer.known_as for answer in answers]


def amy() -> Family:
    return family("Amy", dob="2015-01-01").mother("Beth").father("Carl")


def test_two_different_sources_agree_or_only_one_says_so() -> None:
    told = amy().says("Beth", "loves", "Amy", "Mine.").says("Carl", "loves", "Amy")
    told.tie(
        "loves", "Beth", "Amy", said_by="Amy", source_type="child_words", source_date="2026-10-02"
    )

    assert [(a.known_as, a.tier) for a in ask(told).who_loves] == [("Beth", "A"), ("Carl", "B")]


def test_all_records_are_one_source() -> None:
    told = amy().tie("loves", "Beth", "Amy", source_type="record")
    told.tie("loves", "Beth", "Amy", source_type="record")

    assert ask(told).who_loves[0].tier == "B"


def test_the_reason_carries_the_words_who_said_them_and_when() -> None:
    told = amy().says("Beth", "loves", "Amy", "“My whole heart.”", on="2026-10-30")
    told.tie("loves", "Beth", "Amy", said_by="Carl", source_date="2026-09")

    assert set(ask(told).who_loves[0].reason.split(" | ")) == {
        "Beth 2026-10-30: “My whole heart.”",
        "Carl 2026-09: (named on the map)",
    }


def test_a_source_who_does_not_stand_on_the_map_is_someone() -> None:
    told = amy().tie("loves", "Beth", "Amy", source_id="elsewhere", source_date="2026-09-01")

    assert ask(told).who_loves[0].reason.startswith("someone 2026-09-01")


def test_what_was_said_most_lately_comes_first() -> None:
    told = (
        amy()
        .says("Beth", "loves", "Amy", on="2026-01-01")
        .says("Carl", "loves", "Amy", on="2026-05")
    )

    assert names(ask(told).who_loves) == ["Carl", "Beth"]


def test_a_day_that_is_only_about_known_is_as_late_as_its_year() -> None:
    told = (
        amy()
        .says("Beth", "loves", "Amy", on="about 2019")
        .says("Carl", "loves", "Amy", on="2026-05")
    )

    assert names(ask(told).who_loves) == ["Carl", "Beth"]


def test_those_who_have_died_always_loved() -> None:
    told = amy().person("Beth", life_status="died").says("Beth", "loves", "Amy")
    told.says("Amy", "misses", "Beth")
    answers = ask(told)

    assert names(answers.who_loves) == []
    assert names(answers.always_loved) == ["Beth"]
    assert [(a.known_as, a.caution) for a in answers.child_loves] == [("Beth", "has died")]


def test_a_child_loves_pets_too_and_nobody_says_that_a_pet_loves_the_child() -> None:
    told = amy().pet("Rex").says("Amy", "loves", "Rex").tie("loves", "Rex", "Amy")

    assert names(ask(told).child_loves) == ["Rex"]
    assert names(ask(told).who_loves) == []


def test_a_babys_love_is_observed() -> None:
    told = amy().tie("loves", "Amy", "Beth", source_type="professional_observation", said_by="Carl")

    assert ask(told).child_loves[0].tier == "B"


def test_an_unsafe_person_who_loves_is_shown_with_a_shield_of_words() -> None:
    told = amy().stance("Carl", "not_safe").says("Carl", "loves", "Amy")
    answers = ask(told)

    assert answers.who_loves[0].caution == "not safe: show the love, never a suggestion to meet"
    assert "Carl" not in names(answers.may_love)


def test_family_may_love_and_the_nearest_come_first() -> None:
    told = amy().mother("Gran", of="Beth").sibling("Dan", of="Beth")

    assert names(ask(told).may_love) == ["Beth", "Carl", "Gran", "Dan"]
    assert {answer.tier for answer in ask(told).may_love} == {"kin"}


@pytest.mark.parametrize(
    ("fields", "question"),
    [
        ({"start_date": "2026-05-20"}, "may_love"),
        ({"start_date": "2026-05-21"}, "might_learn"),
        ({"start_date": ""}, "may_love"),
        ({"start_date": "2026-11-01", "status": "ended"}, "may_love"),
        ({"status": "disputed"}, "might_learn"),
    ],
)
def test_a_tie_of_half_a_year_is_a_bond(fields: dict[str, str], question: str) -> None:
    told = amy().adult("Moe").tie("mentor", "Moe", "Amy", **fields)

    assert "Moe" in names(getattr(ask(told), question))


@pytest.mark.parametrize("rung", ["contacted", "engaged", "committed", "lifelong"])
def test_whoever_has_been_reached_might_learn_to_love(rung: str) -> None:
    told = amy().adult("Moe", ladder=()).found("Moe", rung)

    assert names(ask(told).might_learn) == ["Moe"]


@pytest.mark.parametrize("rung", ["declined", "do_not_contact"])
def test_nobody_is_prompted_towards_whoever_has_declined(rung: str) -> None:
    told = amy().found("Carl", rung)

    assert names(ask(told).may_love) == ["Beth"]


def test_the_childs_no_is_a_caution_for_the_worker_and_silence_for_everyone_else() -> None:
    told = amy().says("Amy", "does_not_want_to_see", "Carl")

    assert {a.known_as: a.caution for a in ask(told).may_love}["Carl"].endswith(
        "child says not now"
    )
    assert names(ask(told, ROOM).may_love) == ["Beth"]


def test_the_room_is_told_no_caution_and_no_rung() -> None:
    told = amy().stance("Beth", "safe_with_support").person("Carl", address_confidential=True)
    answers = ask(told, ROOM)

    assert {a.caution for a in answers.may_love} == {""}
    assert {a.reason for a in answers.may_love} == {"mother", "father"}


def test_whereabouts_are_a_caution_of_their_own() -> None:
    told = amy().person("Beth", address_confidential=True).stance("Beth", "safe_with_support")

    assert ask(told).may_love[0].caution == "safe with support; whereabouts confidential"


def test_the_young_are_asked_gently() -> None:
    told = amy().brother("Kit", dob="2010-01-01")

    reasons = {answer.known_as: answer.reason for answer in ask(told).may_love}

    assert reasons["Kit"].endswith("; a child or young person; ask gently")


def test_nobody_asks_without_a_day() -> None:
    network = amy().network().changed(on=None)

    with pytest.raises(BadValueError, match="which day"):
        four_questions(network)


NAMES = ("Beth", "Carl", "Dan", "Eve", "Fay")
FACTS = st.tuples(
    st.sampled_from(["not_safe", "safe", "unknown"]),
    st.sampled_from(["engaged", "declined", "do_not_contact", "discovered"]),
    st.sampled_from(["H1", "H2", ""]),
    st.sampled_from(["does_not_want_to_see", "afraid_of", "loves", ""]),
    st.sampled_from(["everyone", "adults_only", "professionals_only"]),
)


def told_by(facts: list[tuple[str, str, str, str, str]]) -> Family:
    told = family("Amy", dob="2012-01-01")
    for name, (stance, rung, home, said, level) in zip(NAMES, facts, strict=True):
        told.adult(name, visibility=level).stance(name, stance).found(name, rung)
        told.tie("family_friend", name, "Amy").says(name, "loves", "Amy")
        if home:
            told.lives(home, name)
        if said:
            told.says("Amy", said, name)
    return told


@settings(max_examples=120, deadline=None)
@given(st.lists(FACTS, min_size=5, max_size=5), st.sampled_from([*AUDIENCES, "allocated"]))
def test_nobody_whom_the_whole_network_silences_is_ever_prompted(
    facts: list[tuple[str, str, str, str, str]], audience: str
) -> None:
    told = told_by(facts)
    viewer = ALLOCATED if audience == "allocated" else Viewer(account="v", audience=audience)
    seen = visible(told.network(), viewer)
    silenced = silences_of(told.network())

    answers = four_questions(seen)

    for answer in (*answers.may_love, *answers.might_learn):
        why = silenced.get(seen.own_id(answer.person_id), frozenset())
        assert not why & {Silence.NOT_SAFE, Silence.CLOSED}
        if Silence.SAID_NO in why:
            assert "child says not now" in answer.caution
        if Silence.LIVES_WITH in why:
            assert audience in ("allocated", "manager")
