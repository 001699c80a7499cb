"""The matrix is only as good as its eyes: a token is read in every disguise, and chance letters trip nobody."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.trust.tokens import found, token

TOLD = token("what the matrix must be able to read")


def _zipped(data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", data)
    return held.getvalue()


@pytest.mark.parametrize(
    "disguise",
    [
        bytes,
        bytes.upper,
        gzip.compress,
        zlib.compress,
        base64.b64encode,
        _zipped,
        lambda data: base64.urlsafe_b64encode(zlib.compress(data)),
        lambda data: base64.b64encode(_zipped(data)),
        lambda data: data.decode().encode("utf-16-le"),
        lambda data: quote("".join(f"&#{letter};" for letter in data)).encode(),
        lambda data: "".join(f"\\u{letter:04x}" for letter in data).encode(),
    ],
)
def test_a_token_is_read_in_any_disguise(disguise: Callable[[bytes], bytes]) -> None:
    said = b"a word before " + TOLD.encode() + b" and a word after it"

    assert found(disguise(said), [TOLD]) == {TOLD}


@pytest.mark.parametrize("beginning", [b"x\x9c", b"x\xda", b"\x1f\x8b", b"PK"])
def test_letters_that_only_begin_as_something_wrapped_are_read_as_they_are(
    beginning: bytes,
) -> None:
    chance = base64.b64encode(beginning + bytes(range(250, 230, -1)))

    assert found(chance + b" " + TOLD.encode(), [TOLD]) == {TOLD}
