"""Sealing: what a database server holds without being able to read it.

AES-GCM under a key of its own for each record, so that two records never share one, and bound to the record's name and
version, so that nothing sealed can be moved to another place or set back.
"""

from __future__ import annotations

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from graph.errors import LockedStoreError
from graph.stores.keys import NONCE_BYTES

CHANGED = "Something sealed in the store was changed by another hand. Restore the latest backup."


class Sealer:
    """Seals and opens with the store's own key."""

    def __init__(self, key: bytes) -> None:
        """Keep the key that every record's key comes from."""
        self._key = key

    def seal(self, name: str, version: int, content: bytes) -> bytes:
        """The content of a named record at a version, sealed."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._lock_of(name).encrypt(nonce, content, _bound_to(name, version))

    def open(self, name: str, version: int, sealed: bytes) -> bytes:
        """What was sealed. LockedStoreError where a single bit of it, its name or its version is another."""
        nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return self._lock_of(name).decrypt(nonce, content, _bound_to(name, version))
        except (InvalidTag, ValueError) as error:
            raise LockedStoreError(CHANGED) from error

    def _lock_of(self, name: str) -> AESGCM:
        return AESGCM(hmac.digest(self._key, b"kith seal " + name.encode(), "sha256"))


def _bound_to(name: str, version: int) -> bytes:
    return f"{name} {version}".encode()
