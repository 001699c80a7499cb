"""The long proofs of the trust tests, by hand: `make prove`. Each prints its figure; a figure that is not 0 fails."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from flask.testing import FlaskClient

from graph.access import visible
from graph.journal import Event
from tests.graph.stores.test_crashes import killed
from tests.trust.doors import ORIGIN, House, csrf_of, email_of, house_at
from tests.trust.looks import WATCHERS, village
from tests.trust.reference import may_know, told_by
from tests.trust.test_labels import a_family, sequence
from tests.trust.test_one_filter import SIGHTS
from tests.trust.test_safe_start import FUZZED, thrown
from tests.trust.test_twins import differences, world_of
from tests.trust.worlds import fresh, twins
from web.entrance import TRIES_PER_ACCOUNT, account_key

TWINS = 500
WORLDS = 2000
SEQUENCES, STEPS = 250, 40
REQUESTS = 2000
PAIRS = 1000
SIGN_INS = 500
KILLS, KILLS_A_STORE = 10_000, 200
_GAP_MS, _AUC = 5.0, 0.55
_BY_PROOF = Event(actor="proof", action="changed")


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


def prove_sign_in(home: Path) -> tuple[str, int]:
    """How long somebody is refused for, by why: nobody’s address, a wrong password, a locked or a shut account.

    Passwords are hashed lightly here, so that whatever else takes time stands out more than it would.
    """
    told = a_family(0)
    with house_at(home, told) as house:
        for who in ("known", "locked", "shut"):
            house.add_account(who, "practitioner")
        _lock(house, "locked")
        shut = house.store.account(email_of("shut"))
        assert shut is not None
        house.store.save_account(shut.model_copy(update={"is_disabled": True}), _BY_PROOF)
        browser, chance = house.client(), Random(3)
        took: dict[str, list[float]] = {"nobody": [], "known": [], "locked": [], "shut": []}
        for _ in range(SIGN_INS):
            for who in chance.sample(list(took), len(took)):
                house.hands.moment += timedelta(minutes=3)
                took[who].append(_refused_in(browser, email_of(who)))
    aucs = {who: _auc(took["nobody"], took[who]) for who in ("known", "locked", "shut")}
    gaps = {who: abs(median(took["nobody"]) - median(took[who])) for who in aucs}
    told_of = ", ".join(f"{who} {gaps[who]:.2f} ms AUC {aucs[who]:.3f}" for who in aucs)
    wrong = sum(auc >= _AUC for auc in aucs.values())
    return f"{SIGN_INS} refusals each, against nobody’s: {told_of}", wrong


def _lock(house: House, who: str) -> None:
    """Too many tries at one account, in a quarter of an hour that does not pass."""
    for _ in range(TRIES_PER_ACCOUNT):
        house.store.note_attempt(account_key(email_of(who)), datetime(2099, 1, 1, tzinfo=UTC))


def _refused_in(browser: FlaskClient, email: str) -> float:
    form = {"csrf_token": csrf_of(browser), "email": email, "password": "not the password"}
    begun = perf_counter()
    answer = browser.post("/sign-in", data=form, base_url=ORIGIN)
    took = (perf_counter() - begun) * 1000
    assert answer.status_code == 400
    return took


def prove_kills(home: Path) -> tuple[str, int]:
    """A writer killed at any moment: what was acknowledged is there, whole, and the journal holds."""
    wrong = 0
    for batch in range(KILLS // KILLS_A_STORE):
        (home / str(batch)).mkdir()
        wrong += killed(home / str(batch), KILLS_A_STORE)
    return f"{KILLS} kills", wrong


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
    ("sign-in", prove_sign_in),
    ("kills", prove_kills),
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
