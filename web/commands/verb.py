"""What every command shares: the leave it needs, and the options that say who asks and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from web.commands.spoken import Spoken
from web.words import _

ANYBODY = "anybody"
KEY_HOLDER = "hold_the_key"
AUDIENCES = {"professionals": "professionals", "family": "family_meeting", "child": "child"}

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
F = TypeVar("F", bound=Callable[..., Any])


class Verb(Spoken):
    """One command, with the permission that an account needs for it.

    `hold_the_key` is for whoever holds the key of the store and for no account; `anybody` needs no store. `forms`: of
    which forms of a map it tells, for partner professionals, who see those that were named for them.
    """

    def __init__(
        self, *args: Any, permission: str, forms: Iterable[str] = (), **kwargs: Any
    ) -> None:
        """Take a click command's own arguments, and the permission, which has no default."""
        super().__init__(*args, **kwargs)
        self.permission = permission
        self.forms = frozenset(forms)


class Day(click.ParamType[date]):
    """A day on the command line, written 2026-05-02."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that a text stands for; wrong usage where it is none."""
        day = _day(value)
        if day is None:
            self.fail(_("“%(text)s” is not a day. Write it as 2026-05-02.") % {"text": value[:40]})
        return day


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def as_option(command: F) -> F:
    """`--as EMAIL`."""
    return click.option(
        "--as",
        "as_email",
        metavar="EMAIL",
        default="",
        help=_("See and do only what this account may."),
    )(command)


def json_option(command: F) -> F:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print JSON instead of tables."))(
        command
    )


def audience_option(command: F) -> F:
    """`--audience`; by default professionals, or the audience of the account that is named."""
    return click.option(
        "--audience",
        type=click.Choice(list(AUDIENCES)),
        default=None,
        help=_("For whom: what they may not see is left out. Default: professionals."),
    )(command)


def of_a_child(command: F) -> F:
    """CHILD, `--on`, `--audience` and `--as`: a view of one child's map."""
    on = click.option(
        "--on",
        type=Day(),
        metavar="DATE",
        default=None,
        help=_("The day to look at. Default: today."),
    )
    return click.argument("child")(on(audience_option(as_option(command))))


def out_options(command: F) -> F:
    """`--out FILE` and `--force`: where an answer that is a file is written."""
    out = click.option(
        "--out",
        type=click.Path(path_type=Path),
        required=True,
        metavar="FILE",
        help=_("The file to write."),
    )
    force = click.option(
        "--force", is_flag=True, help=_("Write over a file that is already there.")
    )
    return out(force(command))
