"""A genogram in words: how everyone is related, whose child they are in which way, and whose partner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from queries.kinfolk import Kinfolk, kinfolk
from queries.pairs import Pair
from queries.parent_sets import ParentSet
from web.maps.scene import Scene
from web.words import _
from web.words.directions import isolated
from web.words.sayings import listed

_SETS: Mapping[str, str] = {
    "birth": "Parents: %(names)s.",
    "adoptive": "Adopted by %(names)s.",
    "guardian": "Special guardians: %(names)s.",
    "kinship": "Looked after by %(names)s.",
    "foster": "Fostered by %(names)s.",
    "step": "Step-parents: %(names)s.",
    "prospective": "May be looked after by %(names)s.",
    "possible": "Possibly a parent: %(names)s.",
    "donor": "Donor: %(names)s.",
}
_CARE_THAT_WAS = "Once looked after by %(names)s."
_PAIRS: Mapping[tuple[str, str], str] = {
    ("married", ""): "Married to %(name)s.",
    ("married", "ended"): "Was married to %(name)s.",
    ("married", "death"): "Was married to %(name)s until death.",
    ("civil_partnership", ""): "Civil partner of %(name)s.",
    ("civil_partnership", "ended"): "Once civil partner of %(name)s.",
    ("civil_partnership", "death"): "Was civil partner of %(name)s until death.",
    ("cohabiting", ""): "Lives with %(name)s as a couple.",
    ("cohabiting", "death"): "Lived with %(name)s as a couple until death.",
    ("relationship", ""): "A couple with %(name)s.",
    ("relationship", "death"): "Was a couple with %(name)s until death.",
    ("", ""): "Has a child with %(name)s.",
}
T = TypeVar("T")

_NO_LONGER = "No longer together with %(name)s."


def in_words(scene: Scene) -> dict[str, str]:
    """A sentence or more for everyone on the map; of the child, every set of parents they have had."""
    folk = kinfolk(scene.network)
    sets = _by_person(((each.child,), each) for each in folk.sets)
    couples = _by_person(((pair.one, pair.other), pair) for pair in folk.pairs)
    told = {
        person: " ".join(_said(scene, folk, person, sets.get(person, ()), couples.get(person, ())))
        for person in (scene.network.child_id, *scene.layout.spots)
    }
    return {person: said for person, said in told.items() if said}


def _by_person(found: Iterable[tuple[tuple[str, ...], T]]) -> dict[str, list[T]]:
    told: dict[str, list[T]] = {}
    for people, thing in found:
        for person in people:
            told.setdefault(person, []).append(thing)
    return told


def _said(
    scene: Scene,
    folk: Kinfolk,
    person_id: str,
    sets: Iterable[ParentSet],
    couples: Iterable[Pair],
) -> Iterator[str]:
    known_as = scene.network.known_as
    word = _(scene.kin[person_id].term) if person_id != scene.network.child_id else ""
    if word:
        yield f"{word[:1].upper()}{word[1:]}."
    if person_id not in folk.people:
        yield _("Not in the family tree.")
    for each in sets:
        said = _CARE_THAT_WAS if each.is_over else _SETS[each.kind]
        yield _(said) % isolated({"names": listed([known_as(parent) for parent in each.parents])})
    for pair in couples:
        other = pair.other if pair.one == person_id else pair.one
        yield _(_PAIRS.get((pair.form, pair.ending), _NO_LONGER)) % isolated(
            {"name": known_as(other)}
        )
