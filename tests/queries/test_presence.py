"""Who was there on a day, as far as dates tell."""

from __future__ import annotations

from datetime import date

from queries.presence import there_on
from tests.families import Family, family

ON = date(2020, 6, 1)


def there(told: Family, on: date = ON) -> set[str]:
    return {told.known(person) for person in there_on(told.network().at(on))}


def test_what_has_no_date_is_as_recorded_now() -> None:
    assert there(family("Amy").mother("Beth").adult("Ida")) == {"Amy", "Beth", "Ida"}


def test_whoever_comes_later_brings_their_own_people_later_too() -> None:
    told = family("Amy").adult("Gus").adult("Pat").partners("Gus", "Pat")
    told.tie("foster_carer", "Gus", "Amy", start_date="2023-01-01")

    assert there(told) == {"Amy"}
    assert there(told, date(2024, 1, 1)) == {"Amy", "Gus", "Pat"}


def test_whoever_was_met_before_was_there_before() -> None:
    told = family("Amy").adult("Gus").together("Gus", "2020-05-05")
    told.tie("foster_carer", "Gus", "Amy", start_date="2023-01-01")

    assert "Gus" in there(told)


def test_nobody_is_there_before_they_are_born() -> None:
    assert "Cai" not in there(family("Amy").mother("Beth").brother("Cai", dob="2022-02"))


def test_a_tie_that_ended_later_was_current_then() -> None:
    told = family("Amy").adult("Gus")
    told.tie("foster_carer", "Gus", "Amy", status="ended", start_date="2019", end_date="2021")

    (row,) = told.network().at(ON).relationships

    assert row.is_current(ON)
    assert not told.network().at(date(2022, 1, 1)).relationships[0].is_current(date(2022, 1, 1))


def test_whoever_we_came_to_know_late_was_there_all_along() -> None:
    assert "Beth" in there(family("Amy").mother("Beth", first_known_date="2025"))
