"""The shape of the network: who is paid, who carries it alone, who is apart, who else cares (G14 to G16, G34)."""

from __future__ import annotations

from queries.futures import paid_share
from queries.gaps.asking import Asking, Finding, Findings
from queries.routes import only_through, routes


def mostly_professionals(ask: Asking) -> Findings:
    """G14: at least half of the people active in the child's life are paid to be there."""
    _note_contacts(ask, ask.limits.g14_window)
    share = paid_share(ask.now.network, ask.limits.g14_window, ask.now)
    n, m = len(share.paid), len(share.active)
    if m >= ask.limits.g14_min and n >= ask.limits.g14_share * m:
        facts = tuple(ask.standing_id(person) for person in share.active)
        yield Finding("high", facts=facts, counts={"n": n, "m": m})


def all_through_one(ask: Asking) -> Findings:
    """G15: people whom the child can only reach through one person."""
    _note_routes(ask)
    for person, behind in only_through(ask.now, ask.limits.route_days).items():
        cut_off = [other for other in behind if _counts(ask, other)]
        if len(cut_off) >= ask.limits.g15_min:
            severity = "high" if len(cut_off) >= ask.limits.g15_high else "medium"
            facts = tuple(ask.standing_id(other) for other in cut_off)
            yield Finding(severity, person, facts, counts={"n": len(cut_off)})


def _counts(ask: Asking, person_id: str) -> bool:
    is_natural = ask.now.standing(person_id).network_kind == "natural"
    return is_natural and ask.now.is_eligible(person_id)


def nobody_joining_up(ask: Asking) -> Findings:
    """G16: grown-up relatives whom nobody living joins to the child."""
    _note_routes(ask)
    reached = routes(ask.now, ask.limits.route_days).reached
    apart = [
        person
        for person in ask.eligible_adults()
        if ask.now.is_relative(person) and person not in reached
    ]
    if len(apart) >= ask.limits.g16_min:
        facts = tuple(ask.standing_id(person) for person in apart)
        yield Finding("medium", facts=facts, counts={"n": len(apart)})


def _note_routes(ask: Asking) -> None:
    """A route is lost on the day on which the last time together is too long ago."""
    _note_contacts(ask, ask.limits.route_days)


def _note_contacts(ask: Asking, days: int) -> None:
    for person in ask.living_apart():
        ask.in_contact(person, days)


def few_other_grown_ups(ask: Asking) -> Findings:
    """G34: fewer than three grown-ups besides parents and professionals who care and are in touch."""
    caring = [
        person
        for person in ask.eligible_adults()
        if person not in ask.now.parents
        and (ask.now.loves_child(person) or ask.now.promises(person))
        and ask.is_around(person, ask.limits.g34_window)
    ]
    if len(caring) < ask.limits.g34_min:
        facts = tuple(ask.standing_id(person) for person in caring)
        yield Finding("medium" if caring else "high", facts=facts, counts={"n": len(caring)})
