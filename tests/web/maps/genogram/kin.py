"""Random families: several sets of parents, remarriages, cousins who marry, rows that cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from hypothesis import strategies as st

from queries.kinfolk import Kinfolk, kinfolk
from tests.families import Family, family
from tests.web.maps.crowds import drawn_width
from web.maps.genogram.display import genogram
from web.maps.picture import Figure, Picture
from web.maps.scene import scene
from web.maps.sizes import LINE_HEIGHT, UNDER, Box

CHILD = "Amy"
PARENTS = ("birth_parent", "adoptive_parent")
FURTHER = (
    "donor",
    "possible_birth_parent",
    "step_parent",
    "foster_carer",
    "kinship_carer",
    "special_guardian",
    "prospective_carer",
)
_GENDERS = ("female", "male", "nonbinary", "unknown")
_WHAT_IS_KNOWN: tuple[dict[str, str], ...] = (
    {},
    {},
    {"dob": "1980-04-01"},
    {"dob": "about 1950", "life_status": "died", "dod": "2019"},
    {"entity_type": "placeholder", "network_kind": "placeholder"},
    {"network_kind": "professional"},
)


@st.composite
def families(draw: st.DrawFn, most: int = 22) -> Family:
    """Anybody up to a number; nobody is their own ancestor, and everything else may be.

    Everything but the number comes from one seed, for drawing each choice would take longer than the picture.
    """
    count = draw(st.integers(1, most))
    chance = Random(draw(st.integers(0, 2**32)))
    names = [CHILD, *(f"{_a_name(chance)} {nth}" for nth in range(1, count))]
    found = family(CHILD, gender=chance.choice(_GENDERS))
    for name in names[1:]:
        found.adult(name, chance.choice(_GENDERS), **chance.choice(_WHAT_IS_KNOWN))
    for nth, name in enumerate(names[:-1]):
        older = names[nth + 1 : nth + 2 + chance.randint(1, 9)]
        for kind in (*PARENTS, *FURTHER):
            if chance.random() < (0.6 if kind == PARENTS[0] else 0.12):
                older = _add_parents(chance, found, kind, name, older)
    _add_couples(chance, found, names)
    return found


def _a_name(chance: Random) -> str:
    words = chance.choice((1, 1, 2, 3))
    return " ".join(
        "".join(chance.choices("abdeimorw", k=chance.randint(1, 14))) for _ in range(words)
    )


def _add_parents(
    chance: Random, found: Family, kind: str, name: str, older: Sequence[str]
) -> list[str]:
    """Those who are left: nobody is a parent of the same child in two ways."""
    parents = chance.sample(older, min(len(older), chance.choice((1, 2, 2, 2, 3))))
    for parent in parents:
        found.tie(kind, parent, name, certainty=chance.choice(("", "", "likely", "disputed")))
    return [person for person in older if person not in parents]


def _add_couples(chance: Random, found: Family, names: Sequence[str]) -> None:
    for _ in range(chance.randint(0, 8) if len(names) > 1 else 0):
        form = chance.choice(("married", "cohabiting", "relationship"))
        status = chance.choice(("current", "ended"))
        found.partners(*chance.sample(names, 2), form, status=status)
    children = {row.to_id for row in found.relationships if row.kind in PARENTS}
    eldest = [name for name in names if found.id(name) not in children]
    for _ in range(chance.randint(0, 3) if len(eldest) > 1 else 0):
        detail = chance.choice(("full", "half", ""))
        found.tie("sibling", *chance.sample(eldest, 2), detail=detail)


def drawn(found: Family) -> Picture:
    """The genogram of a family."""
    return genogram(scene(found.network()))


def folk(found: Family) -> Kinfolk:
    """The family in it."""
    return kinfolk(found.network())


def figures(picture: Picture) -> dict[str, Figure]:
    """Everyone by id."""
    return {figure.person_id: figure for figure in picture.figures}


def boxes(figure: Figure) -> tuple[Box, Box]:
    """The room that a symbol takes, and the room that the name under it takes."""
    assert figure.name is not None
    size, lines = figure.name.size, figure.name.lines
    half = max(drawn_width(line, size) for line in lines) / 2
    top = figure.y + figure.radius + UNDER
    return (
        (
            figure.x - figure.radius,
            figure.y - figure.radius,
            figure.x + figure.radius,
            figure.y + figure.radius,
        ),
        (figure.x - half, top, figure.x + half, top + len(lines) * size * LINE_HEIGHT),
    )


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    """Everyone whose symbol or name touches somebody else’s."""
    found = []
    in_order = sorted(picture.figures, key=lambda figure: (figure.y, figure.x))
    for nth, one in enumerate(in_order):
        for other in in_order[nth + 1 :]:
            if any(_touch(here, there) for here in boxes(one) for there in boxes(other)):
                found.append((one.person_id, other.person_id))
    return found


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def rows(picture: Picture, people: Sequence[str]) -> list[list[Figure]]:
    """The family in rows from the top, each from left to right."""
    here = [figure for figure in picture.figures if figure.person_id in set(people)]
    heights = sorted({figure.y for figure in here})
    return [sorted((f for f in here if f.y == y), key=lambda f: f.x) for y in heights]


def reach(row: Sequence[Figure]) -> tuple[float, float]:
    """How far up and down the symbols and names of a row go."""
    every = [box for figure in row for box in boxes(figure)]
    return min(box[1] for box in every), max(box[3] for box in every)


def rows_are_apart(in_rows: Sequence[Sequence[Figure]]) -> bool:
    """Whether each row ends before the next begins."""
    return all(reach(one)[1] <= reach(other)[0] for one, other in pairwise(in_rows))
