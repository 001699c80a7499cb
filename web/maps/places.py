"""Places: the values that a layout is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from web.maps.sectors import Sector
from web.maps.sizes import Shape


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one person stands, and the circle and side for which they were placed there."""

    x: float
    y: float
    circle: str
    side: str


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring: how far its outer edge is from the child, sideways and upwards, and how many rows it holds.

    `words_at` is the direction, in degrees, in which its name is written.
    """

    circle: str
    across: float
    upwards: float
    rows: float
    words_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole map in places: rings from the inside, a sector for each side, a spot for everyone but the child."""

    shape: Shape
    rings: tuple[Ring, ...]
    sectors: tuple[Sector, ...]
    spots: Mapping[str, Spot]

    @property
    def outer(self) -> Ring:
        """The outermost ring."""
        return self.rings[-1]
