"""`times` and `timeline`: time together week by week, and the story so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import click

from graph.network import Network
from graph.viewers import Viewer
from queries.changes import Change, changes
from queries.ribbons import Ribbon, Week, ribbons
from queries.timeline import Chapter, Timeline, timeline
from web.commands.desk import Desk, desk
from web.commands.reading import headline, say
from web.commands.record import people_shape, record_view
from web.commands.shapes import Shape
from web.commands.verb import Day, Verb, json_option, of_a_child
from web.maps.changed import in_groups, told
from web.reading import network_before
from web.tables import table, terminal_width
from web.words import _, ngettext

_TOGETHER, _IN_TOUCH, _CALLED_OFF, _NOTHING = "■", "▪", "□", "·"


@click.command(cls=Verb, permission="read_record")
@of_a_child
@json_option
def times(child: str, on: date | None, audience: str | None, as_email: str, as_json: bool) -> None:
    """Time together with each person, week by week."""
    with desk(as_email) as here:
        network, viewer = record_view(here, child, audience, on)
        found = ribbons(network)
        named = {network.child_id, *(one.person_id for one in found)}
        here.note(network, viewer, "saw_times", named)
    shapes = [_ribbon_shape(network, one) for one in found]
    say(as_json, shapes, _ribbons_in_words(network, found))


@click.command("timeline", cls=Verb, permission="read_record")
@of_a_child
@click.option(
    "--since",
    type=Day(),
    metavar="DATE",
    default=None,
    help=_("Tell what was added, ended or moved since that day instead."),
)
@json_option
def story(
    child: str,
    on: date | None,
    audience: str | None,
    as_email: str,
    since: date | None,
    as_json: bool,
) -> None:
    """Homes, and what happened when."""
    with desk(as_email) as here:
        network, viewer = record_view(here, child, audience, on)
        if since is not None:
            say(as_json, *_changed(here, network, viewer, since))
            return
        found = timeline(network)
        here.note(network, viewer, "saw_timeline", found.people | {network.child_id})
    say(as_json, _story_shape(network, found), _story_in_words(network, found))


def _changed(here: Desk, network: Network, viewer: Viewer, since: date) -> tuple[object, str]:
    """What changed since a day, as values and in words, once it has been journalled."""
    then = network_before(here.store, network, viewer, since, here.config.zone)
    found = changes(then, network)
    here.note(network, viewer, "saw_changes", _spoken_of(network, found))
    return _changes_shape(network, found), _changes_in_words(network, found)


def _spoken_of(network: Network, found: Sequence[Change]) -> set[str]:
    return {network.child_id, *(person for one in found for person in one.people)}


def _changes_shape(network: Network, found: Sequence[Change]) -> list[Shape]:
    return [
        {
            "kind": one.kind,
            "about": one.about,
            "sentence": told(one, network),
            "people": [network.ref(person) for person in one.people],
        }
        for one in found
    ]


def _changes_in_words(network: Network, found: Sequence[Change]) -> str:
    """What was added, said, ended and moved, each under its name."""
    top = headline(network, network.on or date.min)
    groups = in_groups(found, network)
    if not groups:
        return f"{top}\n\n{_('Nothing has changed since then, as far as we know.')}"
    width = terminal_width()
    tables = [table((label,), [(line,) for line in lines], width) for label, lines in groups]
    return "\n\n".join([top, *tables])


def _ribbon_shape(network: Network, one: Ribbon) -> Shape:
    return {
        "person": network.ref(one.person_id),
        "known_as": one.known_as,
        "weeks": [
            {
                "monday": week.monday.isoformat(),
                "happened": week.happened,
                "together": week.was_together,
                "missed": dict(week.missed),
                "ratings": list(week.ratings),
            }
            for week in one.weeks
        ],
        "plans": [
            {
                "every_days": plan.every_days,
                "mode": plan.mode,
                "planned": plan.planned,
                "happened": plan.happened,
            }
            for plan in one.plans
        ],
    }


def _ribbons_in_words(network: Network, found: Sequence[Ribbon]) -> str:
    top = headline(network, network.on or date.min)
    if not found:
        return f"{top}\n\n{_('No time together is written down yet.')}"
    key = _("%(together)s together  %(touch)s in touch  %(off)s called off  %(none)s nothing") % {
        "together": _TOGETHER,
        "touch": _IN_TOUCH,
        "off": _CALLED_OFF,
        "none": _NOTHING,
    }
    headings = (_("With"), _("The last %(n)s weeks") % {"n": len(found[0].weeks)}, _("Times"), "")
    rows = [
        (one.known_as, "".join(map(_mark, one.weeks)), str(one.happened), _planned(one))
        for one in found
    ]
    return f"{top}\n{key}\n\n{table(headings, rows, terminal_width())}"


def _mark(week: Week) -> str:
    if week.was_together:
        return _TOGETHER
    if week.happened:
        return _IN_TOUCH
    return _CALLED_OFF if week.missed else _NOTHING


def _planned(one: Ribbon) -> str:
    planned = sum(plan.planned or 0 for plan in one.plans)
    if not planned:
        return _("a plan with no set rhythm") if one.plans else ""
    return ngettext("about %(n)s planned", "about %(n)s planned", planned) % {"n": planned}


def _story_shape(network: Network, found: Timeline) -> Shape:
    return {
        "on": network.on.isoformat() if network.on else "",
        "homes": [
            {
                "starts": chapter.starts,
                "ends": chapter.ends,
                "lived_with": people_shape(network, chapter.shared_with),
                "gained": people_shape(network, chapter.gained),
                "lost": people_shape(network, chapter.lost),
                "seen": people_shape(network, chapter.seen),
                "workers": people_shape(network, chapter.workers),
            }
            for chapter in found.chapters
        ],
        "events": [
            {
                "on": event.on,
                "sentence": _told(network, event.message, event.person_id),
                "person": network.ref(event.person_id),
            }
            for event in found.events
        ],
        "as_recorded_now": people_shape(network, found.undated),
    }


def _story_in_words(network: Network, found: Timeline) -> str:
    width = terminal_width()
    parts = [headline(network, network.on or date.min)]
    is_only = len(found.chapters) == 1
    homes = [row for one in found.chapters for row in _home_rows(network, one, is_only=is_only)]
    if homes:
        parts.append(table((_("Home"), "", _("Who")), homes, width))
    events = [(event.on, _told(network, event.message, event.person_id)) for event in found.events]
    if events:
        parts.append(table((_("When"), _("What happened")), events, width))
    if found.undated:
        names = ", ".join(network.known_as(person) for person in found.undated)
        parts.append(table((_("As recorded now, with no date"),), [(names,)], width))
    return "\n\n".join(parts)


def _home_rows(network: Network, chapter: Chapter, *, is_only: bool) -> Iterator[Sequence[str]]:
    """A line for each way of belonging to a home; nobody is new, or lost, where it is the only one known."""
    when = f"{chapter.starts} – {chapter.ends}" if chapter.ends else _(chapter.starts)
    told = (
        (_("lived with"), chapter.shared_with),
        (_("new in this time"), () if is_only else chapter.gained),
        (_("not seen any more"), chapter.lost),
        (_("seen or heard from"), chapter.seen),
        (_("whose job it was"), chapter.workers),
    )
    for words, people in told:
        if people:
            yield when, words, ", ".join(network.known_as(person) for person in people)
            when = ""
    if when:
        yield when, "", _("nobody recorded")


def _told(network: Network, message: str, person_id: str) -> str:
    names = {"child": network.known_as(network.child_id), "name": network.known_as(person_id)}
    return _(message).format_map(names)
