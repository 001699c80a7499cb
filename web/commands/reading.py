"""The questions about children and their people: `children`, `ask` and `kin`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import click

from graph.access import classes_for
from graph.journal import Event
from graph.network import Network
from graph.sensitivity import PROTECTED, RECORD
from graph.stores.protocol import ChildLine
from graph.vocabulary import TABLES
from queries.kin import Kin
from queries.kinship import kinship
from queries.love import NAMED_ON_THE_MAP, Answer, Answers, Said, four_questions
from queries.moment import Moment
from web.commands.desk import Desk, desk
from web.commands.shapes import QUESTIONS, Shape, answers_shape, kin_shape
from web.commands.verb import Verb, as_option, audience_option, json_option, of_a_child
from web.reading import network_for
from web.tables import as_json, plain, table, terminal_width
from web.words import _
from web.words.kin import kin_word
from web.words.sayings import day

_ASKED = {
    "who_loves": "Who loves {child}?",
    "child_loves": "Whom does {child} love?",
    "may_love": "Who may love {child}?",
    "might_learn": "Who might learn to love {child}?",
    "always_loved": "Who always loved {child}, and has died",
}
_NOBODY = {
    "who_loves": "Nobody’s words of love are written down yet. Who would you ask first?",
    "child_loves": "Nothing is written down yet. How does {child} show it?",
    "may_love": "Nobody new. Who else is there? Who would be at a wedding?",
    "might_learn": "Nobody yet. Who has begun to come close?",
}
_VOICES = {"A": "more than one voice", "B": "one voice so far"}
_HOW_SURE = {
    "who_loves": _VOICES,
    "always_loved": _VOICES,
    "child_loves": {"A": "the child’s own words", "B": "seen by others"},
    "may_love": {"kin": "family", "bond": "a bond already"},
    "might_learn": {},
}
_PROMPTS = frozenset({"may_love", "might_learn"})
_MANAGER_FIRST = (
    "talk to your manager first: lives with someone who is not safe, or whom we must not contact"
)


@click.command(cls=Verb, permission="list_children", forms=TABLES["shared_form"])
@audience_option
@as_option
@json_option
def children(audience: str | None, as_email: str, as_json: bool) -> None:
    """List the children whose maps are here."""
    with desk(as_email) as here:
        lines = here.children()
        shapes = [_child_shape(here, line, audience) for line in lines]
        shown = tuple(line.child_id for line in lines)
        here.store.note(Event(actor=here.actor, action="saw_children", people=shown))
    say(as_json, shapes, _children_in_words(shapes))


@click.command(cls=Verb, permission="read_map", forms=("love",))
@of_a_child
@json_option
def ask(child: str, on: date | None, audience: str | None, as_email: str, as_json: bool) -> None:
    """Who loves the child, and three questions more.

    Whom the child loves, who may love the child, and who might learn to.
    """
    with desk(as_email) as here:
        network, viewer = here.view(child, audience, on)
        answers = four_questions(network)
        everyone = (answer for question in QUESTIONS for answer in getattr(answers, question))
        here.note(network, viewer, "saw_who_loves", people_named(network, everyone))
    say(as_json, answers_shape(network, answers), _answers_in_words(network, answers))


@click.command(cls=Verb, permission="read_map", forms=("map", "people"))
@of_a_child
@json_option
def kin(child: str, on: date | None, audience: str | None, as_email: str, as_json: bool) -> None:
    """How everyone on the map is related to the child."""
    with desk(as_email) as here:
        network, viewer = here.view(child, audience, on)
        found = kinship(network)
        here.note(network, viewer, "saw_kin", found)
    say(as_json, kin_shape(network, found), _kin_in_words(network, found))


def say(as_json_text: bool, shape: object, words: str) -> None:
    """Print an answer, one way or the other, once it has been journalled."""
    click.echo(as_json(shape) if as_json_text else words)


def headline(network: Network, on: date) -> str:
    """Whose map it is, and on which day it was looked at."""
    name = plain(network.known_as(network.child_id))
    return _("%(child)s on %(day)s") % {"child": name, "day": day(on)}


def people_named(network: Network, found: Iterable[Answer]) -> set[str]:
    """Everyone whom some answers name: those in them, those whose words they hold, and the child."""
    answers = tuple(found)
    sources = {said.source_id for answer in answers for said in answer.said} & set(network.people)
    return {network.child_id, *(answer.person_id for answer in answers), *sources}


def one_answer(network: Network, question: str, found: Sequence[Answer]) -> str:
    """One question with the people in its answer, or an invitation where there is nobody."""
    child = plain(network.known_as(network.child_id))
    asked = _(_ASKED[question]).format(child=child)
    if not found:
        return f"{asked}\n{_(_NOBODY[question]).format(child=child)}"
    headings = (_("Who"), _("How we know"), "", _("Take care"))
    guarded = _guarded(network, question, found)
    rows = [
        row
        for answer in found
        for row in _answer_rows(question, answer, is_guarded=answer.person_id in guarded)
    ]
    return f"{asked}\n{table(headings, rows, terminal_width())}"


def _child_shape(here: Desk, line: ChildLine, audience: str | None) -> Shape:
    """A child's line; where the viewer may not see everyone, counted on the map that they may see."""
    viewer = here.viewer(line.child_id, audience)
    if RECORD in classes_for(viewer):
        child = line.ref or line.child_id
        return {"child": child, "known_as": line.known_as or line.full_name, "people": line.people}
    network = network_for(here.store, line.child_id, viewer, here.today)
    name = network.known_as(network.child_id)
    return {"child": network.child_id, "known_as": name, "people": len(network.people)}


