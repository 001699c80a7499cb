"""Culture and identity: parts of the child that no grown-up shares with them lately (G21)."""

from __future__ import annotations

from collections.abc import Iterator

from queries.gaps.asking import Asking, Finding, Findings

_WITH_VOICE_OR_FACE = frozenset({"phone", "video"})


def not_shared(ask: Asking) -> Findings:
    """G21: one for each tag of the child's that no grown-up who carries it has spent time on."""
    tags = set(ask.now.network.case.culture_tags)
    if not tags:
        ask.cannot_tell("Nothing is recorded yet of {child}'s culture, faith and language.")
    for tag in sorted(tags):
        if not any(_has_been_with_child(ask, person) for person in _carriers(ask, tag)):
            facts = tuple(ask.standing_id(person) for person in _carriers(ask, tag))
            yield Finding("high", tag=tag, facts=(ask.now.network.case.id, *facts))


def _carriers(ask: Asking, tag: str) -> Iterator[str]:
    for person in ask.eligible_adults():
        known = ask.now.person(person)
        if tag in known.culture_tags or tag in known.languages:
            yield person


def _has_been_with_child(ask: Asking, person_id: str) -> bool:
    if ask.now.shares_home(person_id):
        return True
    days = [
        time.date.earliest
        for time in ask.now.contacts(person_id)
        if time.date.earliest and (time.is_direct or time.contact_type in _WITH_VOICE_OR_FACE)
    ]
    return ask.is_within(max(days, default=None), ask.limits.g21_days)
