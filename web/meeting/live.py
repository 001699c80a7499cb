"""Live: what a few taps say in a meeting becomes records, with the rights of the room and under the ids of the store.

Somebody who is added here is added whatever else the whole map holds: that a name is known already, where the room may
not know it, must not be told by a refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from graph.dates import as_partial, read_date
from graph.errors import BadValueError, UnknownError
from graph.meeting_words import Action, Mark, Note, Scale
from graph.meetings import Present
from graph.relationships import Relationship
from graph.vocabulary import PROMISES, TABLES
from web.asking import NOT_HERE
from web.forms.fields import RHYTHMS
from web.meeting.newcomers import newcomer
from web.said import SHORT, Asking, Said, Written, source_type
from web.words import _

SAYINGS = ("loves", "misses", "wants_to_see", "trusts", "important")
COLUMNS = ("working", "worry", "needed")


def written(what: str, said: Said) -> Written | Asking:
    """The records that one form of the room becomes, or what has to be asked first.

    UnknownError where there is no such form.
    """
    recorder = RECORDERS.get(what)
    if recorder is None:
        raise UnknownError(NOT_HERE)
    return recorder(said)


def _present(said: Said) -> Written:
    """Who is here: whoever was ticked, and no longer whoever is not."""
    ticked = said.several("people")
    before = {said.network.own_id(one.person_id): one for one in said.book.present}
    new = tuple(
        Present(**said.of_meeting, person_id=person, at=said.now)
        for person in ticked
        if person not in before
    )
    gone = tuple(
        one.model_copy(update={"person_id": person, "child_id": said.child_id})
        for person, one in before.items()
        if person not in ticked
    )
    return Written(new, gone)


def _rules(said: Said) -> Written:
    return Written((said.kept.model_copy(update={"rules": said.text("rules")}),))


def _plan_words(said: Said) -> Written:
    return Written((said.kept.model_copy(update={"plan_words": said.text("plan_words", 4000)}),))


def _finish(said: Said) -> Written:
    """When to meet again, and who tells the child, and how."""
    changed = {
        "review_date": read_date(said.text("review_date", SHORT)),
        "who_tells_child": said.text("who_tells_child"),
    }
    return Written((said.kept.model_copy(update=changed),))


def _love(said: Said) -> Written:
    """Words of love, as they were said."""
    kind = said.one_of("kind", SAYINGS)
    return Written(
        (_tie(said, kind, said.someone("one"), said.someone("other"), words=said.text("words")),)
    )


def _promise(said: Said) -> Written:
    detail, who = said.one_of("promise", PROMISES), said.someone("one")
    words = said.text("words")
    return Written((_tie(said, "promise", who, said.child_id, detail=detail, words=words),))


def _time(said: Said) -> Written:
    """A plan to see each other."""
    every = said.one_of("every", RHYTHMS)
    mode = said.one_of("mode", TABLES["plan_mode"])
    tie = _tie(
        said,
        "family_time_plan",
        said.someone("one"),
        said.child_id,
        words=said.text("words"),
    )
    days = int(every) if every else None
    return Written((tie.model_copy(update={"plan_every_days": days, "plan_mode": mode}),))


def _note(said: Said) -> Written:
    """Something said: in a column, as an idea to a chosen question, or that something was not so."""
    gap = said.sent.get("gap_id", "")
    if gap and gap not in {one.id for one in said.book.gaps}:
        raise UnknownError(NOT_HERE)
    about = said.who("about")
    note = Note(
        **said.of_meeting,
        column=said.one_of("column", TABLES["meeting_column"]),
        words=said.needed("words"),
        speaker_id=said.who("speaker"),
        about_ids=(about,) if about else (),
        gap_id=gap,
        at=said.now,
    )
    return Written((note,))


def _scale(said: Said) -> Written:
    scale = Scale(
        **said.of_meeting,
        question=said.needed("question"),
        at_nought=said.text("at_nought"),
        at_ten=said.text("at_ten"),
        goal=_number(said, "goal") if said.sent.get("goal") else None,
        at=said.now,
    )
    return Written((scale,))


def _mark(said: Said) -> Written:
    """One voice on one line: a number of its own, which is never added to another’s."""
    scale = said.sent.get("scale_id", "")
    if scale not in {one.id for one in said.book.scales}:
        raise UnknownError(NOT_HERE)
    mark = Mark(
        **said.of_meeting,
        scale_id=scale,
        person_id=said.someone("voice"),
        number=_number(said, "number"),
        words=said.text("words"),
        at=said.now,
    )
    return Written((mark,))


def _action(said: Said) -> Written:
    who = said.several("who")
    if not who:
        raise BadValueError(_("Tap who will do it."))
    action = Action(
        **said.of_meeting,
        who_ids=who,
        what=said.needed("what"),
        by_date=read_date(said.text("by_date", SHORT)),
        child_knows=said.text("child_knows"),
        at=said.now,
    )
    return Written((action,))


def _number(said: Said, name: str) -> int:
    found = said.sent.get(name, "")
    if found not in {str(number) for number in range(11)}:
        raise BadValueError(_("Choose a number from 0 to 10."))
    return int(found)


def _tie(said: Said, kind: str, one: str, other: str, **fields: Any) -> Relationship:
    """A tie as it was said in the room: by whom, today, for everybody there to see."""
    if one == other:
        raise BadValueError(_("Choose somebody else here."))
    speaker = said.who("speaker") or (one if kind in (*SAYINGS, "promise") else "")
    return Relationship(
        id=uuid4().hex,
        child_id=said.child_id,
        from_id=one,
        to_id=other,
        kind=kind,
        source_id=speaker,
        source_type=source_type(said, speaker, one),
        source_date=as_partial(said.today),
        **fields,
    )


RECORDERS: Mapping[str, Callable[[Said], Written | Asking]] = {
    "present": _present,
    "rules": _rules,
    "person": newcomer,
    "love": _love,
    "note": _note,
    "scale": _scale,
    "mark": _mark,
    "plan-words": _plan_words,
    "action": _action,
    "promise": _promise,
    "time": _time,
    "finish": _finish,
}
