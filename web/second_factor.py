"""The second factor: six digits from an app, each good once, and recovery codes for a lost telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from secrets import choice

import pyotp

from graph.accounts import Account
from web.codes import READABLE, to_scan

_STEP_SECONDS = 30
_RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What is shown once to set an app up: the secret to type, and a picture of it to scan."""

    secret: str
    picture: str


def new_secret() -> str:
    """A fresh secret for an app: 160 bits."""
    return pyotp.random_base32()


def enrolment(secret: str, email: str) -> Enrolment:
    """The secret in groups of four, and as a QR picture inside a data address."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="kith")
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return Enrolment(groups, to_scan(address))


def step_of(secret: str, code: str, now: datetime, after: int = 0) -> int | None:
    """The time step that a code belongs to, one either side allowed; None if wrong or not after `after`."""
    digits = "".join(code.split())
    this_step = int(now.timestamp()) // _STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for step in (this_step - 1, this_step, this_step + 1):
        if step > after and compare_digest(totp.generate_otp(step).encode(), digits.encode()):
            return step
    return None


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes of ten letters, shown once; each is 49 bits and throttled like a password."""
    return tuple(
        "-".join("".join(choice(READABLE) for _letter in range(5)) for _half in range(2))
        for _code in range(_RECOVERY_CODES)
    )


def recovery_hashes(codes: Sequence[str]) -> tuple[str, ...]:
    """What is kept of recovery codes: they are random, so a plain hash is enough."""
    return tuple(_hashed(code) for code in codes)


def after_code(account: Account, code: str, now: datetime) -> Account | None:
    """The account once a code of its app or a recovery code is used up; None if it is neither."""
    step = (
        step_of(account.totp_secret, code, now, account.last_totp_step)
        if account.totp_secret
        else None
    )
    if step is not None:
        return account.model_copy(update={"last_totp_step": step})
    used = _hashed(code)
    if used not in account.recovery_hashes:
        return None
    left = tuple(kept for kept in account.recovery_hashes if kept != used)
    return account.model_copy(update={"recovery_hashes": left})


def _hashed(code: str) -> str:
    return sha256("".join(code.casefold().split()).replace("-", "").encode()).hexdigest()
