"""Twin worlds: what is hidden changes nothing that the room, the family or the child is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest
from pathlib import Path
from random import Random

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.journal import Event
from graph.meetings import Invitation, Meeting
from graph.own_pictures import OwnPicture
from graph.record import Record
from tests.families import Family, family
from tests.trust.conftest import Figure
from tests.trust.doors import ORIGIN, csrf_of
from tests.trust.looks import WATCHERS, Given, Village, World, village
from tests.trust.pages import boxes
from tests.trust.worlds import HIDDEN, fresh, twins, typed_in
from web.views.history import A_PAGE

WORLDS = 50
_A_BATCH = 10


def differences(seeds: Iterable[int], who: str, home: Path) -> list[str]:
    """What a watcher could tell twins apart by; each is taken in anew, under ids of its own."""
    with village(home) as place:
        return [found for seed in seeds for found in _differences(seed, who, place)]


def _differences(seed: int, who: str, place: Village) -> list[str]:
    pair = twins(seed)
    one, other = (
        place.given(world_of(*fresh(told, Random(f"{seed} {side}"))), who)
        for side, told in enumerate((pair.whole, pair.without))
    )
    return _compared(f"{pair.what} of {seed}", one, other)


def differences_under_the_same_ids(seed: int, who: str, home: Path) -> list[str]:
    """The same where both were typed in by hand: no workbook’s ids, and the order of our own random ones."""
    pair = twins(seed)
    given = []
    for told in (pair.whole, pair.without):
        with village(home) as place:
            given.append(place.given(world_of(told.child_id, typed_in(told)), who))
    return _compared(f"{pair.what} of {seed}, typed in", *given)


def _compared(what: str, one: Given, other: Given) -> list[str]:
    told = [f"{what}: {asked} is only once" for asked in one.keys() ^ other.keys()]
    return told + [
        f"{what}: {asked} differs: {_first(one[asked], other[asked])}"
        for asked in one.keys() & other.keys()
        if one[asked] != other[asked]
    ]


def world_of(child: str, records: tuple[Record, ...]) -> World:
    """A world, with the id of whoever is hidden; of nobody, where nobody is."""
    people = [row for row in records if getattr(row, "full_name", "") == HIDDEN]
    hidden = people[0].id if people else f"{Random(child).getrandbits(128):032x}"
    return World(child, records, hidden)


def _first(one: tuple[bytes, ...], other: tuple[bytes, ...]) -> str:
    """Where two answers part, with a little of what stands there."""
    for left, right in zip_longest(one, other, fillvalue=b""):
        if left != right:
            same = (a == b for a, b in zip_longest(left, right))
            at = next((number for number, is_same in enumerate(same) if not is_same), 0)
            return f"{left[max(0, at - 80) : at + 80]!r} / {right[max(0, at - 80) : at + 80]!r}"
    return ""


@pytest.mark.parametrize("who", WATCHERS)
@pytest.mark.parametrize("batch", range(WORLDS // _A_BATCH))
def test_a_world_and_its_twin_are_told_apart_by_nothing(
    who: str, batch: int, tmp_path: Path
) -> None:
    seeds = range(batch * _A_BATCH, (batch + 1) * _A_BATCH)

    assert differences(seeds, who, tmp_path) == []


@pytest.mark.parametrize("who", WATCHERS)
def test_twins_that_were_typed_in_by_hand_are_told_apart_by_nothing(
    who: str, tmp_path: Path
) -> None:
    seeds = range(100, 106)

    assert [differences_under_the_same_ids(seed, who, tmp_path) for seed in seeds] == [[]] * 6


def differences_after_deeds(seed: int, who: str, home: Path) -> list[str]:
    """What a watcher could tell of a worker’s hidden deeds on a map, forty days after they were done."""
    told = twins(seed).without
    given = []
    for is_busy in (True, False):
        with village(home) as place:
            world = world_of(told.child_id, typed_in(told))
            place.given(world, who)
            place.house.add_account("worker", "practitioner")
            place.house.give("worker", told.child_id, "allocated")
            browser = place.house.signed_in("worker")
            if is_busy:
                _do_in_secret(browser, told)
            place.house.hands.moment += timedelta(days=40)
            given.append(place.given_again(world, who))
    return _compared(f"deeds of {seed}", *given)


def _do_in_secret(browser: FlaskClient, told: Family) -> None:
    """Somebody added whom only professionals may know of, with their words; a tie and a note that are the record’s."""
    base = f"/child/{told.child_id}"
    mother = list(told.people)[1]
    hidden = {"visibility": "professionals_only"}
    forms: tuple[tuple[str, dict[str, str]], ...] = (
        (f"{base}/add/person", {"known_as": HIDDEN, "full_name": HIDDEN, **hidden}),
        (
            f"{base}/add/tie",
            {"one": told.id(mother), "link": "friend>", "other": told.child_id, **hidden},
        ),
        (f"{base}/add-line", {"line": "Hidden Too, neighbour", "of": "", "do": "add", **hidden}),
        (f"{base}/change/person/{told.id(mother)}", {"notes": "Hidden note"}),
    )
    for path, values in forms:
        form = {**boxes(browser.get(path, base_url=ORIGIN).text), **values}
        form["csrf_token"] = csrf_of(browser)
        answer = browser.post(path, data=form, base_url=ORIGIN)
        assert answer.status_code == 303, answer.text


@pytest.mark.parametrize("who", WATCHERS)
def test_what_a_worker_does_in_secret_moves_nobody_even_later(who: str, tmp_path: Path) -> None:
    seeds = range(300, 303)

    assert [differences_after_deeds(seed, who, tmp_path) for seed in seeds] == [[]] * 3


def differences_around_a_meeting(seed: int, who: str, home: Path) -> list[str]:
    """What a watcher could tell of somebody hidden who is asked to a meeting that is planned."""
    pair, given = twins(seed), []
    for told in (pair.whole, pair.without):
        world = world_of(told.child_id, typed_in(told))
        on_map = {"child_id": world.child, "meeting_id": "e1" * 16}
        meeting = Meeting(id="e1" * 16, child_id=world.child, day="2099-01-01")
        kin = told.id(list(told.people)[1])
        asked = [Invitation(id="e2" * 16, person_id=kin, reply="coming", **on_map)]
        if told is pair.whole:
            asked.append(Invitation(id="e3" * 16, person_id=world.hidden, **on_map))
        with village(home) as place:
            given.append(
                place.given(replace(world, records=(*world.records, meeting, *asked)), who)
            )
    return _compared(f"a meeting of {seed}", *given)


def test_who_is_asked_to_a_meeting_tells_the_child_nothing_of_whoever_is_hidden(
    tmp_path: Path,
) -> None:
    seed = next(seed for seed in range(400, 420) if twins(seed).what == "person")

    assert differences_around_a_meeting(seed, "child", tmp_path) == []


def given_to_a_worker(home: Path, *, is_busy: bool) -> tuple[bytes, ...]:
    """What a worker is given for their own steps, where more or less is kept that they may not open."""
    told = family("Amy").mother("Beth").father("Carl")
    with village(home) as place:
        house, child = place.house, told.child_id
        told.put_into(house.store)
        house.add_account("worker", "practitioner")
        house.give("worker", child, "allocated")
        browser = house.signed_in("worker")
        kept = told.detail("Carl", "address", "9 Hidden Road", may_see=("other",)).details[-1]
        for turn in range(11 if is_busy else 0):
            with house.store.writer(Event(actor="other", action="added", chain=child)) as pen:
                pen.put(kept.model_copy(update={"id": f"{turn:032x}"}))
        return tuple(_masked(told, answer) for answer in _own_steps(browser, child))


def _own_steps(browser: FlaskClient, child: str) -> Iterator[TestResponse]:
    """Many added, the last taken back and again; a page of history and the earlier one; a step taken back there."""
    base, wants = f"/child/{child}", {"Accept": "application/json"}
    token = csrf_of(browser)
    for turn in range(A_PAGE + 1):
        form = {"csrf_token": token, "line": f"Biscuit {turn:02} the dog", "do": "add"}
        answer = browser.post(f"{base}/add-line", data=form, headers=wants, base_url=ORIGIN)
        yield answer
    for _turn in range(2):
        data = {"csrf_token": token, "change": answer.get_json()["change"]}
        answer = browser.post(f"{base}/take-back", data=data, base_url=ORIGIN)
        yield answer
    newest = browser.get(f"{base}/history", base_url=ORIGIN)
    yield newest
    earlier = re.findall(r'href="([^"]+before=[^"]+)"', newest.text)
    undo = re.findall(r'action="([^"]+/undo/[^"]+)"', newest.text)
    yield browser.get(earlier[0], base_url=ORIGIN)
    yield browser.post(undo[0], data={"csrf_token": token}, base_url=ORIGIN)


def _masked(told: Family, answer: TestResponse) -> bytes:
    """An answer without the ids that are new each time, and without the mark of a step, which is as long each time."""
    world = world_of(told.child_id, tuple(told.records()))
    data = world.masked(str(answer.headers).encode() + answer.data)
    for pattern in (rb"\b[0-9a-f]{32}\b", rb"\b[0-9a-f]{16}\b", rb"session=[^;]+"):
        data = re.sub(pattern, b"RANDOM", data)
    return data


def test_the_steps_of_a_worker_count_nothing_that_is_kept_from_them(tmp_path: Path) -> None:
    quiet, busy = (given_to_a_worker(tmp_path, is_busy=is_busy) for is_busy in (False, True))

    assert len(quiet) == A_PAGE + 6
    assert quiet == busy


def differences_around_a_drawing(seed: int, who: str, home: Path) -> list[str]:
    """What a watcher could tell of pictures that the child gave: of somebody hidden, and for the family unlooked at."""
    pair, given = twins(seed), []
    for told in (pair.whole, pair.without):
        world = world_of(told.child_id, typed_in(told))
        known = {"child_id": world.child, "by": "tests", "kind": "drawing", "content": "AAAA"}
        of = [world.hidden, *([told.id(list(told.people)[1])] if who == "family" else ())]
        drawn = [
            OwnPicture(id=f"e{number}" * 16, person_id=person, shown_to="everyone", **known)
            for number, person in enumerate(of)
            if told is pair.whole
        ]
        with village(home) as place:
            given.append(place.given(replace(world, records=(*world.records, *drawn)), who))
    return _compared(f"drawings of {seed}", *given)


@pytest.mark.parametrize("who", WATCHERS)
def test_what_a_child_drew_tells_nobody_of_whoever_is_hidden_and_the_family_nothing_too_early(
    who: str, tmp_path: Path
) -> None:
    seeds = [seed for seed in range(400, 440) if twins(seed).what == "person"][:3]

    assert [differences_around_a_drawing(seed, who, tmp_path) for seed in seeds] == [[]] * 3


def test_every_kind_of_hiding_is_among_the_worlds(figure: Figure) -> None:
    kinds = [twins(seed).what for seed in range(WORLDS)]

    assert set(kinds) == {"person", "tie", "words", "detail", "picture"}
    told = ", ".join(f"{kinds.count(kind)} with a {kind}" for kind in sorted(set(kinds)))
    figure(f"twin worlds: {WORLDS} families ({told}) x {len(WATCHERS)} watchers, 0 differences")
