"""The four questions: who loves the child, whom the child loves, who may love, who might learn to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from graph.access import SOMEONE
from graph.dates import read_date
from graph.network import Network
from graph.record import Value
from graph.relationships import Relationship
from graph.sensitivity import CHILD_PRIVATE, PROTECTED, RECORD
from graph.vocabulary import BOND_KINDS
from queries.moment import Moment

BOND_DAYS = 180
NAMED_ON_THE_MAP = "(named on the map)"
ASK_GENTLY = "a child or young person; ask gently"
_LEARNING_KINDS = BOND_KINDS | {"prospective_carer", "carer_family"}
_LEARNING_RUNGS = ("committed", "lifelong", "engaged", "contacted")
_LADDER = {
    "not_traced": "not yet found",
    "discovered": "name known, not yet spoken to",
    "contacted": "first contact made",
    "engaged": "in touch, not yet asked in these words",
    "committed": "has offered something definite",
    "lifelong": "here for life",
}
_SAFETY = {
    "not_safe": "not safe: show the love, never a suggestion to meet",
    "safe_with_support": "safe with support",
    "unknown": "safety not yet asked about",
}


class Said(Value):
    """Words of love: who said them (a name), whose they are, when, and the words themselves."""

    who: str
    source_id: str
    source_type: str
    on: str
    words: str

    def __str__(self) -> str:
        """One line: who, when, and the words."""
        return f"{self.who} {self.on}".strip() + f": {self.words or NAMED_ON_THE_MAP}"


class Answer(Value):
    """One person in an answer: the tier, the reason with its words and dates, and what to be careful of.

    For the first two questions `said` holds the words; for the others `grounds` holds plain phrases.
    """

    person_id: str
    known_as: str
    tier: str
    said: tuple[Said, ...] = ()
    grounds: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why this person is in the answer."""
        return " | ".join(str(said) for said in self.said) or "; ".join(self.grounds)

    @property
    def caution(self) -> str:
        """What to be careful of; empty where there is nothing, or where it may not be shown."""
        return "; ".join(self.cautions)


class Answers(Value):
    """The four answers on a day, and those who have died and always loved the child."""

    on: date
    who_loves: tuple[Answer, ...]
    child_loves: tuple[Answer, ...]
    may_love: tuple[Answer, ...]
    might_learn: tuple[Answer, ...]
    always_loved: tuple[Answer, ...]


def four_questions(network: Network, moment: Moment | None = None) -> Answers:
    """The four questions asked of a network on its day; pass the moment where one is at hand."""
    now = moment or Moment(network)
    loving = [
        person for person in now.others if now.person(person).is_person and now.loves_child(person)
    ]
    answered = set(loving)
    may = [person for person in now.others if person not in answered and _may_love(now, person)]
    answered.update(may)
    learn = [
        person for person in now.others if person not in answered and _might_learn(now, person)
    ]
    return Answers(
        on=now.on,
        who_loves=_by_tier([_who_loves(now, person) for person in loving if now.is_living(person)]),
        child_loves=_child_loves(now),
        may_love=tuple(_prompt(now, person, _tier(now, person)) for person in _nearest(now, may)),
        might_learn=tuple(_prompt(now, person, "new") for person in _readiest(now, learn)),
        always_loved=_by_tier(
            [_who_loves(now, person) for person in loving if now.person(person).has_died]
        ),
    )


def _who_loves(now: Moment, person: str) -> Answer:
    rows = now.to_child(person, "loves")
    sources = {row.source_id for row in rows}
    return _answer(now, person, "A" if len(sources) > 1 else "B", rows)


def _child_loves(now: Moment) -> tuple[Answer, ...]:
    found = []
    for person in now.others:
        rows = now.from_child(person, "loves", "misses")
        if rows and now.person(person).entity_type in ("person", "pet"):
            own_words = any(row.source_type == "child_words" for row in rows)
            first = min(_row_key(row) for row in rows)
            found.append((first, _answer(now, person, "A" if own_words else "B", rows)))
    return tuple(answer for _, answer in sorted(found, key=lambda pair: pair[0]))


def _answer(now: Moment, person: str, tier: str, rows: Sequence[Relationship]) -> Answer:
    return Answer.model_construct(
        person_id=person,
        known_as=now.network.known_as(person),
        tier=tier,
        said=tuple(_said(now, row) for row in sorted(rows, key=_row_key)),
        cautions=_cautions(now, person),
    )


