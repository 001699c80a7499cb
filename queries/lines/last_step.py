"""The last step of a line, where what is on the map already raises a question: a second mother, an empty chair, whose
brother or sister.
"""

from __future__ import annotations

from graph.network import Network
from queries.lines.answers import Answers
from queries.lines.asking import a_chair, a_second_parent, shared_parents
from queries.lines.endings import ending
from queries.lines.plan import Question, Tie
from queries.lines.relatives import birth_parents, parents
from queries.lines.said import Said
from queries.lines.words import ACROSS, HALF, UP, Step

_BOTH = 2


def last_ties(
    said: Said, step: Step, subject: str, here: str, network: Network, answers: Answers
) -> tuple[Tie, ...] | Question:
    """The rows of the last step, or what has to be asked first."""
    if here in network.people and step.way == UP:
        return _parent(said, step, subject, here, network, answers)
    is_twin = step.kind == "twin"
    if here in network.people and (step.way == ACROSS or is_twin):
        return _sibling(said, step, subject, here, network, answers)
    return ending(step, subject, here)


def _parent(
    said: Said, step: Step, subject: str, here: str, network: Network, answers: Answers
) -> tuple[Tie, ...] | Question:
    known = parents(network, here)
    chairs = [p for p in known if network.people[p].is_placeholder and _fits(network, p, step)]
    if answers.chair in chairs:
        return ()
    if chairs and answers.chair != "no" and not answers.who:
        return a_chair(said, step, here, chairs[0], network, answers)
    same = [p for p in known if p not in chairs and network.people[p].gender == step.gender]
    if same or len(known) >= _BOTH:
        return a_second_parent(said, step, here, known, network, answers)
    return ending(step, subject, here)


def _fits(network: Network, person_id: str, step: Step) -> bool:
    return "unknown" in (step.gender, gender := network.people[person_id].gender) or (
        gender == step.gender
    )


def _sibling(
    said: Said, step: Step, subject: str, here: str, network: Network, answers: Answers
) -> tuple[Tie, ...] | Question:
    """Brothers and sisters are kept by the parents they share; a row of its own only where no parent is known."""
    known = birth_parents(network, here)
    if not known:
        return ending(step, subject, here)
    if step.kind == "twin":
        both = tuple(Tie("birth_parent", parent, subject) for parent in known)
        return (*both, *ending(step, subject, here))
    if answers.parents == "unknown":
        return ending(step, subject, here)
    chosen = [parent for parent in answers.parents.split(".") if parent in known]
    if not chosen or (step.detail == HALF and len(chosen) > 1):
        return shared_parents(said, step, here, known, network, answers)
    return tuple(Tie("birth_parent", parent, subject) for parent in chosen)
