"""The ties that can be tapped in a meeting: few, in the family’s words, each with what it makes of a newcomer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.vocabulary import RELATIONSHIP_KINDS


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie to tap: its words, its kind, which way it is read, and what the newcomer is."""

    words: str
    kind: str
    gender: str = "unknown"
    is_forwards: bool = True
    detail: str = ""
    entity: str = "person"
    network: str = "natural"

    @property
    def is_shared(self) -> bool:
        """Whether it belongs to its two people rather than to one child’s map."""
        return RELATIONSHIP_KINDS[self.kind].is_shared


TIES: Mapping[str, Tie] = {
    "mother": Tie("mum of", "birth_parent", "female"),
    "father": Tie("dad of", "birth_parent", "male"),
    "daughter": Tie("daughter of", "birth_parent", "female", is_forwards=False),
    "son": Tie("son of", "birth_parent", "male", is_forwards=False),
    "sister": Tie("sister of", "sibling", "female"),
    "brother": Tie("brother of", "sibling", "male"),
    "partner": Tie("partner of", "partner"),
    "stepmother": Tie("stepmum of", "step_parent", "female"),
    "stepfather": Tie("stepdad of", "step_parent", "male"),
    "godparent": Tie("godparent of", "godparent"),
    "friend": Tie("friend of", "friend"),
    "family_friend": Tie("family friend of", "family_friend"),
    "neighbour": Tie("neighbour of", "neighbour"),
    "school": Tie("from the school of", "school"),
    "faith": Tie("shares faith with", "faith"),
    "pet": Tie("pet of", "pet_of", entity="pet", network="pet"),
}
