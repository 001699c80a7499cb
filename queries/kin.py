"""Kin: how one person is related to the child, with the way that shows it."""

from __future__ import annotations

from graph.record import Value

DERIVED_CLASSES = frozenset(
    {
        "blood",
        "half",
        "adoptive",
        "legal",
        "donor",
        "possible",
        "step",
        "in-law",
        "past",
        "sibling-line",
    }
)
RELATIVE_CLASSES = DERIVED_CLASSES - {"past", "sibling-line"}


class Kin(Value):
    """One person's place in the family: term, class, degree, side, a second way, and the path.

    `relation` says by which rule the word was found: path, step_parent, step_sibling, partner, step_grandparent,
    sibling_line or other. `up` and `down` are steps along parents (None where there is no path of one's own), `path`
    the ids along it, `fullness` full, half or empty, `told` the way in words ("your mum's sister's daughter"), and
    `via` the relative through whom a partner is joined.
    """

    person_id: str
    term: str
    kin_class: str
    degree: int | None = None
    side: str = "none"
    also: str = ""
    hl7: str = ""
    relation: str = "other"
    up: int | None = None
    down: int | None = None
    fullness: str = ""
    path: tuple[str, ...] = ()
    told: str = ""
    via: str = ""

    @property
    def is_relative(self) -> bool:
        """Family in the sense of the rules: not a partner from before, a half-sibling's other side, or nobody's kin."""
        return self.kin_class in RELATIVE_CLASSES

    @property
    def is_sibling(self) -> bool:
        """A brother or sister by a path of parents, full, half or not known to be either."""
        return (self.up, self.down) == (1, 1)

    @property
    def is_parent(self) -> bool:
        """One step up: a parent of any kind."""
        return (self.up, self.down) == (1, 0)
