"""Words of a meeting that are held back: somebody who may read the details lets them out, or strikes them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from graph.errors import UnknownError
from graph.journal import Event
from graph.network import Network
from graph.sensitivity import PROTECTED
from web.asking import NOT_HERE, account, house, network_asked
from web.clearing import clear_words
from web.held_words import held_words, struck
from web.meetings import Book, book_of, undecided_words
from web.permissions import needs
from web.words import _

blueprint = Blueprint("meeting_words", __name__)


@blueprint.post("/child/<id:child_id>/meetings/<id:meeting_id>/words/clear")
@needs("read_details")
def clear(child_id: str, meeting_id: str) -> Response:
    """The words may be read by the family as they are."""
    _network, book = _asked(child_id, meeting_id)
    clear_words(child_id, undecided_words(house().store, child_id, book))
    return _back(child_id, meeting_id)


@blueprint.post("/child/<id:child_id>/meetings/<id:meeting_id>/words/strike")
@needs("read_details")
def strike(child_id: str, meeting_id: str) -> Response:
    """The words are taken out, also where the meeting has ended: nobody is to read them."""
    network, book = _asked(child_id, meeting_id)
    held = held_words(house().store, network, book)
    what = struck(book, held, request.form.get("record_id", ""), request.form.get("field", ""))
    event = Event(actor=account().id, action="struck_words", chain=child_id)
    with house().store.writer(event) as writer:
        for record in what.removed:
            writer.remove(record)
        for record in what.kept:
            writer.put(record)
    flash(_("Taken out. Nobody reads it any more."))
    return _back(child_id, meeting_id)


def _asked(child_id: str, meeting_id: str) -> tuple[Network, Book]:
    network = network_asked(child_id)
    book = book_of(house().store, network, meeting_id)
    if book is None or not network.shows(PROTECTED):
        raise UnknownError(NOT_HERE)
    return network, book


def _back(child_id: str, meeting_id: str) -> Response:
    where = url_for("meeting_before.one", child_id=child_id, meeting_id=meeting_id)
    return redirect(f"{where}#held", 303)
