"""Accounts, sessions and grants: who may sign in, from where they are signed in, and to which children."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from graph.record import Value, Words
from graph.sensitivity import PROTECTED, RECORD
from graph.vocabulary import code


class Account(Value):
    """Somebody who may sign in, in one of the vocabulary's roles; secrets are kept only hashed or sealed."""

    id: Annotated[str, RECORD]
    version: Annotated[int, RECORD] = 0
    email: Annotated[str, RECORD]
    name: Annotated[str, RECORD] = ""
    role: Annotated[str, RECORD, code("role")] = "practitioner"
    team: Annotated[str, RECORD] = ""
    password_hash: Annotated[str, PROTECTED] = ""
    totp_secret: Annotated[str, PROTECTED] = ""
    recovery_hashes: Annotated[Words, PROTECTED] = ()
    last_totp_step: Annotated[int, PROTECTED] = 0
    must_change_password: Annotated[bool, RECORD] = False
    is_disabled: Annotated[bool, RECORD] = False
    language: Annotated[str, RECORD] = ""


class Session(Value):
    """One signed-in browser. `token_hash` is the hash of the cookie's secret, which is kept nowhere else."""

    token_hash: Annotated[str, PROTECTED]
    account_id: Annotated[str, RECORD]
    created_at: Annotated[datetime, RECORD]
    seen_at: Annotated[datetime, RECORD]
    data: Annotated[str, PROTECTED] = "{}"
    is_revoked: Annotated[bool, RECORD] = False


class Grant(Value):
    """Leave for one account to open one child's map, until it expires.

    `kind`: allocated, involved, team, break_glass, or barred (a declared relative or one's own record).
    """

    id: Annotated[str, RECORD]
    account_id: Annotated[str, RECORD]
    child_id: Annotated[str, RECORD]
    kind: Annotated[str, RECORD, code("grant_kind")]
    reason: Annotated[str, RECORD] = ""
    granted_by: Annotated[str, RECORD] = ""
    starts_at: Annotated[datetime, RECORD]
    ends_at: Annotated[datetime | None, RECORD] = None
    is_revoked: Annotated[bool, RECORD] = False
