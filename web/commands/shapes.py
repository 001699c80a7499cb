"""The shapes in which `--json` gives answers; other programs read them, so they stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.network import Network
from queries.kin import Kin
from queries.love import Answer, Answers

if TYPE_CHECKING:
    from queries.gaps import Gap

Shape = dict[str, object]

QUESTIONS = ("who_loves", "child_loves", "may_love", "might_learn", "always_loved")


def answers_shape(network: Network, answers: Answers) -> Shape:
    """The four questions and those who always loved the child, each a list of people."""
    found: Shape = {"on": answers.on.isoformat()}
    for question in QUESTIONS:
        found[question] = [_answer(network, answer) for answer in getattr(answers, question)]
    return found


def kin_shape(network: Network, kinship: Mapping[str, Kin]) -> list[Shape]:
    """Everyone's kin to the child, in the order of the map."""
    return [
        {
            "person": network.ref(kin.person_id),
            "known_as": network.known_as(kin.person_id),
            "term": kin.term,
            "class": kin.kin_class,
            "degree": kin.degree,
            "side": kin.side,
            "also": kin.also,
            "hl7": kin.hl7,
        }
        for kin in kinship.values()
    ]


def gaps_shape(network: Network, gaps: Iterable[Gap]) -> list[Shape]:
    """Every gap, in the order of the rules."""
    return [
        {
            "rule": gap.rule,
            "subject_id": network.ref(gap.subject_id) if gap.subject_id else "",
            "subject": gap.subject,
            "severity": gap.severity,
            "sentence": gap.sentence,
            "next_question": gap.next_question,
            "show_in_meeting": gap.show_in_meeting,
        }
        for gap in gaps
    ]


def _answer(network: Network, answer: Answer) -> Shape:
    return {
        "person": network.ref(answer.person_id),
        "known_as": answer.known_as,
        "tier": answer.tier,
        "reason": answer.reason,
        "caution": answer.caution,
    }
