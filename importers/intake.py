"""Files at the door: what may be opened at all, and how it is opened so that nothing else is."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from graph.errors import RefusedError
from importers.report import quoted

MAX_BYTES = 20_000_000
# Links are not followed, and a pipe or a device must not keep us waiting; Windows has neither flag.
_CAREFULLY = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)

_SIGNATURES = {
    b"PK": "a zip or spreadsheet file",
    b"\xd0\xcf\x11\xe0": "an old .xls file, or one with a password",
    b"%PDF": "a PDF",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"RIFF": "a picture or recording",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "a word-processor file",
    b"<": "a web page or XML file",
}


def contents(path: Path) -> bytes:
    """The bytes of one ordinary file of at most 20 MB; RefusedError for a link, a device or anything larger."""
    try:
        handle = os.open(path, _CAREFULLY)
    except (OSError, ValueError) as error:
        raise RefusedError(_cannot_open(error), file=name_of(path)) from error
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError(
                "{file} is not an ordinary file. Save it as one and try again.", file=name_of(path)
            )
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RefusedError(
            "{file} is larger than 20 MB. Split it by child, and import the parts.",
            file=name_of(path),
        )
    return data


def what_it_is(data: bytes) -> str:
    """What a file is by its first bytes, where that is not plain text; else nothing."""
    start = data[:64].lstrip() if data[:1].isspace() else data[:64]
    return next((name for mark, name in _SIGNATURES.items() if start.startswith(mark)), "")


def name_of(path: Path) -> str:
    """A file's name, quoted for a sentence."""
    return f"“{quoted(path.name or str(path))}”"


def _cannot_open(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "{file} is a link to another place. Give the file or folder itself."
    if isinstance(error, FileNotFoundError):
        return "There is no file or folder {file}. Check the name and where it is."
    if isinstance(error, IsADirectoryError):
        return "{file} is a folder where a file was expected."
    return "{file} cannot be opened. Check that you may read it."
