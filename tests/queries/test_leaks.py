"""Free text does not smuggle a protected fact past the filter."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from graph.access import visible
from graph.viewers import Viewer
from queries.leaks import leaks
from queries.traces import holds, ready
from tests.families import Family, family

ROOM = Viewer(account="r", audience="family_meeting")
ADDRESSES = (
    "14 Larkspur Road, Airedale, BD17 6QP",
    "Flat 3, 82 Old Mill Lane, Leeds, LS9 8TF",
    "7 Cedar Avenue, Hallam Bay, NE3 4HZ",
    "221 Windermere Crescent, M14 5RB",
)
STREETS = {
    "Road": ("Rd", "Rd.", "road"),
    "Lane": ("Ln", "lane"),
    "Avenue": ("Ave", "Av."),
    "Crescent": ("Cres", "cres."),
}
AROUND = (
    "She said they moved to {} in May.",
    "letter sent to {}",
    "Grandad drove past {} on Sunday and saw the lights on",
    "New: {}. Do not tell.",
    "({})",
)
CLEAN = (
    "Tiana wore her blue coat and sang two songs at the centre on 14 May.",
    "Rings on Sundays at 7, less often than he used to.",
    "Room 3 was booked from 2 to 4; the worker was late by 20 minutes.",
    "They walked along the road to the park and fed 12 ducks.",
    "Has 3 children and 2 dogs, and works on cruise ships.",
    "Paid £14 for a cinema ticket, and 82p for sweets.",
    "Granny lives with type 2 diabetes and worries what happens if she is ill.",
    "Meet at the library, ask for Jo at the desk, then go to the old mill museum.",
    "He scored 7 goals in 4 games for the under tens.",
    "The school said 221 days of attendance is good.",
)


def variants(address: str, dice: random.Random) -> Iterator[tuple[str, bool]]:
    """Ways in which somebody writes an address; True where the post code stands whole."""
    parts = [part.strip() for part in address.split(",")]
    street, code = next(part for part in parts if part.split()[-1] in STREETS), parts[-1]
    kind = street.split()[-1]
    for _ in range(200):
        form = dice.randrange(6)
        short = street.replace(kind, dice.choice((*STREETS[kind], kind)))
        text, is_exact = {
            0: (code.replace(" ", ""), True),
            1: (code.lower(), True),
            2: (short, False),
            3: (short.lower().replace(" ", "\n", 1), False),
            4: (f"{short}, {code[:-3].strip()}\n{code[-3:]}", True),
            5: (_scanned(street, dice), False),
        }[form]
        yield dice.choice(AROUND).format(text), is_exact


def _scanned(text: str, dice: random.Random) -> str:
    swaps = {"o": "0", "l": "1", "i": "1", "s": "5", "e": "c", "a": "o", "r": "n"}
    places = [place for place, letter in enumerate(text) if letter in swaps]
    place = dice.choice(places)
    return text[:place] + swaps[text[place]] + text[place + 1 :]


def test_every_exact_post_code_is_found_and_nearly_every_other_form() -> None:
    dice = random.Random(3)
    written = [(a, *variant) for a in ADDRESSES for variant in variants(a, dice)]

    missed = [
        (text, is_exact) for a, text, is_exact in written if not holds(ready(text), "address", a)
    ]

    assert not [text for text, is_exact in missed if is_exact]
    assert len(missed) <= 0.02 * len(written), missed[:5]


def test_a_thousand_clean_notes_raise_few_alarms() -> None:
    dice = random.Random(5)
    notes = [" ".join(dice.sample(CLEAN, 3)) for _ in range(1000)]

    alarms = [note for note in notes for a in ADDRESSES if holds(ready(note), "address", a)]

    assert len(alarms) <= 50, alarms[:3]


@pytest.mark.parametrize(
    "written",
    [
        "07700 900123",
        "+44 7700 900123",
        "0044 (0)7700-900-123".replace("(0)", ""),
        "07700900123",
        "(07700) 900 123",
    ],
)
def test_a_phone_number_is_found_however_it_is_spaced(written: str) -> None:
    assert holds(ready(f"ring her on {written} after six"), "phone", "07700 900 123")


@pytest.mark.parametrize(
    "written",
    ["Nusrat.B@mail.example", "nusrat.b (at) mail.example", "nusrat.b at mail dot example"],
)
def test_a_mail_address_is_found(written: str) -> None:
    assert holds(ready(f"write to {written}"), "email", "nusrat.b@mail.example")


@pytest.mark.parametrize(
    ("kind", "fact", "text"),
    [
        ("school", "St Oswald's Primary School", "she is now at st oswalds prim sch with Ben"),
        ("workplace", "Hallam Bay Bakery", "works at Hallam Bay Bakcry"),
        ("other_name", "Temitope Harrington", "the letter was for TEMITOPE HARRINGTON"),
        ("other_name", "Temi", "they call her Temi at home"),
    ],
)
def test_schools_workplaces_and_other_names_are_found(kind: str, fact: str, text: str) -> None:
    assert holds(ready(text), kind, fact)


def test_a_word_inside_another_is_not_a_name() -> None:
    assert not holds(ready("a great temptation"), "other_name", "Temp")


def hidden_in_words() -> Family:
    told = family("Amy").mother("Beth", address_confidential=True)
    told.says("Beth", "loves", "Amy", "Come and see us at 14 larkspur rd!")
    return told.detail("Beth", "address", ADDRESSES[0])


def test_a_view_with_an_address_in_somebodys_words_has_a_leak() -> None:
    told = hidden_in_words()

    (found,) = leaks(visible(told.network(), ROOM), told.details)

    assert (found.detail_kind, found.record_kind, found.field) == (
        "address",
        "relationship",
        "words",
    )
    assert "arkspur" not in found.model_dump_json()


def test_what_the_view_does_not_hold_cannot_leak() -> None:
    told = (
        family("Amy")
        .mother("Beth", notes="Now at 14 Larkspur Road")
        .detail("Beth", "address", ADDRESSES[0])
    )

    assert leaks(visible(told.network(), ROOM), told.details) == ()
    assert len(leaks(told.network(), told.details)) == 1
