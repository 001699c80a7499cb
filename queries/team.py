"""Across children: whom to talk about today. Facts to filter and sort by, and never a score for a child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from graph.decisions import Decision
from graph.network import Network
from graph.record import Value
from queries.gaps.gap import Gap
from queries.gaps.review import review_until
from queries.gaps.rules import RULES
from queries.gaps.thresholds import DEFAULTS, Thresholds
from queries.moment import Moment

LOOKED_AT_WITHIN = 30
_OLD_VOICE = "G26"
_PLACES = {rule.name: place for place, rule in enumerate(RULES)}


class Summary(Value):
    """What the list needs of what was found on one child's map.

    `asked` is what each gap is about, and `refs` the ids that faces give for the people of `urgent`.
    """

    child_id: str
    known_as: str
    asked: tuple[tuple[str, str, str], ...] = ()
    urgent: tuple[Gap, ...] = ()
    refs: Mapping[str, str] = {}
    decisions: tuple[Decision, ...] = ()
    voice_on: date | None = None
    voice_is_old: bool = False
    next_review: str = ""
    adults: Mapping[str, str] = {}


class Found(Value):
    """What was found on one child's map on a day, with all that tells when it has to be asked again.

    `closing` and `dated` are those of a `Due`. `adults` are the grown-ups of the family, the friends and the carers:
    their kept ids, and what this child calls them.
    """

    child_id: str
    known_as: str
    on: date
    gaps: tuple[Gap, ...]
    refs: Mapping[str, str] = {}
    decisions: tuple[Decision, ...] = ()
    voice_on: date | None = None
    next_review: str = ""
    adults: Mapping[str, str] = {}
    closing: Mapping[str, date] = {}
    dated: date | None = None

    @property
    def until(self) -> date | None:
        """The first day on which time alone could change a gap; None where it never will."""
        return min(filter(None, (self.dated, *self.closing.values())), default=None)

    @property
    def summary(self) -> Summary:
        """What the list needs of it."""
        urgent = tuple(gap for gap in self.gaps if gap.severity == "urgent")
        return Summary(
            child_id=self.child_id,
            known_as=self.known_as,
            asked=tuple(about(gap) for gap in self.gaps),
            urgent=urgent,
            refs={gap.subject_id: self.refs[gap.subject_id] for gap in urgent if gap.subject_id},
            decisions=self.decisions,
            voice_on=self.voice_on,
            voice_is_old=any(gap.rule == _OLD_VOICE for gap in self.gaps),
            next_review=self.next_review,
            adults=self.adults,
        )

    def gaps_on(self, on: date) -> tuple[Gap, ...]:
        """The gaps told on a day until which they hold."""
        return tuple(gap.told_on(on) for gap in self.gaps)

    def due(self, on: date) -> frozenset[str]:
        """The rules that have to be asked again on a day, where nothing on the map has changed."""
        if self.dated is not None and self.dated <= on:
            return frozenset(_PLACES)
        return frozenset(rule for rule, day in self.closing.items() if day <= on)


class ChildToday(Value):
    """One child on the team's list: what is urgent, how old their voice is, who last looked and when.

    `urgent` are the gaps of this week about which nothing stands decided.
    """

    child_id: str
    known_as: str
    open_gaps: int
    urgent: tuple[Gap, ...]
    refs: Mapping[str, str]
    voice_days: int | None
    voice_is_old: bool
    looked_at: date | None
    next_review: str

    def is_forgotten(self, on: date) -> bool:
        """Nobody has opened this map in thirty days."""
        return self.looked_at is None or (on - self.looked_at).days > LOOKED_AT_WITHIN


def found(
    kept: Network,
    seen: Network,
    decisions: Iterable[Decision] = (),
    thresholds: Thresholds = DEFAULTS,
) -> Found:
    """What is found on a map: `kept` as it is kept, `seen` as it is seen on a day by whoever asks."""
    now = Moment(seen)
    due = review_until(kept, now.on, thresholds, moment=now)
    return Found(
        child_id=seen.own_id(seen.child_id),
        known_as=seen.known_as(seen.child_id),
        on=now.on,
        gaps=due.review.gaps,
        refs=_refs(seen, due.review.gaps),
        decisions=tuple(decisions),
        voice_on=_voice_on(seen),
        next_review=seen.case.next_review.text,
        adults=_adults(now),
        closing=due.closing,
        dated=due.dated,
    )


def found_again(
    before: Found, kept: Network, seen: Network, thresholds: Thresholds = DEFAULTS
) -> Found:
    """The same on a later day, where nothing on the map has changed: only the rules that are due are asked."""
    now = Moment(seen)
    only = before.due(now.on)
    if len(only) == len(_PLACES):
        return found(kept, seen, before.decisions, thresholds)
    due = review_until(kept, now.on, thresholds, only, now)
    gaps = [*(gap for gap in before.gaps_on(now.on) if gap.rule not in only), *due.review.gaps]
    closing = {rule: day for rule, day in before.closing.items() if rule not in only}
    return before.model_copy(
        update={
            "on": now.on,
            "gaps": tuple(sorted(gaps, key=lambda gap: _PLACES[gap.rule])),
            "refs": _refs(seen, gaps),
            "closing": {**closing, **due.closing},
        }
    )


def child_today(summary: Summary, on: date, looked_at: date | None = None) -> ChildToday:
    """One line of the team's list, on a day for which what was found holds."""
    decided = standing_decisions(summary.decisions, on)
    return ChildToday(
        child_id=summary.child_id,
        known_as=summary.known_as,
        open_gaps=sum(one not in decided for one in summary.asked),
        urgent=tuple(gap.told_on(on) for gap in summary.urgent if about(gap) not in decided),
        refs=summary.refs,
        voice_days=(on - summary.voice_on).days if summary.voice_on else None,
        voice_is_old=summary.voice_is_old,
        looked_at=looked_at,
        next_review=summary.next_review,
    )


