"""Questions about dates, and about times together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.dates import UNKNOWN, PartialDate
from importers.questions.case import AskedCase, ask
from importers.report import Question
from importers.rows import Row

_NEVER_TO_COME = {
    "people": ("dob", "dod", "finding_status_date", "first_known_date"),
    "relationships": ("source_date",),
    "contacts": ("date",),
}


def dates_the_wrong_way_round(case: AskedCase) -> Iterator[Question]:
    """A tie that ended before it began."""
    for row in case.rows.relationships.values():
        begun, ended = row["start_date"] or UNKNOWN, row["end_date"] or UNKNOWN
        if begun.earliest and ended.latest and begun.earliest > ended.latest:
            yield ask(
                row,
                "end_date",
                "This ended ({ended}) before it began ({begun}). Are the dates the wrong "
                "way round?",
                ended=str(ended),
                begun=str(begun),
            )


def dates_still_to_come(case: AskedCase) -> Iterator[Question]:
    """Something said to have happened on a day that has not come."""
    for sheet, columns in _NEVER_TO_COME.items():
        rows: Mapping[str, Row] = getattr(case.rows, sheet)
        for row in rows.values():
            for column in columns:
                when: PartialDate = row[column] or UNKNOWN
                is_unborn = column == "dob" and row["life_status"] == "unborn"
                if when.earliest and when.earliest > case.today and not is_unborn:
                    yield ask(
                        row, column, "{date} is still to come. Is the year right?", date=str(when)
                    )


def together_after_a_death(case: AskedCase) -> Iterator[Question]:
    """A time together with somebody who had died."""
    deaths = {ref: case.date(ref, "dod").latest for ref in (*case.people, *case.kept.people)}
    for row in case.times_that_happened:
        died = deaths[row["person_id"]]
        if died and row["date"].earliest > died:
            yield ask(
                row,
                "date",
                "{name} had died by {date}. Is it the right person, and the right day?",
                name=case.name(row["person_id"]),
                date=str(row["date"]),
            )


def together_before_a_birth(case: AskedCase) -> Iterator[Question]:
    """A time together before either was born."""
    births = {ref: case.date(ref, "dob").earliest for ref in (*case.people, *case.kept.people)}
    for row in case.times_that_happened:
        for ref in (row["person_id"], case.rows.child_ref):
            born = births[ref]
            if born and row["date"].latest < born:
                yield ask(
                    row,
                    "date",
                    "{name} was not yet born on {date}. Is the day right?",
                    name=case.name(ref),
                    date=str(row["date"]),
                )


def a_time_without_a_date(case: AskedCase) -> Iterator[Question]:
    """A time together on no day."""
    for row in case.rows.contacts.values():
        if not (row["date"] or UNKNOWN).is_known:
            yield ask(
                row,
                "date",
                "This time with {name} has no date. Is at least the month known?",
                name=case.name(row["person_id"]),
            )


def professionals_do_not_count(case: AskedCase) -> Iterator[Question]:
    """A time with somebody whose job it is, or of the child with themself."""
    for row in case.rows.contacts.values():
        person = case.people.get(row["person_id"])
        if row["person_id"] == case.rows.child_ref:
            yield ask(
                row,
                "person_id",
                "This is a time of {name} with {name}. Who else was there?",
                name=case.name(row["person_id"]),
            )
        elif person is not None and person["network_kind"] == "professional":
            yield ask(
                row,
                "person_id",
                "{name} is here because it is their job, and such visits are not counted "
                "as family time. Is it meant?",
                name=case.name(row["person_id"]),
            )
