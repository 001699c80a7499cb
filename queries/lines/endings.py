"""The rows that one step stands for: kin is kept as parents and children only, and every other word is worked out."""

from __future__ import annotations

from queries.lines.plan import Tie
from queries.lines.words import ACROSS, DOWN, PARTNER, UP, Step


def ending(step: Step, one: str, here: str) -> tuple[Tie, ...]:
    """The row by which somebody is one step away from somebody."""
    if step.way == UP:
        return (Tie("birth_parent", one, here),)
    if step.way == DOWN:
        return (Tie("birth_parent", here, one),)
    if step.way == ACROSS:
        return (Tie("sibling", one, here, detail=step.detail),)
    if step.way == PARTNER:
        return (Tie("partner", one, here, detail=step.detail, status=step.status),)
    certainty = "possible" if step.kind == "possible_birth_parent" else ""
    return (Tie(step.kind, one, here, detail=step.detail, certainty=certainty),)
