"""Loosening: showing a thing to more people, or holding somebody to be safer. An act of its own, by two people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from graph.errors import ConflictError, UnknownError
from graph.protection import PROTECTIVE, loosened
from web.asking import house
from web.permissions import needs
from web.saving import changed_parts, refuse_stale, save
from web.second_person import FIELDS, NOT_AGREED, agreed_reason, reason_is_missing, second_person
from web.views.drafts import (
    Draft,
    draft_to_change,
    event,
    first_boxes,
    form_page,
    posted,
    posted_versions,
)
from web.words import _

blueprint = Blueprint("loosening", __name__)


@blueprint.get("/child/<id:child_id>/who-may-know/<id:what>/<id:record_id>")
@needs("loosen")
def who_may_know(child_id: str, what: str, record_id: str) -> str:
    """Who may know now, and what it takes to change it."""
    draft = _draft(child_id, what, record_id)
    return _page(draft, first_boxes(draft), {})


@blueprint.post("/child/<id:child_id>/who-may-know/<id:what>/<id:record_id>")
@needs("loosen")
def loosen(child_id: str, what: str, record_id: str) -> Any:
    """Protect less, for a reason, once a second person has agreed."""
    draft = _draft(child_id, what, record_id)
    versions = posted_versions(draft)
    reading = posted(draft, also=FIELDS)
    try:
        refuse_stale(draft.parts, versions)
    except ConflictError:
        said = _(
            "Somebody else changed this meanwhile. Look at what is kept now, and choose again."
        )
        return _page(draft, first_boxes(draft), {"stale": said}), 409
    after = changed_parts(draft.parts, reading.values, draft.network, house().today())
    problems = dict(reading.problems) | _problems(draft, after)
    second = None if problems else second_person(child_id)
    if second is None:
        problems = problems or {"second_password": _(NOT_AGREED)}
        return _page(draft, reading.typed, problems), 400
    save(house().store, draft.parts, after, event(draft, "loosened", agreed_reason(second)))
    flash(_("Saved. Both your names stand in the history."))
    return redirect(url_for("people.person", child_id=child_id, person_id=draft.subject()), 303)


def _draft(child_id: str, what: str, record_id: str) -> Draft:
    """The form’s fields that protect, and no other."""
    draft = draft_to_change(child_id, what, record_id)
    fields = tuple(one for one in draft.fields if one.name in PROTECTIVE)
    if not fields:
        raise UnknownError(_("There is nothing to loosen here."))
    return replace(draft, fields=fields)


def _problems(draft: Draft, after: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    if not any(loosened(draft.parts[part], record) for part, record in after.items()):
        found[draft.fields[0].name] = _(
            "Nothing here protects less than before. Choose what should."
        )
    if reason_is_missing():
        found["reason"] = _("Say in a sentence why this is right, and how you know.")
    return found


def _page(draft: Draft, typed: Mapping[str, str], problems: Mapping[str, str]) -> str:
    return form_page(
        draft,
        typed,
        problems,
        template="forms/loosen.html",
        reason=request.form.get("reason", ""),
        second_email=request.form.get("second_email", ""),
    )
