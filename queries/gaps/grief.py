"""Grief: somebody the child loves has died, and nobody keeps their stories (G33)."""

from __future__ import annotations

from queries.gaps.asking import Asking, Finding, Findings, ids


def loved_and_died(ask: Asking) -> Findings:
    """G33: loved or missed, died, and without a keeper of the memory."""
    now = ask.now
    for person in now.others:
        loved = now.from_child(person, "loves", "misses")
        if loved and now.person(person).is_person and now.person(person).has_died:
            rows = now.network.ties[person]
            if not any(row.kind == "memory_keeper" and row.to_id == person for row in rows):
                yield Finding("medium", person, ids(*loved))
