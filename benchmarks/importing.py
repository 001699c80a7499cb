"""What an import costs: 100,000 rows of workbook into an encrypted store, then the same file again.

`python -m benchmarks.importing` prints seconds and peak memory for a folder of CSV files and for one .xlsx file;
each is measured in a process of its own.
"""

from __future__ import annotations

import random
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.stores import create_store
from importers import load, read_workbook
from importers.columns import COLUMNS
from importers.saving import SheetsOut, save_folder, save_spreadsheet

TODAY = date(2026, 11, 16)
ROWS = 100_000
BUDGET_SECONDS = 10
BUDGET_MEGABYTES = 300
PEOPLE, TIES, TIMES = 30, 60, 109
_NAMES = ("Ada", "Bo", "Cai", "Dee", "Ede", "Fay", "Gus", "Hal", "Ife", "Jo", "Kit", "Lou")


def main() -> None:
    """Make the workbooks, and measure each kind in a process of its own."""
    if sys.argv[1:]:
        measure(*map(Path, sys.argv[1:]))
        return
    sheets = made_up(ROWS // (1 + PEOPLE + TIES + TIMES))
    rows = sum(map(len, sheets.values()))
    print(
        f"{rows:,} rows, {len(sheets['case'])} children; budget {BUDGET_SECONDS} s, {BUDGET_MEGABYTES} MB"
    )
    with TemporaryDirectory() as home:
        folder, file = Path(home, "workbook"), Path(home, "workbook.xlsx")
        save_folder(sheets, folder)
        save_spreadsheet(sheets, file)
        for path in (folder, file):
            subprocess.run(
                [sys.executable, "-m", "benchmarks.importing", path, Path(home, f"{path.name}.db")],
                check=True,
            )


def measure(path: Path, store: Path) -> None:
    """Import one workbook twice, and print the seconds and the peak of memory after each."""
    with closing(create_store(f"sqlite:///{store}", secrets.token_bytes(32))) as kept:
        for time_round in ("first time", "same file again"):
            started, busy = time.perf_counter(), time.process_time()
            report = load(kept, read_workbook(path), "benchmark", TODAY)
            seconds, busy = time.perf_counter() - started, time.process_time() - busy
            assert not report.refused, report.refused[:3]
            print(
                f"{path.name:15} {time_round:16} {seconds:6.1f} s, {busy:5.1f} s of processor, "
                f"{peak_megabytes():4.0f} MB"
            )


def peak_megabytes() -> float:
    """The most memory this process has held."""
    # Not ru_maxrss, which counts what the parent held before this process began.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def made_up(children: int) -> SheetsOut:
    """The sheets of as many made-up children as are asked for."""
    chance = random.Random(4)
    cases = [f"C{number:05}" for number in range(children)]
    return {
        "case": tuple(
            _row("case", case_id=case, focus_child_id="P1", as_of="2026-11-16") for case in cases
        ),
        "people": tuple(row for case in cases for row in _people(case, chance)),
        "relationships": tuple(row for case in cases for row in _ties(case, chance)),
        "contacts": tuple(row for case in cases for row in _times(case, chance)),
    }


def _people(case: str, chance: random.Random) -> Iterator[tuple[str, ...]]:
    for number in range(1, PEOPLE + 1):
        yield _row(
            "people",
            case_id=case,
            person_id=f"P{number}",
            known_as=chance.choice(_NAMES),
            full_name=f"{chance.choice(_NAMES)} {case} {number}",
            network_kind="child" if number == 1 else "natural",
            dob=f"{chance.randrange(1950, 2010)}-{chance.randrange(1, 13):02}",
            life_status="alive",
            home_code=f"H{chance.randrange(9)}",
            culture_tags="Welsh;chapel",
            finding_status="engaged",
            safety_stance="safe",
            address_confidential="no",
            visibility="everyone",
            notes=f"Row {number} of {case}: something that somebody wrote down.",
        )


def _ties(case: str, chance: random.Random) -> Iterator[tuple[str, ...]]:
    for number in range(TIES):
        yield _row(
            "relationships",
            case_id=case,
            rel_id=f"R{number}",
            from_id=f"P{chance.randrange(2, PEOPLE + 1)}",
            to_id=f"P{number % PEOPLE + 1}",
            kind=chance.choice(("birth_parent", "partner", "friend", "loves", "promise")),
            status="current",
            source_type="person_words",
            source_id="P2",
            source_date=_day(chance),
            visibility="everyone",
            quote_or_note=f"Words {number} that somebody said about {case}.",
        )


def _times(case: str, chance: random.Random) -> Iterator[tuple[str, ...]]:
    for number in range(TIMES):
        yield _row(
            "contacts",
            case_id=case,
            contact_id=f"K{number}",
            child_id="P1",
            person_id=f"P{chance.randrange(2, PEOPLE + 1)}",
            date=_day(chance),
            contact_type="face_to_face",
            happened="yes",
            supervised="no",
            duration_min="60",
            recorded_by="P2",
        )


def _day(chance: random.Random) -> str:
    return (TODAY - timedelta(days=chance.randrange(2_000))).isoformat()


def _row(sheet: str, **cells: str) -> tuple[str, ...]:
    return tuple(cells.get(column.name, "") for column in COLUMNS[sheet])


if __name__ == "__main__":
    main()
