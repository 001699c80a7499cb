"""One typed line about somebody, understood: who they are and how they belong, or the question that is left.

Nothing is guessed: what a line leaves open comes back as a question, and love and safety are never read from it.
"""

from queries.lines.answers import Answers
from queries.lines.meaning import belongs, is_only_possible, understood
from queries.lines.plan import Choice, Newcomer, Plan, Question, Tie

__all__ = [
    "Answers",
    "Choice",
    "Newcomer",
    "Plan",
    "Question",
    "Tie",
    "belongs",
    "is_only_possible",
    "understood",
]
