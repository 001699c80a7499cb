"""One form on one map: what its pages share, from the empty boxes to the saved record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from graph.errors import ConflictError, UnknownError
from graph.journal import Event
from graph.meeting_words import Offer
from graph.network import Network
from graph.standings import Standing
from graph.stores.writing import KINDS
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.forms.fields import Field, Form, has_options, options
from web.forms.kinds import FORMS
from web.forms.reading import Reading, boxes, read, writable
from web.maps.keeping import keep_places
from web.meeting.offers import boxes_for, note_taken, offer_on
from web.saving import (
    Clash,
    Parts,
    changed_parts,
    clash,
    kept_parts,
    new_parts,
    problems_with,
    refuse_stale,
    save,
)
from web.unsent import take_unsent
from web.words import _

_VERSION = "version_"

Sent = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A form open on a map, with the records behind it; `record_id` is empty while something is being added."""

    form: Form
    network: Network
    fields: tuple[Field, ...]
    parts: Parts
    record_id: str = ""

    @property
    def child_id(self) -> str:
        """The child whose map it is on."""
        return self.network.own_id(self.network.child_id)

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.form.changing if self.record_id else self.form.adding

    def options(self, one: Field, typed: str) -> object:
        """What a field offers; nothing for one that is typed."""
        return options(self.form, one, self.network, typed) if has_options(one) else ()

    def say(self, one: Field, text: str) -> str:
        """What a value of a field is called on the page."""
        offered = options(self.form, one, self.network, text) if has_options(one) else ()
        return next((option.label for option in offered if option.code == text), text)

    @property
    def way_back(self) -> str:
        """Where “leave it” leads."""
        if not self.record_id:
            return url_for("people.people", child_id=self.child_id)
        return url_for("people.person", child_id=self.child_id, person_id=self.subject())

    @property
    def named(self) -> frozenset[str]:
        """Everybody whom the page names: everyone where somebody is to be chosen."""
        if any(one.kind == "person" for one in self.fields):
            return frozenset(self.network.people)
        about = {self.subject()} if self.record_id else set()
        return frozenset({self.network.child_id, *about})

    def subject(self) -> str:
        """The person whom it is about."""
        record = tuple(self.parts.values())[-1]
        ends = [getattr(record, name, "") for name in ("person_id", "from_id", "to_id")]
        others = [end for end in ends if end and end != self.network.child_id]
        return str(others[0]) if others else self.network.child_id


def draft_to_add(child_id: str, what: str) -> Draft:
    """A form that adds something; UnknownError where there is no such form."""
    network = network_asked(child_id)
    form = _form(what)
    if not form.adding:
        raise UnknownError(NOT_HERE)
    return Draft(form, network, _fields(form, network), new_parts(form, network, house().today()))


def draft_to_change(child_id: str, what: str, record_id: str) -> Draft:
    """A form that changes something that stands on the visible map."""
    network = network_asked(child_id)
    form = _form(what)
    parts = kept_parts(house().store, form, network, record_id)
    return Draft(form, network, _fields(form, network), parts, record_id)


def first_boxes(draft: Draft) -> dict[str, str]:
    """What stands in the boxes before anybody types; `about` in the address names whom it is about."""
    typed = boxes(draft.fields, draft.parts, draft.network)
    if draft.record_id:
        return typed
    typed |= {name: text for name, text in draft.form.starts_as.items() if name in typed}
    person = request.args.get("about", "")
    if person in draft.network.people:
        about = {"one": person, "source_id": person, "person_id": person}
        typed |= {name: text for name, text in about.items() if name in typed}
    else:
        typed |= {name: "" for name in ("one", "person_id") if name in typed}
    offer = _offer(draft)
    offered = boxes_for(offer, draft.form.name, house()) if offer else {}
    return typed | {name: text for name, text in offered.items() if name in typed}


def posted(draft: Draft, also: frozenset[str] = frozenset(), sent: Sent | None = None) -> Reading:
    """What was sent for a form."""
    versions = frozenset(_VERSION + part for part in draft.parts)
    return read(draft.form, draft.fields, sent or request.form, draft.network, versions | also)


