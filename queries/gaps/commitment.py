"""Commitment: who is here for life, who answers at three in the morning, whose table it will be (G17 to G20)."""

from __future__ import annotations

from collections.abc import Collection

from queries.gaps.asking import Asking, Finding, Findings

_AT_NIGHT = frozenset({"call_any_time", "emergency_place"})
_AT_FESTIVALS = frozenset({"holidays", "home_for_life"})


def no_lifelong_promise(ask: Asking) -> Findings:
    """G17: nobody who could be asked is here for life yet."""
    if len(_lifelong(ask)) < ask.limits.g17_min:
        yield Finding(_by_age(ask), facts=(ask.standing_id(ask.now.child_id),))


def _by_age(ask: Asking) -> str:
    age = ask.child_age() or 0
    if age >= ask.limits.g17_urgent_age:
        return "urgent"
    return "high" if age >= ask.limits.g17_high_age else "medium"


def only_one_lifelong_promise(ask: Asking) -> Findings:
    """G18: a young person of sixteen or over with one person who is here for life."""
    age = ask.child_age()
    lifelong = _lifelong(ask)
    if age is not None and age >= ask.limits.g18_age and len(lifelong) == 1:
        yield Finding("medium", lifelong[0], (ask.standing_id(lifelong[0]),))


def _lifelong(ask: Asking) -> list[str]:
    return [
        person
        for person in ask.eligible()
        if ask.now.standing(person).finding_status(ask.now.on) == "lifelong"
    ]


def nobody_at_night(ask: Asking) -> Findings:
    """G19: no grown-up has promised to answer at any time, or a place in an emergency."""
    age = ask.child_age()
    if age is not None and age >= ask.limits.g19_age and not _has_promise_of(ask, _AT_NIGHT):
        severity = "urgent" if age >= ask.limits.g19_urgent_age else "high"
        yield Finding(severity, facts=(ask.standing_id(ask.now.child_id),))


def nowhere_for_holidays(ask: Asking) -> Findings:
    """G20: no grown-up has promised a home for holidays, or for life."""
    age = ask.child_age()
    if age is not None and age >= ask.limits.g20_age and not _has_promise_of(ask, _AT_FESTIVALS):
        yield Finding("high", facts=(ask.standing_id(ask.now.child_id),))


def _has_promise_of(ask: Asking, kinds: Collection[str]) -> bool:
    return any(
        row.detail in kinds for person in ask.eligible_adults() for row in ask.now.promises(person)
    )
