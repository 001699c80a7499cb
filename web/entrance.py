"""The entrance: who may come in, how often one may try, and what is still to do before one is in.

Unknown, wrong and locked are answered alike, and take alike long: a password is always hashed.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from graph.accounts import Account
from graph.journal import Event
from web.asking import House
from web.second_factor import after_code

WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 10
TRIES_PER_ADDRESS = 100

_LOCKED = "locked"

# The names of pages; none is a password.
CODE = "signing_in.code"
NEW_PASSWORD = "signing_in.new_password"  # noqa: S105  # nosec B105
SET_UP = "signing_in.set_up"


def admitted(house: House, email: str, password: str, address: str) -> Account | None:
    """The account that an e-mail address and a password open; None for every kind of no."""
    account = house.store.account(email.strip())
    is_locked = _is_locked(house, email, address)
    known_hash = account.password_hash if account and not is_locked else ""
    is_right = house.passwords.match(known_hash, password)
    if account is not None and is_right and not account.is_disabled:
        return account
    _note_failure(house, account, email, address, "locked" if is_locked else "password")
    return None


def admitted_by_provider(house: House, email: str) -> Account | None:
    """The account of an e-mail address that a provider vouches for; None where there is none, and none is made.

    Nothing is guessed here, so no try is counted: another site could else lock people out with a picture.
    """
    account = house.store.account(email) if email else None
    is_theirs = account is not None and account.email.casefold() == email.casefold()
    if account is not None and is_theirs and not account.is_disabled:
        return account
    who = account.id if account is not None and is_theirs else "nobody"
    house.store.note(Event(actor=who, action="sign_in_refused", reason="single sign-on"))
    return None


def admitted_by_code(house: House, account: Account, code: str, address: str) -> Account | None:
    """The account once a second factor is used up; None where it is wrong, used before or locked."""
    if not _is_locked(house, account.email, address):
        used = after_code(account, code, house.clock())
        if used is not None:
            return house.store.save_account(used, Event(actor=account.id, action="used_code"))
    _note_failure(house, account, account.email, address, "code")
    return None


def still_missing(house: House, account: Account, *, has_shown_code: bool) -> str:
    """The next page on the way in; empty once nothing is missing. Only the demo asks for no second factor."""
    asks_for_code = not house.config.demo
    if asks_for_code and account.totp_secret and not has_shown_code:
        return CODE
    if account.must_change_password:
        return NEW_PASSWORD
    return SET_UP if asks_for_code and not account.totp_secret else ""


def _is_locked(house: House, email: str, address: str) -> bool:
    """Both are always counted, so that the answer takes as long whichever holds."""
    since = house.clock() - WINDOW
    at_account = house.store.attempts(account_key(email), since)
    from_address = house.store.attempts(_address_key(address), since)
    return at_account >= TRIES_PER_ACCOUNT or from_address >= TRIES_PER_ADDRESS


def _note_failure(
    house: House, account: Account | None, email: str, address: str, why: str
) -> None:
    """Count the try, and journal it. A locked account’s tries count no further, or nobody would get in again.

    They are written down all the same, under nobody’s key: a try that wrote less would be answered sooner.
    """
    now = house.clock()
    house.store.note_attempt(_address_key(address), now)
    house.store.note_attempt(_LOCKED if why == "locked" else account_key(email), now)
    who = account.id if account else "nobody"
    house.store.note(Event(actor=who, action="sign_in_refused", reason=why))


def account_key(email: str) -> str:
    """Under what tries at an account are counted. No e-mail address: people type passwords into the wrong box."""
    return "account:" + sha256(email.strip().casefold().encode()).hexdigest()


def _address_key(address: str) -> str:
    return "address:" + sha256(address.encode()).hexdigest()
