"""History: what was changed on a child’s map, by whom and when, and taking it back."""

from __future__ import annotations

from itertools import islice

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.access import visible_records
from graph.errors import UnknownError
from graph.history import is_undoable, undo
from graph.journal import Entry
from graph.network import Network
from graph.placements import OwnPlacement, Placement
from graph.roles import may
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.chronicle import Line, chronicle
from web.permissions import needs
from web.taps import change_called
from web.words import _

blueprint = Blueprint("history", __name__)

A_PAGE = 40
_BY_HAND = frozenset({"added", "changed", "loosened", "undo"})


@blueprint.get("/child/<id:child_id>/history")
@needs("read_history")
def history(child_id: str) -> str:
    """The changes, newest first."""
    network = network_asked(child_id)
    lines = _page(child_id, network, request.args.get("before", ""))
    shown(network, "saw_history", {network.child_id}.union(*(line.people for line in lines)))
    return render_template(
        "history.html",
        network=network,
        child_id=child_id,
        lines=[(line, _called(line.entry) if _may_undo(line) else "") for line in lines],
        earlier=_called(lines[-1].entry) if len(lines) == A_PAGE else "",
    )


def _page(child_id: str, network: Network, before: str) -> tuple[Line, ...]:
    """A page of lines: those before one that the viewer was shown, or the newest."""
    entries, heard = house().store.entries, _heard(network)
    if before:
        lines = chronicle(entries(child_id, newest_first=True), network, heard)
        if any(_called(line.entry) == before for line in lines):
            return tuple(islice(lines, A_PAGE))
    return tuple(islice(chronicle(entries(child_id, newest_first=True), network, heard), A_PAGE))


@blueprint.post("/child/<id:child_id>/undo/<id:change>")
@needs("change_map")
def take_back(child_id: str, change: str) -> Response:
    """One change taken back, as a new one."""
    network = network_asked(child_id)
    entry = _entry(child_id, change)
    line = next(chronicle([entry], network), None)
    if line is None or not line.is_whole or entry.action not in _BY_HAND:
        raise UnknownError(NOT_HERE)
    done = undo(house().store, entry, account().id)
    kept = _("Taken back, but for what protects more now.")
    flash(kept if done.kept else _("Taken back."))
    return redirect(url_for("history.history", child_id=child_id), 303)


def _heard(network: Network) -> frozenset[str]:
    """The places given by voices, by their ids, that the viewer hears today."""
    child_id, kept = network.own_id(network.child_id), house().store.kept
    places = (*kept(Placement, child_id), *kept(OwnPlacement, child_id))
    return frozenset(one.id for one in visible_records(places, network))


def _may_undo(line: Line) -> bool:
    is_mine_to_undo = may(account().role, "change_map") and line.is_whole
    is_by_hand = line.entry.action in _BY_HAND
    return is_mine_to_undo and is_by_hand and is_undoable(house().store, line.entry)


def _called(entry: Entry) -> str:
    return change_called(entry, account().id)


def _entry(child_id: str, change: str) -> Entry:
    for entry in house().store.entries(child_id, newest_first=True):
        if _called(entry) == change:
            return entry
    raise UnknownError(NOT_HERE)
