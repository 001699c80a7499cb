"""A picture that somebody gives, made anew: small, square, and with nothing in it but what can be seen.

It is decoded by a process of its own that has little memory and time. What is more than a picture is refused.
"""

from __future__ import annotations

import re
import subprocess  # nosec B404
import sys
from pathlib import Path

from graph.errors import RefusedError
from importers.picture_reader import TOO_LARGE
from importers.spreadsheets import little_environment

LARGEST = 15_000_000
_READER = Path(__file__).with_name("picture_reader.py")
_PATIENCE_SECONDS = 30
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_NEW_PHOTO = re.compile(rb"....ftyp(?:heic|heix|hevc|mif1|msf1|avif)", re.DOTALL)
# What has no business in a picture: a page, a script, a document, or an archive that ends where the picture does.
_PAGE = re.compile(rb"<(?:script|html|svg|iframe|\?php|!doctype)[\s>]", re.IGNORECASE)
_DOCUMENT_WITHIN, _ARCHIVE_WITHIN = 1024, 66_000
_IS_HEIC = (
    "This kind of photograph (HEIC) cannot be read here. Save it as JPEG, or take a picture of it, "
    "and give that."
)
_NONE = "This is no picture that can be read here. Give a JPEG, PNG or WebP file."
_MORE = "There is another file hidden inside this picture, so it was not taken. Give another one."
_LARGE = "This picture is too large. Give one of at most 15 megabytes and 60 million points."
_BROKEN = "This picture is damaged and cannot be read. Give another one."


def made_anew(data: bytes) -> bytes:
    """A picture as a small square JPEG of our own; RefusedError, in one sentence, where it is none or is more."""
    if len(data) > LARGEST:
        raise RefusedError(_LARGE)
    _refuse_other_kinds(data)
    _refuse_second_files(data)
    return _decoded(data)


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return
    if _NEW_PHOTO.match(data):
        raise RefusedError(_IS_HEIC)
    raise RefusedError(_NONE)


def _refuse_second_files(data: bytes) -> None:
    is_document = b"%PDF-" in data[:_DOCUMENT_WITHIN]
    is_archive = b"PK\x05\x06" in data[-_ARCHIVE_WITHIN:]
    if is_document or is_archive or _PAGE.search(data):
        raise RefusedError(_MORE)


def _decoded(data: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own program, told nothing  # nosec B603
            [sys.executable, "-I", str(_READER)],
            input=data,
            capture_output=True,
            env=little_environment(),
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, BrokenPipeError) as error:
        raise RefusedError(_BROKEN) from error
    if done.returncode == TOO_LARGE:
        raise RefusedError(_LARGE)
    if done.returncode or not done.stdout.startswith(_STARTS[0]):
        raise RefusedError(_BROKEN)
    return done.stdout
