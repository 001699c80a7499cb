"""Channels: the room between two rows, where lines run sideways, each on a track that keeps it apart from others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_NEAR = 5.0
_CLOSE = 8.0


@dataclass(slots=True, eq=False)
class Net:
    """One line sideways in a channel: where it is reached from above and from below, and whether it joins a couple."""

    channel: int
    from_above: list[float] = field(default_factory=list)
    from_below: list[float] = field(default_factory=list)
    is_couple: bool = False
    track: int = 0

    @property
    def ends(self) -> tuple[float, float]:
        """From where to where it runs."""
        every = [*self.from_above, *self.from_below]
        return min(every), max(every)


def give_tracks(nets: Sequence[Net]) -> dict[int, int]:
    """Give every line a track, couples above children; how many tracks each channel needs."""
    needed: dict[int, int] = {}
    for channel in sorted({net.channel for net in nets}):
        here = [net for net in nets if net.channel == channel]
        couples = sorted((net for net in here if net.is_couple), key=_shortest_first)
        others = sorted((net for net in here if not net.is_couple), key=_shortest_first)
        first = _spread(couples, 0)
        needed[channel] = _spread(others, first)
    return needed


def _shortest_first(net: Net) -> tuple[float, float]:
    left, right = net.ends
    return right - left, left


def _spread(nets: Sequence[Net], first: int) -> int:
    """Tracks for some lines from one on; the first that is still free after them."""
    placed: list[Net] = []
    most = first
    for net in nets:
        tracks = [*range(first, most), most]
        net.track = next((t for t in tracks if _is_free(net, t, placed)), most)
        most = max(most, net.track + 1)
        placed.append(net)
    return most


def _is_free(net: Net, track: int, placed: Sequence[Net]) -> bool:
    for other in placed:
        if other.track == track and _overlap(net, other):
            return False
        if other.track < track and _meet(other.from_below, net.from_above):
            return False
        if other.track > track and _meet(net.from_below, other.from_above):
            return False
    return True


def _overlap(one: Net, other: Net) -> bool:
    (left, right), (start, end) = one.ends, other.ends
    return left < end + _CLOSE and start < right + _CLOSE


def _meet(lower_ways: Sequence[float], upper_ways: Sequence[float]) -> bool:
    """Whether a way down from the upper line would run into a way up to the lower one."""
    return any(abs(down - up) < _NEAR for down in lower_ways for up in upper_ways)
