"""What comes of a line: a plan of what would be put on the map, or a question with ways to answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NEW = "new"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who would come on the map; `key` is what the ties of the plan call them."""

    key: str
    name: str = ""
    gender: str = "unknown"
    entity_type: str = "person"
    network_kind: str = "natural"
    role: str = ""
    is_adult: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """One row that would be written, between people on the map and newcomers."""

    kind: str
    from_id: str
    to_id: str
    detail: str = ""
    status: str = "current"
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom a line would bring, empty chairs first, and the ties that join them.

    `who` is somebody who is on the map already and is only joined; `chair` is the empty chair that is taken.
    """

    newcomers: tuple[Newcomer, ...]
    ties: tuple[Tie, ...]
    who: str = ""
    chair: str = ""

    @property
    def subject(self) -> str:
        """Whom the line is about: an id on the map, or the key of a newcomer."""
        return self.who or self.chair or NEW

    @property
    def is_possible(self) -> bool:
        """Whether it would be put down as possible only; then nobody but professionals is told by itself."""
        return any(tie.kind == "possible_birth_parent" for tie in self.ties)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: a message with its arguments, the line that says so, and whatever goes with it."""

    message: str
    about: Mapping[str, str]
    line: str
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """What a line leaves open: a message with its arguments, and ways to answer.

    `about` holds texts by name; whatever begins with a person is their name as it is shown.
    """

    message: str
    about: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
