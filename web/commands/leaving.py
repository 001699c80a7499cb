"""Answers that leave as files, made for one audience: `export` and `map`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from web.commands.desk import desk
from web.commands.verb import Verb, of_a_child, out_options
from web.outbox import refuse_to_overwrite
from web.tables import plain
from web.words import _


@click.command(cls=Verb, permission="read_map")
@of_a_child
@out_options
def export(
    child: str, on: date | None, audience: str | None, as_email: str, out: Path, force: bool
) -> None:
    """Write the workbook: one .xlsx file, or a folder of CSV files."""
    from importers import write_workbook

    refuse_to_overwrite(out, force=force)
    with desk(as_email) as here:
        network, viewer = here.view(child, audience, on)
        here.note(network, viewer, "exported", network.people)
        write_workbook(network, out)
    click.echo(
        _("%(name)s was written to %(path)s.") % _named(network.known_as(network.child_id), out)
    )


def _named(name: str, path: Path) -> dict[str, str]:
    return {"name": plain(name), "path": plain(str(path))}
