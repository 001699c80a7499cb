"""Spreadsheets that mean harm, small on disk and made on the spot."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"


def parts(sheet_data: str = "", **strings: str) -> dict[str, bytes]:
    """The parts of a workbook with one sheet, people."""
    texts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONS}">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="people" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
        ),
        SHEET: f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet_data}</sheetData></worksheet>',
        STRINGS: f'<sst xmlns="{_MAIN}"><si><t>x</t></si></sst>',
        STYLES: f'<styleSheet xmlns="{_MAIN}"/>',
    }
    return {name: text.encode() for name, text in texts.items()}


def packed(members: Mapping[str, bytes]) -> bytes:
    """The parts as one file."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    """A plain workbook with one part more, or another in its place."""
    return packed({**parts(), name: data})


def sparse(cell: str = "XFD1048576") -> bytes:
    """Two cells, as far apart as a spreadsheet reaches."""
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return packed(
        parts(
            f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{cell}"><v>1</v></c></row>'
        )
    )


def spaces(megabytes: int = 1024) -> bytes:
    """A gigabyte of spaces in one cell."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    # A fully flushed piece can follow itself, so that a gigabyte need not be packed to be made.
    piece = pack.compress(b" " * 2**20) + pack.flush(zlib.Z_FULL_FLUSH)
    stream = piece * megabytes + pack.flush()
    stored = packed({**parts(), STRINGS: b"<sst>"})
    return _with_stream(stored, stream, megabytes * 2**20)


def lying() -> bytes:
    """A part that says it is small and is not."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = pack.compress(b" " * 2**20) + pack.flush()
    return _with_stream(packed({**parts(), STRINGS: b"<sst>"}), stream, 10)


def many_members() -> bytes:
    """More parts than a workbook has."""
    return packed({**parts(), **{f"xl/media/{number}.bin": b"" for number in range(1100)}})


def styles(count: int = 1_000_000) -> bytes:
    """A row of every column there is, and a million styles."""
    return with_part(
        STYLES,
        b"<styleSheet><cellXfs>" + b'<xf numFmtId="0"/>' * count + b"</cellXfs></styleSheet>",
    )


def nested() -> bytes:
    """A file in a file."""
    return with_part("xl/embeddings/more.xlsx", packed(parts()))


def overlapping() -> bytes:
    """Two parts that share the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts().items():
            archive.writestr(name, data)
        first = archive.infolist()[0]
        twin = archive.infolist()[1]
        twin.header_offset = first.header_offset
    return out.getvalue()


def entity(kind: str, part: str = STRINGS) -> bytes:
    """XML that reads files, calls home, or grows without end."""
    declared = {
        "file": '<!ENTITY e SYSTEM "file:///etc/passwd">',
        "http": '<!ENTITY e SYSTEM "http://127.0.0.1:9/">',
        "parameter": '<!ENTITY % e SYSTEM "http://127.0.0.1:9/"> %e;',
        "laughs": '<!ENTITY a "ha">' + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(10)),
        "quadratic": f'<!ENTITY e "{"x" * 50_000}">',
    }[kind]
    text = f'<?xml version="1.0"?><!DOCTYPE x [{declared}]><sst xmlns="{_MAIN}"><si><t>&e;</t></si></sst>'
    return with_part(part, text.encode())


def _with_stream(archive: bytes, stream: bytes, says: int) -> bytes:
    """An archive whose shared strings are this packed stream, whatever size it says it has."""
    out = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, old.read(member) if member.filename != STRINGS else b"")
    data = out.getvalue()
    with ZipFile(BytesIO(data)) as read:
        member = read.getinfo(STRINGS)
        before = {m.filename: m for m in read.infolist()}
    return _spliced(data, member.header_offset, before[STRINGS].compress_size, stream, says)


def _spliced(data: bytes, at: int, old_size: int, stream: bytes, says: int) -> bytes:
    name_end = at + 30 + int.from_bytes(data[at + 26 : at + 28], "little")
    sizes = len(stream).to_bytes(4, "little") + says.to_bytes(4, "little")
    local = data[at : at + 18] + sizes + data[at + 26 : name_end]
    grown = len(stream) - old_size
    body = data[:at] + local + stream + data[name_end + old_size :]
    return _moved_directory(body, grown, at, sizes)


def _moved_directory(body: bytes, grown: int, at: int, sizes: bytes) -> bytes:
    out = bytearray(body)
    end = out.rindex(b"PK\x05\x06")
    start = int.from_bytes(out[end + 16 : end + 20], "little") + grown
    out[end + 16 : end + 20] = start.to_bytes(4, "little")
    entry = start
    while out[entry : entry + 4] == b"PK\x01\x02":
        offset = int.from_bytes(out[entry + 42 : entry + 46], "little")
        if offset == at:
            out[entry + 20 : entry + 28] = sizes
        elif offset > at:
            out[entry + 42 : entry + 46] = (offset + grown).to_bytes(4, "little")
        lengths = (
            int.from_bytes(out[entry + place : entry + place + 2], "little")
            for place in (28, 30, 32)
        )
        entry += 46 + sum(lengths)
    return bytes(out)


BOMBS: dict[str, Callable[[], bytes]] = {
    "sparse": sparse,
    "a gigabyte of spaces": spaces,
    "lying about its size": lying,
    "many members": many_members,
    "a million styles": styles,
    "nested": nested,
    "overlapping": overlapping,
    "entity from a file": lambda: entity("file"),
    "entity from a server": lambda: entity("http"),
    "parameter entity": lambda: entity("parameter"),
    "billion laughs": lambda: entity("laughs"),
    "quadratic": lambda: entity("quadratic"),
    "entity in the sheet": lambda: entity("file", SHEET),
    "entity in the relations": lambda: entity("http", "xl/_rels/workbook.xml.rels"),
    "xml in two bytes a letter": lambda: with_part(STRINGS, "<sst/>".encode("utf-16")),
    "macros": lambda: with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
}
