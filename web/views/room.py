"""The room: a session of its own with the rights of a family meeting, and nothing else behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from graph.access import visible
from graph.accounts import Account
from graph.errors import UnknownError
from graph.journal import Event
from graph.meetings import Meeting
from graph.network import Network
from graph.record import Record
from graph.sensitivity import CHILD_PRIVATE, PROTECTED
from graph.viewers import Viewer
from queries.leaks import Leak
from web.asking import NOT_HERE, account, browser, house, network_asked, noted, shown
from web.clearing import clear_words
from web.entrance import admitted, admitted_by_code
from web.joining import end_joining
from web.meeting.signed import digest_now, is_signed
from web.meetings import is_signed_off, left_out, meeting_of_day, signed_as_left
from web.permissions import needs
from web.reading import undecided_leaks
from web.sessions import MEETING, ROOM
from web.words import _

blueprint = Blueprint("room", __name__)


@blueprint.get("/child/<id:child_id>/room")
@needs("open_room")
def before(child_id: str) -> str:
    """What the room would see, and the words that somebody must look at before it opens."""
    network = network_asked(child_id)
    child_absent = request.args.get("child_absent") == "yes"
    seen = _told_of_room(network, child_absent=child_absent)
    found = undecided_leaks(house().store, child_id, seen)
    people = {seen.own_id(person) for person in seen.people}
    hidden = [person for person in network.in_order if person not in people]
    may_decide = network.shows(PROTECTED)
    shown(network, "prepared_room", _named_before(network, hidden, found if may_decide else ()))
    return render_template(
        "trust/room.html",
        network=network,
        child_id=child_id,
        seen=seen,
        hidden=hidden,
        leaks=[_told(leak, seen, network) for leak in found],
        may_decide=may_decide,
        child_absent=child_absent,
    )


@blueprint.post("/child/<id:child_id>/room")
@needs("open_room")
def open_room(child_id: str) -> Response:
    """The room opens: another session, another cookie, and this one is gone."""
    child_absent = request.form.get("child_absent") == "yes"
    seen = _room_view(child_id, child_absent=child_absent)
    told = _told_of_room(network_asked(child_id), child_absent=child_absent)
    if undecided_leaks(house().store, child_id, told):
        flash(_("The room stays closed until somebody has decided about the words below."))
        return redirect(url_for("room.before", child_id=child_id), 303)
    if meeting := _not_signed_off(child_id, child_absent=child_absent):
        flash(
            _("There is a meeting today. A second person looks at what its room would see first.")
        )
        where = url_for("meeting_before.one", child_id=child_id, meeting_id=meeting.id)
        return redirect(where, 303)
    me = account()
    people = tuple(sorted({seen.own_id(person) for person in seen.people}))
    event = Event(actor=me.id, action="opened_room", chain=child_id, people=people)
    house().store.note(event)
    house().sessions.begin(browser(), me, **{ROOM: child_id, "child_absent": child_absent})
    return redirect(url_for("map.map_page", child_id=child_id), 303)


@blueprint.post("/child/<id:child_id>/room/clear")
@needs("read_details")
def clear(child_id: str) -> Response:
    """One named person decides that some words may be shown; the decision is journalled."""
    network = network_asked(child_id)
    if not network.shows(PROTECTED):
        raise UnknownError(NOT_HERE)
    seen = _told_of_room(network, child_absent=True)
    clear_words(child_id, undecided_leaks(house().store, child_id, seen))
    return redirect(url_for("room.before", child_id=child_id), 303)


@blueprint.route("/leave-room", methods=["GET", "POST"])
@needs("in_room")
def leave() -> Any:
    """Out of the room: the password again, and a session of one's own, made anew."""
    if request.method == "GET":
        return render_template("trust/leave_room.html", problem="")
    me = house().store.account(account().id)
    found = _proved(me) if me else None
    if found is None:
        problem = _("This is not your password. Try again, or wait a quarter of an hour.")
        return render_template("trust/leave_room.html", problem=problem), 400
    child_id, meeting_id = str(session.get(ROOM, "")), str(session.get(MEETING, ""))
    noted("left_room", people=(child_id,))
    _keep_as_left(meeting_id)
    end_joining(house(), child_id, found.id)
    house().sessions.begin(browser(), found, has_shown_code=True)
    if meeting_id:
        where = url_for("meeting_before.one", child_id=child_id, meeting_id=meeting_id)
        return redirect(where, 303)
    return redirect(url_for("map.map_page", child_id=child_id), 303)


