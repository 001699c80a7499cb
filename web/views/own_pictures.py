"""Own pictures: what a child gives to stand for somebody on their own view of the map, alone or beside a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from graph.consent import pictures_kept
from graph.dates import as_partial
from graph.errors import BadValueError, ConflictError, RefusedError, UnknownError
from graph.history import undo
from graph.journal import Event
from graph.network import Network
from graph.own_pictures import OwnPicture
from graph.vocabulary import TABLES
from importers.pictures import LARGEST
from web.asking import NOT_HERE, account, house, network_asked, shown, viewer
from web.giving import given_content
from web.meeting.sittings import BESIDE
from web.own_pictures import faces_of
from web.permissions import needs, takes
from web.pictures import taken_away
from web.words import _, gettext

blueprint = Blueprint("own_pictures", __name__)

_ROOM_FOR_THE_REST = 100_000
_SHARED = frozenset({"csrf_token", "version", "name"})
_OF_PICTURE = _SHARED | {"kind", "mark", "shown_to"}
_OF_CHANGE = _SHARED | {"act"}
_OF_OTHERS = (
    "A photograph of somebody else is for your worker to put here: they ask first whether that is "
    "all right. You can draw them, or choose a mark."
)


@blueprint.get("/child/<id:child_id>/my-people/<id:person_id>/picture")
@needs("own_voice")
def own_picture(child_id: str, person_id: str) -> str:
    """The picture that the child gave somebody, and how to give another."""
    return _page(_network(child_id, person_id), person_id, "")


@blueprint.post("/child/<id:child_id>/my-people/<id:person_id>/picture")
@needs("own_voice")
@takes(LARGEST + _ROOM_FOR_THE_REST)
def give(child_id: str, person_id: str) -> Any:
    """A drawing, a mark, or of themself a photograph, made anew and kept as the child’s own; and who may see it."""
    network = _network(child_id, person_id)
    before = _as_sent(network, person_id, _OF_PICTURE)
    try:
        kind, content = _content(network, person_id, before)
    except (RefusedError, BadValueError) as error:
        return _page(network, person_id, gettext(str(error))), 400
    picture = OwnPicture(
        id=before.id if before else uuid4().hex,
        version=before.version if before else 0,
        child_id=child_id,
        person_id=network.own_id(person_id),
        kind=kind,
        content=content,
        **_told(),
    )
    with house().store.writer(_event(child_id, "gave_own_picture")) as writer:
        # Of two that were given at once the child sees one: the other would keep what they chose for it.
        for other in _every(network, person_id):
            if other.id != picture.id:
                writer.remove(other)
        writer.put(picture)
    flash(_("Kept. You can change it whenever you like."))
    return redirect(url_for("voice.own_people", child_id=child_id), 303)


@blueprint.post("/child/<id:child_id>/my-people/<id:person_id>/picture/change")
@needs("own_voice")
def change(child_id: str, person_id: str) -> Response:
    """Taken away, or put back: each is one button."""
    network = _network(child_id, person_id)
    before = _as_sent(network, person_id, _OF_CHANGE)
    act = request.form.get("act", "")
    if act not in _ACTS:
        abort(400)
    _ACTS[act](network, person_id, before if before and before.content else None)
    return redirect(
        url_for("own_pictures.own_picture", child_id=child_id, person_id=person_id), 303
    )


def _take_away(network: Network, person_id: str, picture: OwnPicture | None) -> None:
    if picture is None:
        raise UnknownError(NOT_HERE)
    with house().store.writer(_event(picture.child_id, "took_own_picture_away")) as writer:
        for one in _every(network, person_id):
            writer.remove(one)
    flash(_("It is taken away. You can put it back from here."))


def _put_back(network: Network, person_id: str, picture: OwnPicture | None) -> None:
    entry = taken_away(house().store, network, person_id, OwnPicture)
    if entry is None or picture is not None:
        raise UnknownError(NOT_HERE)
    undo(house().store, entry, account().id, _beside())
    flash(_("It is back."))


_ACTS: Mapping[str, Callable[[Network, str, OwnPicture | None], None]] = {
    "take_away": _take_away,
    "put_back": _put_back,
}


def _network(child_id: str, person_id: str) -> Network:
    network = network_asked(child_id)
    if person_id not in network.people or network.people[person_id].is_placeholder:
        raise UnknownError(NOT_HERE)
    return network


def _kept(network: Network, person_id: str) -> OwnPicture | None:
    """The picture as it is kept; an empty one where consent was taken back."""
    kept = house().store.kept(OwnPicture, network.own_id(network.child_id))
    mine = [one for one in kept if one.person_id == network.own_id(person_id)]
    return max(mine, key=lambda one: (bool(one.content), one.id), default=None)


def _every(network: Network, person_id: str) -> tuple[OwnPicture, ...]:
    child_id = network.own_id(network.child_id)
    return pictures_kept(house().store, child_id, network.own_id(person_id), OwnPicture)


def _as_sent(network: Network, person_id: str, boxes: frozenset[str]) -> OwnPicture | None:
    """The picture that a form was made for; ConflictError where it, or whom the id means, is another by now."""
    if not set(request.form) <= boxes:
        abort(400)
    before = _kept(network, person_id)
    # Ids of a view are numbers in an order: whoever came meanwhile would make this somebody else.
    is_same = request.form.get("name") == network.known_as(person_id)
    if not is_same or request.form.get("version", "") != str(before.version if before else 0):
        raise ConflictError(before)
    return before


def _content(network: Network, person_id: str, before: OwnPicture | None) -> tuple[str, str]:
    """What is given; where it is nothing new, what stands there."""
    if (
        before
        and before.content
        and not request.files.get("picture")
        and not request.form.get("mark")
    ):
        return before.kind, before.content
    kind, content = given_content("drawing")
    if kind == "photo" and person_id != network.child_id:
        raise BadValueError(_(_OF_OTHERS))
    return kind, content


def _told() -> dict[str, Any]:
    """Who may see it, by whom it is, who sat beside them, and when."""
    to = request.form.get("shown_to", "worker")
    if to not in TABLES["shown_to"]:
        abort(400)
    by = {"by": account().id, "beside": _beside()}
    return {"shown_to": to, **by, "on": as_partial(house().today())}


def _beside() -> str:
    return str(session.get(BESIDE, ""))


def _event(child_id: str, action: str) -> Event:
    return Event(actor=account().id, action=action, chain=child_id, reason=_beside())


def _page(network: Network, person_id: str, problem: str) -> str:
    kept = _kept(network, person_id)
    picture = kept if kept and kept.content else None
    shown(network, "opened_form", {network.child_id, person_id})
    return render_template(
        "pictures/own.html",
        network=network,
        child_id=network.own_id(network.child_id),
        person_id=person_id,
        is_me=person_id == network.child_id,
        face_now=faces_of(house().store, network, viewer()).get(person_id),
        picture=picture,
        version=kept.version if kept else 0,
        was_withdrawn=kept is not None and picture is None,
        can_be_put_back=kept is None
        and taken_away(house().store, network, person_id, OwnPicture) is not None,
        marks=TABLES["picture_mark"],
        levels=TABLES["shown_to"],
        typed=request.form,
        problem=problem,
    )
