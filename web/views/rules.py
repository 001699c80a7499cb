"""The rules: what each gap rule looks for, and the thresholds that an authority or one child has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.errors import BadValueError, RefusedError
from graph.journal import Event
from graph.local_rules import LocalRule
from graph.network import Network
from graph.roles import may
from queries.gaps import DEFAULTS, Thresholds
from queries.gaps.table import ROWS, Row
from web.asking import account, house, network_asked, noted, shown
from web.errors import page_for
from web.permissions import needs
from web.thresholds import authority_thresholds, thresholds_for
from web.words import _
from web.words.refusals import in_words

blueprint = Blueprint("rules", __name__)

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Number:
    """One threshold: its number here, its usual number, and why it was changed here."""

    name: str
    number: object
    usual: object
    reason: str

    @property
    def words(self) -> str:
        """Its name without the rule's."""
        return _words_of(self.name)

    @property
    def is_changed(self) -> bool:
        """Whether it is not the usual number."""
        return self.number != self.usual


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that could not be kept: what was typed, and why not."""

    threshold: str
    number: str
    reason: str
    problem: str = ""

    @property
    def rule(self) -> str:
        """The rule whose number it is."""
        return _rule_of(self.threshold)


@blueprint.get("/rules")
@needs("read_team")
def rules() -> str:
    """Every rule and its thresholds, for all children."""
    return _page_for_all()


@blueprint.post("/rules")
@needs("set_thresholds")
def set_rule() -> Response | tuple[str, int]:
    """One threshold changed for all children."""
    draft = _sent()
    try:
        _set("", authority_thresholds(house().store, house().config.thresholds), draft)
    except RefusedError as error:
        return _page_for_all(_with_problem(draft, error)), page_for(error).status
    return redirect(url_for("rules.rules"), 303)


@blueprint.get("/child/<id:child_id>/rules")
@needs("read_gaps")
def childs_rules(child_id: str) -> str:
    """The thresholds that hold for one child."""
    return _page_for(child_id)


@blueprint.post("/child/<id:child_id>/rules")
@needs("decide_gaps")
def set_childs_rule(child_id: str) -> Response | tuple[str, int]:
    """One threshold changed for one child."""
    network_asked(child_id)
    draft = _sent()
    try:
        _set(child_id, thresholds_for(house().store, child_id, house().config.thresholds), draft)
    except RefusedError as error:
        return _page_for(child_id, _with_problem(draft, error)), page_for(error).status
    return redirect(url_for("rules.childs_rules", child_id=child_id), 303)


def _page_for_all(draft: Draft | None = None) -> str:
    noted("saw_rules")
    kept = authority_thresholds(house().store, house().config.thresholds)
    own = house().store.kept(LocalRule)
    return _page(kept, own, draft, may_change=may(account().role, "set_thresholds"))


def _page_for(child_id: str, draft: Draft | None = None) -> str:
    network = network_asked(child_id)
    shown(network, "saw_rules", (network.child_id,))
    kept = thresholds_for(house().store, child_id, house().config.thresholds)
    own = house().store.kept(LocalRule, child_id)
    may_change = may(account().role, "decide_gaps")
    return _page(kept, own, draft, network=network, child_id=child_id, may_change=may_change)


def _page(
    kept: Thresholds,
    changed: tuple[LocalRule, ...],
    draft: Draft | None,
    *,
    may_change: bool,
    network: Network | None = None,
    child_id: str = "",
) -> str:
    groups: dict[str, list[Row]] = {}
    for row in ROWS.values():
        groups.setdefault(row.group, []).append(row)
    return render_template(
        "next/rules.html",
        groups=groups,
        names=_numbers(kept, {rule.threshold: rule.reason for rule in changed}),
        draft=draft,
        may_change=may_change,
        network=network,
        child_id=child_id,
    )


def _numbers(kept: Thresholds, reasons: Mapping[str, str]) -> Mapping[str, list[Number]]:
    """The thresholds of each rule; those that several rules share stand with the rule of routes."""
    found: dict[str, list[Number]] = {}
    for name in Thresholds.model_fields:
        usual = getattr(DEFAULTS, name)
        number = Number(name, getattr(kept, name), usual, reasons.get(name, ""))
        found.setdefault(_rule_of(name), []).append(number)
    return found


def words_of_numbers() -> Iterator[str]:
    """What each threshold is called, once: it is said in other languages too."""
    yield from dict.fromkeys(map(_words_of, Thresholds.model_fields))


def _words_of(name: str) -> str:
    return " ".join(name.split("_")[1:])


def _rule_of(name: str) -> str:
    first = name.split("_")[0].upper()
    return first if first in ROWS else "G15"


def _sent() -> Draft:
    given = request.form
    number, reason = given.get("number", "").strip(), given.get("reason", "").strip()
    if given.get("threshold", "") not in Thresholds.model_fields:
        raise BadValueError(_("There is no such threshold."))
    return Draft(given.get("threshold", ""), number, reason[:_LONGEST])


def _with_problem(draft: Draft, error: RefusedError) -> Draft:
    return Draft(draft.threshold, draft.number, draft.reason, in_words(error))


def _set(child_id: str, kept: Thresholds, draft: Draft) -> None:
    if not draft.reason:
        raise BadValueError(_("Say why this number is changed, so that others can follow."))
    kept.changed({draft.threshold: draft.number})
    store = house().store
    own = store.kept(LocalRule, child_id)
    before = next((one for one in own if one.threshold == draft.threshold), None)
    rule = LocalRule(
        id=before.id if before else uuid4().hex,
        version=before.version if before else 0,
        child_id=child_id,
        threshold=draft.threshold,
        number=draft.number,
        reason=draft.reason,
    )
    with store.writer(Event(actor=account().id, action="set_threshold", chain=child_id)) as writer:
        writer.put(rule)
    flash(_("Changed."))
