"""The story of a map: time together week by week, the timeline, homes side by side, and how people are joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from flask import Blueprint, render_template

from graph.errors import UnknownError
from graph.network import Network
from graph.relationships import Relationship
from queries.circles import circles
from queries.connections import how_connected
from queries.futures import after_eighteen, paid_share, what_if
from queries.moment import Moment
from queries.options import options
from queries.ribbons import Ribbon, ribbons
from queries.routes import separate_routes
from queries.timeline import timeline
from web.asking import NOT_HERE, house, network_asked, shown
from web.permissions import needs
from web.pictures import pictures_of
from web.words import _
from web.words.sayings import MONTHS

blueprint = Blueprint("story", __name__)


@blueprint.get("/child/<id:child_id>/time-together")
@needs("read_record")
def time_together(child_id: str) -> str:
    """A ribbon for each person, weeks across, with the plan beside what happened."""
    network = network_asked(child_id)
    found = ribbons(network)
    shown(network, "saw_times", {network.child_id, *(one.person_id for one in found)})
    return render_template(
        "next/time_together.html",
        network=network,
        child_id=child_id,
        ribbons=found,
        months=_months(found),
        placings=circles(network),
        pictures=pictures_of(house().store, network),
    )


@blueprint.get("/child/<id:child_id>/timeline")
@needs("read_record")
def story_so_far(child_id: str) -> str:
    """Homes as chapters, and who came and who was lost at each move."""
    network = network_asked(child_id)
    found = timeline(network)
    shown(network, "saw_timeline", found.people | {network.child_id})
    return render_template("next/timeline.html", network=network, child_id=child_id, story=found)


@blueprint.get("/child/<id:child_id>/homes")
@needs("read_record")
def homes(child_id: str) -> str:
    """The homes being considered, side by side."""
    network = network_asked(child_id)
    found = options(network)
    shown(network, "saw_homes", (found.people & network.people.keys()) | {network.child_id})
    return render_template("next/homes.html", network=network, child_id=child_id, found=found)


@blueprint.get("/child/<id:child_id>/later")
@needs("read_record")
def later(child_id: str) -> str:
    """What remains after eighteen, when every paid role has ended."""
    network = network_asked(child_id)
    now = Moment(network)
    found = after_eighteen(network, now)
    named = (*found.remains, *found.carers, *found.ends_by_then, *found.still_paid)
    shown(network, "saw_later", {network.child_id, *named})
    return render_template(
        "next/later.html",
        network=network,
        child_id=child_id,
        found=found,
        promises=_by_person(network, found.promises),
        paid=paid_share(network, moment=now),
        placings=circles(network),
        pictures=pictures_of(house().store, network),
    )


@blueprint.get("/child/<id:child_id>/person/<id:person_id>/joined")
@needs("read_record")
def joined(child_id: str, person_id: str) -> str:
    """How somebody is connected to the child, and what would go if they stepped back."""
    network = network_asked(child_id)
    if person_id not in network.people or person_id == network.child_id:
        raise UnknownError(NOT_HERE)
    now = Moment(network)
    way, routes = how_connected(network, person_id, now), separate_routes(now, person_id)
    without = what_if(network, person_id, now)
    named = {network.child_id, person_id, *without.out_of_reach}
    named |= {step.person_id for step in way.steps} | {one for route in routes for one in route}
    shown(network, "saw_connection", named)
    return render_template(
        "next/joined.html",
        network=network,
        child_id=child_id,
        person_id=person_id,
        way=way,
        without=without,
        promises=_by_person(network, without.promises).get(person_id, ()),
        plans=_by_person(network, without.plans).get(person_id, ()),
        routes=routes,
        placings=circles(network),
        pictures=pictures_of(house().store, network),
    )


def _months(found: Sequence[Ribbon]) -> list[Mapping[str, object]]:
    """The months above the weeks, each with how many of the weeks begin in it."""
    mondays = [week.monday for week in found[0].weeks] if found else []
    groups = groupby(mondays, key=lambda monday: (monday.year, monday.month))
    return [{"name": _(MONTHS[month - 1]), "weeks": len(list(g))} for (_y, month), g in groups]


def _by_person(network: Network, ids: Sequence[str]) -> Mapping[str, list[Relationship]]:
    """Some rows, by whom they are from."""
    found: dict[str, list[Relationship]] = {}
    for row in network.relationships:
        if row.id in ids:
            found.setdefault(row.from_id, []).append(row)
    return found
