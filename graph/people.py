"""People: kin, friends, professionals, pets, unborn children and placeholders, as true on every map."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When, age_on
from graph.record import Record, Words
from graph.sensitivity import FAMILY, OPEN, PROTECTED, RECORD
from graph.vocabulary import code

ADULT_AGE = 18


class Person(Record):
    """Somebody, or the empty chair of somebody not yet known: only what holds on every map."""

    record_kind: ClassVar[str] = "person"

    full_name: Annotated[str, RECORD] = ""
    entity_type: Annotated[str, OPEN, code("entity_type")] = "person"
    gender: Annotated[str, OPEN, code("gender")] = "unknown"
    dob: Annotated[When, RECORD] = UNKNOWN
    dob_precision: Annotated[str, RECORD, code("dob_precision")] = ""
    life_status: Annotated[str, OPEN, code("life_status")] = "unknown"
    dod: Annotated[When, RECORD] = UNKNOWN
    life_stage: Annotated[str, FAMILY, code("life_stage")] = "unknown"
    culture_tags: Annotated[Words, FAMILY] = ()
    languages: Annotated[Words, FAMILY] = ()
    address_confidential: Annotated[bool, PROTECTED] = False

    @property
    def is_person(self) -> bool:
        """A real person: not a pet, a placeholder or an unborn child."""
        return self.entity_type == "person"

    @property
    def is_placeholder(self) -> bool:
        """An empty chair: a slot for someone not yet known."""
        return self.entity_type == "placeholder"

    @property
    def has_died(self) -> bool:
        """Known to have died."""
        return self.life_status == "died"

    @property
    def is_living(self) -> bool:
        """Alive, or not known to be otherwise; never unborn."""
        return self.life_status in ("alive", "unknown")

    def age(self, on: date) -> int | None:
        """Age in whole years by the youngest reading, where a birth is recorded."""
        return age_on(self.dob, on)

    def is_adult(self, on: date) -> bool:
        """Eighteen or over; by the life stage where no birth is recorded."""
        age = self.age(on)
        return self.life_stage == "adult" if age is None else age >= ADULT_AGE
