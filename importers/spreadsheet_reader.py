"""Reads one .xlsx from standard input and writes its rows, as lines of JSON, to standard output.

It is run as a program of its own, with little memory and time and no leave to write files, so that a hostile
spreadsheet can hurt nothing but this process. It imports nothing of ours, which would cost more than the limits.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

MEMORY = 400 * 2**20
SECONDS = 60


def limit() -> None:
    """Give this process less than a bomb needs; without such limits, the checks before must do."""
    try:
        import resource
    except ImportError:
        return
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        with suppress(ValueError):
            resource.setrlimit(kind, (most, most))


def main(wanted: Iterable[str]) -> None:
    """Write the names of all sheets, then each row of the wanted ones: sheet, row number, cells."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    names = {name: name.strip().casefold() for name in workbook.sheet_names}
    write = sys.stdout.write
    write(json.dumps(list(names)) + "\n")
    for name, plain in names.items():
        if plain not in wanted:
            continue
        for number, row in enumerate(workbook.get_sheet_by_name(name).iter_rows(), start=1):
            cells = [as_text(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                write(json.dumps((name, number, cells)) + "\n")


def as_text(cell: object) -> str:
    """What a person would have typed to get the cell."""
    if isinstance(cell, str):
        return cell.replace("_xFFFE_", "\ufffe").replace("_xFFFF_", "\uffff")
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


if __name__ == "__main__":
    limit()
    main(sys.argv[1:])
