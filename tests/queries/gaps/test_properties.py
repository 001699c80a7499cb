"""What holds of every map: time together, danger, order of the rows, and the day an answer changes."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.contacts import Contact
from graph.network import Network
from graph.standings import Move
from queries.gaps import Gap, gaps, next_change
from tests.families import TODAY, Family, family
from tests.queries.gaps.asked import ago
from tests.queries.gaps.test_review import TOWARDS_CONTACT

NAMES = ("Beth", "Dad", "Gran", "Ben", "Fay", "Una", "Rex")
KINDS = ("birth_parent", "partner", "friend", "foster_carer", "carer_family", "loves", "misses")
KINDS += ("wants_to_see", "does_not_want_to_see", "promise", "family_time_plan", "professional")
CHILDS_OWN = ("misses", "does_not_want_to_see")
OUTCOMES = ("yes", "yes", "cancelled_by_service", "did_not_attend")
WAYS = ("face_to_face", "phone", "letter_card", "video")
STANCES = ("safe", "safe_with_support", "not_safe", "unknown")
RUNGS = ("discovered", "contacted", "engaged", "lifelong", "declined")

seeds = st.integers(min_value=0, max_value=2**32)
names = st.sampled_from(NAMES)


def a_family(seed: int) -> Family:
    """A small map from a seed: every rule that looks at a day can be near its threshold."""
    chance = Random(seed)
    amy = family("Amy", dob=ago(chance.randint(200, 6500))).about(culture_tags="Irish")
    for name in NAMES:
        amy.person(name, **somebody(chance))
    for _ in range(chance.randint(2, 14)):
        tie(chance, amy)
    for _ in range(chance.randint(0, 14)):
        outcome = chance.choice(OUTCOMES)
        amy.together(chance.choice(NAMES), some_day(chance), chance.choice(WAYS), happened=outcome)
    return amy.lives("H1", "Amy", chance.choice(NAMES)).lives("H2", *chance.sample(NAMES, 2))


def some_day(chance: Random, later: int = 0) -> str:
    return ago(chance.randint(-40, 800) - later)


def somebody(chance: Random) -> dict[str, object]:
    """Who somebody is, and where they stand."""
    return {
        "gender": chance.choice(("female", "male")),
        "life_stage": chance.choice(("adult", "child", "unknown")),
        "life_status": chance.choice(("alive", "alive", "alive", "died")),
        "culture_tags": chance.choice((("Irish",), ())),
        "network_kind": chance.choice(("natural", "natural", "carer", "professional")),
        "first_known_date": some_day(chance),
        "role_end_date": some_day(chance),
        "ladder": ({"to": chance.choice(RUNGS), "on": some_day(chance)},),
        "stance": ({"to": chance.choice(STANCES), "on": some_day(chance)},),
        "importance": ({"to": chance.choice(("yes", "no", "not_asked"))},),
    }


def tie(chance: Random, amy: Family) -> None:
    """One row, dated, and in somebody's own words; the child and one other, or two others."""
    kind = chance.choice(KINDS)
    one, other = chance.sample(NAMES, 2)
    if kind in CHILDS_OWN:
        one = "Amy"
    elif chance.random() < 2 / 3:
        other = "Amy"
    is_plan = kind == "family_time_plan"
    amy.tie(
        kind,
        one,
        other,
        status=chance.choice(("current", "current", "current", "ended")),
        start_date=chance.choice((some_day(chance, later=-100), "")),
        end_date=chance.choice((some_day(chance, later=300), "")),
        plan_every_days=chance.choice((7, 14, 40)) if is_plan else None,
        plan_mode="in_person" if is_plan else "",
        source_type="child_words" if one == "Amy" else "person_words",
        said_by=one,
        source_date=some_day(chance),
    )


def about(person_id: str, network: Network) -> set[str]:
    return {gap.rule for gap in gaps(network) if gap.subject_id == person_id}


