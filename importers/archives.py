"""Zip archives, looked through before any parser opens them: a small file must not become a large one.

The sizes that an archive states are not believed: every member is unpacked in small pieces and counted.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from graph.errors import RefusedError

MAX_MEMBERS = 1_000
MAX_UNPACKED = 250_000_000
MAX_RATIO = 100
# Below this, even a blank sheet packs tighter than 100 to 1 and can do no harm.
_TOO_SMALL_TO_HURT = 1_000_000
_PIECE = 1 << 16
_LOCAL_HEADER = 30
_ENTRY = b"PK\x01\x02"
_BOMB = (
    "This file unpacks to far more than a workbook holds, so it was not opened. Save it again "
    "from a spreadsheet."
)
_BROKEN = (
    "This file is damaged or is not a spreadsheet. Open it in a spreadsheet and save it again "
    "as .xlsx."
)
_MACROS = "This file holds macros, and kith opens none. Save it as .xlsx without macros."
_INSIDE = (
    "This file holds another file inside it, and kith opens none. Save only the four sheets as "
    ".xlsx."
)
_FOREIGN = (
    "This file’s XML reaches outside itself, so it was not opened. Save it again from a "
    "spreadsheet."
)
_SPREADSHEET = b"spreadsheetml.sheet.main+xml"


def check_spreadsheet(data: bytes) -> None:
    """Nothing where bytes are an honest .xlsx of bearable size; RefusedError with the reason where not."""
    if data.count(_ENTRY) > MAX_MEMBERS:
        raise RefusedError(_BOMB)
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = sorted(archive.infolist(), key=lambda member: member.header_offset)
            _check_places(data, members, archive.start_dir)
    except (BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise RefusedError(_BROKEN) from error
    _check_contents(data, members)
    _check_kind(data, members)


def _check_places(data: bytes, members: list[ZipInfo], end: int) -> None:
    """Each member lies whole between its own header and the next one’s, and is packed in a way we know."""
    ends = [member.header_offset for member in members[1:]] + [end]
    names = {member.filename for member in members}
    if len(names) != len(members):
        raise RefusedError(_BROKEN)
    for member, limit in zip(members, ends, strict=True):
        is_plain = member.compress_type in (ZIP_STORED, ZIP_DEFLATED) and not member.flag_bits & 1
        if not is_plain or _start(data, member) + member.compress_size > limit:
            raise RefusedError(_BROKEN)


def _start(data: bytes, member: ZipInfo) -> int:
    header = data[member.header_offset : member.header_offset + _LOCAL_HEADER]
    lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return member.header_offset + _LOCAL_HEADER + lengths


def _check_contents(data: bytes, members: list[ZipInfo]) -> None:
    total = 0
    for member in members:
        size = 0
        before = b""
        for piece in _unpacked(data, member):
            size += len(piece)
            _refuse_if_swollen(size, total + size, member.compress_size)
            _refuse_if_foreign(before + piece, is_first=not before)
            before = piece[-16:]
        if size != member.file_size:
            raise RefusedError(_BROKEN)
        total += size


def _refuse_if_swollen(size: int, total: int, packed: int) -> None:
    if total > MAX_UNPACKED or (size > _TOO_SMALL_TO_HURT and size > MAX_RATIO * packed):
        raise RefusedError(_BOMB)


def _refuse_if_foreign(piece: bytes, *, is_first: bool) -> None:
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise RefusedError(_FOREIGN)
    if is_first and piece.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xff\xfe", b"\xfe\xff")):
        raise RefusedError(_INSIDE)


def _unpacked(data: bytes, member: ZipInfo) -> Iterator[bytes]:
    start = _start(data, member)
    packed = memoryview(data)[start : start + member.compress_size]
    if member.compress_type == ZIP_STORED:
        yield from (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _PIECE):
            waiting = bytes(packed[at : at + _PIECE])
            while waiting:
                yield inflate.decompress(waiting, _PIECE)
                waiting = inflate.unconsumed_tail
        yield inflate.flush()
    except zlib.error as error:
        raise RefusedError(_BROKEN) from error


def _check_kind(data: bytes, members: list[ZipInfo]) -> None:
    types = b"".join(
        b"".join(_unpacked(data, member))
        for member in members
        if member.filename == "[Content_Types].xml"
    )
    names = {member.filename.casefold() for member in members}
    if b"macroEnabled" in types or any(name.endswith("vbaproject.bin") for name in names):
        raise RefusedError(_MACROS)
    if _SPREADSHEET not in types:
        raise RefusedError(_BROKEN)
