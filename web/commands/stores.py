"""The store itself: `init`, `backup`, `restore` and `rekey`, and the journal's proof of itself."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from graph import stores
from graph.dates import as_partial
from graph.erasing import erase_person
from graph.erasures import Erasure
from graph.errors import JournalError, RefusedError
from graph.history import unrecorded
from graph.journal import ERASED, Event
from graph.remembering import restore_and_remember
from graph.stores import create_store, key_from, open_store
from web.commands.desk import desk, key_of, os_actor
from web.commands.record import person_asked
from web.commands.spoken import SpokenGroup
from web.commands.verb import KEY_HOLDER, Verb, as_option
from web.config import read_config
from web.tables import plain
from web.words import _, ngettext


@click.command(cls=Verb, permission=KEY_HOLDER)
def init() -> None:
    """Make a new encrypted store. KITH_STORE says where, and your key holds it."""
    config = read_config()
    store = create_store(config.store, key_of(config))
    store.note(Event(actor=os_actor(), action="made_store"))
    store.close()
    click.echo(_("A new store is at %s.") % plain(stores.shown(config.store)))
    click.echo(
        _(
            "Keep the key apart from the store, and keep it twice: without it nobody can read what is "
            "here, and nobody can make another. `kith backup` copies the store with its wrapped keys."
        )
    )


@click.command(cls=Verb, permission=KEY_HOLDER)
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the store, encrypted, to a new file. Others may go on working."""
    with desk() as here:
        here.store.note(Event(actor=here.actor, action="made_backup"))
        stores.backup(here.store, file)
    click.echo(_("A backup is at %s. It opens with the same key.") % plain(str(file)))


@click.command(cls=Verb, permission=KEY_HOLDER)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--tombstones",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FILE",
    help=_("The list of what was erased and protected, where it does not lie beside the store."),
)
def restore(file: Path, tombstones: Path | None) -> None:
    """Put a backup in place, once all of it is proved.

    KITH_STORE says where; a store is never restored over another. What was erased by law stays erased, and what came
    to be protected since stays so, by the list of tombstones. Everybody has to sign in again.
    """
    config = read_config()
    event = Event(actor=os_actor(), action="restored_backup")
    done = restore_and_remember(
        file, config.store, key_of(config), tombstones, event, datetime.now(UTC)
    )
    click.echo(_("The store of the backup is at %s.") % plain(stores.shown(config.store)))
    if not done.was_listed:
        click.echo(
            _(
                "There was no list of tombstones, so what was erased or protected since the backup is not "
                "known here. If you have kith.db.tombstones, restore again with --tombstones."
            )
        )
    elif done.remembered:
        said = ngettext(
            "%(n)s thing was erased or protected since, and is again.",
            "%(n)s things were erased or protected since, and are again.",
            done.remembered,
        )
        click.echo(said % {"n": done.remembered})


@click.command(cls=Verb, permission=KEY_HOLDER)
@click.argument("child")
@click.argument("person")
@click.option(
    "--reason",
    required=True,
    help=_("Which law or request, for the journal; it is kept, so name nobody."),
)
@click.confirmation_option(
    "--yes", prompt=_("This cannot be taken back. Erase every record of this person?")
)
def erase(child: str, person: str, reason: str) -> None:
    """Erase a person by law, from every map.

    The journal keeps when something was said, and no longer what. Nothing brings them back: no undo, no import and
    no older backup.
    """
    with desk() as here:
        child_id = here.child(child)
        event = Event(actor=here.actor, action=ERASED, reason=reason)
        begun = {one.person_id for one in here.store.kept(Erasure, child_id)}
        asked = person if person in begun else person_asked(here.store.network(child_id), person)
        lines = erase_person(here.store, asked, event, as_partial(here.today))
    said = ngettext(
        "Erased, with %(n)s line of the journal.", "Erased, with %(n)s lines of the journal.", lines
    )
    click.echo(said % {"n": lines})
    click.echo(
        _("Words in which others speak of them are not found by this: read the map once more.")
    )


@click.command(cls=Verb, permission=KEY_HOLDER)
@click.option(
    "--new-key-file",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FILE",
    help=_("A file that holds the new 64 hex digits; the old key then opens nothing more."),
)
@click.option(
    "--whole",
    is_flag=True,
    help=_("Encrypt the whole store anew too; nobody else may be using it meanwhile."),
)
def rekey(new_key_file: Path | None, whole: bool) -> None:
    """Change the key that opens the store. No chain of the journal breaks."""
    if not new_key_file and not whole:
        raise click.UsageError(_("Say what to change: --new-key-file FILE, --whole, or both."))
    config = read_config()
    key = key_of(config)
    if key and whole:
        stores.rotate(config.store, key)
    if new_key_file:
        new_key = key_from(_text_of(new_key_file))
        stores.rekey(config.store, key, new_key)
        key = new_key
    with closing(open_store(config.store, key)) as store:
        store.note(Event(actor=os_actor(), action="changed_key"))
    click.echo(_("Done. Older backups still open with the key they were made under."))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError(_("“%s” cannot be read as a key.") % path) from error


@click.group(cls=SpokenGroup)
def journal() -> None:
    """Who looked and who changed what, in chains that show tampering."""


@journal.command(cls=Verb, permission="read_journal")
@click.option(
    "--anchored", default="", help="An earlier `journal head`: what it sealed must still hold."
)
@as_option
def verify(anchored: str, as_email: str) -> None:
    """Check every chain and every map against it, and name the first bad entry where there is one."""
    with desk(as_email) as here:
        trouble = here.store.verify(anchored) or unrecorded(here.store)
        if trouble:
            raise JournalError(trouble)
        here.store.note(Event(actor=here.actor, action="verified_journal"))
    click.echo(_("Every chain of the journal holds."))


@journal.command(cls=Verb, permission="read_journal")
@as_option
def head(as_email: str) -> None:
    """Print one seal over all chains, to be kept somewhere else."""
    with desk(as_email) as here:
        click.echo(here.store.head())
