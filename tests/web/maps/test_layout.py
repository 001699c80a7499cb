"""Where everybody stands: apart from each other, in their ring and on their side, and where they stood before."""

from __future__ import annotations

from math import hypot
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.access import visible
from graph.viewers import Viewer
from tests.families import Family, family
from tests.web.maps.crowds import SIDES, Crowd, crowds, drawn_boxes, newcomers, overlapping
from web.maps.places import Layout, Spot
from web.maps.scene import scene
from web.maps.seats import seat
from web.maps.sizes import CIRCLES, SHAPES, TALL, Shape

FEW = settings(max_examples=40, deadline=None)


@FEW
@given(crowds(), st.sampled_from(list(SHAPES.values())))
def test_nobody_overlaps_anybody_up_to_forty_people(crowd: Crowd, shape: Shape) -> None:
    found = crowd.laid_out(shape)

    assert overlapping(drawn_boxes(crowd, found)) == []


@FEW
@given(crowds())
def test_everyone_stands_within_their_ring(crowd: Crowd) -> None:
    found = crowd.laid_out()

    for person, spot in found.spots.items():
        if spot.circle in CIRCLES:
            number = CIRCLES.index(spot.circle)
            outer = found.rings[number]
            assert hypot(spot.x / outer.across, spot.y / outer.upwards) < 1, person
            if number:
                inner = found.rings[number - 1]
                assert hypot(spot.x / inner.across, spot.y / inner.upwards) > 1, person


@FEW
@given(crowds())
def test_the_same_people_always_give_the_same_picture(crowd: Crowd) -> None:
    assert crowd.laid_out() == crowd.laid_out()


@FEW
@given(st.data(), crowds(most=30, least=1))
def test_adding_somebody_moves_nobody(data: st.DataObject, crowd: Crowd) -> None:
    before = crowd.laid_out()
    more = crowd.joined_by(data.draw(newcomers(crowd)))

    after = more.laid_out(previous=before)

    assert_same_picture(before, after)
    assert overlapping(drawn_boxes(more, after)) == []


def test_a_map_that_opens_out_keeps_the_names_of_its_sides_clear() -> None:
    sides = tuple(side for side in SIDES if side.key.startswith("parent") or side.key == "friends")
    few = (seat("p0", "heart", "parent-0", "A"), seat("p1", "out_there", "friends", "A"))
    crowd = Crowd(few, sides)
    more = crowd.joined_by([seat(f"n{nth}", "heart", "friends", "A") for nth in range(3)])
    before = crowd.laid_out()

    after = more.laid_out(previous=before)

    assert after.outer.across > before.outer.across
    assert_same_picture(before, after)
    assert overlapping(drawn_boxes(more, after)) == []


def assert_same_picture(before: Layout, after: Layout) -> None:
    """Everyone where they were, or the whole map opened out from the child by one measure."""
    opened = after.outer.across / before.outer.across
    assert opened >= 1
    for person, spot in before.spots.items():
        if spot.circle in CIRCLES:
            now = after.spots[person]
            assert hypot(now.x - spot.x * opened, now.y - spot.y * opened) < 0.01 * opened, person


def test_one_newcomer_to_a_usual_map_leaves_every_place_as_it_was() -> None:
    crowd = Crowd(
        tuple(seat(f"p{n}", CIRCLES[n % 5], SIDES[n % 6].key, f"Name {n}") for n in range(24)),
        SIDES[:6],
    )
    before = crowd.laid_out()

    after = crowd.joined_by([seat("new", "close", SIDES[1].key, "Auntie Joy")]).laid_out(
        previous=before
    )

    assert {p: after.spots[p] for p in before.spots} == before.spots
    assert after.rings == before.rings


def test_whoever_comes_closer_moves_and_nobody_else_does() -> None:
    crowd = Crowd(
        tuple(seat(f"p{n}", "out_there", SIDES[n % 4].key, f"Name {n}") for n in range(12)),
        SIDES[:5],
    )
    before = crowd.laid_out()
    closer = Crowd((seat("p0", "heart", SIDES[0].key, "Name 0"), *crowd.seats[1:]), crowd.sides)

    after = closer.laid_out(previous=before)

    moved = {person for person in before.spots if after.spots[person] != before.spots[person]}
    assert moved == {"p0"}


def test_a_side_that_is_new_finds_room_without_moving_anybody() -> None:
    crowd = Crowd(
        tuple(seat(f"p{n}", "heart", SIDES[n % 2].key, f"Name {n}") for n in range(6)), SIDES[:2]
    )
    before = crowd.laid_out()
    more = Crowd(
        (*crowd.seats, seat("carer", "in_touch", "carers", "Linda")), (*crowd.sides, SIDES[6])
    )

    after = more.laid_out(previous=before)

    assert {person: after.spots[person] for person in before.spots} == before.spots
    assert after.spots["carer"].side == "carers"


