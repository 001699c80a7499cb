"""One filter decides what reaches a face; what it hides leaves no trace."""

from datetime import date

import pytest

from graph.access import visible, visible_records
from graph.attempts import Attempt
from graph.errors import UnknownError
from graph.network import Network, Silence
from graph.sensitivity import CHILD_PRIVATE, PROTECTED, RECORD
from graph.silences import silences_of
from graph.viewers import Viewer
from tests.families import Family, family

ALLOCATED = Viewer(account="w", is_allocated=True)
ROOM = Viewer(account="r", audience="family_meeting")
CHILD = Viewer(account="c", audience="child")


def amy() -> Family:
    return (
        family("Amy", dob="2015-03-04", full_name="Amy Ash")
        .mother("Beth", dob="1990-01-02", address_confidential=True, full_name="Beth Ash")
        .father("Carl")
        .adult("Dot", visibility="professionals_only")
        .adult("Eve", visibility="adults_only")
        .lives("H1", "Amy", "Beth", area="Leeds")
    )


def names(network: Network) -> set[str]:
    return {network.known_as(person) for person in network.people}


def test_the_room_sees_neither_those_for_adults_nor_those_for_professionals() -> None:
    assert names(visible(amy().network(), ROOM)) == {"Amy", "Beth", "Carl"}


def test_a_meeting_without_the_child_sees_those_for_adults() -> None:
    viewer = ROOM.model_copy(update={"child_absent": True})

    assert names(visible(amy().network(), viewer)) == {"Amy", "Beth", "Carl", "Eve"}


def test_professionals_see_everyone() -> None:
    assert names(visible(amy().network(), ALLOCATED)) == {"Amy", "Beth", "Carl", "Dot", "Eve"}


def test_for_an_audience_nobody_declared_there_is_no_such_child() -> None:
    with pytest.raises(UnknownError):
        visible(amy().network(), Viewer(account="x", audience="neighbours", is_allocated=True))


def test_the_area_of_someone_confidential_is_for_their_named_workers_alone() -> None:
    whole = amy().network()
    beth = amy().id("Beth")
    named = ALLOCATED.model_copy(update={"named_for": frozenset({beth})})

    assert visible(whole, ALLOCATED).area(beth) == "confidential"
    assert visible(whole, named).area(beth) == "Leeds"


def test_the_room_sees_a_birthday_and_no_year_no_full_name_no_area() -> None:
    seen = visible(amy().network(), ROOM)

    assert seen.child.dob.text == "--03-04"
    assert seen.child.full_name == ""
    assert {stay.area for stay in seen.stays} == {""}


def test_the_room_sees_who_shares_a_home_but_not_its_code() -> None:
    seen = visible(amy().network(), ROOM)
    beth = seen.find("Beth")

    assert seen.home_code(beth) == seen.home_code(seen.child_id) == "home 1"


def test_no_id_of_ours_leaves_for_the_room() -> None:
    whole = amy().says("Carl", "loves", "Amy", "Mine.").together("Carl", "2026-11-01").network()
    seen = visible(whole, ROOM)
    kept = seen.changed(own_ids={}).model_dump_json()

    assert not [person for person in whole.people if person in kept]
    assert {seen.own_id(person) for person in seen.people} < set(whole.people)


def test_a_hidden_person_changes_nothing_that_the_room_is_given() -> None:
    without = family("Amy").mother("Beth").father("Carl").lives("H1", "Amy", "Beth")
    with_dot = (
        family("Amy")
        .mother("Beth")
        .adult("Dot", visibility="professionals_only")
        .father("Carl")
        .lives("H9", "Dot")
        .lives("H1", "Amy", "Beth")
        .tie("friend", "Dot", "Beth")
        .says("Dot", "loves", "Amy", "Mine.")
    )

    def shown(told: Family) -> str:
        return visible(told.network(), ROOM).changed(own_ids={}).model_dump_json()

    assert shown(without) == shown(with_dot)


@pytest.mark.parametrize("address_confidential", [True, False])
def test_the_family_reads_from_no_carers_tie_when_somebody_confidential_moved(
    address_confidential: bool,
) -> None:
    told = family("Amy", address_confidential=address_confidential)
    for name, began, ended in (("Fay", "2024-01-01", "2026-02-03"), ("Gus", "2026-02-03", "")):
        told.adult(name).tie("foster_carer", name, "Amy", start_date=began, end_date=ended)
    told.lives("H2", "Amy", "Gus", start_date="2026-02-03")

    rows = {row.status: row.start_date.text for row in visible(told.network(), ROOM).relationships}

    dates = ("", "") if address_confidential else ("2024-01-01", "2026-02-03")
    assert rows in ({"ended": dates[0], "current": dates[1]}, {"current": dates[1]})
    assert all(row.start_date.text for row in visible(told.network(), ALLOCATED).relationships)


def test_the_family_reads_from_no_earlier_home_when_somebody_moved_in_with_somebody_confidential() -> (
    None
):
    told = family("Amy").mother("Beth", address_confidential=True).adult("Ann")
    told.lives("H1", "Amy", "Beth").lives("H5", "Ann", end_date="2026-05-17")
    told.lives("H1", "Ann", start_date="2026-05-18")

    seen = visible(told.network(), ROOM)

    dates = {(stay.start_date.text, stay.end_date.text) for stay in seen.stays}
    assert dates == {("", "")}
    assert len(seen.stays) == 3


