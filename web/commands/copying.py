"""`copy` and `compare`: a whole store to another place, of whatever kind, and the proof that both hold the same."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager

import click

from graph.errors import RefusedError
from graph.journal import Event
from graph.stores import open_store, shown
from web.commands.desk import key_of, os_actor
from web.commands.verb import KEY_HOLDER, Verb
from web.config import read_config
from web.tables import plain
from web.words import _, ngettext

_SHOW_AFTER_SECONDS = 1


@click.command(cls=Verb, permission=KEY_HOLDER)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy the whole store at FROM to TO, journal and all. Your key opens both.

    FROM and TO are written as KITH_STORE is. Stopped half-way, the same command goes on where it was.
    """
    from graph.stores.copying import copy as copy_store
    from graph.stores.copying import open_or_create_like

    _refuse_same(source, target)
    key = key_of(read_config({"store": source}))
    with ExitStack() as opened, _progress() as tell:
        here = opened.enter_context(closing(open_store(source, key)))
        here.note(Event(actor=os_actor(), action="copied_store", reason=shown(target)))
        there = opened.enter_context(closing(open_or_create_like(here, target, key)))
        written = copy_store(here, there, tell)
    click.echo(
        ngettext(
            "Copied to %(place)s: %(count)d row was written.",
            "Copied to %(place)s: %(count)d rows were written.",
            written,
        )
        % {"place": plain(shown(target)), "count": written}
    )


@click.command(cls=Verb, permission=KEY_HOLDER)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
def compare(first: str, second: str) -> None:
    """Compare two stores row by row, journals too. Your key opens both."""
    from graph.stores.copying import compare as compare_stores

    _refuse_same(first, second)
    key = key_of(read_config({"store": first}))
    with ExitStack() as opened, _progress() as tell:
        one = opened.enter_context(closing(open_store(first, key)))
        other = opened.enter_context(closing(open_store(second, key)))
        found = compare_stores(one, other, tell)
    for sentence in found.sentences:
        click.echo(plain(sentence))
    if found.different:
        raise RefusedError(
            ngettext(
                "The two stores are not the same: %d row is different.",
                "The two stores are not the same: %d rows are different.",
                found.different,
            )
            % found.different
        )
    click.echo(_("The two stores hold the same %d rows.") % found.rows)


def _refuse_same(one: str, other: str) -> None:
    if shown(one).rstrip("/") == shown(other).rstrip("/"):
        raise RefusedError(_("Those are two names of one store. Name two different ones."))


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, where somebody is watching, once it has taken more than a second."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    with tqdm(
        delay=_SHOW_AFTER_SECONDS, file=sys.stderr, disable=None, leave=False, unit=" rows"
    ) as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield tell