def test_a_worker_who_comes_later_stands_at_the_end_of_the_band() -> None:
    workers = tuple(seat(f"p{n}", "professionals", "", f"Worker {n}") for n in range(3))
    before = Crowd(workers, SIDES[:2]).laid_out()

    after = Crowd((seat("new", "professionals", "", "Abe"), *workers), SIDES[:2]).laid_out(
        previous=before
    )

    assert after.spots["new"].x > max(spot.x for spot in before.spots.values())


def test_workers_who_come_while_the_map_opens_out_stand_beside_each_other() -> None:
    few = (seat("p0", "heart", SIDES[0].key, "A"), seat("p1", "professionals", "", "B"))
    crowd = Crowd(few, SIDES[:1])
    many = [seat(f"n{nth}", "heart", SIDES[0].key, "Great-Grandma") for nth in range(9)]
    workers = [seat(f"w{nth}", "professionals", "", "Abe") for nth in range(4)]

    after = crowd.joined_by([*many, *workers]).laid_out(previous=crowd.laid_out())

    assert after.outer.across > crowd.laid_out().outer.across
    spots = [spot for spot in after.spots.values() if spot.circle == "professionals"]
    assert len({(spot.x, spot.y) for spot in spots}) == len(spots) == 5


def test_a_layout_that_holds_somebody_who_is_hidden_now_is_not_used() -> None:
    everyone = Crowd(
        tuple(seat(f"p{n}", "heart", SIDES[0].key, f"Name {n}") for n in range(6)), SIDES[:2]
    )
    without = Crowd(everyone.seats[1:], everyone.sides)

    assert without.laid_out(previous=everyone.laid_out()) == without.laid_out()


def test_three_hundred_people_do_not_overlap_either() -> None:
    chance = Random(5)
    people = tuple(
        seat(
            f"p{nth}",
            chance.choice([*CIRCLES, "professionals"]),
            chance.choice(SIDES).key,
            chance.choice(["Great-Grandma Josephine", "Bo", "Auntie Marcia", "Wm Williams-Webb"]),
            chance.choice(["", "", "H1", "H2"]),
        )
        for nth in range(300)
    )
    crowd = Crowd(people, SIDES)

    assert overlapping(drawn_boxes(crowd, crowd.laid_out())) == []


def test_the_side_with_nobody_on_it_is_as_wide_as_the_full_one() -> None:
    amy = family("Amy").mother("Beth").father("Carl")
    for nth in range(9):
        amy.sibling(f"Aunt {nth}", of="Beth").mother("Nan", of="Beth").tie(
            "birth_parent", "Nan", f"Aunt {nth}"
        )

    found = scene(amy.network())

    widths = {sector.key: sector.span for sector in found.layout.sectors}
    assert widths[amy.id("Beth")] == pytest.approx(widths[amy.id("Carl")])
    assert all(spot.x < 0 for spot in _of(amy, found.layout, "Beth"))
    assert all(spot.x > 0 for spot in _of(amy, found.layout, "Carl"))


def _of(amy: Family, found: Layout, parent: str) -> list[Spot]:
    return [spot for spot in found.spots.values() if spot.side == amy.id(parent)]


def test_people_who_share_a_home_stand_nearer_to_each_other_than_to_the_rest() -> None:
    amy = family("Amy").mother("Beth").father("Carl")
    for name in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo"):
        amy.adult(name).tie("family_friend", name, "Amy").together(name, "2026-11-01")
    amy.lives("H7", "Ann", "Di", "Flo")
    spots = scene(amy.network()).layout.spots

    def apart(one: str, other: str) -> float:
        here, there = spots[amy.id(one)], spots[amy.id(other)]
        return hypot(here.x - there.x, here.y - there.y)

    assert max(apart("Ann", "Di"), apart("Di", "Flo")) < apart("Bo", "Ed") + apart("Bo", "Cy")


def test_what_a_viewer_may_not_see_moves_nobody() -> None:
    viewer = Viewer(account="f", audience="family_meeting")
    plain, hiding = _small_family(), _small_family()
    hiding.mother("Secret", of="Carl", visibility="professionals_only")
    hiding.lives("H1", "Secret", "Nan").tie("friend", "Secret", "Nan")

    seen, twin = scene(visible(hiding.network(), viewer)), scene(visible(plain.network(), viewer))

    assert seen.layout == twin.layout
    assert (
        scene(visible(hiding.network(), viewer), TALL).layout
        == scene(visible(plain.network(), viewer), TALL).layout
    )


def _small_family(child: str = "Amy") -> Family:
    return (
        family(child, known_as="Amy")
        .mother("Beth")
        .father("Carl")
        .mother("Nan", of="Beth")
        .friend("Fay")
    )


def test_new_ids_for_the_same_people_change_no_place() -> None:
    """Ids are random; the workbook's, which order the map, are not."""
    spots = [
        {network.known_as(p): (s.x, s.y) for p, s in scene(network).layout.spots.items()}
        for network in (_small_family("Amy").network(), _small_family("Ann").network())
    ]

    assert spots[0] == spots[1]
