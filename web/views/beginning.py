"""Beginning: a map for a child who has none yet, open from then on to whoever began it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from graph.accounts import Grant
from graph.cases import Case
from graph.dates import UNKNOWN, PartialDate, read_date
from graph.errors import BadValueError
from graph.journal import Event
from graph.people import Person
from graph.standings import Standing
from graph.stores.protocol import ChildLine, put_all
from graph.vocabulary import TABLES
from web.asking import account, house, noted
from web.permissions import needs
from web.views.children import open_to_me
from web.words import _

blueprint = Blueprint("beginning", __name__)

_BOXES = frozenset({"csrf_token", "known_as", "full_name", "dob", "gender", "unborn", "another"})
_LONGEST = 300


@blueprint.get("/children/begin")
@needs("begin_map")
def begin() -> str:
    """What is needed to begin: what the child is called, and what else is known."""
    return _page({}, {})


@blueprint.post("/children/begin")
@needs("begin_map")
def begin_it() -> Any:
    """A new map with the child in the middle of it."""
    if not set(request.form) <= _BOXES:
        abort(400)
    typed = {name: text.strip()[:_LONGEST] for name, text in request.form.items()}
    born, problems = _read(typed)
    if problems:
        return _page(typed, problems), 400
    same = () if typed.get("another") else _namesakes(typed)
    if same:
        noted("saw_children", people=(line.child_id for line in same))
        return _page(typed, {}, same)
    child_id = _begun(typed, born)
    flash(_("Here is the map. Who belongs to it?"))
    return redirect(url_for("map.map_page", child_id=child_id), 303)


def _read(typed: Mapping[str, str]) -> tuple[PartialDate, Mapping[str, str]]:
    problems: dict[str, str] = {}
    if not typed.get("known_as"):
        problems["known_as"] = _("This is needed.")
    if typed.get("gender", "unknown") not in TABLES["gender"]:
        problems["gender"] = _("Choose one of these.")
    born = UNKNOWN
    try:
        born = read_date(typed.get("dob", ""))
    except BadValueError as error:
        problems["dob"] = _(str(error))
    return born, problems


def _namesakes(typed: Mapping[str, str]) -> tuple[ChildLine, ...]:
    """Children of that name, among those whose map I may open: of others nothing is told."""
    names = {typed[name].casefold() for name in ("known_as", "full_name") if typed.get(name)}
    return tuple(
        line
        for line in open_to_me()
        if names & {line.known_as.casefold(), line.full_name.casefold()}
    )


def _begun(typed: Mapping[str, str], born: PartialDate) -> str:
    """The child, their place in the middle, the head of the map, and leave for whoever began it."""
    child_id, me = uuid4().hex, account().id
    is_unborn = bool(typed.get("unborn"))
    child = Person(
        id=child_id,
        full_name=typed.get("full_name", ""),
        entity_type="unborn" if is_unborn else "person",
        life_status="unborn" if is_unborn else "alive",
        gender=typed.get("gender", "unknown"),
        dob=born,
    )
    middle = Standing(
        id=uuid4().hex,
        child_id=child_id,
        person_id=child_id,
        known_as=typed["known_as"],
        network_kind="child",
    )
    with house().store.writer(Event(actor=me, action="began_map", chain=child_id)) as writer:
        put_all(writer, (child, Case(id=uuid4().hex, child_id=child_id), middle))
    grant = Grant(
        id=uuid4().hex,
        account_id=me,
        child_id=child_id,
        kind="allocated",
        reason="began the map",
        granted_by=me,
        starts_at=house().clock(),
    )
    house().store.save_grant(
        grant, Event(actor=me, action="granted", chain=child_id, reason="began the map")
    )
    return child_id


def _page(
    typed: Mapping[str, str], problems: Mapping[str, str], same: tuple[ChildLine, ...] = ()
) -> str:
    return render_template(
        "making/begin.html", typed=typed, problems=problems, same=same, genders=TABLES["gender"]
    )
