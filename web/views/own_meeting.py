"""My meeting: what the child themselves wants of it, from their own sign-in or beside a worker, until it begins."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from graph.errors import RefusedError, UnknownError
from graph.history import is_undoable, undo
from graph.journal import Entry, Event
from graph.meetings import Meeting
from graph.network import Network
from graph.vocabulary import TABLES
from web.asking import NOT_HERE, account, house, network_asked, shown, viewer
from web.meeting.own_choices import answers, invited
from web.meeting.own_page import (
    MOST_QUESTIONS,
    OwnDesk,
    chosen_by_child,
    coming,
    hold_back,
    own_words_of,
    questions,
)
from web.meeting.signed import is_open_somewhere
from web.meeting.sittings import BESIDE
from web.meetings import meetings_of
from web.own_pictures import faces_of
from web.permissions import needs
from web.taps import step_called
from web.thresholds import thresholds_for
from web.words import _

blueprint = Blueprint("own_meeting", __name__)

CHOSE, TOOK_BACK = "chose_for_meeting", "took_back_choice"


@blueprint.get("/child/<id:child_id>/my-meeting")
@needs("own_voice")
def own_meeting(child_id: str) -> str:
    """The next meeting: its day, who is asked, and everything that the child may choose for it."""
    network = network_asked(child_id)
    meeting = coming(meetings_of(house().store, network), house().today())
    if meeting is None:
        shown(network, "saw_own_meeting", (network.child_id,))
        return render_template("voice/no_meeting.html", network=network, child_id=child_id)
    return _page(_desk(network, meeting.id))


@blueprint.post("/child/<id:child_id>/my-meeting/<id:meeting_id>/<id:part>")
@needs("own_voice")
def choose(child_id: str, meeting_id: str, part: str) -> Response:
    """One thing chosen; it holds for the room at once, and a second person looks at the room again."""
    desk = _desk(network_asked(child_id), meeting_id)
    _refuse_begun(desk.meeting)
    what = chosen_by_child(part, desk)
    event = Event(actor=account().id, action=CHOSE, chain=child_id, reason=_beside())
    with house().store.writer(event) as writer:
        for record in what.removed:
            writer.remove(record)
        for record in what.kept:
            writer.put(record)
    flash(_("Kept. You can change it until the meeting begins."))
    return redirect(f"{url_for('own_meeting.own_meeting', child_id=child_id)}#{part}", 303)


@blueprint.post("/child/<id:child_id>/my-meeting/<id:meeting_id>/take-back")
@needs("own_voice")
def take_back(child_id: str, meeting_id: str) -> Response:
    """The child changed their mind: their last choice is as it was before it."""
    desk = _desk(network_asked(child_id), meeting_id)
    _refuse_begun(desk.meeting)
    last = _last_choice(desk)
    if last is None or request.form.get("version", "") != step_called(last):
        raise RefusedError(_("This cannot be put back any more. Choose it anew instead."))
    undo(house().store, last, account().id, _beside())
    flash(_("It is as it was before."))
    return redirect(url_for("own_meeting.own_meeting", child_id=child_id), 303)


def _page(desk: OwnDesk) -> str:
    network, store, own = desk.network, house().store, desk.own
    shown(network, "saw_own_meeting", network.people)
    last = _last_choice(desk)
    return render_template(
        "voice/own_meeting.html",
        network=network,
        child_id=desk.child_id,
        meeting=desk.meeting,
        own=own,
        may_choose=_may_choose(desk.meeting),
        last=step_called(last) if last else "",
        answers=answers(store, desk.child_id, desk.meeting.id),
        asked=invited(store, network, desk.meeting.id),
        replies=TABLES["meeting_reply"],
        people=[person for person in network.in_order if person != network.child_id],
        left_out=desk.seen(own.left_out_ids),
        rather_not=desk.seen(own.rather_not_ids),
        speaks=desk.seen((own.speaks_id,)),
        speakers=_speakers(network),
        questions=questions(desk),
        most=MOST_QUESTIONS,
        words=own_words_of(desk),
        is_there=TABLES["own_there"],
        pictures=faces_of(store, network, viewer()),
    )


def _speakers(network: Network) -> list[str]:
    """Who could say something for the child: people who are alive and in their life."""
    return [
        person
        for person in network.in_order
        if person != network.child_id
        and network.people[person].is_person
        and not network.people[person].has_died
    ]


def _desk(network: Network, meeting_id: str) -> OwnDesk:
    child_id = network.own_id(network.child_id)
    meeting = house().store.record(Meeting.record_kind, meeting_id)
    if not isinstance(meeting, Meeting) or meeting.child_id != child_id:
        raise UnknownError(NOT_HERE)
    desk = OwnDesk(
        store=house().store,
        network=network,
        meeting=meeting,
        actor=account().id,
        beside=_beside(),
        today=house().today(),
        thresholds=thresholds_for(house().store, child_id, house().config.thresholds),
        sent=request.form,
    )
    hold_back(desk)
    return desk


def _last_choice(desk: OwnDesk) -> Entry | None:
    """The child’s last choice for this meeting, where nothing came after it that it would undo."""
    if not desk.own.version or not _may_choose(desk.meeting):
        return None
    for entry in house().store.entries(desk.child_id, newest_first=True):
        if entry.actor == account().id and entry.action == CHOSE:
            is_of_this = any(one.record_id == desk.own.id for one in entry.changes)
            return entry if is_of_this and is_undoable(house().store, entry) else None
    return None


def _may_choose(meeting: Meeting) -> bool:
    return meeting.began_at is None and not is_open_somewhere(house(), meeting.child_id)


def _refuse_begun(meeting: Meeting) -> None:
    if not _may_choose(meeting):
        raise RefusedError(_("The meeting has begun. Say it there, or to somebody you trust."))


def _beside() -> str:
    return str(session.get(BESIDE, ""))
