"""`options`: the homes being considered, side by side. No score, no advice."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import click

from graph.dates import read_date
from graph.network import Network
from queries.compared import Cell, Home, Options
from queries.options import options
from web.commands.desk import desk
from web.commands.reading import headline, say
from web.commands.record import people_shape, record_view
from web.commands.shapes import Shape
from web.commands.verb import Verb, json_option, of_a_child
from web.tables import table, terminal_width
from web.words import _
from web.words.sayings import cell_told, day


@click.command("options", cls=Verb, permission="read_record")
@of_a_child
@json_option
def side_by_side(
    child: str, on: date | None, audience: str | None, as_email: str, as_json: bool
) -> None:
    """What each home would keep, strain or end."""
    with desk(as_email) as here:
        network, viewer = record_view(here, child, audience, on)
        found = options(network)
        named = (found.people & network.people.keys()) | {network.child_id}
        here.note(network, viewer, "saw_homes", named)
    say(as_json, _shape(network, found), _in_words(network, found))


def _shape(network: Network, found: Options) -> Shape:
    """Homes by their number, since a code of a home means nothing elsewhere; each cell names its home."""
    numbers = {home.key: number for number, home in enumerate(found.homes, start=1)}
    return {
        "on": network.on.isoformat() if network.on else "",
        "homes": [
            {
                "home": numbers[home.key],
                "carers": people_shape(network, home.carers),
                "is_now": home.is_now,
            }
            for home in found.homes
        ],
        "rows": [
            {
                "topic": row.topic,
                "subject": row.subject,
                "person": network.ref(row.person_id) if row.person_id else "",
                "cells": [_cell_shape(cell, numbers[cell.home]) for cell in row.cells],
            }
            for row in found.rows
        ],
    }


def _cell_shape(cell: Cell, home: int) -> Shape:
    return {
        "home": home,
        "effect": cell.effect,
        "because": cell.because,
        "source": cell.source,
        "source_on": cell.source_on,
    }


def _in_words(network: Network, found: Options) -> str:
    child = network.known_as(network.child_id)
    parts = [headline(network, network.on or date.min)]
    if not found.rows:
        nobody = _("No home is recorded and none is being considered.")
        asked = _("Who has said that %(child)s could come to them?") % {"child": child}
        return "\n\n".join((*parts, f"{nobody} {asked}"))
    homes = [_home(network, home) for home in found.homes]
    for topic, rows in groupby(found.rows, key=lambda row: row.topic):
        lines = [(_(row.subject), *(_cell(cell) for cell in row.cells)) for row in rows]
        parts.append(table((_(topic).capitalize(), *homes), lines, terminal_width()))
    return "\n\n".join(parts)


def _home(network: Network, home: Home) -> str:
    names = ", ".join(network.known_as(carer) for carer in home.carers)
    if home.is_now:
        return _("%(names)s, now") % {"names": names} if names else _("the home now")
    return names


def _cell(cell: Cell) -> str:
    said = cell_told(cell)
    source = ", ".join(part for part in (_(cell.source), day(read_date(cell.source_on))) if part)
    effect = f"{_(cell.effect)}: " if cell.effect else ""
    return f"{effect}{said} ({source})"
