"""The long proofs of the trust tests, by hand: `make prove`. Each prints its figure; a figure that is not 0 fails."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from graph.access import visible
from tests.trust.doors import ORIGIN, house_at
from tests.trust.looks import WATCHERS, village
from tests.trust.reference import may_know, told_by
from tests.trust.test_labels import a_family, sequence
from tests.trust.test_one_filter import SIGHTS
from tests.trust.test_safe_start import FUZZED, thrown
from tests.trust.test_twins import differences, world_of
from tests.trust.worlds import fresh, twins

TWINS = 500
WORLDS = 2000
SEQUENCES, STEPS = 250, 40
REQUESTS = 2000
PAIRS = 1000
_GAP_MS, _AUC = 5.0, 0.55


def prove_twins(home: Path) -> tuple[str, int]:
    """Every surface of every watcher, in 500 families and their twins."""
    found = [
        difference
        for who in WATCHERS
        for start in range(0, TWINS, 50)
        for difference in differences(range(start, start + 50), who, home)
    ]
    return f"{TWINS} families and their twins x {len(WATCHERS)} watchers", len(found)


def prove_filter(home: Path) -> tuple[str, int]:
    """The filter against the table of practice, fact by fact."""
    wrong = facts = 0
    for seed in range(WORLDS):
        told = twins(seed).whole
        names = {person.id: name for name, person in told.people.items()}
        whole = told.network().changed(relationships=tuple(told.relationships))
        for viewer, sight in SIGHTS.values():
            listed = may_know(told, sight)
            wrong += len(listed ^ told_by(visible(whole, viewer), names))
            facts += len(listed)
    return f"{facts} facts of {WORLDS} worlds by {len(SIGHTS)} viewers", wrong


def prove_labels(home: Path) -> tuple[str, int]:
    """Random deeds on a map: none protects less than before."""
    wrong = 0
    for seed in range(SEQUENCES):
        told = a_family(seed)
        with TemporaryDirectory(dir=home) as place, house_at(Path(place), told) as house:
            house.add_account("worker", "practitioner")
            house.give("worker", told.child_id, "allocated")
            wrong += len(list(sequence(house, told, Path(place), seed, STEPS)))
    return f"{SEQUENCES * STEPS} random deeds in {SEQUENCES} sequences", wrong


def prove_errors(home: Path) -> tuple[str, int]:
    """Requests of every shape: none ends in an error of ours."""
    told, chance, wrong = a_family(0), Random(7), 0
    told.says("Eve", "loves", told.child, "Mine.")
    with house_at(home, told) as house:
        house.welcome_everybody(told.child_id)
        browsers = [house.signed_in(who) for who in ("anonymous", "worker", "family")]
        for number in range(REQUESTS):
            status, body = thrown(browsers[number % 3], house, told, chance)
            wrong += status >= 500 or b"Traceback" in body
    return f"{REQUESTS} fuzzed requests ({FUZZED} in CI)", wrong


def prove_timing(home: Path) -> tuple[str, int]:
    """How long the family waits for the map, with somebody hidden and without, in turn."""
    pair = next(pair for pair in map(twins, range(100)) if pair.what == "person")
    took: tuple[list[float], list[float]] = ([], [])
    with village(home) as place:
        sides = [
            world_of(*fresh(told, Random(n))) for n, told in enumerate((pair.whole, pair.without))
        ]
        for side in sides:
            place.given(side, "family")
        browsers = [place.house.signed_in(f"family-{side.child}") for side in sides]
        for turn in range(PAIRS * 2):
            number = (turn + turn // 2) % 2
            begun = perf_counter()
            browsers[number].get(f"/child/{sides[number].child}/people", base_url=ORIGIN)
            took[number].append((perf_counter() - begun) * 1000)
    gap, auc = abs(median(took[0]) - median(took[1])), _auc(*took)
    told = f"{PAIRS} paired requests, median gap {gap:.2f} ms, AUC {auc:.3f}"
    return told, int(gap >= _GAP_MS or auc >= _AUC)


def _auc(one: list[float], other: list[float]) -> float:
    """How well a guess from the time alone would do: 0.5 is no better than a coin."""
    ranked = sorted([(time, 0) for time in one] + [(time, 1) for time in other])
    ranks = sum(rank for rank, (_, side) in enumerate(ranked, start=1) if side == 0)
    share = (ranks - len(one) * (len(one) + 1) / 2) / (len(one) * len(other))
    return max(share, 1 - share)


PROOFS: tuple[tuple[str, Callable[[Path], tuple[str, int]]], ...] = (
    ("one filter", prove_filter),
    ("errors", prove_errors),
    ("timing", prove_timing),
    ("labels", prove_labels),
    ("twin worlds", prove_twins),
)


@contextmanager
def _timed() -> Iterator[Callable[[], float]]:
    begun = perf_counter()
    yield lambda: perf_counter() - begun


def main(chosen: list[str]) -> int:
    """Run the proofs, or those that are named, and say what each came to."""
    logging.disable()
    wrong = 0
    for name, proof in PROOFS:
        if chosen and name not in chosen:
            continue
        with TemporaryDirectory() as home, _timed() as seconds:
            told, faults = proof(Path(home))
            wrong += faults
            print(f"{name}: {told}: {faults} wrong, in {seconds():.0f} s", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
