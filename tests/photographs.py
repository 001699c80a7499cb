"""Pictures to give: photographs with all that a telephone writes into them, and what only calls itself a picture."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

PLACE = "Zqlarkspurroad"
RED, BLUE = (200, 40, 40), (40, 60, 200)


def photograph(kind: str = "JPEG", colour: tuple[int, int, int] = RED, side: int = 900) -> bytes:
    """A photograph of one colour, lying on its side, that says where, when and by whom it was taken."""
    image = Image.new("RGB", (side, side * 4 // 3), colour)
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Artist] = PLACE
    exif[Base.ImageDescription] = PLACE
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (53.0, 48.0, 0.0)
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    made = BytesIO()
    also = {"comment": PLACE.encode()} if kind == "JPEG" else {}
    image.save(made, kind, exif=exif, icc_profile=PLACE.encode() * 4, **also)
    return made.getvalue()


def two_halves() -> bytes:
    """A photograph whose upper half is blue and whose lower half is red, kept lying on its left side."""
    image = Image.new("RGB", (600, 600), RED)
    image.paste(BLUE, (0, 0, 300, 600))
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    made = BytesIO()
    image.save(made, "JPEG", exif=exif, quality=95)
    return made.getvalue()


def of_kind(kind: str) -> bytes:
    """A small plain picture of another kind of file."""
    made = BytesIO()
    Image.new("RGB", (40, 40), RED).save(made, kind)
    return made.getvalue()


def bomb() -> bytes:
    """A PNG of a few hundred kilobytes that would unpack to a hundred million points."""
    made = BytesIO()
    Image.new("L", (10_000, 10_000)).save(made, "PNG")
    return made.getvalue()
