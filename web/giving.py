"""What a form gives as somebody’s picture: the file made anew, or a mark; who agreed; and who may see it."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from typing import Any

from flask import request

from graph.dates import UNKNOWN, PartialDate, as_partial, read_date
from graph.errors import BadValueError
from graph.pictures import MARK
from graph.vocabulary import TABLES
from importers.pictures import made_anew
from web.words import _

_LONGEST = 200
_OF_A_FILE = ("photo", "drawing")
_LEVELS = ("everyone", "professionals_only")


def as_given(today: date, *, is_guarded: bool) -> dict[str, Any]:
    """The fields of a picture; where it could give a guarded place away, for those who work with the child alone."""
    kind, content = given_content("photo")
    who, when = agreed(today)
    level = request.form.get("visibility", "")
    if level not in _LEVELS or is_guarded:
        level = "professionals_only"
    return {
        "kind": kind,
        "content": content,
        "visibility": level,
        "agreed_by": who,
        "agreed_on": when,
        "on": as_partial(today),
    }


def agreed(today: date) -> tuple[str, PartialDate]:
    """Who agreed and when, today where no day is given; nobody where nobody is named."""
    who = request.form.get("agreed_by", "").strip()[:_LONGEST]
    when = read_date(request.form.get("agreed_on", ""))
    if not who:
        return "", UNKNOWN
    if when.earliest is not None and when.earliest > today:
        raise BadValueError(_("Nobody can have agreed on a day that is still to come."))
    return who, when if when.is_known else as_partial(today)


def given_content(usual: str) -> tuple[str, str]:
    """The kind of picture and what is in it: a file made anew, of the usual kind where none is said, or a mark."""
    file, mark = request.files.get("picture"), request.form.get("mark", "")
    data = file.read() if file else b""
    if bool(data) == bool(mark):
        raise BadValueError(_("Choose one: a picture, or a mark."))
    if not data:
        if mark not in TABLES["picture_mark"]:
            raise BadValueError(_("Choose one of the marks."))
        return MARK, mark
    kind = request.form.get("kind", usual)
    return kind if kind in _OF_A_FILE else usual, b64encode(made_anew(data)).decode()
