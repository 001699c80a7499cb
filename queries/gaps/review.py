"""Every gap of a map on its day, what cannot be told, and when time alone could change the answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.network import Network, Silence
from graph.record import Value
from graph.sensitivity import PROTECTED, RECORD
from queries.gaps.asking import Asking, Finding
from queries.gaps.calendar import next_dated_change
from queries.gaps.gap import CannotTell, Gap
from queries.gaps.rules import RULES, Rule
from queries.gaps.table import ROWS, Row
from queries.gaps.thresholds import DEFAULTS, Thresholds
from queries.moment import Moment
from queries.sentences import sentence

MANAGER_FIRST = (
    "Talk to your manager first: {name} lives with someone who is not safe, or whom we must not contact. "
    "What would be a safe way to find out what they would like?"
)
_NOT_SHOWN = "What this rule reads is not part of this view."
_NO_TIMES = "No times together are recorded for anyone, so nothing can be said about them."

_TOWARDS_CONTACT = (
    "G06",
    "G07",
    "G08",
    "G09",
    "G10",
    "G11",
    "G12",
    "G13",
    "G22",
    "G23",
    "G31",
    "G32",
)
_SILENCED: Mapping[Silence, frozenset[str]] = {
    Silence.NOT_SAFE: frozenset(_TOWARDS_CONTACT),
    Silence.SAID_NO: frozenset({"G08", "G09", "G10", "G23", "G31", "G32"}),
}
_NEVER_IN_THE_ROOM = "no"
# These find nothing where no time together is written down, which is not the same as nothing being wrong.
_SILENT_WITHOUT_TIMES = frozenset({"G11", "G12", "G14", "G15", "G24", "G25"})


class Review(Value):
    """Every gap in order, and what could not be told."""

    gaps: tuple[Gap, ...]
    cannot_tell: tuple[CannotTell, ...]


def review(
    network: Network, thresholds: Thresholds = DEFAULTS, moment: Moment | None = None
) -> Review:
    """All rules asked of a network on its day; pass the moment where one is at hand."""
    return _reviewed(_asked(moment or Moment(network), thresholds))


def gaps(network: Network, thresholds: Thresholds = DEFAULTS) -> tuple[Gap, ...]:
    """Every gap of a network on its day: by rule, then person, then tag."""
    return review(network, thresholds).gaps


class Due(Value):
    """A review, and until when it holds.

    `closing` gives by rule the first day on which a number of days going by could change its answer, `dated` the
    first day on which something dated in the records could change any.
    """

    review: Review
    closing: Mapping[str, date]
    dated: date | None

    @property
    def next_change(self) -> date | None:
        """The first day on which time alone could change any gap; None where it never will."""
        return min(filter(None, (self.dated, *self.closing.values())), default=None)


def review_until(
    kept: Network,
    on: date,
    thresholds: Thresholds = DEFAULTS,
    only: Collection[str] = frozenset(ROWS),
    moment: Moment | None = None,
) -> Due:
    """A review on a day, of all rules or only some, and until when it holds.

    Asked of the network as it is kept, because what is dated later is not yet part of the network on a day; `moment`
    is that of a view of it on the day, where not all of it is shown. The number of days in a sentence is not a
    change: `Gap.told_on` retells it.
    """
    asked = _asked(moment or Moment(kept.at(on)), thresholds, only)
    closing = {one.rule.name: one.ask.changes_on() for one in asked}
    return Due(
        review=_reviewed(asked),
        closing={rule: day for rule, day in closing.items() if day is not None},
        dated=next_dated_change(kept, on, thresholds),
    )


def next_change(kept: Network, on: date, thresholds: Thresholds = DEFAULTS) -> date | None:
    """The first day after `on` on which time alone could change any gap; None where it never will."""
    return review_until(kept, on, thresholds).next_change


@dataclass(frozen=True, slots=True)
class _Asked:
    """One rule that was asked, and what came of it."""

    rule: Rule
    ask: Asking
    gaps: tuple[Gap, ...]
    cannot_tell: tuple[CannotTell, ...]


def _asked(
    now: Moment, thresholds: Thresholds, only: Collection[str] = frozenset(ROWS)
) -> tuple[_Asked, ...]:
    return tuple(_ask(rule, Asking(now, thresholds)) for rule in RULES if rule.name in only)


def _ask(rule: Rule, ask: Asking) -> _Asked:
    if not rule.reads <= ask.now.network.shown:
        return _Asked(rule, ask, (), (_untold(ask.now, rule.name, _NOT_SHOWN),))
    found = tuple(_gaps(ask.now, rule, rule.find(ask)))
    return _Asked(rule, ask, found, tuple(_cannot_tell(ask.now, rule, ask, found)))


def _reviewed(asked: tuple[_Asked, ...]) -> Review:
    return Review.model_construct(
        gaps=tuple(gap for one in asked for gap in one.gaps),
        cannot_tell=tuple(line for one in asked for line in one.cannot_tell),
    )


def _gaps(now: Moment, rule: Rule, findings: Iterable[Finding]) -> Iterator[Gap]:
    row = ROWS[rule.name]
    heard = [finding for finding in findings if _may_be_said(now, rule, row, finding)]
    heard.sort(key=lambda finding: (_place(now, finding.person_id), finding.tag))
    return (_told(now, row, finding) for finding in heard)


def _place(now: Moment, person_id: str) -> tuple[bool, str, str]:
    return now.network.key(person_id) if person_id else (False, "", "")


def _may_be_said(now: Moment, rule: Rule, row: Row, finding: Finding) -> bool:
    """Silences remove; whoever may not see a caution is not given a gap that would need one."""
    person = finding.person_id
    if any(rule.name in _SILENCED.get(silence, ()) for silence in now.silence(person)):
        return False
    if now.lives_with_danger(person) and not now.network.shows(PROTECTED):
        return False
    return now.network.shows(RECORD) or row.show_in_meeting != _NEVER_IN_THE_ROOM


def _told(now: Moment, row: Row, finding: Finding) -> Gap:
    person = finding.person_id
    is_guarded = bool(person) and now.lives_with_danger(person)
    message = (
        row.sentence_when_never if finding.is_never and row.sentence_when_never else row.sentence
    )
    question = MANAGER_FIRST if is_guarded else row.next_question
    arguments = _arguments(now, finding)
    # Every value comes from the table or the network, so nothing is left to check.
    return Gap.model_construct(
        rule=row.rule,
        subject_id=person,
        subject=finding.tag or (now.network.known_as(person) if person else ""),
        severity=finding.severity,
        sentence=sentence(message, arguments),
        next_question=sentence(question, arguments),
        show_in_meeting=_in_the_room(now, row, person, is_guarded=is_guarded),
        facts=finding.facts,
        message=message,
        question=question,
        arguments=arguments,
        since=finding.since,
    )


def _arguments(now: Moment, finding: Finding) -> dict[str, str | int]:
    arguments: dict[str, str | int] = {
        "child": now.network.known_as(now.child_id),
        **finding.counts,
    }
    if finding.person_id:
        arguments["name"] = now.network.known_as(finding.person_id)
    if finding.tag:
        arguments["tag"] = finding.tag
    if finding.since is not None:
        arguments["days"] = abs(now.days_since(finding.since))
    return arguments


def _in_the_room(now: Moment, row: Row, person_id: str, *, is_guarded: bool) -> str:
    if not person_id:
        return row.show_in_meeting
    is_for_everyone = now.standing(person_id).visibility == "everyone"
    return row.show_in_meeting if is_for_everyone and not is_guarded else _NEVER_IN_THE_ROOM


def _cannot_tell(
    now: Moment, rule: Rule, ask: Asking, found: tuple[Gap, ...]
) -> Iterator[CannotTell]:
    for why, person in ask.untold:
        yield _untold(now, rule.name, why, person)
    if not found and rule.name in _SILENT_WITHOUT_TIMES and not now.network.contacts:
        yield _untold(now, rule.name, _NO_TIMES)


def _untold(now: Moment, rule: str, why: str, person_id: str = "") -> CannotTell:
    arguments: dict[str, str | int] = {"child": now.network.known_as(now.child_id)}
    if person_id:
        arguments["name"] = now.network.known_as(person_id)
    return CannotTell(
        rule=rule,
        person_id=person_id,
        why=sentence(why, arguments),
        message=why,
        arguments=arguments,
    )
