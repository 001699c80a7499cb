"""Worlds: random families from a seed, each with something hidden in it, and its twin in which that never was."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from graph.record import Record
from graph.vocabulary import PROMISES
from tests.families import Family, family

HIDDEN = "Hidden"
_NAMES = ("Ada", "Ben", "Cleo", "Dev", "Elsa", "Finn", "Gwen", "Hal", "Iris", "Joel", "Kit", "Lena")
_AREAS = ("Leeds", "Hull", "York", "")
_DAYS = ("2026-11-01", "2026-10-04", "2026-06-20", "2025-12-24", "2024-03-08")
_WORDS = ("I will be there.", "He is my boy.", "We bake on Sundays.", "She rings me every night.")
_KITH = ("friend", "neighbour", "godparent", "faith", "community", "mentor", "family_friend")
_SAID = ("loves", "misses", "trusts", "wants_to_see", "important")
R = TypeVar("R", bound=Record)
_LEVELS = ("professionals_only", "adults_only")


@dataclass(frozen=True, slots=True)
class Twins:
    """A family with something hidden, what that is, and the same family in which it never was."""

    what: str
    whole: Family
    without: Family


def random_family(chance: Random) -> Family:
    """A child with parents, relatives, friends, workers, words, promises, times and homes."""
    names = chance.sample(_NAMES, chance.randint(5, 9))
    child, mother, *others = names
    told = family(child, dob=f"{chance.randint(2010, 2024)}-0{chance.randint(1, 9)}-11")
    told.mother(mother, dob="1990-02-03", address_confidential=chance.random() < 0.3)
    for name in others:
        _add_somebody(told, name, chance)
    known = [name for name in told.people if name != child]
    for _ in range(chance.randint(4, 12)):
        _add_something(told, chance.choice(known), known, chance)
    _house(told, known, chance)
    return told


def _add_somebody(told: Family, name: str, chance: Random) -> None:
    known = [other for other in told.people if other != told.child]
    ways: Sequence[Callable[[], object]] = (
        lambda: told.father(name) if len(told.parents(told.child)) < 2 else told.friend(name),
        lambda: told.mother(name, of=chance.choice(known)),
        lambda: told.sister(name),
        lambda: told.brother(name, through=[chance.choice(known)]),
        lambda: told.friend(name, life_stage="child"),
        lambda: told.carer(name),
        lambda: told.professional(name),
        lambda: told.pet(name),
        lambda: told.placeholder(name, known_as=name),
        lambda: told.adult(name).tie(chance.choice(_KITH), name, told.child),
    )
    chance.choice(ways)()
    told.person(
        name,
        life_status=chance.choice(("alive", "alive", "alive", "died", "unknown")),
        culture_tags=chance.choice(("", "Irish", "Somali; Muslim")),
        notes=chance.choice(("", "Works nights.")),
    )


def _add_something(told: Family, name: str, known: Sequence[str], chance: Random) -> None:
    child, day, words = told.child, chance.choice(_DAYS), chance.choice(_WORDS)
    ways: Sequence[Callable[[], object]] = (
        lambda: told.says(name, chance.choice(_SAID), child, words, on=day),
        lambda: told.says(child, chance.choice(_SAID), name, words, on=day),
        lambda: told.says(name, "loves", child, words, on=day, said_by=chance.choice(known)),
        lambda: told.promises(name, chance.choice(list(PROMISES)), words),
        lambda: told.tie("family_time_plan", name, child, plan_every_days=14, words=words),
        lambda: told.together(name, day, chance.choice(("face_to_face", "phone", "overnight"))),
        lambda: told.together(name, day, child_view=chance.randint(1, 5)),
        lambda: told.tie(
            chance.choice(_KITH), name, chance.choice([n for n in known if n != name])
        ),
        lambda: told.matters(name),
        lambda: told.found(name, chance.choice(("committed", "engaged", "not_traced", "declined"))),
        lambda: told.stance(name, chance.choice(("safe", "not_safe", "unknown"))),
    )
    chance.choice(ways)()


def _house(told: Family, known: Sequence[str], chance: Random) -> None:
    told.lives("H1", told.child, area=chance.choice(_AREAS), start_date="2025-05-01")
    for name in known:
        if chance.random() < 0.7:
            home = chance.choice(("H1", "H2", "H3"))
            told.lives(home, name, area=chance.choice(_AREAS), start_date="2024-01-01")


def twins(seed: int) -> Twins:
    """A family and its twin. What is hidden silences nobody who can be seen; that is proved apart."""
    chance = Random(seed)
    without = random_family(chance)
    whole = deepcopy(without)
    what, hide = chance.choice(_HIDING)
    hide(whole, chance)
    whole.relationships = _mixed(without.relationships, whole.relationships, chance)
    whole.contacts = _mixed(without.contacts, whole.contacts, chance)
    _number(whole)
    _number_as(without, whole)
    return Twins(what, whole, without)


def _hide_person(told: Family, chance: Random) -> None:
    level = chance.choice(_LEVELS)
    known = list(told.people)
    told.adult(HIDDEN, chance.choice(("female", "male")), visibility=level, notes="Hidden note.")
    _shuffle_in(told, chance)
    for _ in range(chance.randint(1, 6)):
        _add_something(told, HIDDEN, [HIDDEN, *known], chance)
    kind = chance.choice(("birth_parent", "partner", "sibling", "friend", "foster_carer"))
    told.tie(kind, HIDDEN, told.child if kind != "partner" else chance.choice(known[1:]))
    told.person(HIDDEN, stance=(), ladder=())
    told.lives(chance.choice(("H1", "H2", "H9")), HIDDEN, area="Hiddentown")
    told.detail(HIDDEN, "address", "9 Hidden Road")


def _shuffle_in(told: Family, chance: Random) -> None:
    """Put whoever came last somewhere among the others, as a workbook would have them."""
    last = list(told.people)[-1]
    order = [name for name in told.people if name != last]
    order.insert(chance.randint(1, len(order)), last)
    told.people = {name: told.people[name] for name in order}
    told.standings = {name: told.standings[name] for name in order}


def _mixed(before: Sequence[R], after: Sequence[R], chance: Random) -> list[R]:
    """The rows in their order, with those that are new put in anywhere."""
    rows = list(before)
    for new in [row for row in after if row not in before]:
        rows.insert(chance.randint(0, len(rows)), new)
    return rows


def _hide_tie(told: Family, chance: Random) -> None:
    one, other = chance.sample(list(told.people), 2)
    ways: Sequence[Callable[[], object]] = (
        lambda: told.tie("friend", one, other, visibility="professionals_only", words="Hidden."),
        lambda: told.tie("neighbour", one, other, certainty="disputed"),
        lambda: told.tie("possible_birth_parent", one, other),
        lambda: told.tie("birth_parent", one, other, status="disputed"),
        lambda: told.tie("court_order", one, other, words="Hidden order."),
        lambda: told.tie("sibling", one, other, visibility="adults_only"),
        lambda: told.tie("prospective_carer", one, told.child) if one != told.child else None,
    )
    chance.choice(ways)()


def _hide_words(told: Family, chance: Random) -> None:
    name = chance.choice([name for name in told.people if name != told.child])
    ways: Sequence[Callable[[], object]] = (
        lambda: told.says(name, "worries_about", told.child, "Hidden worry."),
        lambda: told.says(name, "loves", told.child, "Hidden.", visibility="professionals_only"),
        lambda: told.promises(name, "meals", "Hidden.", visibility="adults_only"),
        lambda: told.person(name, notes="Hidden notes.", first_known_date="2026-01-01"),
        lambda: told.together(name, "2026-11-02", happened="cancelled_by_service", notes="Hidden."),
        lambda: told.about(title="Hidden title", story="Hidden story", next_review="2026-12-01"),
        lambda: told.person(name, full_name="Hidden Fullname", safety_plan="yes"),
        lambda: told.tie("memory_keeper", name, told.child, status="disputed", words="Hidden."),
    )
    chance.choice(ways)()


def _hide_detail(told: Family, chance: Random) -> None:
    name = chance.choice(list(told.people))
    kind = chance.choice(("address", "phone", "email", "school", "other_name", "told_us"))
    told.detail(name, kind, "Hidden detail", reason="Hidden reason")


def _hide_picture(told: Family, chance: Random) -> None:
    """A picture that only those who work with the child see: by choice, for want of consent, or for a place."""
    name = chance.choice([n for n in told.people if not told.people[n].is_placeholder])
    is_guarded = told.people[name].address_confidential
    reasons = ({"visibility": "professionals_only"}, {"agreed_by": ""})
    told.picture(name, **({} if is_guarded else chance.choice(reasons)))


_HIDING: Sequence[tuple[str, Callable[[Family, Random], None]]] = (
    ("person", _hide_person),
    ("person", _hide_person),
    ("tie", _hide_tie),
    ("words", _hide_words),
    ("detail", _hide_detail),
    ("picture", _hide_picture),
)


def _number(told: Family) -> None:
    """Give everything the ids that a workbook would give it, in its order."""
    for place, (name, standing) in enumerate(told.standings.items(), start=1):
        told.standings[name] = standing.model_copy(update={"ref": f"P{place:03}"})
    told.relationships = [
        row.model_copy(update={"ref": f"R{place:03}", "ref_case": told.child_id})
        for place, row in enumerate(told.relationships, start=1)
    ]
    told.contacts = [
        row.model_copy(update={"ref": f"T{place:03}"})
        for place, row in enumerate(told.contacts, start=1)
    ]


def _number_as(without: Family, whole: Family) -> None:
    """The same ids for what is in both; where the hidden thing stood, a number is missing."""
    for name in list(without.standings):
        ref = whole.standings[name].ref
        without.standings[name] = without.standings[name].model_copy(update={"ref": ref})
    rows = {row.id: row.ref for row in whole.relationships}
    without.relationships = [
        row.model_copy(update={"ref": rows[row.id], "ref_case": without.child_id})
        for row in without.relationships
    ]
    times = {row.id: row.ref for row in whole.contacts}
    without.contacts = [row.model_copy(update={"ref": times[row.id]}) for row in without.contacts]


def fresh(told: Family, chance: Random) -> tuple[str, tuple[Record, ...]]:
    """The child’s id and all records of a family under ids that nobody has seen before, as a second import makes."""
    known: dict[str, str] = {}

    def renamed(found: re.Match[str]) -> str:
        return known.setdefault(found[0], f"{chance.getrandbits(128):032x}")

    again = tuple(
        type(row).model_validate_json(re.sub(r"\b[0-9a-f]{32}\b", renamed, row.model_dump_json()))
        for row in told.records()
    )
    return known[told.child_id], again


def typed_in(told: Family) -> tuple[Record, ...]:
    """All records of a family without any workbook’s ids."""
    return tuple(
        row.model_copy(update={"ref": ""}) if "ref" in type(row).model_fields else row
        for row in told.records()
    )
