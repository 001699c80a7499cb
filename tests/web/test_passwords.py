"""Passwords: long enough, not anybody’s, and kept only as a hash that takes its time."""

from __future__ import annotations

from time import perf_counter

import pytest
from argon2 import PasswordHasher, Type
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from web.passwords import Passwords, random_password, refusal_of


@pytest.mark.parametrize(
    "password",
    ["heron teapot gravel", "q" * 3 + "wabcdef!", "ŵyneb haul", "\U0001f426 on the hill"],
)
def test_anything_long_and_unusual_will_do(password: str) -> None:
    assert refusal_of(password) == ""


def test_eight_characters_are_enough_and_two_hundred_are_not_too_many() -> None:
    assert refusal_of("vq7hzmtx") == ""
    assert "eight" in refusal_of("vq7hzmt")
    assert refusal_of("heron teapot " * 15) == ""
    assert "256" in refusal_of("heron teapot " * 20)


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "Password1",
        "P4ssw0rd!",
        "12345678",
        "qwertyuiop",
        "Liverpool2024",
        "letmein!!",
        "aaaaaaaaaa",
        "summer2026",
    ],
)
def test_what_everybody_uses_is_refused(password: str) -> None:
    assert "Many people use this" in refusal_of(password)


def test_the_three_thousand_that_people_use_most_are_refused() -> None:
    most_used = FREQUENCY_LISTS["passwords"][:3000]
    long_enough = [password for password in FREQUENCY_LISTS["passwords"] if len(password) >= 8]

    assert [password for password in most_used if refusal_of(password) == ""] == []
    assert [password for password in long_enough[:3000] if refusal_of(password) == ""] == []


@pytest.mark.parametrize(
    "password", ["samokoro1", "okoro2026", "kithkith", "children12", "SAM.okoro"]
)
def test_what_others_know_of_its_owner_is_refused(password: str) -> None:
    assert refusal_of(password, ("sam.okoro@example.org", "Sam Okoro")) != ""


def test_a_name_inside_a_long_password_is_no_harm() -> None:
    assert refusal_of("okoro heron teapot gravel", ("Sam Okoro",)) == ""


def test_a_first_password_is_new_each_time_and_good_enough() -> None:
    made = {random_password() for _time in range(50)}

    assert len(made) == 50
    assert all(refusal_of(password) == "" for password in made)


def test_a_hash_is_argon2id_and_says_nothing() -> None:
    kept = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    hashed = kept.hashed("heron teapot gravel")

    assert hashed.startswith("$argon2id$")
    assert "heron" not in hashed
    assert kept.match(hashed, "heron teapot gravel")
    assert not kept.match(hashed, "heron teapot grave")


def test_nobodys_password_is_never_right() -> None:
    kept = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    assert not kept.match("", "a password that nobody has")
    assert not kept.match("nonsense", "x")


def test_the_house_hashes_slowly_enough_to_hurt_a_guesser() -> None:
    hasher = PasswordHasher()
    assert (hasher.type, hasher.memory_cost) == (Type.ID, 64 * 1024)

    begun = perf_counter()
    hasher.hash("heron teapot gravel")

    assert perf_counter() - begun > 0.03