def test_a_confidential_carer_without_a_home_began_on_no_day_that_the_family_reads() -> None:
    told = family("Amy").adult("Fay", address_confidential=True)
    told.tie("foster_carer", "Fay", "Amy", start_date="2026-03-01")

    (row,) = visible(told.network(), ROOM).relationships

    assert (row.status, row.start_date.text) == ("current", "")


def test_possible_and_disputed_ties_are_the_records_own() -> None:
    told = family("Amy").adult("Jo").tie("possible_birth_parent", "Jo", "Amy")
    told.adult("Kit").tie("birth_parent", "Kit", "Amy", certainty="disputed")

    assert len(visible(told.network(), ALLOCATED).relationships) == 2
    assert visible(told.network(), ROOM).relationships == ()


def test_words_of_love_keep_who_said_them_and_someone_hidden_is_someone() -> None:
    told = amy().says("Carl", "loves", "Amy", "My girl.")
    told.tie("loves", "Beth", "Amy", said_by="Dot", source_type="person_words", words="She does.")
    rows = {
        row.words: row for row in visible(told.network(), ROOM).relationships if row.kind == "loves"
    }

    assert rows["My girl."].source_type == "person_words"
    assert rows["She does."].source_id == "someone"


def test_a_note_about_a_tie_is_not_for_the_room() -> None:
    told = family("Amy").mother("Beth")
    told.tie("friend", "Beth", "Amy", words="left the refuge in May", detail="Refuge House")
    (friend,) = (row for row in visible(told.network(), ROOM).relationships if row.kind == "friend")

    assert (friend.words, friend.detail) == ("", "")


def test_cancelled_times_are_not_for_the_room() -> None:
    told = (
        amy()
        .together("Carl", "2026-11-01")
        .together("Carl", "2026-11-08", happened="cancelled_by_service")
    )

    assert len(visible(told.network(), ROOM).contacts) == 1


def test_a_childs_no_is_for_the_child_and_the_allocated_worker() -> None:
    told = amy().says("Amy", "does_not_want_to_see", "Carl", "Not now.")

    def says_no(viewer: Viewer) -> bool:
        return any(
            row.kind == "does_not_want_to_see"
            for row in visible(told.network(), viewer).relationships
        )

    assert says_no(ALLOCATED)
    assert says_no(CHILD)
    assert not says_no(ROOM)
    assert not says_no(Viewer(account="m", audience="manager"))
    assert not says_no(Viewer(account="p"))


@pytest.mark.parametrize("viewer", [ROOM, CHILD, Viewer(account="p")])
def test_safety_is_protected(viewer: Viewer) -> None:
    told = amy().stance("Carl", "not_safe")
    seen = visible(told.network(), viewer)

    assert seen.standings[seen.find("Carl")].safety_stance() == "n/a"
    assert not seen.shows(PROTECTED)


def test_silences_come_from_the_whole_network() -> None:
    told = amy().stance("Dot", "not_safe").lives("H7", "Dot", "Carl")
    seen = visible(told.network(), ROOM)

    assert seen.no_prompt[seen.find("Carl")] == {Silence.LIVES_WITH}


def test_the_latest_of_the_childs_words_decides() -> None:
    told = (
        amy()
        .says("Amy", "does_not_want_to_see", "Carl", on="2026-01-01")
        .says("Amy", "misses", "Carl", on="2026-02-01")
        .says("Amy", "loves", "Beth", on="2026-02-01")
        .says("Amy", "afraid_of", "Beth", on="2026-02-01")
    )

    assert silences_of(told.network()) == {told.id("Beth"): {Silence.SAID_NO}}


def test_what_the_network_had_worked_out_does_not_travel_into_a_view() -> None:
    whole = amy().network()
    assert whole.ties
    assert whole.homes

    seen = visible(whole, ROOM)

    assert set(seen.ties) == set(seen.people)
    assert set(seen.homes) <= set(seen.people)
    assert not seen.shows(RECORD) and not seen.shows(CHILD_PRIVATE)


def test_on_an_earlier_day_a_later_word_had_not_been_said() -> None:
    told = amy().says("Amy", "does_not_want_to_see", "Carl", on="2026-06-01")

    assert silences_of(told.network(date(2026, 5, 31))) == {}


def test_a_record_of_the_map_is_shown_whole_or_not_at_all() -> None:
    told = amy()
    tries = [
        Attempt(id="1", child_id=told.child_id, person_id=told.id("Carl"), next_step="ring again"),
        Attempt(id="2", child_id=told.child_id, person_id="elsewhere"),
    ]

    assert [row.id for row in visible_records(tries, visible(told.network(), ALLOCATED))] == ["1"]
    assert visible_records(tries, visible(told.network(), ROOM)) == ()


def test_whoever_shares_a_home_with_somebody_confidential_has_no_area_either() -> None:
    told = amy().brother("Cai").lives("H1", "Cai", area="Leeds").lives("H2", "Carl", area="York")
    seen = visible(told.network(), ALLOCATED)

    assert {seen.area(told.id(name)) for name in ("Amy", "Beth", "Cai")} == {"confidential"}
    assert seen.area(told.id("Carl")) == "York"