def _row_key(row: Relationship) -> tuple[bool, str, str]:
    return (not row.ref, row.ref, row.id)


def _said(now: Moment, row: Relationship) -> Said:
    return Said.model_construct(
        who=now.network.known_as(row.source_id) if row.source_id else "a record",
        source_id=row.source_id if row.source_id in now.network.people else SOMEONE,
        source_type=row.source_type,
        on=row.source_date.text,
        words=row.words,
    )


def _by_tier(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    latest_first = sorted(answers, key=_last_said, reverse=True)
    return tuple(sorted(latest_first, key=lambda answer: answer.tier))


def _last_said(answer: Answer) -> date:
    """The day of the last words, by the earliest reading of each date."""
    return max(read_date(said.on).earliest or date.min for said in answer.said)


def _cautions(now: Moment, person: str) -> tuple[str, ...]:
    """Safety, whereabouts and the child's no, where the protected class is shown; that someone has died, for all."""
    found = []
    if now.network.shows(PROTECTED):
        found.append(_SAFETY.get(now.standing(person).safety_stance(now.on), ""))
        found.append("whereabouts confidential" if now.person(person).address_confidential else "")
    found.append("has died" if now.person(person).has_died else "")
    if (
        now.network.shows(PROTECTED)
        and now.network.shows(CHILD_PRIVATE)
        and now.child_said_no(person)
    ):
        found.append("child says not now")
    return tuple(caution for caution in found if caution)


def _may_be_shown_as_a_prompt(now: Moment, person: str) -> bool:
    """Whoever cannot be shown with the caution is not shown at all: a silence only ever removes."""
    if now.network.shows(PROTECTED):
        return now.network.shows(CHILD_PRIVATE) or not now.child_said_no(person)
    return not now.silence(person)


def _may_love(now: Moment, person: str) -> bool:
    return (
        now.is_eligible(person)
        and _may_be_shown_as_a_prompt(now, person)
        and (now.is_relative(person) or _has_bond(now, person))
    )


def _has_bond(now: Moment, person: str) -> bool:
    return any(row.kind in BOND_KINDS and _has_lasted(now, row) for row in now.with_child(person))


def _has_lasted(now: Moment, row: Relationship) -> bool:
    if row.is_over(now.on):
        return True
    start = row.start_date.earliest
    return row.is_current(now.on) and (start is None or start <= now.days_ago(BOND_DAYS))


def _might_learn(now: Moment, person: str) -> bool:
    if not now.is_eligible(person) or not _may_be_shown_as_a_prompt(now, person):
        return False
    return any(row.kind in _LEARNING_KINDS for row in now.with_child(person)) or (
        now.standing(person).finding_status(now.on) in _LEARNING_RUNGS
    )


def _tier(now: Moment, person: str) -> str:
    return "kin" if now.is_relative(person) else "bond"


def _nearest(now: Moment, people: Iterable[str]) -> list[str]:
    """Nearest degree first, then the most recent tie."""

    def latest(person: str) -> int:
        days = [row.start_date.earliest for row in now.with_child(person)] + [
            now.last_contact(person)
        ]
        return -max((day.toordinal() for day in days if day is not None), default=0)

    return sorted(people, key=lambda person: (now.kin[person].degree or 99, latest(person)))


def _readiest(now: Moment, people: Iterable[str]) -> list[str]:
    """Those who have offered something first, then those in touch, then those contacted."""
    rung = {name: number for number, name in enumerate(_LEARNING_RUNGS)}
    return sorted(
        people, key=lambda person: rung.get(now.standing(person).finding_status(now.on), len(rung))
    )


def _prompt(now: Moment, person: str, tier: str) -> Answer:
    grounds = [now.kin[person].term]
    if not now.is_adult(person):
        grounds.append(ASK_GENTLY)
    elif now.network.shows(RECORD):
        grounds.append(_LADDER.get(now.standing(person).finding_status(now.on), ""))
    return Answer.model_construct(
        person_id=person,
        known_as=now.network.known_as(person),
        tier=tier,
        grounds=tuple(ground for ground in grounds if ground),
        cautions=_cautions(now, person),
    )
