"""Homes side by side: what each would keep, strain or end, with how we know; never a score."""

from __future__ import annotations

import pytest

from graph.access import visible
from graph.viewers import Viewer
from queries.compared import Cell, Options, Row
from queries.options import distance_band, options
from tests.families import Family, family


def side_by_side(told: Family) -> Options:
    return options(visible(told.network(), Viewer(account="w", is_allocated=True)))


def amy() -> Family:
    """Amy lives with Fran; Aunt Dot in another town is being considered."""
    told = family("Amy", dob="2015-01-01", languages="English").mother("Beth").carer("Fran")
    told.adult("Dot", "female", culture_tags="Welsh", languages="Welsh").mother("Gran", of="Beth")
    told.tie("birth_parent", "Gran", "Dot").tie("prospective_carer", "Dot", "Amy")
    told.lives("H1", "Amy", "Fran", area="Leeds").lives("H2", "Dot", area="Bangor")
    return told.about(culture_tags="Welsh")


def cells(told: Family, subject: str) -> dict[str, Cell]:
    found = side_by_side(told)
    names = {home.key: ("now" if home.is_now else "Dot") for home in found.homes}
    (row,) = (row for row in found.rows if row.subject == subject)
    return {names[cell.home]: cell for cell in row.cells}


def test_each_home_is_a_column_in_the_order_of_the_map() -> None:
    homes = side_by_side(amy()).homes

    assert [(home.key, home.is_now) for home in homes] == [("H1", True), ("H2", False)]


def test_someone_who_lives_there_would_live_with_the_child() -> None:
    told = amy().sister("Kit").lives("H2", "Kit", area="Bangor")

    assert cells(told, "Kit")["Dot"].effect == "keeps"


def test_another_area_strains_and_asks_who_would_travel() -> None:
    told = amy().matters("Beth").lives("H3", "Beth", area="Leeds")

    assert cells(told, "Beth")["Dot"].because == "another area: who would travel, and how often?"


def test_a_tie_that_comes_with_the_home_now_ends_unless_something_is_promised() -> None:
    told = amy().matters("Fran").carer("Gil").matters("Gil")
    assert cells(told, "Gil")["Dot"].effect == "ends"

    told.promises("Gil", "birthdays").lives("H4", "Gil", area="Leeds")
    assert cells(told, "Gil")["Dot"].effect == "strains"


def test_a_plan_by_video_needs_no_journey() -> None:
    told = amy().matters("Beth").lives("H3", "Beth", area="overseas: Jamaica")
    told.tie(
        "family_time_plan",
        "Beth",
        "Amy",
        plan_every_days=7,
        plan_mode="video",
        source_date="2026-05",
    )

    cell = cells(told, "Beth")["Dot"]

    assert (cell.effect, cell.because) == ("keeps", "the plan needs no journey: every 7 days")
    assert (cell.source, cell.source_on) == ("a record", "2026-05")


@pytest.mark.parametrize(
    ("change", "because"),
    [
        (lambda told: told.stance("Beth", "not_safe"), "safety comes first: talk to your manager"),
        (
            lambda told: told.says("Amy", "does_not_want_to_see", "Beth"),
            "the child has said not now",
        ),
        (
            lambda told: told.found("Beth", "declined"),
            "has said not now, or is not to be contacted",
        ),
    ],
)
def test_a_silence_is_never_a_connection_to_keep(change: object, because: str) -> None:
    told = amy().matters("Beth")

    change(told)  # type: ignore[operator]

    assert {(cell.effect, cell.because) for cell in cells(told, "Beth").values()} == {
        ("not known", because)
    }


def test_culture_is_kept_by_somebody_who_shares_it() -> None:
    assert cells(amy(), "Welsh")["Dot"].because == "shared by Dot"
    assert cells(amy(), "Welsh")["now"].effect == "not known"


def test_who_stands_behind_a_home_are_those_who_have_promised_around_it() -> None:
    told = amy().promises("Gran", "holidays")

    assert cells(told, "promises made")["Dot"].because == "Gran: A home for holidays and festivals"
    assert "nobody has promised" in cells(told, "promises made")["now"].because


def test_a_plan_with_somebody_is_a_row_whoever_they_are() -> None:
    told = amy().adult("Ida", "female")
    told.tie("family_time_plan", "Ida", "Amy", plan_every_days=14, plan_mode="in_person")

    assert cells(told, "Ida")["now"].because == "the plan can go on: every 14 days"


def test_a_home_with_somebody_who_is_not_safe_says_so_to_those_who_may_know() -> None:
    told = amy().stance("Dot", "not_safe")
    said = "Dot: safety comes first: talk to your manager"

    assert said in cells(told, "still to ask")["Dot"].because
    unallocated = options(visible(told.network(), Viewer(account="p")))
    assert said not in str(unallocated)


@pytest.mark.parametrize("audience", ["manager", "professionals"])
def test_whoever_may_not_know_of_the_childs_no_finds_no_row(audience: str) -> None:
    told = amy().matters("Beth").says("Amy", "afraid_of", "Beth")
    viewer = Viewer(account="w", audience=audience)

    found = options(visible(told.network(), viewer))

    assert told.id("Beth") not in {row.person_id for row in found.rows}


def test_everybody_whom_it_names_is_known() -> None:
    told = amy().matters("Beth").promises("Gran", "holidays")
    found = side_by_side(told)
    said = " ".join(cell.because + cell.source for row in found.rows for cell in row.cells)
    said += " ".join(row.subject for row in found.rows)

    named = {told.id(name) for name in told.people if name in said and name != "Amy"}

    assert named <= found.people


@pytest.mark.parametrize(
    ("one", "other", "band"),
    [
        ("Leeds", "Leeds", "same area"),
        ("Leeds", "York", "another area"),
        ("Leeds", "overseas: Mirpur", "another country"),
        ("Leeds", "confidential", "not known"),
        ("", "Leeds", "not known"),
    ],
)
def test_distance_is_a_band_and_never_a_place(one: str, other: str, band: str) -> None:
    assert distance_band(one, other) == band


def test_nothing_in_a_side_by_side_counts_or_ranks() -> None:
    assert set(Options.model_fields) == {"homes", "rows"}
    numbers = {field for model in (Row, Cell) for field in model.model_fields if "score" in field}
    assert numbers == set()
    assert {str(field.annotation) for field in Cell.model_fields.values()} & {
        "int",
        "float",
    } == set()


def test_the_home_now_stands_there_even_where_no_carer_is_recorded() -> None:
    told = family("Amy").lives("H1", "Amy", area="Leeds").friend("Fay").matters("Fay")

    (home,) = side_by_side(told).homes

    assert (home.key, home.carers, home.is_now, home.area) == ("H1", (), True, "Leeds")


def test_with_no_home_to_consider_there_is_nothing_to_compare() -> None:
    assert side_by_side(family("Amy").mother("Beth")).rows == ()


def test_a_language_that_is_part_of_who_the_child_is_stands_once_and_is_kept_by_whoever_speaks_it() -> (
    None
):
    told = amy().about(culture_tags="Welsh;Pahari").person("Amy", languages="Pahari")
    told.person("Dot", languages="Welsh;Pahari")

    found = side_by_side(told)

    assert [row.subject for row in found.rows].count("Pahari") == 1
    assert cells(told, "Pahari")["Dot"].effect == "keeps"
