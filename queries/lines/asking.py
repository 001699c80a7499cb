"""The questions that a line can leave open, each with ways to answer by one tap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.network import Network
from queries.lines.answers import Answers
from queries.lines.plan import Choice, Question
from queries.lines.said import Said
from queries.lines.words import HALF, UP, Step, word, written

_SECOND = (
    ("adoptive %(word)s", "adoptive {word}"),
    ("a second mother or father by law", "legal parent"),
    ("step-%(word)s", "step{word}"),
    ("foster %(word)s", "foster {word}"),
    ("possibly; people tell us different things", "possible {word}"),
)
# Messages that begin with a name, in one place where they can be found.
_WHO_THEY_ARE = "%(person)s, %(kin)s"
_OF_THE_CHILD = "%(child)s’s %(word)s"
_OF_SOMEBODY = "%(person)s’s %(word)s"
_BOTH = "%(one)s and %(other)s"
_ONE = "%(one)s, as far as we know"
_A_CHAIR = "%(whose)s’s %(word)s is not known yet: leave an empty chair"
_A_SECOND = "%(whose)s has %(others)s on the map. What is %(name)s to %(whose)s?"
_NOT_HERE = (
    "%(whose)s’s %(word)s is not on the map yet. Add that person first, or leave a chair for them."
)
_A_PAIR = 2
_NO_KIN = Choice("No relation: a friend of the family who is called so", {}, "")


def how(name: str, network: Network, answers: Answers) -> Question:
    """Nobody said how they belong; a name that begins with a word for kin is asked about, and never believed."""
    child = network.known_as(network.child_id)
    about = {"name": name, "child": child}
    called = name.split()[0] if name else ""
    choices: list[Choice] = []
    if word(called) is not None:
        first = Choice(
            _OF_THE_CHILD,
            {"child": child, "word": called.lower()},
            f"{name}, {called.lower()}",
            answers.also(of=answers.of or network.child_id),
        )
        choices = [first, _no_relation(name, answers)]
    return Question("How does %(name)s belong?", about, tuple(choices))


def _no_relation(name: str, answers: Answers) -> Choice:
    return Choice(_NO_KIN.message, {}, f"{name}, family friend", answers.also(of=""))


def unknown_word(text: str) -> Question:
    """A word that nobody taught us."""
    return Question(
        "We do not know “%(words)s” as a way to belong. Try a word such as mother, uncle, friend or teacher, or choose "
        "below.",
        {"words": text},
    )


def not_on_the_map(text: str) -> Question:
    """A name of nobody here."""
    return Question(
        "Nobody on this map is called “%(words)s” yet. Add them first, or choose below whose they are.",
        {"words": text},
    )


def namesakes(line: str, name: str, network: Network, answers: Answers) -> Question | None:
    """Somebody of that name is here already: the same, or another?"""
    wanted = name.casefold()
    same = [
        person
        for person in network.in_order
        if wanted
        in (network.known_as(person).casefold(), network.people[person].full_name.casefold())
    ]
    if not same:
        return None
    here = [
        Choice(
            "The %(person)s who is here already: join them like this",
            {"person": network.known_as(person), "id": person},
            line,
            answers.also(who=person),
        )
        for person in same
    ]
    another = Choice("Another %(name)s", {"name": name}, line, answers.also(again="yes"))
    return Question(
        "There is a %(name)s on the map already. Who is this?", {"name": name}, (*here, another)
    )


def which_one(
    said: Said, rest: Sequence[str], named: Iterable[str], answers: Answers, network: Network
) -> Question:
    """A name that several have."""
    way = "’s ".join((*rest, said.last))
    choices = tuple(
        Choice(
            _WHO_THEY_ARE,
            {"person": network.known_as(person), "id": person},
            f"{said.name}, {way}",
            answers.also(of=person),
        )
        for person in named
    )
    return Question("Which of them is meant?", {}, choices)


def in_between(
    name: str,
    here: str,
    others: Sequence[str],
    steps: Sequence[Step],
    network: Network,
    answers: Answers,
) -> Question:
    """Who stands between: which of several, or somebody who is not on the map."""
    step, rest = steps[0], steps[1:]
    way = "’s ".join(written(one) for one in rest)
    choices = [
        Choice(
            _OF_SOMEBODY,
            {"person": network.known_as(other), "word": way.replace("’", "'"), "id": other},
            f"{name}, {way}",
            answers.also(of=other),
        )
        for other in others
    ]
    chairs = _chairs(name, here, others, steps, network, answers)
    no_kin = [_no_relation(name, answers)] if step.is_implied and here == network.child_id else []
    about = {"name": name, "whose": network.known_as(here), "word": written(step)}
    message = (
        "Through whom does %(name)s belong to %(whose)s?"
        if others or step.is_implied
        else _NOT_HERE
    )
    return Question(message, about, (*choices, *chairs, *no_kin))


def _chairs(
    name: str,
    here: str,
    others: Sequence[str],
    steps: Sequence[Step],
    network: Network,
    answers: Answers,
) -> list[Choice]:
    """An empty chair for whoever is not known yet; of parents, for those who are not here."""
    step, rest = steps[0], steps[1:]
    known = {network.people[other].gender for other in others}
    genders = [step.gender]
    if step.way == UP and step.gender == "unknown":
        genders = [gender for gender in ("female", "male") if gender not in known]
    found = []
    for gender in genders:
        first = written(Step(step.way, gender, step.kind, step.detail))
        way = "’s ".join((first, *(written(one) for one in rest)))
        found.append(
            Choice(
                _A_CHAIR,
                {"whose": network.known_as(here), "word": first},
                f"{name}, {way}",
                answers.also(of=here, chairs="yes"),
            )
        )
    return found


def a_chair(
    said: Said, step: Step, here: str, chair: str, network: Network, answers: Answers
) -> Question:
    """There is an empty chair for just such a parent."""
    about = {"name": said.name, "whose": network.known_as(here), "word": written(step)}
    line = f"{said.name}, {written(step)}"
    yes = Choice("Yes, it is %(name)s’s chair", about, line, answers.also(of=here, chair=chair))
    no = Choice("No, somebody else belongs there", about, line, answers.also(of=here, chair="no"))
    message = "There is an empty chair for %(whose)s’s %(word)s. Is it %(name)s’s?"
    return Question(message, about, (yes, no))


def a_second_parent(
    said: Said, step: Step, here: str, known: Sequence[str], network: Network, answers: Answers
) -> Question:
    """There is such a parent already: what kind of parent is this one?"""
    plain = written(step)
    about = {
        "name": said.name,
        "whose": network.known_as(here),
        "others": ", ".join(network.known_as(person) for person in known),
    }
    choices = tuple(
        Choice(
            message,
            {"word": plain},
            f"{said.name}, {line.format(word=plain).replace('stepparent', 'step-parent')}",
            answers.also(of=here),
        )
        for message, line in _SECOND
    )
    message = _A_SECOND
    return Question(message, about, choices)


def shared_parents(
    said: Said, step: Step, here: str, known: Sequence[str], network: Network, answers: Answers
) -> Question:
    """Which parents brothers and sisters share; nobody has to know."""
    names = {parent: network.known_as(parent) for parent in known}
    line = f"{said.name}, {written(step)}"

    def choice(message: str, about: dict[str, str], parents: str) -> Choice:
        return Choice(message, about, line, answers.also(of=here, parents=parents))

    both = (
        [
            choice(
                _BOTH,
                {"one": names[known[0]], "other": names[known[1]]},
                ".".join(known),
            )
        ]
        if len(known) == _A_PAIR and step.detail != HALF
        else []
    )
    single = [choice(_ONE, {"one": name}, parent) for parent, name in names.items()]
    unknown = choice("We do not know yet", {}, "unknown")
    about = {"name": said.name, "whose": network.known_as(here)}
    message = "Which of %(whose)s’s parents are %(name)s’s too?"
    return Question(message, about, (*both, *single, unknown))
