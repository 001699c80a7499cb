"""What a line means on one map: a plan, or the one question that has to be answered first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graph.network import Network
from queries.lines.answers import Answers
from queries.lines.asking import how, in_between, namesakes, not_on_the_map, unknown_word, which_one
from queries.lines.endings import ending
from queries.lines.last_step import last_ties
from queries.lines.plan import NEW, Newcomer, Plan, Question, Tie
from queries.lines.relatives import related
from queries.lines.said import Said, taken_apart
from queries.lines.words import SIDES, UP, Step, Word, word

MOST_LETTERS = 300
_NAME_FIRST = Question("Write their name first, and then how they belong: “Rose, mum’s mum”.")
_TOO_LONG = Question("That is more than a line. Write a name, and how they belong.")
_FEELINGS = Question(
    "What somebody feels, and whether somebody is safe, is never read from a line. Add them first; then write "
    "down what was said on their page, in the words it was said in."
)
_SAME = Question("That would join somebody to themselves. Whose are they?")
_ALREADY = Question("They are joined like that already.")


def understood(line: str, network: Network, answers: Answers) -> Plan | Question:
    """What a line would put on a map, as far as whoever asks may see that map."""
    said = taken_apart(line[: MOST_LETTERS + 1])
    if not said.name or len(line) > MOST_LETTERS:
        return _TOO_LONG if said.name else _NAME_FIRST
    if said.feelings:
        return _FEELINGS
    if not said.last:
        return how(said.name, network, answers)
    found = word(said.last)
    if found is None:
        return unknown_word(said.last)
    if not (answers.who or answers.again or answers.chair):
        same = namesakes(line, said.name, network, answers)
        if same:
            return same
    return _walked(said, found, network, answers)


def belongs(name: str, way: str, network: Network, answers: Answers) -> Plan | Question:
    """The same where the name stands apart from how they belong: “Rose”, “mum’s mum”.

    The name is taken as it is, whatever stands in it; whether somebody is called so already is neither asked nor told.
    """
    said = replace(taken_apart(f"x, {way}"), name=name)
    found = word(said.last)
    return unknown_word(way) if found is None else _walked(said, found, network, answers)


def is_only_possible(way: str) -> bool:
    """Whether a way to belong says no more than that it may be so."""
    found = word(taken_apart(f"x, {way}").last)
    return found is not None and found.steps[-1].kind == "possible_birth_parent"


def _walked(said: Said, found: Word, network: Network, answers: Answers) -> Plan | Question:
    start = _start(said, network, answers)
    if isinstance(start, Question):
        return start
    here, rest = start
    steps = _steps(rest, said, found)
    if isinstance(steps, Question):
        return steps
    return _along(said, found, here, steps, network, answers)


def _start(
    said: Said, network: Network, answers: Answers
) -> tuple[str, tuple[str, ...]] | Question:
    """From whom the way begins, and the words that are left of it."""
    is_name = bool(said.whose) and word(said.whose[0]) is None
    if answers.of in network.people and not is_name:
        return answers.of, said.whose
    if not said.whose:
        return network.child_id, ()
    first, rest = said.whose[0], said.whose[1:]
    named = _named(network, first)
    if len(named) == 1:
        return named[0], rest
    if named:
        return which_one(said, rest, named, answers, network)
    return not_on_the_map(first) if word(first) is None else (network.child_id, said.whose)


def _named(network: Network, text: str) -> tuple[str, ...]:
    wanted = text.casefold()
    return tuple(
        person
        for person in network.in_order
        if wanted
        in (network.known_as(person).casefold(), network.people[person].full_name.casefold())
    )


def _steps(rest: tuple[str, ...], said: Said, found: Word) -> tuple[Step, ...] | Question:
    steps: list[Step] = []
    for text in rest:
        between = word(text)
        if between is None:
            return not_on_the_map(text)
        steps += between.steps
    return _on_side((*steps, *found.steps), said.side)


def _on_side(steps: tuple[Step, ...], side: str) -> tuple[Step, ...] | Question:
    """“On mum’s side”: the first step is to her."""
    if not side:
        return steps
    parent = word(side)
    gender = SIDES.get(side.lower(), parent.gender if parent else "")
    if not gender or not (steps[0].way == UP and steps[0].is_implied):
        return unknown_word(side)
    return (Step(UP, gender), *steps[1:])


def _along(
    said: Said,
    found: Word,
    here: str,
    steps: tuple[Step, ...],
    network: Network,
    answers: Answers,
) -> Plan | Question:
    """Step by step to whom the newcomer is joined; empty chairs only where somebody asked for them."""
    chairs: list[Newcomer] = []
    ties: list[Tie] = []
    for nth, step in enumerate(steps[:-1]):
        others = () if here not in network.people else related(network, here, step)
        if len(others) == 1 and not step.is_implied and _is_sure(network, others[0], step):
            here = others[0]
        elif chairs or (answers.chairs and nth == 0):
            chairs.append(_chair(f"chair-{nth}", step))
            ties += ending(step, chairs[-1].key, here)
            here = chairs[-1].key
        else:
            return in_between(said.name, here, others, steps[nth:], network, answers)
    return _ended(said, found, here, steps[-1], (tuple(chairs), tuple(ties)), network, answers)


def _is_sure(network: Network, person_id: str, step: Step) -> bool:
    return step.gender in ("unknown", network.people[person_id].gender)


def _chair(key: str, step: Step) -> Newcomer:
    return Newcomer(key, gender=step.gender, entity_type="placeholder", network_kind="placeholder")


def _ended(
    said: Said,
    found: Word,
    here: str,
    step: Step,
    so_far: tuple[tuple[Newcomer, ...], tuple[Tie, ...]],
    network: Network,
    answers: Answers,
) -> Plan | Question:
    """The last step: the rows that join the newcomer, or what has to be asked about them."""
    chairs, ties = so_far
    subject = answers.who if answers.who in network.people else NEW
    if subject == here:
        return _SAME
    last = last_ties(said, step, subject, here, network, answers)
    if isinstance(last, Question):
        return last
    plan = Plan(
        newcomers=(*chairs, _newcomer(said.name, found)),
        ties=(*ties, *last),
        who=answers.who if subject != NEW else "",
        chair=answers.chair if answers.chair in network.people else "",
    )
    return _without_what_is_there(plan, network)


def _newcomer(name: str, found: Word) -> Newcomer:
    return Newcomer(
        NEW,
        name=name,
        gender=found.gender,
        entity_type=found.entity_type,
        network_kind=found.network_kind,
        role=found.role,
        is_adult=found.is_adult,
    )


def _without_what_is_there(plan: Plan, network: Network) -> Plan | Question:
    """The plan without a newcomer who is there already, and without ties that are."""
    if not plan.who and not plan.chair:
        return plan
    there = {(row.kind, row.from_id, row.to_id) for row in network.relationships}
    own = plan.subject
    ties = tuple(_of(tie, own) for tie in plan.ties)
    left = tuple(tie for tie in ties if (tie.kind, tie.from_id, tie.to_id) not in there)
    if not left and not plan.chair:
        return _ALREADY
    is_chair = bool(plan.chair)
    newcomers = tuple(one for one in plan.newcomers if one.key != NEW or is_chair)
    return replace(plan, newcomers=newcomers, ties=left)


def _of(tie: Tie, subject: str) -> Tie:
    ends: Mapping[str, str] = {NEW: subject}
    return replace(
        tie, from_id=ends.get(tie.from_id, tie.from_id), to_id=ends.get(tie.to_id, tie.to_id)
    )
