"""Wider: showing somebody’s picture to all who see the person on the map. An act of its own, by two people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from graph.errors import ConflictError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.pictures import Picture
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.permissions import needs
from web.pictures import guarded_by, pictures_of
from web.second_person import NOT_AGREED, agreed_reason, reason_is_missing, second_person
from web.words import _

blueprint = Blueprint("wider", __name__)


@blueprint.get("/child/<id:child_id>/person/<id:person_id>/picture/who-may-see")
@needs("loosen")
def who_may_see(child_id: str, person_id: str) -> str:
    """Who sees it now, what to look for in it, and what it takes to show it to more people."""
    network = network_asked(child_id)
    return _page(network, person_id, _picture(network, person_id), {})


@blueprint.post("/child/<id:child_id>/person/<id:person_id>/picture/who-may-see")
@needs("loosen")
def show_wider(child_id: str, person_id: str) -> Any:
    """Shown to more people, for a reason, once a second person has looked at it and agreed."""
    network = network_asked(child_id)
    picture = _picture(network, person_id)
    if request.form.get("version", "") != str(picture.version):
        raise ConflictError(picture)
    problems: dict[str, str] = {}
    guarded = guarded_by(house().store, network, person_id)
    if not picture.was_looked_at_for(guarded) and "looked_at" not in request.form:
        problems["looked_at"] = _("An address has become confidential since. Look once more.")
    if reason_is_missing():
        problems["reason"] = _("Say in a sentence why this is right, and how you know.")
    second = None if problems else second_person(child_id)
    if second is None:
        problems = problems or {"second_password": _(NOT_AGREED)}
        return _page(network, person_id, picture, problems), 400
    event = Event(
        actor=account().id, action="loosened", chain=child_id, reason=agreed_reason(second)
    )
    wider = picture.looked_at_for(guarded).model_copy(update={"visibility": "everyone"})
    with house().store.writer(event) as writer:
        writer.put(wider)
    flash(_("Saved. Both your names stand in the history."))
    return redirect(url_for("pictures.picture", child_id=child_id, person_id=person_id), 303)


def _picture(network: Network, person_id: str) -> Picture:
    """The picture as it is kept; nothing where everybody sees it who ever will."""
    found = pictures_of(house().store, network).get(person_id)
    kept = house().store.record(Picture.record_kind, found.id) if found else None
    if not isinstance(kept, Picture) or not _is_narrow(network, person_id, kept):
        raise UnknownError(NOT_HERE)
    return kept


def _is_narrow(network: Network, person_id: str, picture: Picture) -> bool:
    """Whether a picture is kept from the family by more than a missing consent."""
    guarded = guarded_by(house().store, network, person_id)
    return picture.visibility != "everyone" or not picture.was_looked_at_for(guarded)


def _page(network: Network, person_id: str, picture: Picture, problems: Mapping[str, str]) -> str:
    shown(network, "opened_form", {network.child_id, person_id})
    return render_template(
        "pictures/wider.html",
        network=network,
        child_id=network.child_id,
        person_id=person_id,
        picture=picture,
        is_guarded=not picture.was_looked_at_for(guarded_by(house().store, network, person_id)),
        problems=problems,
        reason=request.form.get("reason", ""),
        second_email=request.form.get("second_email", ""),
    )
