"""`demo`: six worked children, all made up, in a store that is forgotten when it stops."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from graph.accounts import Account
from graph.stores import create_store
from queries.love import four_questions
from web.commands.desk import Desk, key_of, os_actor
from web.commands.people import give_grant, new_account
from web.commands.reading import one_answer, people_named
from web.commands.serving import LOOPBACK, answer, listening, port_option
from web.commands.verb import ANYBODY, Verb
from web.config import Config, read_config
from web.tables import table, terminal_width
from web.words import _

if TYPE_CHECKING:
    from web.passwords import Passwords

_KEY_BYTES = 32
_LIGHT_KIB = 8192
SHOWN_FIRST = "V02"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who may sign in to the demo, by which kind of grant, and to which cases (to all if none)."""

    email: str
    name: str
    role: str
    told: str
    kind: str = ""
    children: tuple[str, ...] = ()


GUESTS = (
    Guest(
        "worker@demo.example",
        "Wren",
        "practitioner",
        "practitioner: works with all six children",
        "allocated",
    ),
    Guest(
        "facilitator@demo.example",
        "Fran",
        "facilitator",
        "facilitator: leads their family network meetings",
        "allocated",
    ),
    Guest(
        "manager@demo.example",
        "Max",
        "manager",
        "manager: sees a whole team’s children",
        "team",
    ),
    Guest(
        "granny@demo.example",
        "Gloria",
        "family_member",
        "family: sees Tiana’s map as family may",
        "involved",
        (SHOWN_FIRST,),
    ),
    Guest(
        "office@demo.example",
        "Oli",
        "administrator",
        "administrator: makes accounts, and sees no child",
    ),
)


@click.command(cls=Verb, permission=ANYBODY)
@port_option
def demo(port: int) -> None:
    """Serve the maps of six made-up children, on this machine only."""
    from web.app import create_app

    with listening(LOOPBACK, port) as door, TemporaryDirectory(prefix="kith-demo-") as home:
        config, passwords = _settings(Path(home)), _light_passwords()
        with closing(create_store(config.store, key_of(config))) as store:
            here = Desk(store, config, os_actor(), datetime.now(UTC))
            bring_in_children(here)
            sign_ins = [(guest, welcome(here, guest, passwords)) for guest in GUESTS]
            app = create_app(config, store, passwords=passwords)
            click.echo(_told(here, sign_ins, f"http://{LOOPBACK}:{port}"))
            answer(app, config, door)


def bring_in_children(here: Desk) -> None:
    """Take in every worked child, moved to this week."""
    from importers import load, read_workbook
    from web.demonstration import moved_to, worked_folders

    with worked_folders() as folders:
        workbook = read_workbook(*folders)
    load(here.store, moved_to(workbook, here.today), here.actor, here.today)


def welcome(here: Desk, guest: Guest, passwords: Passwords) -> str:
    """Make a guest's account with its grants, and give back its password."""
    account = Account(id=uuid4().hex, email=guest.email, name=guest.name, role=guest.role)
    password = new_account(here.store, here.actor, account, passwords)
    for line in here.store.children() if guest.kind else ():
        if not guest.children or line.case_ref in guest.children:
            give_grant(here, account, line.child_id, guest.kind)
    return password


def _settings(home: Path) -> Config:
    """A new encrypted store under a new key, both forgotten at the end."""
    return read_config(
        {
            "store": f"sqlite:///{(home / 'kith.db').as_posix()}",
            "key": secrets.token_hex(_KEY_BYTES),
            "demo": True,
            "proxies": 0,
        }
    )


def _light_passwords() -> Passwords:
    """Quick to check, which is safe for random passwords of one afternoon and for no others."""
    from argon2 import PasswordHasher

    from web.passwords import Passwords

    return Passwords(PasswordHasher(time_cost=1, memory_cost=_LIGHT_KIB, parallelism=1))


def _told(here: Desk, sign_ins: Sequence[tuple[Guest, str]], address: str) -> str:
    return "\n\n".join(
        (
            _("Six made-up children, with their dates moved so that today is this week."),
            _one_true_answer(here),
            _("Sign in at %s as one of these. The passwords are new each time.") % address,
            _guests_in_words(sign_ins),
            _("All of it is forgotten when you press Ctrl+C."),
        )
    )


def _one_true_answer(here: Desk) -> str:
    network, viewer = here.view(SHOWN_FIRST)
    found = four_questions(network).who_loves
    here.note(network, viewer, "saw_who_loves", people_named(network, found))
    return one_answer(network, "who_loves", found)


def _guests_in_words(sign_ins: Sequence[tuple[Guest, str]]) -> str:
    headings = (_("E-mail"), _("Password"), _("Who"))
    rows = [(guest.email, password, _(guest.told)) for guest, password in sign_ins]
    return table(headings, rows, terminal_width())