def what(found: tuple[Gap, ...]) -> list[object]:
    """The gaps without their number of days, which is told anew each day."""
    return [
        (
            *(gap.rule, gap.subject_id, gap.subject, gap.severity),
            *(gap.show_in_meeting, gap.next_question),
            {name: value for name, value in gap.arguments.items() if name != "days"},
        )
        for gap in found
    ]


@given(seeds, names, st.integers(min_value=0, max_value=400), st.sampled_from(WAYS))
@settings(max_examples=150, deadline=None)
def test_a_time_together_never_makes_anyone_less_seen(
    seed: int, name: str, when: int, way: str
) -> None:
    amy = a_family(seed)
    network, person = amy.network(), amy.id(name)
    met = Contact(
        id="met", child_id=amy.child_id, person_id=person, date=ago(when), contact_type=way
    )  # type: ignore[arg-type]

    more = network.changed(contacts=(*network.contacts, met))

    new = about(person, more) - about(person, network)
    assert not new & {"G08", "G10", "G31"}


@given(seeds, names)
@settings(max_examples=100, deadline=None)
def test_making_anyone_not_safe_silences_all_that_leads_to_contact(seed: int, name: str) -> None:
    amy = a_family(seed)
    amy.person(name, stance=({"to": "not_safe"},))

    assert not about(amy.id(name), amy.network()) & TOWARDS_CONTACT


@given(seeds, seeds)
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_rows_changes_nothing_that_is_told(seed: int, order: int) -> None:
    network = a_family(seed).network()

    shuffled = network.changed(**in_another_order(network, Random(order)))

    assert [gap.model_copy(update={"facts": ()}) for gap in gaps(shuffled)] == [
        gap.model_copy(update={"facts": ()}) for gap in gaps(network)
    ]
    assert [set(gap.facts) for gap in gaps(shuffled)] == [set(gap.facts) for gap in gaps(network)]


def in_another_order(network: Network, chance: Random) -> dict[str, object]:
    people = [*network.people]
    chance.shuffle(people)
    return {
        "people": {person: network.people[person] for person in people},
        "standings": {person: network.standings[person] for person in reversed(people)},
        "relationships": tuple(chance.sample(network.relationships, len(network.relationships))),
        "contacts": tuple(chance.sample(network.contacts, len(network.contacts))),
        "stays": tuple(chance.sample(network.stays, len(network.stays))),
    }


@given(seeds, st.integers(min_value=1, max_value=500))
@settings(max_examples=150, deadline=None)
def test_nothing_changes_before_the_day_on_which_it_could(seed: int, ahead: int) -> None:
    kept = a_family(seed).kept()
    day = TODAY + timedelta(days=ahead)
    due = next_change(kept, TODAY)
    if due is not None and due <= day:
        day = due - timedelta(days=1)

    assert what(gaps(kept.at(day))) == what(gaps(kept.at(TODAY)))


@given(seeds)
@settings(max_examples=50, deadline=None)
def test_a_gap_retold_on_a_later_day_is_the_gap_of_that_day(seed: int) -> None:
    kept = a_family(seed).kept()
    due = next_change(kept, TODAY)
    last = due - timedelta(days=1) if due else TODAY + timedelta(days=90)

    assert [gap.told_on(last) for gap in gaps(kept.at(TODAY))] == list(gaps(kept.at(last)))


def test_a_stance_from_a_later_day_silences_from_that_day() -> None:
    amy = family("Amy").mother("Beth").brother("Ben")
    later = Move(to="not_safe", on=ago(-3))  # type: ignore[arg-type]
    amy.person("Ben", stance=(Move(to="safe", on=ago(9)), later))  # type: ignore[arg-type]

    day = next_change(amy.kept(), TODAY)

    assert day == TODAY + timedelta(days=3)
    assert "G08" in about(amy.id("Ben"), amy.network())
    assert "G08" not in about(amy.id("Ben"), amy.network(on=day))
