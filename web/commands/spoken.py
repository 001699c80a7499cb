"""Help that is said in the language being spoken: what commands and options are for, and the headings around it."""

from __future__ import annotations

from inspect import cleandoc
from textwrap import shorten

import click

from web.words import _

# What click itself says of `--help`; it is here to be found by whoever collects what there is to translate.
OF_CLICK = ("Show this message and exit.",)


class Spoken(click.Command):
    """A command whose help is a message like any other; the words of its options come from where they are declared."""

    @property
    def told(self) -> str:
        """What it is for, in the language being spoken."""
        return _(cleandoc(self.help or ""))

    def get_short_help_str(self, limit: int = 45) -> str:
        """What it is for, in one line."""
        first = self.told.split("\n\n")[0].replace("\n", " ")
        return shorten(first, limit, placeholder="...")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How it is typed."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it is for."""
        if self.told:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(self.told)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each option is for; a group says its commands after them."""
        rows = [row for option in self.get_params(ctx) if (row := _row(option, ctx))]
        with formatter.section(_("Options")):
            formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class SpokenGroup(Spoken, click.Group):
    """Commands that belong together."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each of its commands is for."""
        longest = max(map(len, self.commands), default=0)
        room = formatter.width - 6 - longest
        rows = [(name, one.get_short_help_str(room)) for name, one in sorted(self.commands.items())]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def _row(option: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    record = option.get_help_record(ctx)
    if record is None or not isinstance(option, click.Option):
        return record
    return record[0], "  ".join(part for part in (_(option.help or ""), _more(option, ctx)) if part)


def _more(option: click.Option, ctx: click.Context) -> str:
    """What an option is taken to be where nobody says it, and whether it has to be said."""
    told = option.get_help_extra(ctx)
    parts = [_("default: %(value)s") % {"value": told["default"]}] if "default" in told else []
    parts += [told["range"]] if "range" in told else []
    parts += [_("required")] if "required" in told else []
    return f"[{'; '.join(parts)}]" if parts else ""
