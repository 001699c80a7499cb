"""Codes that are read out, typed in and good once; and pictures of an address for a telephone to scan."""

from __future__ import annotations

import io
from base64 import b64encode
from secrets import choice

import segno

# Without letters and digits that are taken for one another.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
_LETTERS = 8


def one_time_code() -> str:
    """Eight letters and digits: 39 bits, behind a throttle."""
    return "".join(choice(READABLE) for _letter in range(_LETTERS))


def in_groups(code: str) -> str:
    """A code as it is read out, in two halves."""
    return f"{code[:4]} {code[4:]}"


def as_made(typed: str) -> str:
    """A code as it was made, however it was typed."""
    return "".join(typed.split()).replace("-", "").casefold()


def to_scan(address: str) -> str:
    """A QR picture of an address, inside a data address."""
    picture = io.BytesIO()
    segno.make(address, micro=False).save(
        picture, kind="svg", scale=5, dark="#1d1b18", light="#ffffff"
    )
    return "data:image/svg+xml;base64," + b64encode(picture.getvalue()).decode()
