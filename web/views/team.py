"""The team: the children to talk about today, to filter, sort and take along."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from flask import Blueprint, Response, render_template, request

from importers.defusing import defused
from queries.team import ChildToday, on_several_maps
from web.asking import account, house, noted
from web.permissions import needs
from web.review_helpers import helpers
from web.reviews import Reviewed, reviewed
from web.team_list import FILTERS, ORDERS, children_of, chosen, lines
from web.words import _
from web.words.directions import unmarked
from web.words.sayings import told

blueprint = Blueprint("team", __name__)

_HEADS = ("child", "this week", "open", "days since own words", "last looked at", "next review")
_ACROSS = " · "


@blueprint.get("/team")
@needs("read_team")
def team() -> str:
    """The list, and the grown-ups who stand on more than one of its maps."""
    found = _found()
    listed = _chosen(found)
    several = on_several_maps([one.summary for one in found])
    _note(listed, several)
    return render_template(
        "next/team.html",
        lines=listed,
        all_lines=len(found),
        names={one.summary.child_id: one.summary.known_as for one in found},
        several=several,
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
    listed = _chosen(_found())
    _note(listed, {})
    made = StringIO()
    # Without its first character, spreadsheets take the accents of names for something else.
    made.write("\ufeff")
    writer = csv.writer(made)
    writer.writerow([_(head) for head in _HEADS])
    writer.writerows(_row(one) for one in listed)
    headers = {"Content-Disposition": 'attachment; filename="children-to-talk-about.csv"'}
    return Response(made.getvalue(), mimetype="text/csv", headers=headers)


def _row(one: ChildToday) -> list[str]:
    sentences = _ACROSS.join(told(gap.message, gap.arguments) for gap in one.urgent)
    cells = (
        *(one.known_as, sentences, one.open_gaps),
        *(one.voice_days, one.looked_at, one.next_review),
    )
    return ["" if cell is None else defused(unmarked(str(cell))) for cell in cells]


def _found() -> list[Reviewed]:
    place = house()
    seen = children_of(place.store, account(), place.clock())
    with helpers(place.store, place.config, place.today()) as asker:
        return list(reviewed(place.store, place.config, place.today(), seen, asker))


def _chosen(found: Iterable[Reviewed]) -> list[ChildToday]:
    place = house()
    show, order = request.args.get("show", ""), request.args.get("order", "name")
    return chosen(lines(found, place.config, place.today()), place.today(), show, order)


def _note(listed: Iterable[ChildToday], several: Mapping[str, Mapping[str, str]]) -> None:
    """Journal whom the list names: the children, those whom this week is about, and who is on several maps."""
    people = {gap.subject_id for one in listed for gap in one.urgent if gap.subject_id}
    people |= {one.child_id for one in listed} | set(several)
    people |= {child for maps in several.values() for child in maps}
    noted("saw_team", people=sorted(people))
