"""What a rule gives back: a gap that explains itself, or that it cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.record import Value
from queries.sentences import sentence

SEVERITIES = ("urgent", "high", "medium", "low")


class Gap(Value):
    """One gap: whom or what it is about, how soon it matters, and the next kind question.

    `message`, `question` and `arguments` are what a face translates; `sentence` and `next_question` are the English
    of the same. `facts` are the ids of the records it rests on. `since` is the day its days are counted from, or to:
    days go by without anything having changed.
    """

    rule: str
    subject_id: str = ""
    subject: str = ""
    severity: str
    sentence: str
    next_question: str
    show_in_meeting: str
    facts: tuple[str, ...] = ()
    message: str
    question: str
    arguments: Mapping[str, str | int] = {}
    since: date | None = None

    @property
    def is_about_a_person(self) -> bool:
        """About one person, not about the whole map."""
        return bool(self.subject_id)

    def told_on(self, day: date) -> Gap:
        """The same gap on a later day on which nothing but its number of days has changed."""
        if self.since is None:
            return self
        arguments = {**self.arguments, "days": abs((day - self.since).days)}
        return self.model_copy(
            update={"arguments": arguments, "sentence": sentence(self.message, arguments)}
        )


class CannotTell(Value):
    """A rule that has nothing to go on, about whom, and why; said beside the gaps and never one of them."""

    rule: str
    person_id: str = ""
    why: str
    message: str
    arguments: Mapping[str, str | int] = {}
