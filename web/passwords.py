"""Passwords: how they are kept, and which ones anybody could guess."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from secrets import choice

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from web.words import _

SHORTEST, LONGEST = 8, 256
_OWN_WORDS = ("kith", "child", "children", "family", "social", "worker", "council", "welcome")
_LEAST_REST = 5
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


class Passwords:
    """Argon2id with the library’s own settings, which take about an eighth of a second."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """Take the hasher of the house, or a quicker one in tests."""
        self._hasher = hasher or PasswordHasher()
        self._nobodys = self._hasher.hash("a password that nobody has")

    def hashed(self, password: str) -> str:
        """What is kept instead of a password."""
        return self._hasher.hash(password)

    def match(self, password_hash: str, password: str) -> bool:
        """Whether this is the password; as slow for nobody’s as for somebody’s."""
        try:
            is_right = self._hasher.verify(password_hash or self._nobodys, password[: LONGEST * 4])
        except (VerificationError, InvalidHashError):
            return False
        return is_right and bool(password_hash)


def refusal_of(password: str, about: Iterable[str] = ()) -> str:
    """Why a new password will not do, or nothing. `about` is what others know of its owner."""
    if len(password) < SHORTEST:
        return _("Use at least eight characters. Three or four words are easy to remember.")
    if len(password) > LONGEST:
        return _("Use no more than 256 characters.")
    plain = password.casefold()
    if plain in _common() or _bare(plain) in _common() or len(set(plain)) < _LEAST_REST:
        return _("Many people use this password, so it is the first that would be tried.")
    if any(_is_mostly(plain, word) for word in (*_OWN_WORDS, *_parts(about))):
        return _("This is too close to your name, your e-mail or our own words.")
    return ""


def random_password() -> str:
    """A first password to hand over: four groups of four that can be read aloud, 79 bits."""
    return "-".join("".join(choice(_READABLE) for _letter in range(4)) for _group in range(4))


@cache
def _common() -> frozenset[str]:
    """The thirty thousand that people use most, by zxcvbn’s count; loaded when the first is chosen."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"])


def _bare(plain: str) -> str:
    """The word behind “P4ssw0rd!23”: without what people put at the end, and with letters for digits."""
    return plain.rstrip("0123456789!?.*#@$ ").translate(str.maketrans("013457@$", "oleastas"))


def _is_mostly(plain: str, word: str) -> bool:
    return word in plain and len(plain.replace(word, "")) < _LEAST_REST


def _parts(about: Iterable[str]) -> Iterable[str]:
    for text in about:
        for part in text.casefold().replace("@", " ").replace(".", " ").split():
            if len(part) > 2:
                yield part
