"""What the journal says of accounts and grants: everything but their secrets."""

from __future__ import annotations

import json

from graph.accounts import Account, Grant
from graph.sensitivity import PROTECTED, sensitivities
from graph.stores.pen import change_text

EMAIL_TAKEN = "There is already an account with this e-mail address."
_SECRETS = {name for name, mark in sensitivities(Account).items() if mark is PROTECTED}


def account_change(before: Account | None, after: Account) -> str:
    """A saved account as a change, without its secrets."""
    return change_text("account", after.id, _account_text(before), _account_text(after))


def grant_change(before: Grant | None, after: Grant) -> str:
    """A saved grant as a change."""
    return change_text(
        "grant", after.id, before.model_dump_json() if before else "null", after.model_dump_json()
    )


def _account_text(account: Account | None) -> str:
    if account is None:
        return "null"
    return json.dumps(account.model_dump(mode="json", exclude=_SECRETS))
