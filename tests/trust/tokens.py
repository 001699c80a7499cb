"""Tokens that can be told from anything else, and every disguise in which they could lie in an answer."""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from urllib.parse import unquote_plus

LENGTH = 12
# A name that was cut short still gives itself away.
STEM = 8
_LETTERS = "bcdfghjklmnpqrstvwxz"
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|%u([0-9a-fA-F]{4})")
_WRAPPED = (b"PK", b"%P", b"\x1f\x8b", b"x\x9c", b"x\xda")
_DEEPEST = 3


def token(what: str) -> str:
    """The token for one thing: twelve letters that are in no word, the same in every run."""
    digest = sha256(what.encode()).digest()
    return "Zq" + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[: LENGTH - 2])


def found(data: bytes, sought: Iterable[str]) -> frozenset[str]:
    """Which of some tokens can be read in some bytes, plainly or in any disguise."""
    stems, pattern = _stems(tuple(sought))
    return frozenset(stems[stem] for text in _texts(data, 0) for stem in pattern.findall(text))


def in_clear(data: bytes, sought: Iterable[str]) -> frozenset[str]:
    """Which of some tokens lie in a file as they are, in either width of letter."""
    low = data.lower()
    return frozenset(
        text
        for text in sought
        if any(text[:STEM].lower().encode(code) in low for code in ("utf-8", "utf-16-le"))
    )


@cache
def _stems(sought: tuple[str, ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    stems = {text[:STEM].lower(): text for text in sought}
    return stems, re.compile("|".join(map(re.escape, stems)) or "(?!)")


def _texts(data: bytes, depth: int) -> Iterator[str]:
    """Everything that some bytes say, in lower case, one reading after another."""
    if depth > _DEEPEST:
        return
    yield from _readings(data)
    try:
        wrapped = list(_inside(data))
    except (zlib.error, zipfile.BadZipFile):
        if depth == 0:
            raise
        # Random letters of a key or a token now and then begin as wrapped things do.
        wrapped = []
    for inner in wrapped:
        yield from _texts(inner, depth + 1)


def _readings(data: bytes) -> Iterator[str]:
    plain = data.decode("utf-8", "replace")
    yield plain.lower()
    for other in (html.unescape(plain), unquote_plus(plain), _ESCAPED.sub(_letter, plain)):
        if other != plain:
            yield other.lower()
            yield html.unescape(unquote_plus(other)).lower()
    if b"\x00" in data:
        for start in (0, 1):
            yield data[start:].decode("utf-16-le", "ignore").lower()


def _letter(escaped: re.Match[str]) -> str:
    digits = next(group for group in escaped.groups() if group)
    return chr(int(digits, 16))


def _inside(data: bytes) -> Iterator[bytes]:
    """What is wrapped up in some bytes: members of an archive, base64, compressed text, the text of a PDF."""
    if data[:2] == b"PK":
        yield from _members(data)
    elif data[:5] == b"%PDF-":
        yield _pdf_text(data)
    elif data[:2] in (b"\x1f\x8b", b"x\x9c", b"x\xda"):
        yield zlib.decompressobj(wbits=47).decompress(data, 50_000_000)
    else:
        blobs = [part for blob in _BASE64.findall(data) for part in _from_base64(blob)]
        if blobs:
            yield b"\n".join(blobs)
        yield from (part for part in blobs if part[:2] in _WRAPPED)


def _from_base64(blob: bytes) -> Iterator[bytes]:
    blob = blob.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    for start in range(min(4, len(blob))):
        part = blob[start:]
        try:
            decoded = base64.b64decode(part[: len(part) - len(part) % 4])
        except (ValueError, binascii.Error):
            continue
        yield decoded
        if start == 0 and not _looks_hidden(blob):
            return


def _looks_hidden(blob: bytes) -> bool:
    """Whether it may be base64 that begins a letter or two further on; plain words and ids are not."""
    return not re.fullmatch(rb"[a-z_-]+|[0-9a-f]+", blob)


def _members(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            yield member.filename.encode() + b"\n" + member.comment
            yield archive.read(member)
        yield archive.comment


def _pdf_text(data: bytes) -> bytes:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    pages = [page.extract_text() for page in reader.pages]
    about = [f"{key} {value}" for key, value in (reader.metadata or {}).items()]
    words = "\n".join([*pages, *about, *reader.attachments]).encode()
    things = [reader.get_object(number) for number in reader.xref.get(0, {})]
    # A photograph lies in a PDF as the JPEG that it is.
    photographs = [one._data for one in things if getattr(one, "_data", b"")[:2] == b"\xff\xd8"]
    return b"\n".join([words, *photographs])