def about(gap: Gap) -> tuple[str, str, str]:
    """What a gap is about, as a decision names it: the rule, the person, and the tag where it is not a person."""
    return gap.rule, gap.subject_id, "" if gap.subject_id and gap.rule != "G29" else gap.subject


def decided_about(decision: Decision) -> tuple[str, str, str]:
    """What a decision is about, as `about` names a gap."""
    return decision.rule, decision.subject_id, decision.tag


def still_open(gaps: Iterable[Gap], decisions: Iterable[Decision], on: date) -> tuple[Gap, ...]:
    """The gaps about which no decision stands: a parked one returns on its day."""
    decided = standing_decisions(decisions, on)
    return tuple(gap for gap in gaps if about(gap) not in decided)


def standing_decisions(
    decisions: Iterable[Decision], on: date
) -> Mapping[tuple[str, str, str], Decision]:
    """The latest decision about each gap, where it still stands on a day."""
    latest = {decided_about(one): one for one in in_order(decisions)}
    return {key: one for key, one in latest.items() if one.holds(on)}


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions as they were made, the latest last."""
    return sorted(decisions, key=lambda one: (one.on.earliest or date.min, one.number, one.id))


def on_several_maps(found: Collection[Summary]) -> Mapping[str, Mapping[str, str]]:
    """The grown-ups who stand on more than one of some children's maps: by child, what each calls them."""
    counted = Counter(person for one in found for person in one.adults)
    return {
        person: {one.child_id: one.adults[person] for one in found if person in one.adults}
        for person in sorted(counted)
        if counted[person] > 1
    }


def _refs(network: Network, gaps: Iterable[Gap]) -> Mapping[str, str]:
    return {gap.subject_id: network.ref(gap.subject_id) for gap in gaps if gap.subject_id}


def _adults(now: Moment) -> Mapping[str, str]:
    return {
        now.network.own_id(person): now.network.known_as(person)
        for person in now.family_and_carers
        if now.is_adult(person)
    }


def _voice_on(network: Network) -> date | None:
    """The day on which the child's own words were last written down."""
    said = (
        row.source_date.earliest
        for row in network.relationships
        if row.from_id == network.child_id
        and row.family == "statement"
        and row.source_type == "child_words"
        and row.source_date.earliest is not None
    )
    return max(said, default=None)
