"""Questions about birth, age and death."""

from __future__ import annotations

from collections.abc import Iterator

from graph.dates import UNKNOWN, PartialDate, age_on
from importers.questions.case import AskedCase, ask
from importers.report import Question
from importers.rows import Row

_YOUNGEST_PARENT = 13
_DAYS_IN_A_YEAR = 365.25
_DAYS_OF_PREGNANCY = 300
_BY_BIRTH = frozenset({"birth_parent", "possible_birth_parent", "donor"})
_PARENTS = _BY_BIRTH | {"legal_parent", "adoptive_parent"}
_STAGES = (("baby", 2), ("child", 13), ("young_person", 18))
_GROWN = "adult"
_LENGTH_OF_PRECISION = {"day": 10, "month": 7, "year": 4}


def age_and_life_stage(case: AskedCase) -> Iterator[Question]:
    """A life stage that the date of birth contradicts."""
    for ref, row in case.people.items():
        born, stage = row["dob"] or UNKNOWN, row["life_stage"] or "unknown"
        if (
            stage == "unknown"
            or not born.is_known
            or row["entity_type"] != "person"
            or row["life_status"] == "died"
        ):
            continue
        if stage not in _stages(born, case):
            yield ask(
                row,
                "life_stage",
                "{name} was born {born}, and is written as {stage}. Which is right?",
                name=case.name(ref),
                born=str(born),
                stage=stage,
            )


def _stages(born: PartialDate, case: AskedCase) -> set[str]:
    """The life stages of both readings of a birth."""
    oldest = PartialDate("", born.earliest, born.earliest)
    ages = [
        age for age in (age_on(born, case.today), age_on(oldest, case.today)) if age is not None
    ]
    return {next((stage for stage, below in _STAGES if age < below), _GROWN) for age in ages}


def dates_and_how_sure(case: AskedCase) -> Iterator[Question]:
    """A date of birth that is more or less exact than it is said to be."""
    for ref, row in case.people.items():
        born, precision = row["dob"] or UNKNOWN, row["dob_precision"] or ""
        length = _LENGTH_OF_PRECISION.get(precision)
        is_odd = born.is_known == (precision == "unknown") if precision else False
        if is_odd or (length and len(born.text) != length):
            yield ask(
                row,
                "dob_precision",
                "{name}’s date of birth is “{born}”, said to be exact to: {precision}. "
                "Which is right?",
                name=case.name(ref),
                born=str(born),
                precision=precision,
            )


def death_and_its_date(case: AskedCase) -> Iterator[Question]:
    """Somebody who has died on no day, or a day of death for somebody alive, or before a birth."""
    for ref, row in case.people.items():
        died, born = row["dod"] or UNKNOWN, row["dob"] or UNKNOWN
        if row["life_status"] == "died" and not died.is_known:
            yield ask(
                row,
                "dod",
                "{name} has died, but there is no date. Is at least the year known?",
                name=case.name(ref),
            )
        elif row["life_status"] != "died" and died.is_known:
            yield ask(
                row,
                "life_status",
                "{name} has a date of death, but is not written as having died. Which is right?",
                name=case.name(ref),
            )
        if _is_surely_before(died, born):
            yield ask(
                row,
                "dod",
                "{name} died before being born. Which date is right?",
                name=case.name(ref),
            )


def parents_and_their_age(case: AskedCase) -> Iterator[Question]:
    """A parent who was a child, or not yet born."""
    for row, parent, child in _parents(case):
        years = _years_between(case.date(parent, "dob"), case.date(child, "dob"))
        words = {"parent": case.name(parent), "child": case.name(child)}
        if years is not None and years < 0:
            yield ask(
                row,
                "from_id",
                "{parent} is younger than {child}, and is written as a parent of {child}. "
                "Is it the other way round?",
                **words,
            )
        elif years is not None and years < _YOUNGEST_PARENT and row["kind"] in _BY_BIRTH:
            yield ask(
                row,
                "from_id",
                "{parent} would have been {years} when {child} was born. Are both dates right?",
                years=str(int(years)),
                **words,
            )


def born_after_a_parent_died(case: AskedCase) -> Iterator[Question]:
    """A child born long after a parent’s death."""
    for row, parent, child in _parents(case):
        died, born = case.date(parent, "dod").latest, case.date(child, "dob").earliest
        if (
            row["kind"] == "birth_parent"
            and died
            and born
            and (born - died).days > _DAYS_OF_PREGNANCY
        ):
            yield ask(
                row,
                "from_id",
                "{child} was born long after {parent} died. Are both dates right?",
                parent=case.name(parent),
                child=case.name(child),
            )


def _parents(case: AskedCase) -> Iterator[tuple[Row, str, str]]:
    for row in case.rows.relationships.values():
        if (
            row["kind"] in _PARENTS
            and row["status"] != "retracted"
            and row["from_id"] != row["to_id"]
        ):
            yield row, row["from_id"], row["to_id"]


def _years_between(older: PartialDate, younger: PartialDate) -> float | None:
    """The most years there can be between two births; None where either is not known."""
    if older.earliest is None or younger.latest is None:
        return None
    return (younger.latest - older.earliest).days / _DAYS_IN_A_YEAR


def _is_surely_before(one: PartialDate, other: PartialDate) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest
