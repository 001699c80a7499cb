"""Prints: choosing a sheet and for whom, looking at it first, and taking it away as a file."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from graph.errors import HeldBackError, RefusedError, UnknownError
from graph.network import Network
from graph.sensitivity import CHILD_PRIVATE
from graph.viewers import Viewer
from web.asking import NOT_HERE, account, house, network_asked, shown, viewer, viewer_of
from web.maps.lenses import LENSES, lenses_for
from web.permissions import needs
from web.prints.asked import Asked, Choice, asked, choices, file_name
from web.prints.sheets import Sheet

blueprint = Blueprint("prints", __name__)

# A page of its own is for keeping, never for opening as one of ours.
_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "html": "application/octet-stream",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@blueprint.get("/child/<id:child_id>/prints")
@needs("read_map")
def prints(child_id: str) -> str:
    """What can be printed for whom; one of them as it will be, where one is chosen."""
    network = network_asked(child_id)
    chosen = request.args.get("print", "")
    shown(network, "opened_prints", (network.child_id,))
    if not chosen:
        return render_template(
            "prints/choose.html",
            network=network,
            child_id=child_id,
            sheets=[(sheet, list(group)) for sheet, group in groupby(choices(viewer()), _sheet)],
        )
    print_ = _asked(child_id, chosen, request.args.get("lens", ""))
    without = _without(network, print_)
    if without:
        shown(network, "saw_left_out", without)
    return render_template(
        "prints/look.html",
        network=network,
        child_id=child_id,
        choice=print_.choice,
        leaves=print_.to_look_at().html,
        lenses=lenses_for(print_.told.network) if print_.choice.sheet.has_lenses else (),
        made_for=print_.told.made_for,
        without=without,
    )


@blueprint.post("/child/<id:child_id>/prints")
@needs("read_map")
def take_away(child_id: str) -> Answer:
    """One print as a file."""
    chosen, kind = request.form.get("print", ""), request.form.get("kind", "")
    print_ = _asked(child_id, chosen, request.form.get("lens", ""))
    try:
        content = print_.as_file(kind)
    except (UnknownError, HeldBackError):
        raise
    except RefusedError as error:
        flash(str(error))
        return redirect(url_for("prints.prints", child_id=child_id, print=chosen), 303)
    name = file_name(print_.choice, house().today(), kind)
    return Response(
        content,
        mimetype=_TYPES[kind],
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _without(network: Network, print_: Asked) -> list[str]:
    """Whom the child left out of it, for whoever may read what is the child’s."""
    if not network.shows(CHILD_PRIVATE):
        return []
    return [person for person in network.in_order if network.own_id(person) in print_.without]


def _sheet(choice: Choice) -> Sheet:
    return choice.sheet


def _asked(child_id: str, chosen: str, lens: str) -> Asked:
    found = next((one for one in choices(viewer()) if one.name == chosen), None)
    if found is None:
        raise UnknownError(NOT_HERE)
    if found.sheet.has_lenses and lens in {one.name for one in LENSES}:
        found = replace(found, lens=lens)
    today = house().today()
    return asked(house().store, child_id, _own_viewer, found, today, today)


def _own_viewer(child_id: str) -> Viewer | None:
    try:
        return viewer_of(account(), child_id)
    except UnknownError:
        return None
