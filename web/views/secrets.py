"""What the pages for passwords and second factors share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request, session

from graph.accounts import Account
from graph.journal import Event
from web.asking import house
from web.entrance import admitted
from web.passwords import refusal_of
from web.second_factor import (
    Enrolment,
    enrolment,
    new_recovery_codes,
    new_secret,
    recovery_hashes,
    step_of,
)
from web.words import _

_OFFERED = "offered_secret"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and with which field."""

    field: str
    sentence: str


def change_password(account: Account, form: Mapping[str, str]) -> Account | Problem:
    """The account with its new password, or what is wrong with the form."""
    new, again = form.get("new", ""), form.get("again", "")
    # Counted as at the door: whoever finds a browser open could else guess here for as long as they like.
    if admitted(house(), account.email, form.get("old", ""), request.remote_addr or "") is None:
        return Problem("old", _("This is not the password you have now."))
    if new == form.get("old"):
        return Problem("new", _("This is the password you have now. Choose another."))
    if refused := refusal_of(new, (account.email, account.name)):
        return Problem("new", refused)
    if new != again:
        return Problem("again", _("This is not the same as the line above."))
    # A flag, and no password, whatever its name says.
    is_first = {"must_change_password": False}  # nosec B105
    kept = {"password_hash": house().passwords.hashed(new), **is_first}
    changed = account.model_copy(update=kept)
    saved = house().store.save_account(changed, Event(actor=account.id, action="changed_password"))
    house().sessions.end_all(account.id)
    return saved


def offered_enrolment(account: Account) -> Enrolment:
    """The secret on offer to this browser, the same one until it is taken up."""
    if _OFFERED not in session:
        session[_OFFERED] = new_secret()
    return enrolment(session[_OFFERED], account.email)


def finish_enrolment(account: Account, code: str) -> tuple[Account, tuple[str, ...]] | None:
    """The account with the offered secret and fresh recovery codes, once a code proves that the app has it."""
    secret = str(session.get(_OFFERED, ""))
    step = step_of(secret, code, house().clock()) if secret else None
    if step is None:
        return None
    codes = new_recovery_codes()
    changed = account.model_copy(
        update={
            "totp_secret": secret,
            "last_totp_step": step,
            "recovery_hashes": recovery_hashes(codes),
        }
    )
    event = Event(actor=account.id, action="set_up_second_factor")
    session.pop(_OFFERED, None)
    return house().store.save_account(changed, event), codes
