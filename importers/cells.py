"""Cells into values: one reader for each way in which a column is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from graph.dates import UNKNOWN, read_date
from graph.errors import BadValueError
from graph.vocabulary import TABLES
from importers.columns import Column
from importers.report import quoted

Reader = Callable[[str], object]
_NUMBER = re.compile(r"[0-9]{1,9}")
_LONGEST_ID = 200
_NO_BLANK = "This cell is empty. Write one of: {known}."


class UnreadableError(Exception):
    """A cell that cannot be read: a message and its words."""

    def __init__(self, message: str, **words: str) -> None:
        """Keep the message apart from its words, so that it can be translated."""
        super().__init__(message)
        self.message = message
        self.words = words


def reader_of(column: Column) -> Reader:
    """What turns the cells of a column into values; cells that come often are read once."""
    read = _READERS[column.reads](column)
    if column.reads == "text":
        return read
    return _Remembered(read).__getitem__


class _Remembered(dict[str, object]):
    """Values by the cells that they were read from, each read when it is first asked for."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> object:
        value = self[text] = self._read(text.strip())
        return value


def _text(column: Column) -> Reader:
    return str


def _id(column: Column) -> Reader:
    def read(text: str) -> str:
        if column.is_required and not text:
            raise UnreadableError("This cell is empty, and an id is needed here.")
        if len(text) > _LONGEST_ID:
            raise UnreadableError("This id is longer than {most} letters.", most=str(_LONGEST_ID))
        return text

    return read


def _code(column: Column) -> Reader:
    table = {word: word for word in TABLES[column.table]}
    known = ", ".join(sorted(filter(None, table)))

    def read(text: str) -> str:
        code = text or column.blank
        if code in table:
            return table[code]
        if not text:
            raise UnreadableError(_NO_BLANK, known=known)
        raise UnreadableError(
            "“{text}” is not a code kith knows here. Use one of: {known}.",
            text=quoted(text),
            known=known,
        )

    return read


def _move(column: Column) -> Reader:
    """A code, or nothing where the cell says nothing new."""
    read_code = _code(column)
    return lambda text: read_code(text) if text else ""


def _date(column: Column) -> Reader:
    def read(text: str) -> object:
        try:
            when = read_date(text)
        except BadValueError as error:
            raise UnreadableError(
                "“{text}” is not a date kith can read. "
                "Write 2026-05-02, 2026-05, 2026, about 2009, or leave it empty.",
                text=quoted(text),
            ) from error
        return when if when.text else UNKNOWN

    return read


def _number(column: Column) -> Reader:
    def read(text: str) -> int | None:
        if not text:
            return None
        if _NUMBER.fullmatch(text) and column.lowest <= int(text) <= column.highest:
            return int(text)
        raise UnreadableError(
            "“{text}” is not a whole number from {lowest} to {highest}.",
            text=quoted(text),
            lowest=str(column.lowest),
            highest=str(column.highest),
        )

    return read


def _words(column: Column) -> Reader:
    return lambda text: tuple(word.strip() for word in text.split(";") if word.strip())


def _yes_no(column: Column) -> Reader:
    read_code = _code(column)

    def read(text: str) -> bool | None:
        return {"yes": True, "no": False, "": None}[str(read_code(text))]

    return read


_READERS: Mapping[str, Callable[[Column], Reader]] = {
    "text": _text,
    "id": _id,
    "code": _code,
    "move": _move,
    "date": _date,
    "number": _number,
    "words": _words,
    "yes_no": _yes_no,
}
