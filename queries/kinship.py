"""How everyone on a map is related to the child: the word, the class, the degree, the side and the path.

Derived from parent and partner rows only, for feelings make nobody kin; the words are in `queries.kinship_words`.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.network import Network
from queries.bloodlines import NOT_YET_KNOWN, kin_by_path
from queries.couples import partners, step_grandparents, step_parents, step_siblings
from queries.family_tree import FamilyTree, Link, family_tree
from queries.kin import Kin
from queries.kinship_words import bare
from queries.other_ties import other_kin
from queries.paths import paths_from
from queries.role_codes import role_code


def kinship(network: Network) -> Mapping[str, Kin]:
    """Everyone's kin to the child, in the order of the map; those who are not kin with what else they are."""
    tree = family_tree(network)
    child = network.child_id
    own, by_couple = _relatives(tree, child)
    found = {**_other_side_of_half_siblings(tree, own), **by_couple, **own}
    found[child] = Kin(
        person_id=child, term="the child", kin_class="self", degree=0, side="own", relation="path"
    )
    return {
        person: _finished(tree, found.get(person) or other_kin(network, person))
        for person in network.in_order
    }


def _relatives(tree: FamilyTree, root: str) -> tuple[dict[str, Kin], dict[str, Kin]]:
    """Those with a path of their own, and those by a couple with the first word that fits."""
    ways = paths_from(tree, root)
    own = kin_by_path(tree, ways)
    steps = step_parents(tree, root)
    return own, {
        **step_grandparents(tree, steps),
        **partners(tree, root, ways, own),
        **step_siblings(tree, steps),
        **steps,
    }


def _other_side_of_half_siblings(tree: FamilyTree, own: Mapping[str, Kin]) -> dict[str, Kin]:
    """Those who are only a half-brother's or half-sister's own: the word that they are for that child."""
    halves = [kin for kin in own.values() if kin.is_sibling and _is_known_half(tree, kin)]
    found: dict[str, Kin] = {}
    for half in sorted(halves, key=lambda kin: tree.key(kin.person_id)):
        theirs, by_couple = _relatives(tree, half.person_id)
        for person, kin in {**by_couple, **theirs}.items():
            if kin.is_relative:
                found.setdefault(person, _through(half, kin))
    return found


def _through(half: Kin, kin: Kin) -> Kin:
    return Kin(
        person_id=kin.person_id,
        term=f"{bare(half.term)}'s {kin.term}",
        kin_class="sibling-line",
        relation="sibling_line",
        via=half.person_id,
        told=f"{half.told}'s {kin.told.removeprefix('your ')}" if kin.told else "",
    )


def _is_known_half(tree: FamilyTree, kin: Kin) -> bool:
    if tree.network.people[kin.person_id].is_placeholder:
        return False
    if kin.kin_class == "donor":
        one, parent, other = kin.path
        links = (tree.parents_of(one)[parent], tree.parents_of(other)[parent])
        return Link.POSSIBLE not in links
    return kin.kin_class in ("half", "legal") and kin.fullness == "half"


def _finished(tree: FamilyTree, kin: Kin) -> Kin:
    person = tree.network.people[kin.person_id]
    if person.entity_type == "pet":
        return other_kin(tree.network, kin.person_id)
    if person.is_placeholder and kin.relation != "other":
        return kin.model_copy(update={"term": kin.term + NOT_YET_KNOWN, "kin_class": "none"})
    is_twin = frozenset((kin.person_id, tree.network.child_id)) in tree.twins
    code = role_code(tree.network, kin, is_twin=is_twin)
    return kin.model_copy(update={"hl7": code}) if code else kin
