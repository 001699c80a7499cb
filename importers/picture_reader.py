"""Reads one picture from standard input and writes it anew, as a small square JPEG, to standard output.

It is run as a program of its own, with little memory and time and no leave to write files, so that a hostile picture
can hurt nothing but this process. Nothing but the colours of its points is taken over: no place, no name, no camera,
no words and no second file that lay inside it. It imports nothing of ours, which would cost more than the limits.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from io import BytesIO

MEMORY = 1200 * 2**20
SECONDS = 20
MOST_POINTS = 60_000_000
LONGEST_SIDE = 20_000
SIDE = 320
KINDS = ("JPEG", "PNG", "WEBP")
# Exit statuses that the program which asked turns into a sentence.
TOO_LARGE, NO_PICTURE = 3, 4
_QUALITY = 84
# A face is nearer to the top of a tall picture than to its middle.
_MIDDLE = (0.5, 0.4)
_PAPER = (255, 255, 255)


def limit() -> None:
    """Give this process less than a bomb needs; without such limits, the checks before must do."""
    try:
        import resource
    except ImportError:
        return
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        with suppress(ValueError):
            resource.setrlimit(kind, (most, most))


def main() -> int:
    """Write the picture anew; the exit status says why not."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None
    try:
        found = Image.open(BytesIO(sys.stdin.buffer.read()), formats=KINDS)
        wide, high = found.size
        if wide * high > MOST_POINTS or max(wide, high) > LONGEST_SIDE:
            return TOO_LARGE
        found.draft("RGB", (SIDE * 2, SIDE * 2))
        upright = ImageOps.exif_transpose(found).convert("RGBA")
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, MemoryError):
        return NO_PICTURE
    square = ImageOps.fit(upright, (SIDE, SIDE), centering=_MIDDLE)
    ground = Image.new("RGBA", square.size, _PAPER)
    points = Image.alpha_composite(ground, square).convert("RGB").tobytes()
    made = BytesIO()
    Image.frombytes("RGB", (SIDE, SIDE), points).save(made, "JPEG", quality=_QUALITY, optimize=True)
    sys.stdout.buffer.write(made.getvalue())
    return 0


if __name__ == "__main__":
    limit()
    sys.exit(main())
