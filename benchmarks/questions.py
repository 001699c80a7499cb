"""What the questions cost: kin words, the four questions and all gap rules, for 40 and 300 people.

`python -m benchmarks.questions` prints the median of many runs, each asked of a network that nobody asked before.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from graph.cases import Case
from graph.contacts import Contact
from graph.network import Network
from graph.people import Person
from graph.relationships import Relationship
from graph.standings import Move, Standing
from graph.stays import Stay
from graph.vocabulary import RELATIONSHIP_KINDS
from queries.family_finding import next_to_reach
from queries.futures import after_eighteen
from queries.gaps import cards, review, review_until
from queries.love import four_questions
from queries.moment import Moment
from queries.strengths import strengths

TODAY = date(2026, 11, 16)
BUDGETS = {40: 10.0, 300: 80.0}
RUNS = 40
TIMES_A_PERSON = 26
SHARE_IN_TOUCH = 1 / 3
PROFESSIONALS = 8
CHILD = "p0"


@dataclass
class Clan:
    """A made-up family from a seed: three generations up, and the families of their brothers and sisters."""

    size: int
    chance: random.Random = field(default_factory=lambda: random.Random(4))
    people: dict[str, Person] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    ties: list[Relationship] = field(default_factory=list)
    times: list[Contact] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)

    def network(self) -> Network:
        """The whole map, today."""
        child = self.add(2014, "child")
        for number in range(PROFESSIONALS):
            self.tie("professional", self.add(1980, "professional"), child, detail="social_worker")
            self.tie("friend", self.add(2014 - number % 2), child)
        self.above(child, 2014)
        while len(self.people) < self.size:
            self.branch()
        for person in [*self.people][1:]:
            self.know(person)
        return Network(
            child_id=CHILD,
            case=Case(id="case", child_id=CHILD, culture_tags=("Irish", "Welsh")),
            people=self.people,
            standings=self.standings,
            relationships=tuple(self.ties),
            contacts=tuple(self.times),
            stays=tuple(self.stays),
        )

    def above(self, child: str, born: int, generations: int = 3) -> None:
        """Two parents for somebody, and so on upwards."""
        if generations == 0 or len(self.people) >= self.size:
            return
        mother, father = self.couple(born - 27)
        for parent in (mother, father):
            self.tie("birth_parent", parent, child)
            self.above(parent, born - 27, generations - 1)

    def branch(self) -> None:
        """A brother or sister of somebody who has parents, with a partner and two children."""
        row = self.chance.choice([tie for tie in self.ties if tie.kind == "birth_parent"])
        born = self.people[row.to_id].dob.earliest
        year = born.year if born else TODAY.year
        sibling, _ = self.couple(year)
        for tie in [
            tie for tie in self.ties if tie.kind == "birth_parent" and tie.to_id == row.to_id
        ]:
            self.tie("birth_parent", tie.from_id, sibling)
        for _ in range(2):
            self.tie("birth_parent", sibling, self.add(min(year + 25, TODAY.year)))

    def couple(self, born: int) -> tuple[str, str]:
        """Two people who are married."""
        one, other = self.add(born), self.add(born)
        self.tie("partner", one, other, detail="married")
        return one, other

    def add(self, born: int, kind: str = "natural") -> str:
        """One more person."""
        number = len(self.people)
        person = f"p{number}"
        self.people[person] = Person(
            id=person,
            gender=self.chance.choice(("female", "male")),
            dob=str(born),
            life_status="alive" if born > 1940 else "died",
            culture_tags=self.chance.choice((("Irish",), ("Welsh",), ())),
        )
        self.standings[person] = Standing(
            id=f"s{number}",
            child_id=CHILD,
            person_id=person,
            known_as=f"Person {number}",
            network_kind=kind,
            ladder=(
                Move(
                    to=self.chance.choice(("discovered", "contacted", "engaged")), on="2026-02-01"
                ),
            ),
            stance=(Move(to=self.chance.choice(("safe", "safe_with_support", "unknown"))),),
            importance=(Move(to=self.chance.choice(("yes", "not_asked", "no"))),),
            first_known_date="2025-01-01",
        )
        self.stays.append(
            Stay(id=f"h{number}", child_id=CHILD, person_id=person, home_code=f"H{number // 3}")
        )
        return person

    def know(self, person: str) -> None:
        """Words of love, a plan, a promise, and times together with somebody."""
        for kind in self.chance.sample(("loves", "promise", "family_time_plan", "trusts"), 2):
            self.tie(kind, person, CHILD, detail="meals" if kind == "promise" else "")
        if self.chance.random() < SHARE_IN_TOUCH:
            self.tie("loves", CHILD, person)
            self.meet(person)

    def meet(self, person: str) -> None:
        """A year of times together, some of them cancelled."""
        for _ in range(TIMES_A_PERSON):
            day = TODAY - timedelta(days=self.chance.randrange(400))
            happened = self.chance.choice(("yes", "yes", "yes", "cancelled_by_service"))
            number = len(self.times)
            self.times.append(
                Contact(
                    id=f"c{number}", child_id=CHILD, person_id=person, date=day, happened=happened
                )
            )

    def tie(self, kind: str, one: str, other: str, detail: str = "") -> None:
        """One relationship."""
        self.ties.append(
            Relationship(
                id=f"r{len(self.ties)}",
                child_id="" if RELATIONSHIP_KINDS[kind].is_shared else CHILD,
                from_id=one,
                to_id=other,
                kind=kind,
                detail=detail,
                plan_every_days=14 if kind == "family_time_plan" else None,
                plan_mode="in_person" if kind == "family_time_plan" else "",
                source_type="person_words",
                source_id=one,
                source_date="2026-09-01",
            )
        )


def _kin(kept: Network) -> object:
    return Moment(kept.at(TODAY)).kin


def _love(kept: Network) -> object:
    return four_questions(kept.at(TODAY))


def _gaps(kept: Network) -> object:
    return review(kept.at(TODAY))


def _budgeted(kept: Network) -> object:
    now = Moment(kept.at(TODAY))
    return four_questions(now.network, now), review(now.network, moment=now), now.kin


def _page(kept: Network) -> object:
    now = Moment(kept.at(TODAY))
    found = review(now.network, moment=now)
    beside = strengths(now.network, moment=now)
    return (
        four_questions(now.network, now),
        cards(found.gaps, beside),
        next_to_reach(now.network, now),
        after_eighteen(now.network, now),
    )


def _until(kept: Network) -> object:
    return review_until(kept, TODAY)


ASKED: tuple[tuple[str, Callable[[Network], object]], ...] = (
    ("every kin word", _kin),
    ("the four questions, kin included", _love),
    ("all 35 rules, kin included", _gaps),
    ("all three together (the budget)", _budgeted),
    ("with cards, strengths, who next, after eighteen", _page),
    ("all 35 rules, and until when they hold", _until),
)


def _median(question: Callable[[Network], object], kept: Network) -> float:
    took = []
    for _ in range(RUNS):
        fresh = kept.model_copy()
        began = time.process_time()
        question(fresh)
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took)


def main() -> None:
    """Measure and print."""
    networks = {size: Clan(size).network() for size in BUDGETS}
    print(
        f"{'processor milliseconds, median of ' + str(RUNS):50}"
        + "".join(f"{size:>10}" for size in networks)
    )
    for name, question in ASKED:
        figures = "".join(f"{_median(question, kept):10.1f}" for kept in networks.values())
        print(f"{name:50}{figures}")
    print(f"{'budget':50}" + "".join(f"{budget:10.1f}" for budget in BUDGETS.values()))
    for kept in networks.values():
        print(
            f"{len(kept.people)} people, {len(kept.relationships)} ties, {len(kept.contacts)} times: "
            f"{len(review(kept.at(TODAY)).gaps)} gaps"
        )


if __name__ == "__main__":
    main()
