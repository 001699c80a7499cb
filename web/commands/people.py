"""Those who use kith: `user add`, `user list`, `grant` and `revoke`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

import click

from graph.accounts import Account, Grant
from graph.errors import RefusedError, UnknownError
from graph.journal import Event
from graph.roles import ROLES
from graph.stores.protocol import Store
from graph.vocabulary import TABLES
from web.commands.desk import Desk, desk
from web.commands.reading import say
from web.commands.spoken import SpokenGroup
from web.commands.verb import KEY_HOLDER, Day, Verb, as_option, json_option
from web.tables import plain, table, terminal_width
from web.words import _

if TYPE_CHECKING:
    from web.passwords import Passwords


@click.group(cls=SpokenGroup)
def user() -> None:
    """Accounts: who may sign in."""


@user.command(cls=Verb, permission="manage_accounts")
@click.argument("email")
@click.option("--name", default="", help=_("What colleagues call them."))
@click.option(
    "--role", type=click.Choice(list(TABLES["role"])), default="practitioner", show_default=True
)
@click.option("--team", default="", help=_("The team they work in."))
@as_option
def add(email: str, name: str, role: str, team: str, as_email: str) -> None:
    """Make an account, and print its first password.

    The password has to be changed at the first sign-in.
    """
    from web.passwords import Passwords

    _refuse_odd(email)
    if role == "child":
        raise RefusedError(_("A child comes in from their own map: “Own words”, “Sit down”."))
    account = Account(
        id=uuid4().hex, email=email, name=name, role=role, team=team, must_change_password=True
    )
    with desk(as_email) as here:
        password = new_account(here.store, here.actor, account, Passwords())
    click.echo(
        _("%(email)s may now sign in. First password: %(password)s")
        % {"email": email, "password": password}
    )
    if ROLES[role].audience:
        click.echo(_("No child can be seen yet. Say which: kith grant %s CHILD") % email)


@user.command("list", cls=Verb, permission="manage_accounts")
@as_option
@json_option
def list_users(as_email: str, as_json: bool) -> None:
    """List the accounts."""
    with desk(as_email) as here:
        accounts = here.store.accounts()
        here.store.note(Event(actor=here.actor, action="saw_accounts"))
    shapes = [
        {
            "email": a.email,
            "name": a.name,
            "role": a.role,
            "team": a.team,
            "disabled": a.is_disabled,
        }
        for a in accounts
    ]
    say(as_json, shapes, _accounts_in_words(accounts))


@click.command(cls=Verb, permission=KEY_HOLDER)
@click.argument("email")
@click.argument("child")
@click.option(
    "--kind",
    type=click.Choice([kind for kind in TABLES["grant_kind"] if kind != "own"]),
    default="allocated",
    show_default=True,
)
@click.option("--until", type=Day(), metavar="DATE", default=None, help=_("The last day it holds."))
@click.option("--reason", default="", help=_("Why, for the journal."))
def grant(email: str, child: str, kind: str, until: date | None, reason: str) -> None:
    """Let an account see a child's map.

    `--kind barred` closes the map to a relative, or one's own record, whatever else is granted.
    """
    with desk() as here:
        account, child_id = _account(here.store, email), here.child(child)
        give_grant(here, account, child_id, kind, until, reason)
    click.echo(
        _("%(email)s: %(kind)s for %(child)s.")
        % {"email": plain(account.email), "kind": TABLES["grant_kind"][kind], "child": plain(child)}
    )


@click.command(cls=Verb, permission=KEY_HOLDER)
@click.argument("email")
@click.argument("child")
@click.option("--reason", default="", help=_("Why, for the journal."))
def revoke(email: str, child: str, reason: str) -> None:
    """End an account's leave to see a child's map.

    It ends at the next request; what is barred stays barred.
    """
    with desk() as here:
        account, child_id = _account(here.store, email), here.child(child)
        held = here.store.grants(account_id=account.id, child_id=child_id)
        event = Event(actor=here.actor, action="revoked", chain=child_id, reason=reason)
        for one in held:
            if not one.is_revoked and one.kind != "barred":
                here.store.save_grant(one.model_copy(update={"is_revoked": True}), event)
    click.echo(
        _("%(email)s can no longer see %(child)s.")
        % {"email": plain(account.email), "child": plain(child)}
    )


def new_account(store: Store, actor: str, account: Account, passwords: Passwords) -> str:
    """Save a new account under a random password, and give the password back."""
    from web.passwords import random_password

    if store.account(account.email) is not None:
        raise RefusedError(_("There is already an account for %s.") % account.email)
    password = random_password()
    hashed = account.model_copy(update={"password_hash": passwords.hashed(password)})
    store.save_account(hashed, Event(actor=actor, action="added_account"))
    return password


def give_grant(
    here: Desk,
    account: Account,
    child_id: str,
    kind: str,
    until: date | None = None,
    reason: str = "",
) -> None:
    """Save leave for an account to see a child's map, to the end of a day where one is given."""
    given = Grant(
        id=uuid4().hex,
        account_id=account.id,
        child_id=child_id,
        kind=kind,
        reason=reason,
        granted_by=here.actor,
        starts_at=here.now,
        ends_at=_end_of(until, here.config.zone) if until else None,
    )
    event = Event(actor=here.actor, action="granted", chain=child_id, reason=reason)
    here.store.save_grant(given, event)


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def _refuse_odd(email: str) -> None:
    name, _at, place = email.partition("@")
    if not name or not place or plain(email) != email or " " in email:
        raise RefusedError(_("“%s” is not an e-mail address.") % email[:60])


def _account(store: Store, email: str) -> Account:
    found = store.account(email)
    if found is None:
        raise UnknownError(_("There is no such account. `kith user list` names those there are."))
    return found


def _accounts_in_words(accounts: tuple[Account, ...]) -> str:
    if not accounts:
        return _("Nobody has an account yet. Make one: kith user add EMAIL")
    headings = (_("E-mail"), _("Name"), _("Role"), _("Team"), "")
    rows = [
        (a.email, a.name, str(TABLES["role"][a.role]), a.team, _("closed") if a.is_disabled else "")
        for a in accounts
    ]
    return table(headings, rows, terminal_width())
