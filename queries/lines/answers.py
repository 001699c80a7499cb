"""What was answered beside a line; each answer is sent along until the line is understood."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered beside the line: whose they are, who they are, which chair, which parents, and what is so.

    `of`, `who` and `chair` are ids on the map; `parents` are ids with a dot between them, or “unknown”.
    """

    of: str = ""
    who: str = ""
    chair: str = ""
    parents: str = ""
    chairs: str = ""
    again: str = ""

    def also(self, **more: str) -> dict[str, str]:
        """The same with some answers more, as what is sent."""
        return {name: text for name, text in (asdict(self) | more).items() if text}
