"""Time with people who matter: too long ago, rarer, not happening, not as planned, not planned (G10 to G13, G31)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from graph.contacts import Contact
from graph.dates import days_after, days_before
from queries.gaps.asking import Asking, Finding, Findings, ids
from queries.gaps.siblings import brothers_and_sisters
from queries.gaps.thresholds import Thresholds

_IN_PERSON = frozenset({"in_person", "supervised_in_person"})
_PEOPLE_AND_PETS = frozenset({"person", "pet"})


def important_not_seen(ask: Asking) -> Findings:
    """G10: longer since they were in touch than the child wants, the plan says, or six weeks."""
    for person in _dear_ones(ask):
        if not ask.now.is_important(person):
            continue
        last = ask.now.last_contact(person)
        limit = _longest_wait(ask, person)
        if last is not None and not ask.is_older(last, limit):
            continue
        is_long = last is None or ask.is_older(last, int(ask.limits.g10_high_factor * limit))
        yield Finding(
            "high" if is_long else "medium",
            person,
            (ask.standing_id(person), *_on_day(ask.now.contacts(person), last)),
            since=last,
            is_never=last is None,
        )


def _dear_ones(ask: Asking) -> Iterator[str]:
    """Living people and pets elsewhere who are neither brother or sister nor at work with the child."""
    now = ask.now
    siblings = brothers_and_sisters(now)
    return (
        person
        for person in now.others
        if now.person(person).entity_type in _PEOPLE_AND_PETS
        and now.is_living(person)
        and not now.shares_home(person)
        and not now.is_working_professional(person)
        and person not in siblings
    )


def _longest_wait(ask: Asking, person_id: str) -> int:
    wanted = ask.now.standing(person_id).target_days
    if wanted is not None:
        return wanted
    spans = [row.plan_every_days for row in ask.now.plans(person_id) if row.plan_every_days]
    return int(ask.limits.g10_plan_factor * min(spans)) if spans else ask.limits.g10_default_days


def loved_with_no_plan(ask: Asking) -> Findings:
    """G31: somebody the child loves, with no plan, no promise and no time together for a month."""
    now = ask.now
    for person in _dear_ones(ask):
        if now.plans(person) or now.promises(person):
            continue
        loved = now.from_child(person, "loves", "misses")
        if loved and not ask.in_contact(person, ask.limits.g31_days):
            yield Finding("medium", person, ids(*loved))


def getting_rarer(ask: Asking) -> Findings:
    """G11: at most half as many times in the last three months as in the three before."""
    window = ask.limits.g11_window
    for person in ask.living_apart():
        times = ask.now.contacts_within(person, 2 * window)
        if len(times) < ask.limits.g11_min:
            continue
        days = _days(times)
        answer = partial(_rarer, ask.limits, days)
        ask.note_answer(answer, (*_leaving(days, window), *_leaving(days, 2 * window)))
        if counts := answer(ask.now.on):
            n, m = counts
            severity = "high" if ask.now.is_important(person) else "medium"
            yield Finding(severity, person, _ids(times), counts={"n": n, "m": m})


def _rarer(limits: Thresholds, days: Sequence[date], on: date) -> tuple[int, int] | None:
    """How many times before and lately, where it has become that rare."""
    lately = _count(days, on, 0, limits.g11_window)
    before = _count(days, on, limits.g11_window + 1, 2 * limits.g11_window)
    is_rarer = before >= limits.g11_min and lately <= limits.g11_ratio * before
    return (before, lately) if is_rarer else None


def planned_not_happening(ask: Asking) -> Findings:
    """G12: two or more of the last three months' times, and at least a third of them, did not happen."""
    window = ask.limits.g12_window
    for person in ask.living_apart():
        times = ask.now.times_within(person, window)
        if sum(not time.did_happen for time in times) < ask.limits.g12_min:
            continue
        answer = partial(_missed, ask.limits, times)
        ask.note_answer(answer, _leaving(_days(times), window))
        if counts := answer(ask.now.on):
            n, m, ours = counts
            severity = "high" if ours >= ask.limits.g12_ours_share * n else "medium"
            yield Finding(severity, person, _ids(times), counts={"n": n, "m": m, "ours": ours})


def _missed(limits: Thresholds, times: Sequence[Contact], on: date) -> tuple[int, int, int] | None:
    """How many did not happen, of how many, and how many of them the service cancelled, where it is that many."""
    first = days_before(on, limits.g12_window)
    rows = [time for time in times if time.date.earliest and time.date.earliest >= first]
    missed = [time for time in rows if not time.did_happen]
    ours = sum(time.happened == "cancelled_by_service" for time in missed)
    is_often = len(missed) >= limits.g12_min and len(missed) >= limits.g12_share * len(rows)
    return (len(missed), len(rows), ours) if is_often else None


def plan_not_kept(ask: Asking) -> Findings:
    """G13: together in person much less often than the most frequent plan says."""
    window = ask.limits.g13_window
    for person in ask.living_apart():
        plans = [row for row in ask.now.plans(person) if row.plan_mode in _IN_PERSON]
        spans = [row.plan_every_days for row in plans if row.plan_every_days]
        expected = window // min(spans) if spans else 0
        if expected < ask.limits.g13_min_expected:
            continue
        times = ask.now.contacts_within(person, window, is_direct=True)
        days = _days(times)
        answer = partial(_too_few, ask.limits, days, expected)
        ask.note_answer(answer, _leaving(days, window))
        happened = answer(ask.now.on)
        if happened is not None:
            facts = (*ids(*plans), *_ids(times))
            yield Finding("high", person, facts, counts={"n": expected, "m": happened})


def _too_few(limits: Thresholds, days: Sequence[date], expected: int, on: date) -> int | None:
    """How many times there were, where they fall short of what was expected."""
    count = _count(days, on, 0, limits.g13_window)
    return count if count < limits.g13_share * expected else None


def _ids(times: Iterable[Contact]) -> tuple[str, ...]:
    return tuple(time.id for time in times)


def _days(times: Iterable[Contact]) -> list[date]:
    return [time.date.earliest for time in times if time.date.earliest is not None]


def _count(days: Sequence[date], on: date, nearest: int, farthest: int) -> int:
    """How many days lie between two distances before a day, both included; the days are in order."""
    first = bisect_left(days, days_before(on, farthest))
    return max(bisect_right(days, days_before(on, nearest)) - first, 0)


def _leaving(days: Iterable[date], window: int) -> Iterator[date]:
    """The days on which each leaves a window of so many days."""
    return (days_after(day, window + 1) for day in days)


def _on_day(times: Iterable[Contact], day: date | None) -> tuple[str, ...]:
    return tuple(time.id for time in times if day is not None and time.date.earliest == day)
