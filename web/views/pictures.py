"""Pictures: giving somebody a face on the map, saying who agreed, and taking it away again."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.consent import pictures_kept, withdraw_consent
from graph.errors import BadValueError, ConflictError, RefusedError, UnknownError
from graph.history import undo
from graph.journal import CONSENT_WITHDRAWN, Event
from graph.network import Network
from graph.pictures import MARK, Picture
from graph.sensitivity import CHILD_PRIVATE
from graph.vocabulary import TABLES
from importers.pictures import LARGEST
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.giving import agreed, as_given
from web.permissions import needs, takes
from web.pictures import guarded_by, pictures_of, taken_away
from web.words import _, gettext

blueprint = Blueprint("pictures", __name__)

_ROOM_FOR_THE_REST = 100_000


@blueprint.get("/child/<id:child_id>/picture/<id:picture_id>")
@needs("read_map", forms=("map", "people"))
def picture_itself(child_id: str, picture_id: str) -> Response:
    """One picture, to whoever may see it; by an id of its own, so that nobody’s face can stand beside another name.

    It is journalled though the page around it is: it can be asked for without that page.
    """
    network = network_asked(child_id)
    found = next(
        (p for p in pictures_of(house().store, network).values() if p.id == picture_id), None
    )
    if found is None or found.kind == MARK:
        raise UnknownError(NOT_HERE)
    shown(network, "saw_picture", {found.person_id})
    headers = {"Content-Disposition": "attachment; filename=picture.jpg"}
    return Response(found.photograph, mimetype="image/jpeg", headers=headers)


@blueprint.get("/child/<id:child_id>/person/<id:person_id>/picture")
@needs("change_map")
def picture(child_id: str, person_id: str) -> str:
    """Somebody’s picture, who sees it and who agreed; and how to give another."""
    return _page(_network(child_id, person_id), person_id, {}, "")


@blueprint.post("/child/<id:child_id>/person/<id:person_id>/picture")
@needs("change_map")
@takes(LARGEST + _ROOM_FOR_THE_REST)
def keep(child_id: str, person_id: str) -> Any:
    """A photograph, a drawing or a mark, made anew and kept in the place of the one before."""
    network = _network(child_id, person_id)
    before = _current(network, person_id)
    _refuse_stale(before)
    try:
        given = as_given(
            house().today(), is_guarded=bool(guarded_by(house().store, network, person_id))
        )
    except (RefusedError, BadValueError) as error:
        problem = gettext(str(error))
        return _page(network, person_id, request.form.to_dict(), problem), 400
    _put(
        network,
        "changed" if before else "added",
        Picture(
            id=before.id if before else uuid4().hex,
            version=before.version if before else 0,
            child_id=child_id,
            person_id=network.own_id(person_id),
            by=account().id,
            **given,
        ),
    )
    flash(_("Kept. It is part of the map from now on."))
    return _back(child_id, person_id)


@blueprint.post("/child/<id:child_id>/person/<id:person_id>/picture/change")
@needs("change_map")
def change(child_id: str, person_id: str) -> Response:
    """Who agreed, for workers only, taken away, put back, or consent taken back: each is one button."""
    network = _network(child_id, person_id)
    acts = {"agree": _agree, "workers_only": _workers_only, "take_away": _take_away}
    of_all_there_were = {"put_back": _put_back, "withdraw": _withdraw}
    act = request.form.get("act", "")
    if act in of_all_there_were:
        of_all_there_were[act](network, person_id)
    elif act in acts:
        current = _current(network, person_id)
        if current is None:
            raise UnknownError(NOT_HERE)
        _refuse_stale(current)
        acts[act](network, current)
    else:
        abort(400)
    return _back(child_id, person_id)


def _agree(network: Network, picture: Picture) -> None:
    who, when = agreed(house().today())
    if not who:
        raise BadValueError(_("Say who agreed, and on which day."))
    _put(network, "changed", picture.model_copy(update={"agreed_by": who, "agreed_on": when}))
    flash(_("It is written down who agreed."))


def _workers_only(network: Network, picture: Picture) -> None:
    tighter = {"visibility": "professionals_only", "looked_for": ()}
    every = pictures_kept(house().store, picture.child_id, picture.person_id, Picture)
    _put(network, "changed", *(one.model_copy(update=tighter) for one in every))
    flash(_("Only those who work with the child see it now."))


def _take_away(network: Network, picture: Picture) -> None:
    every = pictures_kept(house().store, picture.child_id, picture.person_id, Picture)
    with house().store.writer(_event(network, "changed")) as writer:
        for one in every:
            writer.remove(one)
    flash(_("It is taken away. You can put it back from here."))


def _withdraw(network: Network, person_id: str) -> None:
    """Nobody sees any picture of them again that there ever was, whoever they are, and no backup brings one back."""
    child_id, own = network.own_id(network.child_id), network.own_id(person_id)
    event = _event(network, CONSENT_WITHDRAWN)
    _refuse_stale(_current(network, person_id))
    gone = withdraw_consent(house().store, child_id, own, event)
    # What a child gave is emptied as well; that there was one is told to nobody who may not see it.
    if any(isinstance(one, Picture) or network.shows(CHILD_PRIVATE) for one in gone):
        flash(_("It is gone from every view and from the history. Nothing brings it back."))
    else:
        flash(_("There was no picture here, and nothing is kept of any."))


def _put_back(network: Network, person_id: str) -> None:
    entry = taken_away(house().store, network, person_id, Picture)
    if entry is None or _current(network, person_id) is not None:
        raise UnknownError(NOT_HERE)
    undo(house().store, entry, account().id)
    flash(_("It is back."))


def _current(network: Network, person_id: str) -> Picture | None:
    """The picture as it is kept."""
    found = pictures_of(house().store, network).get(person_id)
    kept = house().store.record(Picture.record_kind, found.id) if found else None
    return kept if isinstance(kept, Picture) else None


def _refuse_stale(picture: Picture | None) -> None:
    if request.form.get("version", "") != str(picture.version if picture else 0):
        raise ConflictError(picture)


def _network(child_id: str, person_id: str) -> Network:
    network = network_asked(child_id)
    if person_id not in network.people or network.people[person_id].is_placeholder:
        raise UnknownError(NOT_HERE)
    return network


def _put(network: Network, action: str, *pictures: Picture) -> None:
    with house().store.writer(_event(network, action)) as writer:
        for one in pictures:
            writer.put(one)


def _event(network: Network, action: str) -> Event:
    return Event(actor=account().id, action=action, chain=network.own_id(network.child_id))


def _back(child_id: str, person_id: str) -> Response:
    return redirect(url_for("pictures.picture", child_id=child_id, person_id=person_id), 303)


def _page(network: Network, person_id: str, typed: dict[str, str], problem: str) -> str:
    picture, guarded = _current(network, person_id), guarded_by(house().store, network, person_id)
    shown(network, "opened_form", {network.child_id, person_id})
    return render_template(
        "pictures/picture.html",
        network=network,
        child_id=network.child_id,
        person_id=person_id,
        picture=picture,
        is_guarded=bool(guarded),
        is_kept_back=picture is not None and not picture.was_looked_at_for(guarded),
        can_be_put_back=picture is None
        and taken_away(house().store, network, person_id, Picture) is not None,
        marks=TABLES["picture_mark"],
        today=house().today(),
        typed=typed,
        problem=problem,
    )
