"""Codes from an app, and recovery codes."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from graph.accounts import Account
from web.second_factor import (
    after_code,
    enrolment,
    new_recovery_codes,
    new_secret,
    recovery_hashes,
    step_of,
)

NOW = datetime(2026, 11, 16, 12, 0, 10, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(moment: datetime) -> str:
    return pyotp.TOTP(SECRET).at(moment)


@pytest.mark.parametrize(
    ("seconds", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_code_fits_one_step_either_side(seconds: int, fits: bool) -> None:
    found = step_of(SECRET, code_at(NOW + timedelta(seconds=seconds)), NOW)

    assert (found is not None) is fits


def test_a_code_may_be_typed_with_a_space() -> None:
    code = code_at(NOW)

    assert step_of(SECRET, f"{code[:3]} {code[3:]}", NOW) is not None


@pytest.mark.parametrize("code", ["", "abcdef", "\uff10" * 6, "1" * 400, "\x00"])
def test_nonsense_is_no_code(code: str) -> None:
    assert step_of(SECRET, code, NOW) is None


def test_a_code_and_those_before_it_are_used_up() -> None:
    account = Account(id="a", email="a@example.org", totp_secret=SECRET)

    used = after_code(account, code_at(NOW), NOW)

    assert used is not None
    assert after_code(used, code_at(NOW), NOW) is None
    assert after_code(used, code_at(NOW - timedelta(seconds=30)), NOW) is None
    assert after_code(used, code_at(NOW + timedelta(seconds=30)), NOW) is not None


def test_recovery_codes_are_kept_only_as_hashes_and_each_works_once() -> None:
    codes = new_recovery_codes()
    hashes = recovery_hashes(codes)
    account = Account(id="a", email="a@example.org", totp_secret=SECRET, recovery_hashes=hashes)

    used = after_code(account, codes[0].replace("-", " "), NOW)

    assert len(set(codes)) == 10
    assert not set(codes) & set(hashes)
    assert used is not None
    assert len(used.recovery_hashes) == 9
    assert after_code(used, codes[0], NOW) is None


def test_an_account_without_a_second_factor_has_no_code() -> None:
    account = Account(id="a", email="a@example.org")

    assert after_code(account, "", NOW) is None
    assert after_code(account, "000000", NOW) is None


def test_the_picture_is_inside_the_page_and_holds_no_script() -> None:
    made = enrolment(new_secret(), "sam@example.org")

    kind, _, data = made.picture.partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert b"<svg" in b64decode(data)
    assert b"script" not in b64decode(data)
