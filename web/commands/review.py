"""`review`: across children, whom to talk about today. Only children whose answer could have changed are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from graph.journal import Event
from graph.viewers import Viewer
from web.commands.desk import Desk, desk
from web.commands.reading import say
from web.commands.shapes import Shape
from web.commands.verb import Day, Verb, as_option, json_option
from web.tables import table, terminal_width
from web.words import _, ngettext
from web.words.sayings import told

if TYPE_CHECKING:
    from queries.team import ChildToday

_TODAY = "today"
_SHOW = (_TODAY, "urgent", "voice", "forgotten", "all")
_ORDERS = ("name", "review", "voice", "looked")


@click.command(cls=Verb, permission="read_team")
@click.option(
    "--show",
    type=click.Choice(_SHOW),
    default=_TODAY,
    help=_("Which children: those to talk about today, one reason of these, or all."),
)
@click.option("--order", type=click.Choice(_ORDERS), default="name", help=_("In which order."))
@click.option(
    "--on",
    type=Day(),
    metavar="DATE",
    default=None,
    help=_("The day to look at. Default: today."),
)
@as_option
@json_option
def review(show: str, order: str, on: date | None, as_email: str, as_json: bool) -> None:
    """Whom to talk about today, across children."""
    from web.review_helpers import helpers
    from web.reviews import reviewed
    from web.team_list import chosen, lines

    with desk(as_email) as here:
        day = on or here.today
        with helpers(here.store, here.config, day) as asker:
            found = reviewed(here.store, here.config, day, _seen(here), asker)
            listed = lines(found, here.config, day)
            picked = chosen(listed, day, "" if show == _TODAY else show, order)
        refs = {line.child_id: line.ref or line.child_id for line in here.children()}
        people = {gap.subject_id for one in picked for gap in one.urgent if gap.subject_id}
        people |= {one.child_id for one in picked}
        event = Event(actor=here.actor, action="saw_team", people=tuple(sorted(people)))
        here.store.note(event)
    say(as_json, [_shape(one, refs[one.child_id], day) for one in picked], _in_words(picked))


def _seen(here: Desk) -> Iterator[tuple[str, Viewer]]:
    """The children of this desk, and as whom each is looked at."""
    from web.team_list import children_of

    if here.account is not None:
        own = children_of(here.store, here.account, here.now)
        yield from ((child, one.model_copy(update={"account": here.actor})) for child, one in own)
        return
    for line in here.store.children():
        yield line.child_id, here.viewer(line.child_id, None)


def _shape(one: ChildToday, child: str, on: date) -> Shape:
    return {
        "child": child,
        "known_as": one.known_as,
        "open": one.open_gaps,
        "this_week": [
            {
                "rule": gap.rule,
                "subject_id": one.refs.get(gap.subject_id, ""),
                "subject": gap.subject,
                "sentence": gap.sentence,
                "next_question": gap.next_question,
            }
            for gap in one.urgent
        ],
        "voice_days": one.voice_days,
        "voice_is_old": one.voice_is_old,
        "looked_at": one.looked_at.isoformat() if one.looked_at else None,
        "is_forgotten": one.is_forgotten(on),
        "next_review": one.next_review,
    }


def _in_words(picked: Sequence[ChildToday]) -> str:
    if not picked:
        return _("No child is on this list. Whose good news could be told instead?")
    headings = (
        *(_("Child"), _("This week, and nobody has decided"), _("Open")),
        *(_("Own words"), _("Looked at"), _("Next review")),
    )
    rows = (row for one in picked for row in _rows(one))
    return table(headings, rows, terminal_width())


def _rows(one: ChildToday) -> Iterable[Sequence[str]]:
    """A row for each sentence; the name and the rest only once."""
    first, *others = [told(gap.message, gap.arguments) for gap in one.urgent] or [""]
    looked_at = one.looked_at.isoformat() if one.looked_at else _("never")
    facts = (str(one.open_gaps), _voice(one), looked_at, one.next_review)
    yield one.known_as, first, *facts
    yield from (("", other, "", "", "", "") for other in others)


def _voice(one: ChildToday) -> str:
    if one.voice_days is None:
        return _("never written down")
    return ngettext("%(n)s day ago", "%(n)s days ago", one.voice_days) % {"n": one.voice_days}
