"""A picture that is given is made anew: small, square and upright, with nothing in it but what can be seen."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from graph.errors import RefusedError
from importers.picture_reader import SIDE
from importers.pictures import LARGEST, made_anew
from tests.photographs import BLUE, PLACE, RED, bomb, of_kind, photograph, two_halves

_JPEG = photograph(side=120)
NOT_TAKEN = {
    "nothing": b"",
    "words": b"I am a picture.",
    "a bitmap": of_kind("BMP"),
    "a moving picture": of_kind("GIF"),
    "a scan": of_kind("TIFF"),
    "an icon": of_kind("ICO"),
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    "a page": b"<!doctype html><p>Hello",
    "a document": b"%PDF-1.7\n%%EOF",
    "a program": b"MZ\x90\x00" + b"\0" * 80,
    "an archive": b"PK\x03\x04" + b"\0" * 80,
    "a new kind of photograph": b"\x00\x00\x00\x18ftypheic" + b"\0" * 80,
    "a recording": b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\0" * 40,
    "a picture that is cut short": _JPEG[: len(_JPEG) // 3],
    "a picture of nothing": b"\xff\xd8\xff\xe0" + b"\0" * 200,
    "a picture with an archive behind it": _JPEG + b"PK\x03\x04\0\0PK\x05\x06" + b"\0" * 18,
    "a picture with a page in it": _JPEG + b"<html><body>",
    "a picture with a script in it": _JPEG + b"<ScRiPt >alert(1)</script>",
    "a picture with a document in it": _JPEG[:20] + b"%PDF-1.7" + _JPEG[20:],
    "a bomb": bomb(),
    "too much": _JPEG + b"\0" * LARGEST,
}


@pytest.mark.parametrize("what", NOT_TAKEN)
def test_what_is_no_picture_or_is_more_is_refused_in_one_sentence(what: str) -> None:
    with pytest.raises(RefusedError) as refused:
        made_anew(NOT_TAKEN[what])

    said = str(refused.value)
    assert said.endswith(".")
    assert "Error" not in said
    assert "\n" not in said


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_that_a_telephone_writes_down_is_kept(kind: str) -> None:
    given = photograph(kind)

    made = made_anew(given)

    assert PLACE.encode() in given
    assert PLACE.encode() not in made
    with Image.open(BytesIO(made)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (SIDE, SIDE))
        assert dict(image.getexif()) == {}
        assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_that_lies_on_its_side_is_put_upright() -> None:
    with Image.open(BytesIO(made_anew(two_halves()))) as image:
        above, below = image.getpixel((SIDE // 2, 20)), image.getpixel((SIDE // 2, SIDE - 20))

    assert _is_near(above, BLUE)
    assert _is_near(below, RED)


def test_what_can_be_seen_through_is_laid_on_white() -> None:
    made = BytesIO()
    Image.new("RGBA", (50, 90), (0, 0, 0, 0)).save(made, "PNG")

    with Image.open(BytesIO(made_anew(made.getvalue()))) as image:
        assert _is_near(image.getpixel((100, 100)), (255, 255, 255))


def _is_near(one: object, other: tuple[int, int, int]) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))
