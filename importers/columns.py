"""The columns of the workbook: what each cell means, how it is read, and which field it is about.

One row of a table for each column, in the order in which they are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from graph.cases import Case
from graph.contacts import Contact
from graph.people import Person
from graph.placements import Placement
from graph.record import Record
from graph.relationships import Relationship
from graph.sensitivity import CHILD_PRIVATE, PROTECTED, Sensitivity, sensitivities
from graph.standings import Standing
from graph.stays import Stay
from graph.vocabulary import TABLES


@dataclass(frozen=True)
class Column:
    """One column: its name, how its cells are read, and which field of which record they are about.

    `reads` is text, id, code, move, date, number, words or yes_no. `blank` is the code that an empty cell stands for.
    A column that is not `is_plain` needs more than itself to become its field: the loader sees to it.
    """

    name: str
    record: type[Record]
    field: str
    reads: str = "text"
    table: str = ""
    blank: str = ""
    is_required: bool = False
    is_plain: bool = True
    lowest: int = 0
    highest: int = 0

    @cached_property
    def sensitivity(self) -> Sensitivity | None:
        """The class of the field."""
        return sensitivities(self.record)[self.field]

    @property
    def may_be_blank(self) -> bool:
        """Whether an empty cell can be read."""
        if self.is_required:
            return False
        return self.reads != "code" or bool(self.blank) or "" in TABLES[self.table]

    @property
    def must_stand(self) -> bool:
        """Whether a sheet without this column is refused; who is confidential is never left to a guess."""
        return not self.may_be_blank or self.reads == "yes_no"

    @cached_property
    def says_nothing_when_blank(self) -> bool:
        """Whether an empty cell leaves what is kept alone: it may only mean “you may not see this”."""
        return self.sensitivity in (PROTECTED, CHILD_PRIVATE)


def _id(name: str, record: type[Record], field: str, *, is_required: bool = True) -> Column:
    return Column(name, record, field, reads="id", is_required=is_required, is_plain=False)


def _text(name: str, record: type[Record], field: str = "", *, is_plain: bool = True) -> Column:
    return Column(name, record, field or name, is_plain=is_plain)


def _code(name: str, record: type[Record], table: str = "", blank: str = "") -> Column:
    return Column(name, record, name, reads="code", table=table or name, blank=blank)


def _date(name: str, record: type[Record]) -> Column:
    return Column(name, record, name, reads="date")


def _number(name: str, record: type[Record], lowest: int, highest: int) -> Column:
    return Column(name, record, name, reads="number", lowest=lowest, highest=highest)


def _words(name: str, record: type[Record]) -> Column:
    return Column(name, record, name, reads="words")


def _move(name: str, field: str) -> Column:
    return Column(name, Standing, field, reads="move", table=name, is_plain=False)


_CENTURY = 36_500

_CASE = (
    _id("case_id", Case, "ref"),
    _text("title", Case),
    _date("as_of", Case),
    _text("jurisdiction", Case),
    _id("focus_child_id", Case, "child_id"),
    _text("legal_status_code", Case),
    _text("legal_status_text", Case),
    _text("home_type_code", Case),
    _date("home_since", Case),
    _text("permanence_plan", Case),
    _words("culture_tags", Case),
    _date("next_review", Case),
    _text("meeting_purpose", Case),
    _text("story", Case),
)

_PEOPLE = (
    _id("case_id", Standing, "child_id"),
    _id("person_id", Standing, "ref"),
    _text("known_as", Standing),
    _text("full_name", Person),
    _code("entity_type", Person, blank="person"),
    _code("network_kind", Standing),
    _code("gender", Person, blank="unknown"),
    _date("dob", Person),
    _code("dob_precision", Person),
    _code("life_status", Person, blank="unknown"),
    _date("dod", Person),
    _code("life_stage", Person, blank="unknown"),
    _text("home_code", Stay, is_plain=False),
    _text("area", Stay, is_plain=False),
    _words("culture_tags", Person),
    _words("languages", Person),
    _code("professional_role", Standing),
    _date("role_end_date", Standing),
    _move("finding_status", "ladder"),
    Column("finding_status_date", Standing, "ladder", reads="date", is_plain=False),
    _date("first_known_date", Standing),
    _move("safety_stance", "stance"),
    _code("safety_plan", Standing),
    _move("child_says_important", "importance"),
    _number("target_days", Standing, 1, _CENTURY),
    Column("address_confidential", Person, "address_confidential", reads="yes_no", table="yes_no"),
    _code("visibility", Standing),
    _text("notes", Standing),
)

_RELATIONSHIPS = (
    _id("case_id", Relationship, "ref_case"),
    _id("rel_id", Relationship, "ref"),
    _id("from_id", Relationship, "from_id"),
    _id("to_id", Relationship, "to_id"),
    _code("kind", Relationship, "relationship_kind"),
    _text("detail", Relationship),
    _code("status", Relationship),
    _date("start_date", Relationship),
    _date("end_date", Relationship),
    _code("quality", Relationship),
    _number("plan_every_days", Relationship, 1, _CENTURY),
    _code("plan_mode", Relationship),
    _code("source_type", Relationship),
    _id("source_id", Relationship, "source_id", is_required=False),
    _date("source_date", Relationship),
    _code("certainty", Relationship),
    _text("conflict_group", Relationship),
    _code("visibility", Relationship),
    _text("quote_or_note", Relationship, "words"),
)

_CONTACTS = (
    _id("case_id", Contact, "child_id"),
    _id("contact_id", Contact, "ref"),
    _id("child_id", Contact, "child_id"),
    _id("person_id", Contact, "person_id"),
    _date("date", Contact),
    _code("contact_type", Contact),
    _code("happened", Contact),
    _code("supervised", Contact, "yes_no"),
    _number("duration_min", Contact, 0, 600_000),
    _number("child_view", Contact, 1, 5),
    _id("recorded_by", Contact, "recorded_by", is_required=False),
    _text("notes", Contact),
)

_PLACEMENTS = (
    _id("case_id", Placement, "child_id"),
    _id("voice_id", Placement, "voice_id"),
    _id("person_id", Placement, "person_id"),
    Column("circle", Placement, "circle", reads="code", table="own_circle", is_required=True),
    _text("words", Placement),
    _date("said_on", Placement),
    _code("visibility", Placement),
)

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "case": _CASE,
    "people": _PEOPLE,
    "relationships": _RELATIONSHIPS,
    "contacts": _CONTACTS,
    "placements": _PLACEMENTS,
}
OPTIONAL_SHEETS = frozenset({"contacts", "placements"})
# Only there where it has a row: most maps have none.
RARE_SHEETS = frozenset({"placements"})


@cache
def plain_columns(sheet: str, record: type[Record]) -> tuple[Column, ...]:
    """The columns of a sheet that fill a field of one record as they stand."""
    return tuple(column for column in COLUMNS[sheet] if column.record is record and column.is_plain)
