"""Across children: whom to talk about today. Facts to filter and sort by, and never a score for a child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from graph.decisions import Decision
from graph.network import Network
from graph.record import Value
from queries.gaps.gap import Gap

LOOKED_AT_WITHIN = 30


class ChildToday(Value):
    """One child on the team's list: what is urgent and undecided, how old their voice is, who last looked and when."""

    child_id: str
    known_as: str
    open_gaps: int
    urgent: tuple[Gap, ...]
    undecided: tuple[Gap, ...]
    voice_days: int | None
    looked_at: date | None
    next_review: str

    @property
    def has_urgent_undecided(self) -> bool:
        """Something urgent stands open, and nobody has decided anything about it."""
        return bool(self.undecided)

    @property
    def voice_is_old(self) -> bool:
        """The child's own view was never written down, or not for three months."""
        return any(gap.rule == "G26" for gap in self.urgent) or (self.voice_days or 0) > 90

    def is_forgotten(self, on: date) -> bool:
        """Nobody has opened this map in thirty days."""
        return self.looked_at is None or (on - self.looked_at).days > LOOKED_AT_WITHIN


def child_today(
    network: Network,
    gaps: Sequence[Gap],
    decisions: Iterable[Decision] = (),
    looked_at: date | None = None,
) -> ChildToday:
    """One line of the team's list, for a network on its day."""
    on = network.on or date.max
    open_gaps = still_open(gaps, decisions, on)
    urgent = tuple(gap for gap in open_gaps if gap.severity == "urgent")
    decided = {_of(decision) for decision in decisions}
    return ChildToday(
        child_id=network.child_id,
        known_as=network.known_as(network.child_id),
        open_gaps=len(open_gaps),
        urgent=urgent,
        undecided=tuple(gap for gap in urgent if about(gap) not in decided),
        voice_days=_voice_days(network, on),
        looked_at=looked_at,
        next_review=network.case.next_review.text,
    )


def about(gap: Gap) -> tuple[str, str, str]:
    """What a gap is about, as a decision names it: the rule, the person, and the tag where it is not a person."""
    return gap.rule, gap.subject_id, "" if gap.subject_id and gap.rule != "G29" else gap.subject


def _of(decision: Decision) -> tuple[str, str, str]:
    return decision.rule, decision.subject_id, decision.tag


def still_open(gaps: Iterable[Gap], decisions: Iterable[Decision], on: date) -> tuple[Gap, ...]:
    """The gaps about which no decision stands: a parked one returns on its day."""
    latest = {_of(decision): decision for decision in sorted(decisions, key=_when)}
    return tuple(
        gap for gap in gaps if about(gap) not in latest or not latest[about(gap)].holds(on)
    )


def _when(decision: Decision) -> tuple[date, int, str]:
    return decision.on.earliest or date.min, decision.version, decision.id


def _voice_days(network: Network, on: date) -> int | None:
    """Days since the child's own words were last written down."""
    said = [
        row.source_date.earliest
        for row in network.relationships
        if row.from_id == network.child_id
        and row.family == "statement"
        and row.source_type == "child_words"
        and row.source_date.earliest is not None
    ]
    return (on - max(said)).days if said else None
