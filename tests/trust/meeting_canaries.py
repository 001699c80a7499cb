"""The canaries’ meeting: one that has begun, with a token in everything that is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from graph.meeting_words import Action, Mark, Note, Offer, Scale
from graph.meetings import (
    Apart,
    ChosenGap,
    Invitation,
    Meeting,
    MeetingCheck,
    MeetingChoice,
    Present,
    SignOff,
)
from graph.own_choices import ChoiceChanged, OwnChoice
from graph.record import MapRecord
from graph.vocabulary import TABLES
from tests.families import Family

MEETING_ID = "a1" * 16
# The account that writes the canaries; nobody else may write what is somebody’s own.
WRITER = "tests"
# The child’s own words and placings that may be read in the room.
CHOSEN = ("7" * 32, "8" * 32, "9b" * 16)
_AT = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


def meeting_records(
    told: Family, tokens: Mapping[str, str], child: str = WRITER
) -> tuple[MapRecord, ...]:
    """Everything that can be kept of one meeting; `tokens` by the place where each is put, `child` writes their own."""
    on_map = {"child_id": told.child_id, "meeting_id": MEETING_ID}
    meeting = Meeting(
        id=MEETING_ID,
        child_id=told.child_id,
        day="2026-11-16",
        began_at=_AT,
        hope=tokens["meeting hope"],
        rules=tokens["meeting rules"],
        plan_words=tokens["plan of the family"],
        who_tells_child=tokens["who tells the child"],
    )
    prepared, said = _prepared(told, tokens, on_map), _said(told, tokens, on_map)
    return meeting, *prepared, *_chosen(told, tokens, child), *said


def _prepared(
    told: Family, tokens: Mapping[str, str], on_map: Mapping[str, str]
) -> tuple[MapRecord, ...]:
    mother, aunt = told.id(tokens["mother known_as"]), told.id(tokens["aunt known_as"])
    hidden, grandfather = (
        told.id(tokens["hidden known_as"]),
        told.id(tokens["grandfather known_as"]),
    )
    gap, asked, hers = ("a2" * 16, "a3" * 16, "a4" * 16)
    return (
        ChosenGap(id=gap, rule="G02", words=tokens["chosen gap words"], **on_map),
        ChosenGap(
            id="b2" * 16, rule="G08", subject_id=hidden, words=tokens["gap of hidden"], **on_map
        ),
        Invitation(
            id=asked,
            person_id=mother,
            needs=tokens["invitation needs"],
            arrival=tokens["invitation arrival"],
            **on_map,
        ),
        Invitation(id=hers, person_id=hidden, **on_map),
        Apart(
            id="a5" * 16,
            one_id=mother,
            other_id=grandfather,
            arrangement=tokens["kept apart"],
            **on_map,
        ),
        MeetingCheck(id="a6" * 16, notes=tokens["check notes"], **on_map),
        SignOff(
            id="a7" * 16,
            digest="0" * 64,
            reason=tokens["sign-off reason"],
            by="one",
            second="two",
            at=_AT,
            **on_map,
        ),
        MeetingChoice(
            id="a8" * 16,
            left_out_ids=(grandfather,),
            item_ids=CHOSEN,
            **on_map,
        ),
        Present(id="a9" * 16, person_id=aunt, at=_AT, **on_map),
    )


def _chosen(told: Family, tokens: Mapping[str, str], child: str) -> tuple[MapRecord, ...]:
    """What the child chose themselves, among it of somebody who was hidden since, and why a worker did otherwise."""
    aunt, hidden, grandfather = (
        told.id(tokens[f"{who} known_as"]) for who in ("aunt", "hidden", "grandfather")
    )
    on_map = {"child_id": told.child_id, "meeting_id": MEETING_ID}
    own = OwnChoice(
        id="b8" * 16,
        said=tuple(TABLES["own_choice_part"]),
        hope=tokens["meeting hope"],
        left_out_ids=(grandfather, hidden),
        rather_not_ids=(hidden, aunt),
        item_ids=CHOSEN,
        there="partly",
        speaks_id=aunt,
        speaks_words=tokens["own choice words"],
        by=child,
        **on_map,
    )
    why = tokens["choice changed why"]
    return own, ChoiceChanged(id="b9" * 16, part="people", why=why, by="one", **on_map)


def _said(
    told: Family, tokens: Mapping[str, str], on_map: Mapping[str, str]
) -> tuple[MapRecord, ...]:
    aunt, hidden = told.id(tokens["aunt known_as"]), told.id(tokens["hidden known_as"])
    scale, now = "d1" * 16, {**on_map, "at": _AT}
    return (
        Note(id="d2" * 16, column="working", words=tokens["note words"], speaker_id=aunt, **now),
        Note(
            id="d3" * 16,
            column="worry",
            words=tokens["note about hidden"],
            about_ids=(hidden,),
            **now,
        ),
        Note(
            id="d4" * 16, column="needed", words=tokens["note of hidden"], speaker_id=hidden, **now
        ),
        Scale(id=scale, question=tokens["scale question"], **now),
        Mark(
            id="d5" * 16,
            scale_id=scale,
            person_id=aunt,
            number=6,
            words=tokens["mark words"],
            **now,
        ),
        Mark(
            id="d6" * 16,
            scale_id=scale,
            person_id=hidden,
            number=1,
            words=tokens["mark of hidden"],
            **now,
        ),
        Action(
            id="d7" * 16,
            who_ids=(aunt,),
            what=tokens["action words"],
            child_knows=tokens["how the child knows"],
            **now,
        ),
        Action(id="d8" * 16, who_ids=(aunt, hidden), what=tokens["action of hidden"], **now),
        Offer(
            id="d9" * 16,
            kind="name",
            name=tokens["offered name"],
            words=tokens["offered words"],
            **now,
        ),
    )
