"""Order: who stands beside whom in every row, so that families stay together and few lines cross.

One walk from left to right: the father's family, the child with brothers and sisters, the mother's family, then those
who took somebody in. Brothers and sisters are put down in one go, so nobody else ever comes between them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence

from graph.people import Person
from queries.kinfolk import Kinfolk, Siblings

Unit = tuple[str, ...]
_MEN_FIRST: Mapping[str, int] = {"male": 0, "female": 2}


def order(
    folk: Kinfolk, rows: Mapping[str, int], people: Mapping[str, Person]
) -> dict[int, tuple[Unit, ...]]:
    """Every row from left to right: one person, or one with the partners who have no family of their own here."""
    walk = _Walk(folk, rows, people)
    for person in (folk.root, *_carers(folk), *folk.people):
        _go(walk.to(person))
    return {row: tuple(walk.placed_in[row]) for row in sorted(walk.placed_in)}


def _carers(folk: Kinfolk) -> Iterable[str]:
    """Further parents of the child, in the order of the kinds of parents."""
    return (parent for each in folk.sets if each.child == folk.root for parent in each.parents)


Steps = Generator["Steps", None, None]


def _go(steps: Steps) -> None:
    """Take all steps, those first that a step asks for; without recursion, however many people there are."""
    waiting = [steps]
    while waiting:
        further = next(waiting[-1], None)
        if further is None:
            waiting.pop()
        else:
            waiting.append(further)


class _Walk:
    """The walk, and everyone put down so far."""

    def __init__(
        self, folk: Kinfolk, rows: Mapping[str, int], people: Mapping[str, Person]
    ) -> None:
        self._rows, self._people, self._root = rows, people, folk.root
        self._group = {person: group for group in folk.siblings for person in group.people}
        self._partners: dict[str, list[str]] = {person: [] for person in folk.people}
        for pair in folk.pairs:
            if rows[pair.one] == rows[pair.other]:
                self._partners[pair.one].append(pair.other)
                self._partners[pair.other].append(pair.one)
        self._under: dict[str, list[Siblings]] = {}
        for group in folk.siblings:
            for parent in group.parents:
                self._under.setdefault(parent, []).append(group)
        self._place: dict[str, int] = {}
        self._asked: set[tuple[str, ...]] = set()
        self._beside: dict[tuple[str, ...], str] = {}
        self._towards_child: set[str] = set()
        self._later: list[list[str]] = []
        self.placed_in: dict[int, list[Unit]] = {}

    def to(self, person: str, *, is_beside: bool = False) -> Steps:
        """Put somebody down with brothers and sisters, parents before, children after."""
        if person in self._place:
            return
        group = self._group.get(person)
        if group is None:
            yield self._put([person], person if is_beside else "")
            return
        if is_beside:
            self._beside.setdefault(group.people, person)
        parents = [parent for parent in group.parents if parent not in self._place]
        if parents and group.people not in self._asked:
            self._asked.add(group.people)
            self._towards_child.update(parents)
            yield self.to(self._leftmost(parents, group))
        if person not in self._place:
            yield self._put(group.people, self._beside.get(group.people, ""))

    def _leftmost(self, parents: Sequence[str], group: Siblings) -> str:
        """The child’s father; further up whoever brings more family stands on the outer side, so that it does too."""
        if self._root in group.people:
            return min(parents, key=self._men_first)
        outwards = 1 if group.people in self._beside else -1
        return min(parents, key=lambda p: (outwards * self._family_beside(p), self._men_first(p)))

    def _family_beside(self, person: str) -> int:
        """How many brothers and sisters somebody has, with everyone who descends from them."""
        group = self._group.get(person)
        waiting = [other for other in group.people if other != person] if group else []
        found = set(waiting)
        while waiting:
            for under in self._under.get(waiting.pop(), ()):
                new = set(under.people) - found
                found |= new
                waiting.extend(new)
        return len(found)

    def _put(self, people: Sequence[str], beside: str) -> Steps:
        """Put some people down, then their children, then partners with families of their own.

        Partners through whom nobody comes to the child wait until cousins have their places.
        """
        everyone: list[str] = []
        for each in self._arranged(people, beside):
            unit = self._unit(each, is_first=each == beside)
            self.placed_in.setdefault(self._rows[each], []).append(unit)
            self._place |= {person: len(self._place) + nth for nth, person in enumerate(unit)}
            everyone += unit
        self._later.append([])
        for person in everyone:
            for group in self._with_all_parents(person):
                yield self.to(group.people[0])
        awaited = [p for person in reversed(everyone) for p in self._awaited(person)]
        for partner in awaited:
            if partner in self._towards_child:
                yield self.to(partner, is_beside=True)
        for partner in self._later.pop():
            yield self.to(partner, is_beside=True)
        if self._later:
            self._later[-1] += awaited
        else:
            for partner in awaited:
                yield self.to(partner, is_beside=True)

    def _arranged(self, people: Sequence[str], beside: str) -> list[str]:
        """Oldest first, but whoever has a partner in another family stands at that end."""
        found = [person for person in people if person != beside]
        leaving = [person for person in found if self._awaited(person)]
        last = next((p for p in leaving if p in self._towards_child), next(iter(leaving), ""))
        if last:
            found = [*(person for person in found if person != last), last]
        return [beside, *found] if beside in people else found

    def _awaited(self, person: str) -> list[str]:
        """Partners with a family of their own, who are yet to come."""
        return [p for p in self._partners[person] if p in self._group and p not in self._place]

    def _unit(self, person: str, *, is_first: bool) -> Unit:
        """Somebody between partners who have no family here, a man left of a woman where there is a choice."""
        left: list[str] = []
        right: list[str] = []
        taken = {person}
        loose = self._loose(person, taken)
        is_left = bool(self._awaited(person)) or (
            bool(loose) and self._men_first(loose[0]) < self._men_first(person)
        )
        for partner in loose:
            chain = [partner, *self._further(partner, taken)]
            if is_left and not is_first:
                left = [*reversed(chain), *left]
            else:
                right += chain
            if not self._awaited(person):
                is_left = not is_left
        return (*left, person, *right)

    def _loose(self, person: str, taken: set[str]) -> list[str]:
        found = [
            partner
            for partner in self._partners[person]
            if partner not in self._group and partner not in self._place and partner not in taken
        ]
        taken.update(found)
        return found

    def _further(self, partner: str, taken: set[str]) -> list[str]:
        """A partner's own other partners, and theirs."""
        found: list[str] = []
        waiting = [partner]
        while waiting:
            more = self._loose(waiting.pop(), taken)
            found += more
            waiting += more
        return found

    def _with_all_parents(self, person: str) -> list[Siblings]:
        """Children of somebody whose parents all have their places, in the order of those."""
        ready = [
            group
            for group in self._under.get(person, ())
            if all(parent in self._place for parent in group.parents)
        ]

        def middle(group: Siblings) -> float:
            return sum(self._place[parent] for parent in group.parents) / len(group.parents)

        return sorted(ready, key=middle)

    def _men_first(self, person: str) -> int:
        return _MEN_FIRST.get(self._people[person].gender, 1)
