"""The keyring: the store's key and the journal's key, made at random and wrapped with the key that a person holds.

They lie wrapped in a small file beside the store, so that a new key from outside wraps the same two keys and breaks no
chain. While the store's own key is being changed, the file holds both the old one and the new.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from graph.errors import BadValueError, LockedStoreError, StoreError

KEY_BYTES = 32
NONCE_BYTES = 12
LEAST_DIFFERENT_BYTES = 12
FILE_MODE = 0o600
FORMAT = 1

WRONG_KEY = "This key does not open the store. Check KITH_KEY or KITH_KEY_FILE."
NO_KEY = "The store is encrypted, and no key was given. Set KITH_KEY or KITH_KEY_FILE."
BAD_KEY = "A key is 64 hexadecimal digits (0 to 9, a to f). Check KITH_KEY or KITH_KEY_FILE."
WEAK_KEY = "This key is too easy to guess. Make one with: openssl rand -hex 32"
DAMAGED_RING = (
    "The file of keys beside the store is damaged. Restore the store from its latest backup."
)


@dataclass(frozen=True, repr=False)
class Keyring:
    """The two keys of one store; `next_store` is there only while the store's key is being changed."""

    store: bytes
    journal: bytes
    next_store: bytes = b""

    def with_next(self) -> Keyring:
        """The same keys, and a new one that the store is about to be changed to."""
        return replace(self, next_store=secrets.token_bytes(KEY_BYTES))

    def settled_on(self, store_key: bytes) -> Keyring:
        """The keys when only one of the two store keys is still needed."""
        return replace(self, store=store_key, next_store=b"")


def key_from(text: str) -> bytes:
    """The key that 64 hexadecimal digits stand for."""
    try:
        key = bytes.fromhex(text.strip())
    except ValueError as error:
        raise BadValueError(BAD_KEY) from error
    if len(key) != KEY_BYTES:
        raise BadValueError(BAD_KEY)
    return key


def new_keyring() -> Keyring:
    """Two new random keys."""
    return Keyring(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))


def keys_beside(path: Path) -> Path:
    """Where the wrapped keys of a store lie."""
    return path.with_name(path.name + ".keys")


def refuse_weak(key: bytes | None) -> bytes:
    """A key that is fit to hold a store."""
    if not key:
        raise BadValueError(NO_KEY)
    if len(key) != KEY_BYTES:
        raise BadValueError(BAD_KEY)
    if len(set(key)) < LEAST_DIFFERENT_BYTES:
        raise BadValueError(WEAK_KEY)
    return key


def read_keyring(path: Path, key: bytes | None) -> Keyring:
    """The keys in a file, unwrapped."""
    refuse_no_key(key)
    try:
        text = path.read_text("ascii")
    except FileNotFoundError as error:
        raise LockedStoreError("The file of keys beside the store is missing.") from error
    except (ValueError, OSError) as error:
        raise LockedStoreError(DAMAGED_RING) from error
    return keyring_from(text, key)


def keyring_from(text: str, key: bytes | None) -> Keyring:
    """The keys in a text, unwrapped."""
    held = refuse_no_key(key)
    try:
        wrapped = json.loads(text)
        parts = {name: bytes.fromhex(wrapped[name]) for name in ("store", "journal", "next_store")}
    except (ValueError, KeyError, TypeError) as error:
        raise LockedStoreError(DAMAGED_RING) from error
    return Keyring(**{name: _unwrapped(held, name, part) for name, part in parts.items()})


def refuse_no_key(key: bytes | None) -> bytes:
    """A key that may open a store."""
    if not key:
        raise LockedStoreError(NO_KEY)
    if len(key) != KEY_BYTES:
        raise LockedStoreError(BAD_KEY)
    return key


def keyring_text(keyring: Keyring, key: bytes) -> str:
    """The keys as a text, wrapped."""
    wrapped = {
        name: _wrapped(key, name, getattr(keyring, name)).hex()
        for name in ("store", "journal", "next_store")
    }
    return json.dumps({"format": FORMAT, **wrapped}, indent=1) + "\n"


def write_keyring(path: Path, keyring: Keyring, key: bytes) -> None:
    """Wrap the keys and put them in a file, in the place of what was there, at once or not at all."""
    write_at_once(path, keyring_text(keyring, key).encode())


def write_at_once(path: Path, content: bytes) -> None:
    """Put a small file in its place so that it is there whole or not at all, even if the power fails."""
    draft = path.with_name(path.name + ".draft")
    try:
        draft.unlink(missing_ok=True)
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb"
        ) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}.") from error


def sync_file(path: Path) -> None:
    """Make what a file holds durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a folder's list of files durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _wrapped(key: bytes, name: str, part: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, part, _purpose(name))


def _unwrapped(key: bytes, name: str, part: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(part[:NONCE_BYTES], part[NONCE_BYTES:], _purpose(name))
    except (InvalidTag, ValueError) as error:
        raise LockedStoreError(WRONG_KEY) from error


def _purpose(name: str) -> bytes:
    return f"kith {name} key {FORMAT}".encode()
