"""Asked: the kind questions that a map may show, out of its gaps: one about each person, three about the whole map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from queries.gaps import Gap, cards
from queries.strengths import Strength
from web.words.sayings import told


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, by the rule that asks it and whom it is about; `sentence` may be empty."""

    rule: str
    person_id: str
    sentence: str
    question: str

    @property
    def words(self) -> str:
        """What is known, and then the question."""
        return " ".join(part for part in (self.sentence, self.question) if part)


def asked_of(gaps: Iterable[Gap], beside: Iterable[Strength]) -> tuple[Asked, ...]:
    """The questions of a map as its page of next steps deals them: no more than there are strengths beside them."""
    dealt = cards(gaps, beside)
    return tuple(
        Asked(
            gap.rule,
            gap.subject_id,
            told(gap.message, gap.arguments),
            told(gap.question, gap.arguments),
        )
        for gap in (card.gap for card in (*dealt.whole_map, *dealt.people))
    )
