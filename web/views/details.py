"""Details: protected facts, read one at a time by named workers, each reading journalled."""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.access import classes_for, viewer_for
from graph.accounts import Account
from graph.dates import as_partial, read_date
from graph.details import Detail
from graph.errors import BadValueError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.roles import may
from graph.sensitivity import PROTECTED
from graph.vocabulary import TABLES
from web.asking import NOT_HERE, account, house, network_asked, noted, shown
from web.permissions import needs
from web.words import _

blueprint = Blueprint("details", __name__)

_LONGEST = 1000
_SHORTEST_REASON = 10


@blueprint.get("/child/<id:child_id>/person/<id:person_id>/details")
@needs("read_details")
def details(child_id: str, person_id: str) -> str:
    """Which facts are kept about somebody, without the facts: each is opened by itself."""
    network = _network(child_id, person_id)
    found = house().store.details(child_id, person_id)
    shown(network, "saw_list_of_details", (person_id, network.child_id))
    today = house().today()
    return render_template(
        "trust/details.html",
        network=network,
        child_id=child_id,
        person_id=person_id,
        mine=[one for one in found if _may_read(one)],
        others=sum(not _may_read(one) for one in found),
        ended={one.id for one in found if one.end_date.latest and one.end_date.latest < today},
        kinds=TABLES["detail_kind"],
    )


@blueprint.post("/child/<id:child_id>/person/<id:person_id>/details/<id:detail_id>")
@needs("read_details")
def open_one(child_id: str, person_id: str, detail_id: str) -> str:
    """One fact, shown once, to somebody who is named for it; the journal has it before the page does."""
    network = _network(child_id, person_id)
    found = house().store.record("detail", detail_id)
    if not isinstance(found, Detail) or (found.child_id, found.person_id) != (child_id, person_id):
        raise UnknownError(NOT_HERE)
    if not _may_read(found):
        raise UnknownError(NOT_HERE)
    shown(network, "read_detail", (person_id, network.child_id))
    return render_template(
        "trust/detail.html", network=network, child_id=child_id, person_id=person_id, detail=found
    )


@blueprint.post("/child/<id:child_id>/person/<id:person_id>/details")
@needs("read_details")
def add(child_id: str, person_id: str) -> Response:
    """One more fact: who may read it is named, a reason and a review date are asked for."""
    network = _network(child_id, person_id)
    given = request.form
    reason, review = given.get("reason", "").strip(), read_date(given.get("review_date", ""))
    text = given.get("text", "").strip()
    if given.get("kind", "") not in TABLES["detail_kind"] or not text:
        raise BadValueError(_("Say what kind of fact it is, and write it down."))
    if len(reason) < _SHORTEST_REASON or not review.is_known:
        raise BadValueError(
            _("A protected fact needs a reason, and a day on which somebody looks at it again.")
        )
    detail = Detail(
        id=uuid4().hex,
        child_id=child_id,
        person_id=person_id,
        kind=given["kind"],
        text=text[:_LONGEST],
        start_date=as_partial(house().today()),
        may_see=(account().id, *_second_reader(child_id)),
        reason=reason[:_LONGEST],
        review_date=review,
    )
    event = Event(actor=account().id, action="added_detail", chain=child_id)
    with house().store.writer(event) as writer:
        writer.put(detail)
    shown(network, "added_detail", (person_id, network.child_id))
    flash(_("Kept. Only those named for it can open it."))
    return redirect(url_for("details.details", child_id=child_id, person_id=person_id), 303)


def _second_reader(child_id: str) -> tuple[str, ...]:
    """The other named worker, by e-mail address, where one is given: somebody who works with the child."""
    email = request.form.get("second_reader", "").strip()
    if not email:
        return ()
    found = house().store.account(email)
    if found is None or not _may_be_named(found, child_id):
        noted("refused", "second_reader")
        raise BadValueError(_("The second reader must be somebody who works with this child."))
    return (found.id,)


def _may_be_named(someone: Account, child_id: str) -> bool:
    """Whether somebody may open protected facts of this child today, and for longer than an emergency."""
    grants = house().store.grants(account_id=someone.id, child_id=child_id)
    lasting = [grant for grant in grants if grant.kind != "break_glass"]
    seen_as = viewer_for(someone, lasting, child_id, house().clock())
    return (
        seen_as is not None
        and may(someone.role, "read_details")
        and PROTECTED in classes_for(seen_as)
    )


def _network(child_id: str, person_id: str) -> Network:
    network = network_asked(child_id)
    if person_id not in network.people or not network.shows(PROTECTED):
        raise UnknownError(NOT_HERE)
    return network


def _may_read(detail: Detail) -> bool:
    return account().id in detail.may_see
