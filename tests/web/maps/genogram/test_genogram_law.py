"""The law of genograms, over families of every kind: nobody overlaps, generations keep rows, nobody is left out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.access import visible
from graph.network import Network
from graph.viewers import Viewer
from tests.families import Family, family
from tests.web.maps.genogram.kin import (
    CHILD,
    FURTHER,
    PARENTS,
    drawn,
    families,
    figures,
    folk,
    overlapping,
    rows,
    rows_are_apart,
)
from web.maps.genogram.display import genogram
from web.maps.genogram.layout import Laid, layout
from web.maps.genogram.strokes import OF_PARENTS
from web.maps.picture import Mark, Picture
from web.maps.scene import scene
from web.maps.shapes import Point

_KINDS = {
    "birth_parent": "birth",
    "adoptive_parent": "adoptive",
    "donor": "donor",
    "possible_birth_parent": "possible",
    "step_parent": "step",
    "foster_carer": "foster",
    "kinship_carer": "kinship",
    "special_guardian": "guardian",
    "prospective_carer": "prospective",
}


@settings(max_examples=50, deadline=None)
@given(families())
def test_no_symbol_and_no_name_touches_another(amy: Family) -> None:
    assert overlapping(drawn(amy)) == []


@settings(max_examples=50, deadline=None)
@given(families())
def test_generations_are_in_rows_that_never_interleave(amy: Family) -> None:
    picture = drawn(amy)

    found = rows(picture, folk(amy).people)

    assert rows_are_apart(found)


@settings(max_examples=50, deadline=None)
@given(families())
def test_parents_by_birth_or_else_by_adoption_are_in_a_row_above_their_child(amy: Family) -> None:
    here = figures(drawn(amy))

    for group in folk(amy).siblings:
        for parent in group.parents if group.kind in ("birth", "adoptive") else ():
            assert all(here[parent].y < here[child].y for child in group.people)


@settings(max_examples=50, deadline=None)
@given(families())
def test_nobody_stands_between_brothers_and_sisters_but_the_partners_they_brought(
    amy: Family,
) -> None:
    known = folk(amy)
    in_rows = [[f.person_id for f in row] for row in rows(drawn(amy), known.people)]
    of_a_family = {person for group in known.siblings for person in group.people}

    for group in known.siblings:
        row = next(row for row in in_rows if group.people[0] in row)
        places = [row.index(person) for person in group.people]
        between = set(row[min(places) : max(places)]) - set(group.people)
        assert between.isdisjoint(of_a_family)


@settings(max_examples=50, deadline=None)
@given(families())
def test_every_set_of_parents_is_drawn_with_a_line_of_its_own_kind(amy: Family) -> None:
    picture, family_of_amy = drawn(amy), folk(amy).people

    for row in amy.relationships:
        is_sure = row.kind in (*PARENTS, *FURTHER) and row.certainty != "disputed"
        if is_sure and row.to_id in family_of_amy:
            stroke = OF_PARENTS[_KINDS[row.kind]]
            assert (stroke.colour, stroke.dash) in _lines(picture, row.from_id, row.to_id)


def _lines(picture: Picture, parent: str, child: str) -> set[tuple[str, tuple[float, ...]]]:
    return {
        (mark.line, mark.dash)
        for tie in picture.ties
        if tie.ends[-1] == child and parent in tie.ends[:-1]
        for mark in tie.drawn
        if isinstance(mark, Mark)
    }


@settings(max_examples=30, deadline=None)
@given(families())
def test_no_line_runs_through_anybody_it_is_not_about(amy: Family) -> None:
    laid = layout(amy.network(), folk(amy))

    for bundle in laid.routes.bundles:
        for route in bundle.routes:
            others = laid.seating.seats.keys() - {*bundle.parents, route.to}
            for line in pairwise(laid.points(route)):
                assert not any(_runs_through(laid, line, person) for person in others)


def _runs_through(laid: Laid, line: tuple[Point, Point], person: str) -> bool:
    """Whether a line that goes straight down or across touches a symbol or the name under it."""
    (x, y), (to_x, to_y) = line
    if x != to_x and y != to_y:
        return False
    seat, (here, middle) = laid.seating.seats[person], laid.place(person)
    across = min(x, to_x) < here + seat.half and here - seat.half < max(x, to_x)
    return across and min(y, to_y) < middle + seat.foot and middle - seat.radius < max(y, to_y)


@settings(max_examples=40, deadline=None)
@given(families())
def test_everyone_on_the_map_is_drawn_once(amy: Family) -> None:
    picture = drawn(amy)

    assert sorted(f.person_id for f in picture.figures) == sorted(amy.network().people)


@settings(max_examples=40, deadline=None)
@given(families())
def test_the_same_family_gives_the_same_picture(amy: Family) -> None:
    network = amy.network()
    told_otherwise = network.changed(
        relationships=tuple(reversed(network.relationships)),
        people=dict(reversed(network.people.items())),
    )

    assert genogram(scene(told_otherwise)) == genogram(scene(network))


@settings(max_examples=40, deadline=None)
@given(families(most=14), st.data())
def test_somebody_who_may_not_be_seen_leaves_no_trace(amy: Family, data: st.DataObject) -> None:
    names = [name for name in amy.people if name != CHILD]
    hidden = data.draw(st.sets(st.sampled_from(names), max_size=3)) if names else set()
    for name in hidden:
        amy.person(name, visibility="professionals_only")

    seen = visible(amy.network(), Viewer(account="", audience="family_meeting"))
    never = visible(
        _without(amy, {amy.id(name) for name in hidden}),
        Viewer(account="", audience="family_meeting"),
    )

    assert genogram(scene(seen)) == genogram(scene(never))


def _without(amy: Family, gone: set[str]) -> Network:
    network = amy.network()
    return network.changed(
        people={p: person for p, person in network.people.items() if p not in gone},
        standings={p: s for p, s in network.standings.items() if p not in gone},
        relationships=tuple(
            row for row in network.relationships if not gone & {row.from_id, row.to_id}
        ),
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=14))
def test_a_family_that_cannot_be_is_drawn_all_the_same(rows_told: list[tuple[int, int]]) -> None:
    amy = family(CHILD)
    names = [CHILD, *"BCDEF"]
    for name in names[1:]:
        amy.adult(name)
    for parent, child in rows_told:
        if parent != child:
            amy.tie("birth_parent", names[parent], names[child])

    picture = drawn(amy)

    assert overlapping(picture) == []
    assert len(picture.figures) == len(names)
