"""The store itself: `init`, and the journal's proof of itself."""

from __future__ import annotations

import click

from graph.errors import JournalError
from graph.journal import Event
from graph.stores import create_store
from web.commands.desk import desk, key_of, os_actor
from web.commands.verb import KEY_HOLDER, Verb, as_option
from web.config import read_config
from web.tables import plain
from web.words import _


@click.command(cls=Verb, permission=KEY_HOLDER)
def init() -> None:
    """Make a new encrypted store where KITH_STORE says, held by the key you have set."""
    config = read_config()
    store = create_store(config.store, key_of(config))
    store.note(Event(actor=os_actor(), action="init"))
    store.close()
    click.echo(_("A new store is at %s.") % plain(config.store))
    click.echo(
        _(
            "Keep the key apart from the store, and keep it twice: without it nobody can read what is "
            "here, and nobody can make another. `kith backup` copies the store with its wrapped keys."
        )
    )


@click.group()
def journal() -> None:
    """Who looked and who changed what, in chains that show tampering."""


@journal.command(cls=Verb, permission="read_journal")
@as_option
def verify(as_email: str) -> None:
    """Check every chain, and name the first bad entry where there is one."""
    with desk(as_email) as here:
        trouble = here.store.verify()
        here.store.note(Event(actor=here.actor, action="verify_journal"))
    if trouble:
        raise JournalError(trouble)
    click.echo(_("Every chain of the journal holds."))


@journal.command(cls=Verb, permission="read_journal")
@as_option
def head(as_email: str) -> None:
    """Print one seal over all chains, to be kept somewhere else."""
    with desk(as_email) as here:
        click.echo(here.store.head())
