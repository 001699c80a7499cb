"""A look first: before the family sees a picture that a child gave, somebody who works with them has looked at it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for

from graph.dates import as_partial
from graph.errors import ConflictError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.own_pictures import OwnPicture, OwnPictureLook
from graph.sensitivity import RECORD
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.own_pictures import looks_at, own_pictures_of
from web.permissions import needs
from web.pictures import guarded_by
from web.second_person import NOT_AGREED, agreed_reason, reason_is_missing, second_person
from web.words import _

blueprint = Blueprint("second_look", __name__)


@blueprint.get("/child/<id:child_id>/own-words/picture/<id:own_picture_id>")
@needs("loosen")
def look(child_id: str, own_picture_id: str) -> str:
    """The picture at its full size, what to look for in it, and who has to."""
    network = network_asked(child_id)
    return _page(network, _picture(network, own_picture_id), {})


@blueprint.post("/child/<id:child_id>/own-words/picture/<id:own_picture_id>")
@needs("loosen")
def looked(child_id: str, own_picture_id: str) -> Any:
    """Looked at, so that those see it whom the child chose; or kept from the family again, which takes one."""
    network = network_asked(child_id)
    picture = _picture(network, own_picture_id)
    before = looks_at(house().store, network).get(picture.id)
    if _version_sent() != (before.version if before else 0, picture.version):
        raise ConflictError(before)
    guarded = guarded_by(house().store, network, picture.person_id)
    if "keep_back" in request.form:
        _keep(network, picture, frozenset(), "kept_picture_back")
        flash(_("The family does not see it. The picture itself stays as it is."))
        return redirect(url_for("own_words.own_words", child_id=child_id), 303)
    problems, reason = _problems(child_id) if guarded else ({}, "")
    if problems:
        return _page(network, picture, problems), 400
    _keep(network, picture, picture.looks_needed(guarded), "loosened", reason)
    flash(_("Saved. Those whom the child chose see it from now on."))
    return redirect(url_for("own_words.own_words", child_id=child_id), 303)


def _problems(child_id: str) -> tuple[Mapping[str, str], str]:
    """What is missing for an act of two people; or the reason, with the name of whoever agreed."""
    if reason_is_missing():
        return {"reason": _("Say in a sentence why this is right, and how you know.")}, ""
    second = second_person(child_id)
    if second is None:
        return {"second_password": _(NOT_AGREED)}, ""
    return {}, agreed_reason(second)


def _picture(network: Network, picture_id: str) -> OwnPicture:
    """A picture that the child gave and that this viewer sees; nothing where the child chose nobody else to see it."""
    seen = own_pictures_of(house().store, network).values()
    found = next((one for one in seen if one.id == picture_id), None)
    if found is None or found.shown_to == "worker" or not network.shows(RECORD):
        raise UnknownError(NOT_HERE)
    return found


def _version_sent() -> tuple[int, int]:
    """Of the look, and of the picture that was looked at."""
    sent = [request.form.get(name, "") for name in ("version", "picture_version")]
    first, second = (int(one) if one.isdecimal() and len(one) < 10 else -1 for one in sent)
    return first, second


def _keep(
    network: Network,
    picture: OwnPicture,
    looked_for: frozenset[str],
    action: str,
    reason: str = "",
) -> None:
    before = looks_at(house().store, network).get(picture.id)
    chain = network.own_id(network.child_id)
    record = OwnPictureLook(
        id=before.id if before else uuid4().hex,
        version=before.version if before else 0,
        child_id=chain,
        person_id=network.own_id(picture.person_id),
        picture_id=picture.id,
        looked_for=tuple(sorted(looked_for)),
        by=account().id,
        on=as_partial(house().today()),
    )
    event = Event(actor=account().id, action=action, chain=chain, reason=reason)
    with house().store.writer(event) as writer:
        writer.put(record)


def _page(network: Network, picture: OwnPicture, problems: Mapping[str, str]) -> str:
    guarded = guarded_by(house().store, network, picture.person_id)
    before = looks_at(house().store, network).get(picture.id)
    shown(network, "opened_form", {network.child_id, picture.person_id})
    return render_template(
        "pictures/look.html",
        network=network,
        child_id=network.child_id,
        picture=picture,
        is_guarded=bool(guarded),
        is_looked_at=picture.was_looked_at(before, guarded),
        version=before.version if before else 0,
        problems=problems,
        reason=request.form.get("reason", ""),
        second_email=request.form.get("second_email", ""),
    )
