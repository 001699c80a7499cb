"""Clearing: one named person decides, with a reason, that words may be shown although a secret stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from flask import flash, request

from graph.clearances import Clearance
from graph.dates import as_partial
from graph.errors import BadValueError, UnknownError
from graph.journal import Event
from queries.leaks import Leak
from web.asking import NOT_HERE, account, house
from web.words import _

_SHORTEST_REASON = 20


def clear_words(child_id: str, found: Iterable[Leak]) -> None:
    """Keep the decision that the form of this request holds; it has to be about something that was found."""
    reason = request.form.get("reason", "").strip()
    if len(reason) < _SHORTEST_REASON:
        raise BadValueError(_("Say in a sentence why these words may be shown."))
    asked = (request.form.get("detail_id", ""), request.form.get("digest", ""))
    if asked not in {(one.detail_id, one.digest) for one in found}:
        raise UnknownError(NOT_HERE)
    clearance = Clearance(
        id=uuid4().hex,
        child_id=child_id,
        detail_id=asked[0],
        digest=asked[1],
        reason=reason[:1000],
        by=account().id,
        on=as_partial(house().today()),
    )
    event = Event(actor=account().id, action="cleared_words", chain=child_id, reason=reason[:1000])
    with house().store.writer(event) as writer:
        writer.put(clearance)
    flash(_("Decided. Your name and the reason stand in the history."))
