"""Files that leave: written whole or not at all, and readable by nobody but their owner."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import mkstemp

from graph.errors import RefusedError
from web.words import _


def refuse_to_overwrite(path: Path, *, force: bool) -> None:
    """Say in plain words why a file will not be written, before anything is asked or shown."""
    if path.exists() and not force:
        raise RefusedError(
            _("“%s” is already there. Choose another name, or add --force to write over it.") % path
        )
    if not path.parent.is_dir():
        raise RefusedError(_("There is no folder “%s”. Make it first.") % path.parent)


def send_out(path: Path, content: bytes) -> None:
    """Write a file in one step, so that nobody ever finds half of it."""
    try:
        handle, draft = mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        Path(draft).unlink(missing_ok=True)


def _cannot_write(path: Path, error: OSError) -> RefusedError:
    return RefusedError(
        _("“%(path)s” cannot be written: %(why)s.") % {"path": path, "why": error.strerror}
    )
