"""`connect` and `whatif`: how somebody is connected to the child, and what would go if they stepped back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from graph.network import Network
from graph.relationships import Relationship
from graph.sensitivity import RECORD
from graph.vocabulary import PROMISES
from web.commands.desk import desk
from web.commands.reading import headline, say
from web.commands.record import people_shape, person_asked, record_view
from web.commands.shapes import Shape
from web.commands.verb import Verb, json_option, of_a_child
from web.tables import paragraph, table, terminal_width
from web.words import _, ngettext
from web.words.kin import way_told
from web.words.ways import ways_apart

if TYPE_CHECKING:
    from queries.connections import Connection
    from queries.futures import SteppingBack

Routes = Sequence[Sequence[str]]


@click.command(cls=Verb, permission="read_map", forms=("map", "people"))
@of_a_child
@click.argument("person")
@json_option
def connect(
    child: str, person: str, on: date | None, audience: str | None, as_email: str, as_json: bool
) -> None:
    """How somebody is connected to the child."""
    from queries.connections import how_connected
    from queries.moment import Moment
    from queries.routes import separate_routes

    with desk(as_email) as here:
        network, viewer = here.view(child, audience, on)
        asked = person_asked(network, person)
        now = Moment(network)
        way = how_connected(network, asked, now)
        # Whom a route leaves out would tell a family who is held not to be safe.
        routes = separate_routes(now, asked) if network.shows(RECORD) else None
        named = {network.child_id, asked, *(step.person_id for step in way.steps)}
        here.note(network, viewer, "saw_connection", named.union(*(routes or ())))
    say(as_json, _way_shape(network, way, routes), _way_in_words(network, way, routes))


@click.command("whatif", cls=Verb, permission="read_record")
@of_a_child
@click.argument("person")
@json_option
def stepping_back(
    child: str, person: str, on: date | None, audience: str | None, as_email: str, as_json: bool
) -> None:
    """What would go if somebody stepped back."""
    from queries.futures import what_if

    with desk(as_email) as here:
        network, viewer = record_view(here, child, audience, on)
        found = what_if(network, person_asked(network, person))
        named = {network.child_id, found.person_id, *found.out_of_reach}
        here.note(network, viewer, "saw_what_if", named)
    say(as_json, _without_shape(network, found), _without_in_words(network, found))


def _way_shape(network: Network, way: Connection, routes: Routes | None) -> Shape:
    return {
        "on": _day(network),
        "person": network.ref(way.person_id),
        "known_as": network.known_as(way.person_id),
        "sentence": way.sentence,
        "steps": [
            {
                "person": network.ref(step.person_id),
                "known_as": network.known_as(step.person_id),
                "word": step.word,
            }
            for step in way.steps
        ],
        "ways_told": None if routes is None else ways_apart(routes, network),
        "ways_today": None if routes is None else [people_shape(network, way) for way in routes],
    }


def _way_in_words(network: Network, way: Connection, routes: Routes | None) -> str:
    width = terminal_width()
    lines = [paragraph(way_told(way, network), width)]
    if routes is not None:
        lines += ["", paragraph(ways_apart(routes, network), width)]
    return "\n".join(lines)


def _without_shape(network: Network, found: SteppingBack) -> Shape:
    rows = _rows(network)
    return {
        "on": _day(network),
        "person": network.ref(found.person_id),
        "known_as": network.known_as(found.person_id),
        "out_of_reach": people_shape(network, found.out_of_reach),
        "promises": [
            {"promise": rows[one].detail, "words": rows[one].words} for one in found.promises
        ],
        "plans": [
            {"every_days": rows[one].plan_every_days, "mode": rows[one].plan_mode}
            for one in found.plans
        ],
        "culture_tags": list(found.culture_tags),
    }


def _without_in_words(network: Network, found: SteppingBack) -> str:
    name = network.known_as(found.person_id)
    rows = _rows(network)
    promises = [PROMISES.get(rows[one].detail, rows[one].detail) for one in found.promises]
    told = (
        (_("No longer within reach"), [network.known_as(one) for one in found.out_of_reach]),
        (_("Promises that would go"), [_(promise) for promise in promises]),
        (_("Plans that would go"), [_plan(rows[one]) for one in found.plans]),
        (_("Culture nobody else shares"), list(found.culture_tags)),
    )
    lines = [(heading, "; ".join(parts)) for heading, parts in told if parts]
    day = network.on or date.min
    heading = _("If %(name)s stepped back") % {"name": name}
    if not lines:
        nothing = _("Nobody else would be out of reach, and no promise or plan would go.")
        return f"{headline(network, day)}\n\n{paragraph(nothing, terminal_width())}"
    return f"{headline(network, day)}\n\n{table((heading, ''), lines, terminal_width())}"


def _plan(row: Relationship) -> str:
    if row.plan_every_days is None:
        return _("time together when they want")
    return ngettext(
        "time together every day", "time together every %(n)s days", row.plan_every_days
    ) % {"n": row.plan_every_days}


def _rows(network: Network) -> dict[str, Relationship]:
    return {row.id: row for row in network.relationships}


def _day(network: Network) -> str:
    return network.on.isoformat() if network.on else ""
