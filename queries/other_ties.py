"""What somebody is to the child who is not kin: carer, friend, professional, pet, ceremonial kin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from graph.network import Network
from graph.relationships import Relationship
from graph.vocabulary import FRIENDS, PROFESSIONAL_ROLES
from queries.kin import Kin
from queries.kinship_words import CHILD, GODPARENT, PARENT, gendered

CARER_KINDS = frozenset({"foster_carer", "kinship_carer", "host_carer", "special_guardian"})
_FOSTER_KINDS = frozenset({"foster_carer", "carer_family"})
_SPECIES = re.compile(r"\bthe (\w+)$")

_WORDS: Mapping[str, str] = {
    "foster_carer": "foster carer",
    "kinship_carer": "family carer",
    "special_guardian": "special guardian",
    "host_carer": "host",
    "prospective_carer": "may become a carer",
    "residential_worker": "key worker",
    "carer_family": "in the carer's family",
    "step_parent": "step-parent",
    "family_friend": "family friend",
    "neighbour": "neighbour",
    "faith": "from the faith community",
    "school": "from school",
    "community": "from the community",
    "mentor": "mentor",
    "independent_visitor": "independent visitor",
    "ceremonial_kin": "ceremonial kin",
    "former_professional": "former worker",
}


def other_kin(network: Network, person_id: str) -> Kin:
    """The class and the plain words for somebody who is not kin by any path."""
    person, standing = network.people[person_id], network.standings[person_id]
    rows = _rows_to_child(network, person_id)
    kinds = {row.kind for row in rows}
    if person.is_placeholder:
        return Kin(person_id=person_id, term="not yet known", kin_class="none")
    if person.entity_type == "pet" or standing.network_kind == "pet":
        return Kin(person_id=person_id, term=_species(person.full_name), kin_class="pet")
    if standing.network_kind == "professional":
        return Kin(
            person_id=person_id, term=_role(network, person_id, rows), kin_class="professional"
        )
    if "ceremonial_kin" in kinds:
        return Kin(person_id=person_id, term=_WORDS["ceremonial_kin"], kin_class="ceremonial")
    if kinds & _FOSTER_KINDS or standing.network_kind == "carer":
        return Kin(
            person_id=person_id, term=_carer_word(network, person_id, rows), kin_class="foster"
        )
    return Kin(person_id=person_id, term=_kith_word(network, person_id, rows), kin_class="none")


def _rows_to_child(network: Network, person_id: str) -> list[Relationship]:
    """Ties with the child, those that still stand first."""
    on = network.on or date.max
    rows = [
        row
        for row in network.ties.get(person_id, ())
        if row.joins(network.child_id) and row.family in ("care", "kith", "professional", "couple")
    ]
    return sorted(rows, key=lambda row: (not row.is_current(on), row.ref, row.id))


def _is_over(network: Network, rows: Iterable[Relationship]) -> bool:
    on = network.on or date.max
    rows = list(rows)
    return bool(rows) and all(row.is_over(on) for row in rows)


def _past(network: Network, rows: Iterable[Relationship], word: str) -> str:
    if not _is_over(network, rows):
        return word
    return f"once {word}" if word.startswith(("from ", "in ", "known ")) else f"former {word}"


def _species(full_name: str) -> str:
    found = _SPECIES.search(full_name)
    return found[1] if found else "pet"


def _role(network: Network, person_id: str, rows: list[Relationship]) -> str:
    standing = network.standings[person_id]
    worked = [row for row in rows if row.kind == "professional"]
    code = next(
        (row.detail for row in worked if row.detail in PROFESSIONAL_ROLES),
        standing.professional_role,
    )
    return _past(network, worked, PROFESSIONAL_ROLES.get(code, "professional"))


def _carer_word(network: Network, person_id: str, rows: list[Relationship]) -> str:
    care = [row for row in rows if row.kind in CARER_KINDS]
    if care:
        return _past(network, care, _WORDS[care[0].kind])
    family = [row for row in rows if row.kind == "carer_family"]
    if not family:
        return "carer"
    carer = _carer_behind(network, person_id)
    return carer or _past(network, family, _WORDS["carer_family"])


def _carer_behind(network: Network, person_id: str) -> str:
    """ "Foster carer's daughter", where the parent who cares is on the map."""
    for row in sorted(network.ties.get(person_id, ()), key=lambda row: (row.ref, row.id)):
        if (
            row.kind in ("birth_parent", "adoptive_parent", "legal_parent")
            and row.to_id == person_id
        ):
            theirs = [r for r in _rows_to_child(network, row.from_id) if r.kind in CARER_KINDS]
            if theirs:
                word = gendered(CHILD, network.people[person_id].gender)
                return f"{_past(network, theirs, _WORDS[theirs[0].kind])}'s {word}"
    return ""


def _kith_word(network: Network, person_id: str, rows: list[Relationship]) -> str:
    gender = network.people[person_id].gender
    for row in rows:
        if row.kind == "partner":
            return _past(network, [row], "partner")
        if row.kind == "godparent":
            return gendered(GODPARENT, gender)
        if row.kind == "friend":
            return _past(network, [row], row.detail if row.detail in FRIENDS else "friend")
    parent_of = _parent_of_friend(network, person_id)
    if parent_of:
        return parent_of
    for row in rows:
        if row.kind in _WORDS:
            return (
                _WORDS[row.kind]
                if row.kind == "former_professional"
                else _past(network, [row], _WORDS[row.kind])
            )
    return "known to the family"


def _parent_of_friend(network: Network, person_id: str) -> str:
    for row in sorted(network.ties.get(person_id, ()), key=lambda row: (row.ref, row.id)):
        if (
            row.kind in ("birth_parent", "adoptive_parent", "legal_parent")
            and row.from_id == person_id
        ):
            friends = [r for r in _rows_to_child(network, row.to_id) if r.kind == "friend"]
            if friends:
                friend = friends[0].detail if friends[0].detail in FRIENDS else "friend"
                return f"{friend}'s {gendered(PARENT, network.people[person_id].gender)}"
    return ""
