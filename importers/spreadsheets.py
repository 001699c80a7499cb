"""One .xlsx file with the sheets case, people, relationships and contacts, in.

The file is looked through first, then read by a process of its own that has little memory and time.
"""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import IO, Any

from graph.errors import RefusedError
from importers.archives import check_spreadsheet
from importers.intake import contents, name_of, what_it_is
from importers.workbooks import SHEET_NAMES, Cells, Part, Sheet, Workbook

_READER = Path(__file__).with_name("spreadsheet_reader.py")
_PATIENCE_SECONDS = 120
_NEEDED_TO_START = ("SYSTEMROOT", "LD_LIBRARY_PATH")
_TOO_MUCH = (
    "{file} needs more time or memory to read than a workbook does, or is damaged. Save only the four "
    "sheets, as .xlsx."
)


def read_spreadsheet(path: Path) -> Workbook:
    """The workbook in one .xlsx file; RefusedError for anything that only calls itself one."""
    data = contents(path)
    if not data.startswith(b"PK\x03\x04"):
        found = what_it_is(data) or "no spreadsheet"
        raise RefusedError(
            "{file} is {found} by its content. "
            "Give an .xlsx file, or the folder that holds case.csv and people.csv.",
            file=name_of(path),
            found=found,
        )
    try:
        check_spreadsheet(data)
    except RefusedError as error:
        raise RefusedError("{file}: {why}", file=name_of(path), why=error.message) from error
    return Workbook((_part(path, data),))


def _part(path: Path, data: bytes) -> Part:
    lines = _lines(path, data)
    names: list[str] = next(lines)
    rows: dict[str, list[tuple[int, Cells]]] = {}
    seen: dict[str, str] = {}
    for name, number, cells in lines:
        row = tuple(seen.setdefault(cell, cell) for cell in cells)
        rows.setdefault(name, []).append((number, row))
    found = {plain: name for name in names if (plain := name.strip().casefold()) in SHEET_NAMES}
    sheets = {plain: _sheet(plain, rows.get(name, [])) for plain, name in found.items()}
    return Part(path.stem, sheets, tuple(name for name in names if name not in found.values()))


def _sheet(name: str, rows: list[tuple[int, Cells]]) -> Sheet:
    has_header = bool(rows) and rows[0][0] == 1
    header = tuple(cell.strip() for cell in rows[0][1]) if has_header else ()
    while header and not header[-1]:
        header = header[:-1]
    return Sheet(name, name, header, tuple(rows[1:] if has_header else rows))


def _lines(path: Path, data: bytes) -> Iterator[list[Any]]:
    """The lines of JSON that the reading process writes, or one sentence where it could not."""
    process = subprocess.Popen(  # noqa: S603 - our own program, told only the sheet names  # nosec B603
        [sys.executable, "-I", str(_READER), *SHEET_NAMES],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=little_environment(),
    )
    impatience = Timer(_PATIENCE_SECONDS, process.kill)
    impatience.start()
    try:
        with process:
            assert process.stdin is not None and process.stdout is not None  # noqa: S101 - both were asked for  # nosec B101
            _feed(process.stdin, data)
            yield from map(json.loads, process.stdout)
    finally:
        impatience.cancel()
        process.kill()
    if process.returncode:
        raise RefusedError(_TOO_MUCH, file=name_of(path))


def little_environment() -> dict[str, str]:
    """What a Python needs to start, and not the key of the store."""
    return {name: os.environ[name] for name in _NEEDED_TO_START if name in os.environ}


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(data)
    except BrokenPipeError:
        # The reader gave up; its exit status says so.
        return
