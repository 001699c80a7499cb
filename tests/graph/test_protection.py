"""What is never loosened in passing."""

from __future__ import annotations

import pytest

from graph.people import Person
from graph.protection import loosened, most_protective
from graph.relationships import Relationship
from graph.standings import Move, Standing


def standing(stance: str = "", visibility: str = "everyone") -> Standing:
    moves = (Move(to=stance),) if stance else ()
    return Standing(id="s", child_id="amy", person_id="p", stance=moves, visibility=visibility)


@pytest.mark.parametrize(
    ("before", "after", "is_looser"),
    [
        ("not_safe", "safe_with_support", True),
        ("not_safe", "safe", True),
        ("not_safe", "unknown", True),
        ("not_safe", "", True),
        ("safe_with_support", "safe", True),
        ("safe", "not_safe", False),
        ("unknown", "safe", False),
        ("safe", "safe", False),
    ],
)
def test_a_stance_loosens_when_it_asks_for_less_care(
    before: str, after: str, is_looser: bool
) -> None:
    assert (loosened(standing(before), standing(after)) == ("stance",)) is is_looser


@pytest.mark.parametrize(
    ("before", "after", "is_looser"),
    [
        ("professionals_only", "adults_only", True),
        ("adults_only", "everyone", True),
        ("everyone", "professionals_only", False),
    ],
)
def test_a_visibility_loosens_when_more_may_see(before: str, after: str, is_looser: bool) -> None:
    one, other = standing(visibility=before), standing(visibility=after)

    assert (loosened(one, other) == ("visibility",)) is is_looser


def test_ties_have_a_visibility_too() -> None:
    tie = Relationship(id="r", from_id="a", to_id="b", kind="friend", visibility="adults_only")

    assert loosened(tie, tie.model_copy(update={"visibility": "everyone"})) == ("visibility",)


def test_an_address_once_confidential_stays_so() -> None:
    hidden = Person(id="p", address_confidential=True)

    safe = most_protective(hidden, hidden.model_copy(update={"address_confidential": False}))

    assert safe.address_confidential


def test_what_protects_more_is_kept_and_the_rest_is_taken() -> None:
    before = standing("not_safe", "adults_only")
    after = standing("safe", "professionals_only").model_copy(update={"notes": "new"})

    kept = most_protective(before, after)

    assert (kept.safety_stance(), kept.visibility, kept.notes) == (
        "not_safe",
        "professionals_only",
        "new",
    )
