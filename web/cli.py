"""`kith`: the command line. Exit status 0 done, 1 refused with one plain sentence, 2 wrong usage."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from inspect import cleandoc
from io import TextIOWrapper

import click

from graph.errors import KithError
from web.commands import (
    connecting,
    copying,
    demo,
    gaps,
    importing,
    leaving,
    options,
    people,
    printing,
    reading,
    review,
    serving,
    stores,
    story,
)
from web.commands import next as finding
from web.commands.spoken import SpokenGroup
from web.tables import plain
from web.words import _, speaking
from web.words.refusals import in_words

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

_COMMANDS = (
    reading.children,
    reading.ask,
    reading.kin,
    gaps.list_gaps,
    connecting.connect,
    connecting.stepping_back,
    finding.whom_to_reach,
    story.times,
    story.story,
    options.side_by_side,
    review.review,
    importing.bring_in,
    leaving.draw,
    leaving.export,
    printing.print_sheet,
    stores.init,
    stores.backup,
    stores.restore,
    stores.erase,
    stores.rekey,
    copying.copy,
    copying.compare,
    stores.journal,
    people.user,
    people.grant,
    people.revoke,
    serving.serve,
    demo.demo,
)


@click.group(
    cls=SpokenGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def kith() -> None:
    """Keep each child's family, safety network and professionals, and answer who loves the child.

    Where the records are is said once, in the environment: KITH_STORE, with KITH_KEY or KITH_KEY_FILE.
    """


for _command in _COMMANDS:
    kith.add_command(_command)


def helps(group: click.Group = kith) -> Iterator[str]:
    """What each command says of itself, which is what there is to translate of it."""
    yield cleandoc(group.help or "")
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from helps(command)
        else:
            yield cleandoc(command.help or "")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command, and leave with its status; nothing but plain sentences ever comes out."""
    _quieten()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command in the language of the authority, and say how it ended."""
    with speaking(os.environ.get("KITH_LANGUAGE", "") or "en"):
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    try:
        ended = kith.main(list(arguments), prog_name="kith", standalone_mode=False)
    except click.ClickException as error:
        return _wrong_usage(error)
    except (click.Abort, KeyboardInterrupt):
        return _refused(_("Stopped."))
    except KithError as error:
        return _refused(in_words(error))
    except OSError as error:
        return _refused(_("The computer said: %s.") % (error.strerror or _("it could not be done")))
    except Exception:  # a person is never shown a traceback, and what it holds may be about a child
        return _refused(_("kith met something it does not know how to handle, and stopped."))
    return ended if isinstance(ended, int) else DONE


def _quieten() -> None:
    """Keep what libraries would tell a programmer away from people, and any name from breaking the output."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _wrong_usage(error: click.ClickException) -> int:
    told = error.format_message()
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None and not told.startswith(_("Usage: ").rstrip()):
        told = f"{context.get_usage()}\n{told}"
    _tell(told)
    return WRONG_USAGE


def _refused(sentence: str) -> int:
    _tell(sentence)
    return REFUSED


def _tell(text: str) -> None:
    click.echo("\n".join(map(plain, text.split("\n"))), err=True)


if __name__ == "__main__":
    main()
