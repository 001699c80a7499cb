"""`print`: a sheet for one audience, as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from graph.errors import KithError, RefusedError
from graph.viewers import Viewer
from web.commands.desk import Desk, desk
from web.commands.leaving import say_written
from web.commands.verb import Day, Verb, as_option, out_options
from web.maps.lenses import CIRCLES, LENSES
from web.outbox import refuse_to_overwrite, send_out
from web.prints.asked import Choice, asked
from web.prints.made_for import AUDIENCES
from web.prints.sheets import SHEETS, Sheet
from web.words import _


@click.command("print", cls=Verb, permission="read_map")
@click.argument("child")
@click.option(
    "--sheet",
    type=click.Choice(list(SHEETS)),
    default="wall",
    help=_("Which sheet. Default: wall."),
)
@click.option(
    "--audience",
    type=click.Choice(list(AUDIENCES)),
    default=None,
    help=_("For whom: what they may not see is left out. Default: whom the sheet is for."),
)
@click.option(
    "--lens",
    type=click.Choice([lens.name for lens in LENSES]),
    default=CIRCLES,
    help=_("The wall sheet through a lens. Default: circles."),
)
@click.option(
    "--on", type=Day(), metavar="DATE", default=None, help=_("The day to look at. Default: today.")
)
@as_option
@out_options
def print_sheet(
    child: str,
    sheet: str,
    audience: str | None,
    lens: str,
    on: date | None,
    as_email: str,
    out: Path,
    force: bool,
) -> None:
    """Write a sheet to print: as .pdf, .html, .png, .svg or .docx, after the name of the file.

    The wall sheet of the map, the family plan, the child's fold, brothers and
    sisters together, or the minutes of the last meeting.
    """
    refuse_to_overwrite(out, force=force)
    chosen = SHEETS[sheet]
    kind = _kind(chosen, out)
    choice = Choice(chosen, AUDIENCES[_audience(chosen, audience)], _lens(chosen, lens))
    with desk(as_email) as here:
        child_id = here.child(child)
        day, today = on or here.today, here.today
        found = asked(here.store, child_id, lambda one: _own(here, one), choice, day, today)
        content = found.as_file(kind)
    send_out(out, content)
    say_written(found.told.network, out)


def _kind(sheet: Sheet, out: Path) -> str:
    kind = out.suffix.removeprefix(".").lower()
    if kind not in sheet.kinds:
        kinds = ", ".join(f".{one}" for one in sheet.kinds)
        raise RefusedError(_("This sheet is written as one of: %(kinds)s.") % {"kinds": kinds})
    return kind


def _audience(sheet: Sheet, audience: str | None) -> str:
    found = audience or sheet.audiences[0]
    if found not in sheet.audiences:
        raise RefusedError(_("This sheet is not made for that audience."))
    return found


def _lens(sheet: Sheet, lens: str) -> str:
    if lens != CIRCLES and not sheet.has_lenses:
        raise RefusedError(_("Only the wall sheet can be looked at through a lens."))
    return lens


def _own(here: Desk, child_id: str) -> Viewer | None:
    try:
        return here.viewer(child_id, None)
    except KithError:
        return None
