"""History and search keep today’s rules: nothing tells what was open once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.journal import Event
from graph.record import Record
from tests.families import family
from tests.trust.conftest import Figure, Tally
from tests.trust.doors import ACCOUNTS, ORIGIN, House, house_at
from tests.trust.matrix import OUTSIDE
from tests.trust.pages import send
from tests.trust.test_twins import differences
from tests.trust.tokens import found, token

OLD_AREA, NEW_AREA, OLD_NOTE, FEAR, WORRY = map(
    token, ("old area", "new area", "note", "fear", "w")
)
TOKENS = (OLD_AREA, NEW_AREA, OLD_NOTE, FEAR, WORRY)
# Who reads history at all, and which of the tokens today’s table lets them read.
_NOT_CONFIDENTIAL = {OLD_NOTE, WORRY}
READERS = {
    "worker": {OLD_NOTE, FEAR, WORRY},
    "night": {OLD_NOTE, FEAR, WORRY},
    "manager": _NOT_CONFIDENTIAL,
    "adoption": _NOT_CONFIDENTIAL,
    "reviewer": _NOT_CONFIDENTIAL,
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    """A map on which an address became confidential, and words of fear were changed, after they had been written."""
    told = family("Amy").mother("Beth", notes=OLD_NOTE).father("Carl")
    told.lives("H1", "Beth", area=OLD_AREA)
    told.says("Amy", "afraid_of", "Carl", FEAR)
    told.says("Beth", "worries_about", "Amy", WORRY)
    with house_at(tmp_path_factory.mktemp("history"), told) as made:
        made.welcome_everybody(told.child_id)
        for change in (
            {"stays": {"area": NEW_AREA}},
            {"people": {"address_confidential": True}},
            {"standings": {"notes": "", "visibility": "professionals_only"}},
            {"relationships": {"words": "changed"}},
        ):
            _change(made, told.child_id, told.id("Beth"), change)
        yield made, told.child_id


def _change(house: House, child: str, person: str, change: dict[str, dict[str, object]]) -> None:
    network = house.store.network(child)
    records: dict[str, list[Record]] = {
        "stays": list(network.stays),
        "people": [network.people[person]],
        "standings": [network.standings[person]],
        "relationships": [r for r in network.relationships if r.family == "statement"],
    }
    with house.store.writer(Event(actor="worker-account", action="changed", chain=child)) as pen:
        for kind, values in change.items():
            for record in records[kind]:
                pen.put(record.model_copy(update=values))


@pytest.mark.parametrize("who", sorted(ACCOUNTS))
def test_history_shows_what_may_be_seen_today_and_nothing_that_once_could(
    who: str, house: tuple[House, str], tally: Tally
) -> None:
    place, child = house
    answer = place.signed_in(who).get(f"/child/{child}/history", base_url=ORIGIN)
    seen = found(answer.data, TOKENS)

    allowed = READERS.get(who, _NOT_CONFIDENTIAL if who in ("finder", "facilitator") else set())
    if who == "named":
        allowed = {OLD_NOTE, FEAR, WORRY}
    assert (answer.status_code == 200) == bool(allowed)
    assert seen == allowed
    tally("history: {} viewers of fields that became protected, each sees today’s rules", 1)


def test_looking_and_searching_tell_nothing_of_anybody_hidden(
    tmp_path: Path, figure: Figure
) -> None:
    told = family("Amy").mother("Beth").adult("Hidden Harriet", visibility="professionals_only")
    told.says("Hidden Harriet", "loves", "Amy", "Hidden words").lives(
        "H1", "Beth", "Hidden Harriet"
    )
    probes = [
        text[:n]
        for text in ("hidden harriet", "hidden words", "harriet")
        for n in range(1, len(text) + 1)
    ]
    with house_at(tmp_path, told) as house:
        house.welcome_everybody(told.child_id)
        for who in ("family", "child", "partner"):
            browser = house.signed_in(who)
            for probe in probes:
                for path in (f"/child/{told.child_id}/people", "/children"):
                    answer = send(
                        browser, path, path, {"text": probe, "order": "name", "by": "side"}
                    )
                    listed = answer.body.decode().replace(f'value="{probe}"', "").casefold()
                    assert "harriet" not in listed, probe
                    assert "hidden words" not in listed, probe
    figure(f"search: {len(probes) * 6} probes by name, prefix and order, 0 tell of anybody hidden")


def test_whoever_is_outside_finds_no_child_by_searching(house: tuple[House, str]) -> None:
    place, _ = house
    for who in OUTSIDE - {"anonymous", "office", "auditor"}:
        answer = send(place.signed_in(who), "/children", "/children", {"text": "amy"})

        assert b"/child/" not in answer.body


def test_searching_a_twin_world_gives_the_same_answer(tmp_path: Path) -> None:
    assert differences(range(200, 204), "family", tmp_path) == []
