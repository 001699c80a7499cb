"""Answers that leave as files, made for one audience: `map` and `export`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from graph.network import Network
from web.commands.desk import desk
from web.commands.verb import Verb, of_a_child, out_options
from web.outbox import refuse_to_overwrite, send_out
from web.pictures import pictures_of
from web.tables import plain
from web.words import _


@click.command("map", cls=Verb, permission="read_map", forms=("map",))
@of_a_child
@out_options
def draw(
    child: str, on: date | None, audience: str | None, as_email: str, out: Path, force: bool
) -> None:
    """Write the map as one file that needs no network."""
    from web.maps.offline import offline_map

    refuse_to_overwrite(out, force=force)
    with desk(as_email) as here:
        network, viewer = here.map(child, audience, on)
        page = offline_map(
            network,
            viewer.audience,
            pictures_of(here.store, network),
            with_days=viewer.forms is None,
        )
        here.note(network, viewer, "saved_map", network.people)
    send_out(out, page.encode())
    say_written(network, out)


@click.command(cls=Verb, permission="read_map")
@of_a_child
@out_options
def export(
    child: str, on: date | None, audience: str | None, as_email: str, out: Path, force: bool
) -> None:
    """Write the workbook: one .xlsx file, or a folder of CSV files."""
    from importers import write_workbook
    from web.making.voices import heard_placements

    refuse_to_overwrite(out, force=force)
    with desk(as_email) as here:
        network, viewer = here.workbook(child, audience, on)
        here.note(network, viewer, "exported", network.people)
        write_workbook(network, out, heard_placements(here.store, network))
    say_written(network, out)


def say_written(network: Network, path: Path) -> None:
    """Say whose file was written where."""
    name = plain(network.known_as(network.child_id))
    click.echo(_("%(name)s: written to %(path)s") % {"name": name, "path": plain(str(path))})
