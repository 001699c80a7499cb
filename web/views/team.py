"""The team: the children to talk about today, to filter, sort and take along."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any

from flask import Blueprint, Response, render_template, request

from graph.access import viewer_for
from graph.roles import may
from importers.defusing import defused
from queries.team import ChildToday
from web.asking import account, house, noted
from web.permissions import needs
from web.team_list import team_list
from web.words import _

blueprint = Blueprint("team", __name__)

FILTERS: Mapping[str, str] = {
    "": "everyone",
    "urgent": "something urgent, and nobody has decided",
    "voice": "the child’s voice is old",
    "forgotten": "nobody has looked in a month",
}
ORDERS: Mapping[str, str] = {
    "name": "by name",
    "review": "next review first",
    "voice": "oldest voice first",
    "looked": "longest unseen first",
}
_KEYS: Mapping[str, Callable[[ChildToday], Any]] = {
    "name": lambda one: one.known_as.casefold(),
    "review": lambda one: (not one.next_review, one.next_review),
    "voice": lambda one: -(one.voice_days if one.voice_days is not None else 10**6),
    "looked": lambda one: one.looked_at.isoformat() if one.looked_at else "",
}


@blueprint.get("/team")
@needs("read_team")
def team() -> str:
    """The list."""
    return render_template(
        "next/team.html",
        lines=_lines(),
        chosen=request.args.get("show", ""),
        order=request.args.get("order", "name"),
        filters=FILTERS,
        orders=ORDERS,
        today=house().today(),
    )


@blueprint.get("/team.csv")
@needs("read_team")
def team_as_file() -> Response:
    """The list as a spreadsheet: no cell of it can attack whoever opens it."""
    made = StringIO()
    writer = csv.writer(made)
    heads = ("child", "urgent", "open", "days since own words", "last looked at", "next review")
    writer.writerow([_(head) for head in heads])
    for one in _lines():
        row = (
            one.known_as,
            len(one.undecided),
            one.open_gaps,
            one.voice_days,
            one.looked_at,
            one.next_review,
        )
        writer.writerow([defused(str(cell)) if cell is not None else "" for cell in row])
    headers = {"Content-Disposition": 'attachment; filename="children-to-talk-about.csv"'}
    return Response(made.getvalue(), mimetype="text/csv", headers=headers)


def _lines() -> list[ChildToday]:
    someone, place = account(), house()
    grants = place.store.grants(account_id=someone.id)
    now = place.clock()
    seen = [
        (line, viewer)
        for line in place.store.children()
        if (viewer := viewer_for(someone, grants, line.child_id, now))
        and may(someone.role, "read_gaps")
    ]
    lines = list(team_list(place.store, place.config, place.today(), seen))
    chosen = [one for one in lines if _is_chosen(one, request.args.get("show", ""))]
    noted("saw_team", people=[one.child_id for one in chosen])
    return sorted(chosen, key=_KEYS.get(request.args.get("order", "name"), _KEYS["name"]))


def _is_chosen(one: ChildToday, show: str) -> bool:
    if show == "urgent":
        return one.has_urgent_undecided
    if show == "voice":
        return one.voice_is_old
    return one.is_forgotten(house().today()) if show == "forgotten" else True