def posted_versions(draft: Draft, sent: Sent | None = None) -> Mapping[str, int]:
    """The versions that a form was made from; 428 where they are missing."""
    found: dict[str, int] = {}
    for part in draft.parts:
        text = (sent or request.form).get(_VERSION + part, "")
        if not text:
            abort(428)
        if not text.isdecimal() or len(text) > 9:
            abort(400)
        found[part] = int(text)
    return found


def opened(draft: Draft) -> Any:
    """The page of a form: with what is kept, or as it was left when a session ended before it was sent."""
    left = take_unsent()
    if left is None:
        return form_page(draft, first_boxes(draft))
    flash(_("You were signed out before this was sent. It is all here: look at it, and save."))
    reading, versions = posted(draft, sent=left.form), posted_versions(draft, left.form)
    try:
        refuse_stale(draft.parts, versions)
    except ConflictError:
        return _both(draft, reading, versions)
    return form_page(draft, reading.typed, reading.problems)


def keep(draft: Draft) -> Any:
    """Save what was sent, or show the form again with what is wrong or what somebody else wrote."""
    versions = posted_versions(draft)
    reading = posted(draft)
    try:
        refuse_stale(draft.parts, versions)
        return _keep(draft, reading)
    except ConflictError:
        return _both(draft, reading, versions)


def form_page(
    draft: Draft,
    typed: Mapping[str, str],
    problems: Mapping[str, str] | None = None,
    found: Clash | None = None,
    template: str = "forms/form.html",
    **more: object,
) -> str:
    """The page of a form; everybody it names is journalled as shown."""
    shown(draft.network, "opened_form", draft.named)
    return render_template(
        template,
        draft=draft,
        form=draft.form,
        network=draft.network,
        child_id=draft.child_id,
        typed=typed,
        problems=problems or {},
        clash=found,
        **more,
    )


def event(draft: Draft, action: str, reason: str = "") -> Event:
    """The journal’s line for a save."""
    return Event(actor=account().id, action=action, chain=draft.child_id, reason=reason)


def _keep(draft: Draft, reading: Reading) -> Any:
    problems = dict(reading.problems)
    if not problems:
        after = changed_parts(draft.parts, reading.values, draft.network, house().today())
        problems = problems_with(draft.parts, after, draft.network)
    if problems:
        return form_page(draft, reading.typed, problems), 400
    if draft.form.name == "person" and not draft.record_id:
        newcomer = after["standing"]
        assert isinstance(newcomer, Standing)  # noqa: S101 - the form writes a standing  # nosec B101
        keep_places(house().store, draft.child_id, house().today(), account().id, newcomer)
    save(house().store, draft.parts, after, event(draft, "changed" if draft.record_id else "added"))
    if offer := _offer(draft):
        made = next(iter(after.values())).id
        note_taken(house(), draft.network, offer.id, made, account().id)
    return _next_page(replace(draft, parts=after))


def _next_page(draft: Draft) -> Response:
    """The person’s page; after somebody new, the question of how they belong."""
    if draft.form.name == "person" and not draft.record_id:
        flash(_("Saved. How do they belong?"))
        where = url_for(
            "changing.add",
            child_id=draft.child_id,
            what="tie",
            about=draft.subject(),
            offer=request.args.get("offer"),
        )
        return redirect(where, 303)
    flash(_("Saved."))
    where = url_for("people.person", child_id=draft.child_id, person_id=draft.subject())
    return redirect(where, 303)


def _offer(draft: Draft) -> Offer | None:
    """What somebody offered from a telephone and this form is to take, where the address says so."""
    offer_id = request.args.get("offer", "")
    return offer_on(house().store, draft.network, offer_id) if offer_id else None


def _both(draft: Draft, reading: Reading, versions: Mapping[str, int]) -> Any:
    """What both wrote, over the records as they are now."""
    now = draft_to_change(draft.child_id, draft.form.name, draft.record_id)
    found = clash(
        house().store, now.child_id, now.fields, now.parts, versions, reading.typed, now.network
    )
    return form_page(now, found.typed, reading.problems, found), 409


def _form(what: str) -> Form:
    if what not in FORMS:
        raise UnknownError(NOT_HERE)
    return FORMS[what]


def _fields(form: Form, network: Network) -> tuple[Field, ...]:
    return writable(form, {part: KINDS[part] for part in form.parts}, network)
