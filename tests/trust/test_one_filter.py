"""One filter on every path: what it lets through is what the reference lists, fact by fact."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest

from graph.access import visible
from graph.cases import Case
from graph.contacts import Contact
from graph.errors import KithError
from graph.network import Network, Silence
from graph.people import Person
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stays import Stay
from graph.viewers import Viewer
from queries.connections import how_connected
from queries.gaps import gaps
from queries.love import four_questions
from queries.moment import Moment
from queries.routes import routes
from tests.families import TODAY, Family
from tests.trust.conftest import Figure, Tally
from tests.trust.reference import Sight, may_know, told_by, unknown_fields
from tests.trust.worlds import HIDDEN, twins

WORLDS = 200
EVERYONE = frozenset({"everyone", "adults_only", "professionals_only"})
WEB = Path(__file__).parents[2] / "web"


def _viewer(audience: str, **more: bool) -> Viewer:
    return Viewer(account="someone", audience=audience, **more)


_FAMILY, _RECORD = frozenset({"open", "family"}), frozenset({"open", "family", "record"})
_ALL = _RECORD | {"protected", "child"}
_ROOM_LEVELS = frozenset({"everyone"})
SIGHTS: Mapping[str, tuple[Viewer, Sight]] = {
    "child": (_viewer("child"), Sight(_FAMILY | {"child"}, _ROOM_LEVELS)),
    "print for the child": (_viewer("print_child"), Sight(_FAMILY | {"child"}, _ROOM_LEVELS)),
    "room": (_viewer("family_meeting"), Sight(_FAMILY, _ROOM_LEVELS)),
    "room without the child": (
        _viewer("family_meeting", child_absent=True),
        Sight(_FAMILY, frozenset({"everyone", "adults_only"})),
    ),
    "child who is told to be absent": (
        _viewer("child", child_absent=True),
        Sight(_FAMILY | {"child"}, _ROOM_LEVELS),
    ),
    "print for the family": (_viewer("print_family"), Sight(_FAMILY, _ROOM_LEVELS)),
    "involved": (_viewer("professionals"), Sight(_RECORD, EVERYONE)),
    "allocated": (_viewer("professionals", is_allocated=True), Sight(_ALL, EVERYONE)),
    "manager": (_viewer("manager"), Sight(_RECORD | {"protected"}, EVERYONE)),
    "family made out to be allocated": (
        _viewer("family_meeting", is_allocated=True),
        Sight(_FAMILY, _ROOM_LEVELS),
    ),
}


@cache
def _worlds() -> tuple[Family, ...]:
    return tuple(twins(seed).whole for seed in range(WORLDS))


def _names(told: Family) -> Mapping[str, str]:
    return {person.id: name for name, person in told.people.items()}


@pytest.mark.parametrize("who", SIGHTS)
def test_the_filter_lets_through_exactly_what_the_table_lists(who: str, tally: Tally) -> None:
    viewer, sight = SIGHTS[who]
    facts = 0
    for told in _worlds():
        shown = told_by(visible(_whole(told), viewer), _names(told))
        listed = may_know(told, sight)

        assert shown - listed == set(), "shown, and not listed"
        assert listed - shown == set(), "listed, and not shown"
        facts += len(listed)
    tally("one filter: {} facts in 200 worlds by 10 viewers, 0 differences from the table", facts)


def _whole(told: Family) -> Network:
    """The whole map as recorded, so that only the filter takes anything away."""
    return told.network().changed(relationships=tuple(told.relationships))


@pytest.mark.parametrize("record", [Case, Contact, Person, Relationship, Standing, Stay])
def test_the_table_knows_every_field(record: type[Record]) -> None:
    assert unknown_fields(record) == set()


def test_a_named_worker_and_nobody_else_reads_where_somebody_confidential_is() -> None:
    for told in _worlds():
        who = next((n for n, p in told.people.items() if p.address_confidential), "")
        if who:
            named = frozenset({told.id(who)})
            viewer = _viewer("professionals", is_allocated=True).model_copy(
                update={"named_for": named}
            )
            sight = Sight(_ALL, EVERYONE, frozenset({who}))

            assert told_by(visible(_whole(told), viewer), _names(told)) == may_know(told, sight)


# Which files may ask a store for what is kept; whatever they give away goes through the filter first.
RAW_READS = {
    # Fetch and filter in one line; places and reviews are kept by audience, each from that audience's own view; the
    # room's view is filtered where it is made; of looks only the code and the name of the map are said; of a child's
    # birth only whether they are surely thirteen; whom the holder of the key erases by law is not shown; a code for
    # a new home is one that no home has, and nothing else of the others is said; whether a picture could give a guarded
    # home away only removes; somebody new in a meeting is known to as few as those to whom they are joined; a chair is
    # taken as it is kept, and left only while nothing else is said of whoever took it.
    "network": {
        "reading.py",
        "reviews.py",
        "maps/keeping.py",
        "views/room.py",
        "meetings.py",
        "views/looks.py",
        "views/beside.py",
        "views/voice.py",
        "making/homes.py",
        "making/records.py",
        "meeting/newcomers.py",
        "meeting/seats.py",
        "pictures.py",
        "commands/stores.py",
    },
    # What is being changed, once its id has been found on the visible map; a detail, for whoever is named for it; what
    # was named for a partner, for whoever may name it; the meeting that a session was opened for, or for which a
    # child chooses, and what the room of a meeting has written itself.
    "record": {
        "saving.py",
        "meeting/right.py",
        "meeting/seats.py",
        "meeting/room.py",
        "meeting/own_choices.py",
        "views/own_meeting.py",
        "views/finding.py",
        "views/details.py",
        "views/sharing.py",
        "views/meeting.py",
        "views/pictures.py",
        "views/room.py",
        "views/wider.py",
        "making/homes.py",
        "screens.py",
        "sessions.py",
    },
    # Whose named worker somebody is, what free text is searched for, and the page of details itself.
    "details": {
        "asking.py",
        "own_words.py",
        "making/voices.py",
        "commands/desk.py",
        "meetings.py",
        "team_list.py",
        "reading.py",
        "views/details.py",
    },
    "people_like": set[str](),
    # Other maps of a person, each then opened as whoever asks may open it.
    "maps_of": {"elsewhere.py"},
}


@pytest.mark.parametrize("method", RAW_READS)
def test_nothing_but_the_one_road_reads_what_is_kept(method: str) -> None:
    found = {
        path.relative_to(WEB).as_posix()
        for path in WEB.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _is_of_a_store(node.func, method)
    }

    assert found <= RAW_READS[method], "A new road past the filter? Say here why it is none."


def _is_of_a_store(func: ast.expr, method: str) -> bool:
    """Whether a call is `store.method`, `house().store.method` or `self.store.method`."""
    if not isinstance(func, ast.Attribute) or func.attr != method:
        return False
    owner = func.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return name in ("store", "_store", "kept")


def _hidden_worlds() -> Iterator[tuple[int, Family]]:
    pairs = ((seed, twins(seed)) for seed in range(WORLDS))
    return ((seed, pair.whole) for seed, pair in pairs if pair.what == "person")


def test_no_path_leads_through_somebody_hidden(figure: Figure) -> None:
    walked = 0
    for _, told in _hidden_worlds():
        network = visible(told.network(), SIGHTS["room"][0])
        for person in network.in_order:
            if person != network.child_id:
                text = f"{how_connected(network, person)!r} {routes(Moment(network))!r}"
                walked += 1
                assert HIDDEN not in text
                assert told.id(HIDDEN) not in text
    assert walked > 100
    figure(f"paths: {walked} questions how somebody is connected, 0 through anybody hidden")


def test_how_two_people_are_joined_is_answered_as_if_nobody_hidden_were_there() -> None:
    for seed, told in _hidden_worlds():
        one = visible(told.network(), SIGHTS["room"][0])
        other = visible(twins(seed).without.network(), SIGHTS["room"][0])

        for person in one.people:
            assert repr(how_connected(one, person)) == repr(how_connected(other, person))
        assert _asked(one, HIDDEN) == _asked(other, "Nobodyatall").replace("Nobodyatall", HIDDEN)


def _asked(network: Network, name: str) -> str:
    try:
        return network.find(name)
    except KithError as error:
        return str(error)


@pytest.mark.parametrize("who", SIGHTS)
def test_nobody_whom_the_whole_map_silences_is_ever_prompted(who: str, tally: Tally) -> None:
    viewer, sight = SIGHTS[who]
    silenced = 0
    for seed in range(WORLDS):
        network = visible(_dangerous(seed).network(), viewer)
        answers = four_questions(network)
        prompts = {a.person_id: a.caution for a in (*answers.may_love, *answers.might_learn)}
        silenced += len(network.no_prompt)

        assert [
            why
            for p, why in network.no_prompt.items()
            if p in prompts and _is_closed(why, sight, prompts[p])
        ] == []
    assert silenced > 50
    tally("silences: {} people silenced in 200 worlds by 10 viewers, 0 prompted", silenced)


def _is_closed(why: frozenset[Silence], sight: Sight, caution: str) -> bool:
    """Whether a silence forbids a prompt: any does, but for those who are shown what is not safe.

    To them nobody unsafe or closed is prompted, a child's no is said beside the name, and who lives
    with danger is theirs to see: their gaps ask the manager first.
    """
    if "protected" not in sight.classes:
        return bool(why)
    is_no = Silence.SAID_NO in why and "child says not now" not in caution
    return is_no or not why.isdisjoint({Silence.NOT_SAFE, Silence.CLOSED})


@pytest.mark.parametrize("who", SIGHTS)
def test_a_gap_about_somebody_silenced_asks_nobody_and_is_not_for_the_room(who: str) -> None:
    asked = 0
    for seed in range(0, WORLDS, 4):
        network = visible(_dangerous(seed).network(), SIGHTS[who][0])
        for gap in gaps(network):
            why = network.no_prompt.get(gap.subject_id, frozenset())
            if Silence.LIVES_WITH in why:
                asked += 1
                assert gap.show_in_meeting == "no", gap
                assert "manager" in gap.next_question, gap
    # Whoever is not shown what is unsafe is shown no such gap at all.
    assert (asked > 0) == ("protected" in SIGHTS[who][1].classes)


@cache
def _dangerous(seed: int) -> Family:
    """A family in which somebody hidden is not safe, and lives with somebody who is seen."""
    chance = Random(seed)
    told = twins(seed).without
    told.adult("Danger", visibility="professionals_only").stance("Danger", "not_safe")
    others = [name for name in told.people if name not in (told.child, "Danger")]
    told.lives("H5", "Danger", *chance.sample(others, 2), start_date="2026-10-01")
    told.says(told.child, "does_not_want_to_see", chance.choice(others), "No.", on=str(TODAY))
    return told