def _children_in_words(shapes: Sequence[Shape]) -> str:
    if not shapes:
        return _("No child’s map is here yet. Bring in a spreadsheet: kith import FOLDER")
    headings = (_("Child"), _("People on the map"), _("Id"))
    rows = [(str(s["known_as"]), str(s["people"]), str(s["child"])) for s in shapes]
    return table(headings, rows, terminal_width())


def _answers_in_words(network: Network, answers: Answers) -> str:
    parts = [headline(network, answers.on)]
    for question in QUESTIONS:
        found: tuple[Answer, ...] = getattr(answers, question)
        if found or question in _NOBODY:
            parts.append(one_answer(network, question, found))
    return "\n\n".join(parts)


def _guarded(network: Network, question: str, found: Sequence[Answer]) -> frozenset[str]:
    """Those of a prompt who live with somebody unsafe, for whoever may see that: a manager is asked first."""
    if question not in _PROMPTS or not network.shows(PROTECTED):
        return frozenset()
    now = Moment(network)
    return frozenset(a.person_id for a in found if now.lives_with_danger(a.person_id))


def _answer_rows(question: str, answer: Answer, *, is_guarded: bool) -> Iterator[Sequence[str]]:
    """A row for each of the words that were said, or one for the reason; the name only once."""
    how_sure = _(_HOW_SURE[question].get(answer.tier, ""))
    grounds = "; ".join(kin_word(ground) for ground in answer.grounds)
    first, *others = [_said(said) for said in answer.said] or [grounds]
    care = [*map(_, answer.cautions), _(_MANAGER_FIRST) if is_guarded else ""]
    yield answer.known_as, first, how_sure, "; ".join(part for part in care if part)
    yield from (("", other, "", "") for other in others)


def _said(said: Said) -> str:
    """One line of words of love: who said them, when, and the words."""
    who = f"{said.who} {said.on}".strip()
    return _("%(who)s: %(words)s") % {"who": who, "words": said.words or _(NAMED_ON_THE_MAP)}


def _kin_in_words(network: Network, found: Mapping[str, Kin]) -> str:
    child = plain(network.known_as(network.child_id))
    headings = (_("Who"), _("To %(child)s") % {"child": child}, _("By which way"), _("Also"))
    rows = [
        (network.known_as(person), *map(kin_word, (kin.term, kin.told, kin.also)))
        for person, kin in found.items()
        if person != network.child_id
    ]
    if not rows:
        return _("Nobody is on this map yet but %(child)s. Who is family?") % {"child": child}
    return table(headings, rows, terminal_width())
