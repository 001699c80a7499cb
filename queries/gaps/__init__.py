"""Gaps: from a child's map to the next kind question.

A rule is a small function and one row of `rules.csv`; the row holds the words. A gap is a question, not a failure.
"""

from queries.gaps.cards import Card, Cards, cards
from queries.gaps.gap import CannotTell, Gap
from queries.gaps.review import Due, Review, gaps, next_change, review, review_until
from queries.gaps.rules import RULES
from queries.gaps.thresholds import DEFAULTS, Thresholds

__all__ = [
    "DEFAULTS",
    "RULES",
    "CannotTell",
    "Card",
    "Cards",
    "Due",
    "Gap",
    "Review",
    "Thresholds",
    "cards",
    "gaps",
    "next_change",
    "review",
    "review_until",
]
