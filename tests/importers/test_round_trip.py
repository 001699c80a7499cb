"""import(export(x)) = x, for any workbook, as a folder and as a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from graph.access import visible, visible_records
from graph.placements import Placement
from graph.stores import open_store
from graph.viewers import Viewer
from graph.vocabulary import CONTACT_TYPES, RELATIONSHIP_KINDS, TABLES
from importers import Workbook, load, read_workbook, write_workbook
from tests.importers.books import TODAY, Book, only_map

_TEXT = some.text(max_size=12) | some.sampled_from(
    [
        "=1+1",
        "'=1",
        "_x0041_",
        "_x005F_x0000_",
        "a\r\nb",
        " x ",
        "\x00",
        "\x0b",
        "\ufffe",
        "”,“",
        '"',
        "#N/A",
        "1",
        "'",
    ]
)
_DATE = some.sampled_from(["", "2020", "2021-05", "1999-12-31", "about 2009"])
_DAYS = some.sampled_from(["", "1", "14", "365"])
_TAGS = some.lists(
    some.sampled_from(["Welsh", "Roma", "=x", "d'ici"]), max_size=2, unique=True
).map(";".join)


def _code(table: str) -> some.SearchStrategy[str]:
    return some.sampled_from(sorted(TABLES[table]))


def _cells(**columns: some.SearchStrategy[str]) -> some.SearchStrategy[dict[str, str]]:
    return some.fixed_dictionaries(dict(columns))


_PERSON = _cells(
    known_as=_TEXT,
    full_name=_TEXT,
    entity_type=_code("entity_type"),
    network_kind=_code("network_kind"),
    gender=_code("gender"),
    dob=_DATE,
    dob_precision=_code("dob_precision"),
    life_status=_code("life_status"),
    dod=_DATE,
    life_stage=_code("life_stage"),
    home_code=some.sampled_from(["", "H1", "H2"]),
    area=some.sampled_from(["", "Eastham", "overseas: Jamaica"]),
    culture_tags=_TAGS,
    languages=_TAGS,
    professional_role=_code("professional_role"),
    role_end_date=_DATE,
    finding_status=_code("finding_status"),
    first_known_date=_DATE,
    safety_stance=_code("safety_stance"),
    safety_plan=_code("safety_plan"),
    child_says_important=_code("child_says_important"),
    target_days=_DAYS,
    address_confidential=some.sampled_from(["yes", "no"]),
    visibility=_code("visibility"),
    notes=_TEXT,
)
_WHO = some.sampled_from(["P1", "P2", "P3"])
_TIE = _cells(
    from_id=_WHO,
    to_id=_WHO,
    kind=some.sampled_from(sorted(RELATIONSHIP_KINDS)),
    detail=_TEXT,
    status=_code("status"),
    start_date=_DATE,
    end_date=_DATE,
    quality=_code("quality"),
    plan_every_days=_DAYS,
    plan_mode=_code("plan_mode"),
    source_type=_code("source_type"),
    source_id=_WHO | some.just(""),
    source_date=_DATE,
    certainty=_code("certainty"),
    conflict_group=_TEXT,
    visibility=_code("visibility"),
    quote_or_note=_TEXT,
)
_TIME = _cells(
    person_id=_WHO,
    date=_DATE,
    contact_type=some.sampled_from(sorted(CONTACT_TYPES)),
    happened=_code("happened"),
    supervised=_code("yes_no"),
    duration_min=_DAYS,
    child_view=some.sampled_from(["", "1", "5"]),
    recorded_by=_WHO | some.just(""),
    notes=_TEXT,
)


_PLACED = (("P2", "P3"), ("P3", "P2"))


@some.composite
def _books(draw: some.DrawFn) -> Book:
    made = Book("C1").change(
        "case", 2, title=draw(_TEXT), story=draw(_TEXT), home_since=draw(_DATE)
    )
    for ref in ("P1", "P2", "P3"):
        made.person(ref, **draw(_PERSON))
    for cells in draw(some.lists(_TIE, max_size=3)):
        made.tie("P1", "friend", "P1", **cells)
    for cells in draw(some.lists(_TIME, max_size=2)):
        made.time("P1", "2020", **cells)
    for voice, who in draw(some.lists(some.sampled_from(_PLACED), unique=True, max_size=2)):
        made.place(voice, who, "close", words=draw(_TEXT), said_on=draw(_DATE))
    return made


def _exported(workbook: Workbook, path: Path) -> Workbook:
    """A workbook taken into a new store, and written out again for somebody who may see all of it."""
    store = open_store("memory:", None)
    report = load(store, workbook, "os:tester", TODAY)
    assert not report.refused, [line.sentence for line in report.refused]
    network = only_map(store)
    viewer = Viewer(account="worker", is_allocated=True, named_for=frozenset(network.people))
    seen = visible(network, viewer)
    placed = visible_records(store.kept(Placement, network.child_id), seen)
    write_workbook(seen, path, placed)
    return read_workbook(path)


def _rows(workbook: Workbook) -> dict[str, list[list[str]]]:
    """The cells of every sheet, in the order of ids, without the empty ones at the end of a row."""
    found = {}
    for name, sheet in workbook.parts[0].sheets.items():
        rows = [list(cells) for _, cells in sheet.rows]
        for row in rows:
            while row and not row[-1]:
                row.pop()
        found[name] = sorted(rows)
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=some.sampled_from(["out", "out.xlsx"]), made=_books())
def test_what_goes_in_comes_out(name: str, made: Book) -> None:
    with TemporaryDirectory() as home:
        defused = read_workbook(_written_safely(made, Path(home, "in")))

        once = _exported(defused, Path(home, name))

        assert _rows(once) == _rows(defused)
        assert _rows(_exported(once, Path(home, f"again-{name}"))) == _rows(once)


def _written_safely(made: Book, folder: Path) -> Path:
    """A book as kith would have written it: cells that look like formulas have their apostrophe."""
    from importers.saving import save_folder

    sheets = {
        name: tuple(tuple(row.get(column, "") for column in made.columns(name)) for row in rows)
        for name, rows in made.sheets.items()
    }
    save_folder(sheets, folder)
    return folder