def _keep_as_left(meeting_id: str) -> None:
    """A meeting that is still on can be gone on with, as long as nobody but its room changes what the room sees."""
    store, meeting = house().store, house().store.record(Meeting.record_kind, meeting_id)
    if not isinstance(meeting, Meeting) or not meeting.is_on or not is_signed(meeting):
        return
    signed = signed_as_left(store, account().id, meeting, digest_now(meeting), house().clock())
    event = Event(actor=account().id, action="left_meeting", chain=meeting.child_id)
    with store.writer(event) as writer:
        writer.put(signed)


def _proved(me: Account) -> Account | None:
    """The account, once its password and (outside the demo) a fresh code are shown."""
    address = request.remote_addr or ""
    found = admitted(house(), me.email, request.form.get("password", ""), address)
    if found is None or house().config.demo:
        return found
    return admitted_by_code(house(), found, request.form.get("code", ""), address)


def _room_view(child_id: str, *, child_absent: bool) -> Network:
    """What the room would see; on the day of a meeting without whom the child left out of it."""
    meeting = meeting_of_day(house().store, child_id, house().today())
    but = left_out(house().store, child_id, meeting.id if meeting else "")
    return _of_audience(child_id, child_absent, but)


def _told_of_room(network: Network, *, child_absent: bool) -> Network:
    """The same as whoever prepares it may be told of it: not whom the child left out, nor whose words wait."""
    child_id = network.own_id(network.child_id)
    if network.shows(CHILD_PRIVATE):
        return _room_view(child_id, child_absent=child_absent)
    return _of_audience(child_id, child_absent)


def _of_audience(child_id: str, child_absent: bool, but: frozenset[str] = frozenset()) -> Network:
    viewer = Viewer(
        account=account().id,
        role=ROOM,
        audience="family_meeting",
        child_absent=child_absent,
        but=but,
    )
    return visible(house().store.network(child_id).at(house().today()), viewer)


def _not_signed_off(child_id: str, *, child_absent: bool) -> Meeting | None:
    """The meeting of today whose room, or a room that would show more, nobody has looked at."""
    meeting = meeting_of_day(house().store, child_id, house().today())
    if meeting is None:
        return None
    shows_more = child_absent and meeting.is_child_there
    is_looked_at = is_signed_off(house().store, meeting, digest_now(meeting))
    return meeting if shows_more or not is_looked_at else None


def _named_before(network: Network, hidden: Iterable[str], leaks: Iterable[Leak]) -> frozenset[str]:
    """Whom the page before the room names: the child, who will not be there, and whose facts stand in the words."""
    named = {network.child_id, *hidden, *(leak.person_id for leak in leaks)}
    return frozenset(named & network.people.keys())


def _told(leak: Leak, seen: Network, network: Network) -> dict[str, str]:
    """One leak in words for somebody who may see the protected class: where, whose, and the words themselves."""
    record = _record(seen, leak)
    words = getattr(record, leak.field, "")
    return {
        "detail_id": leak.detail_id,
        "digest": leak.digest,
        "kind": leak.detail_kind,
        "whose": network.known_as(leak.person_id),
        "words": "; ".join(words) if isinstance(words, tuple) else str(words),
    }


def _record(seen: Network, leak: Leak) -> Record | None:
    rows: tuple[Record, ...] = (
        seen.case,
        *seen.people.values(),
        *seen.standings.values(),
        *seen.relationships,
        *seen.contacts,
        *seen.stays,
    )
    return next(
        (row for row in rows if (row.record_kind, row.id) == (leak.record_kind, leak.record_id)),
        None,
    )
