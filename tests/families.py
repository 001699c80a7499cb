"""Families in words, for every test: `family("Amy").mother("Beth").brother("Cai")`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from graph.cases import Case
from graph.contacts import Contact
from graph.details import Detail
from graph.journal import Event
from graph.network import Network
from graph.people import Person
from graph.pictures import Picture
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stays import Stay
from graph.stores.protocol import Store, put_all
from graph.vocabulary import RELATIONSHIP_KINDS

TODAY = date(2026, 11, 16)
_IN_TOUCH = ({"to": "engaged", "on": "2026-01-01"},)
_OF_STANDING = frozenset(Standing.model_fields) - {"id", "child_id", "person_id"}


def family(child: str, **fields: Any) -> Family:
    """A map with one child on it; `fields` are the child's, as a person or as a standing."""
    return Family(child, fields)


class Family:
    """One child's map, told person by person; a name used before means the same person."""

    def __init__(self, child: str, fields: dict[str, Any]) -> None:
        """Begin with the child alone."""
        self.child = child
        self.people: dict[str, Person] = {}
        self.standings: dict[str, Standing] = {}
        self.relationships: list[Relationship] = []
        self.contacts: list[Contact] = []
        self.stays: list[Stay] = []
        self.details: list[Detail] = []
        self.pictures: list[Picture] = []
        self.case = Case(id=self._id("case"), child_id=self.id(child))
        self.person(child, **{"network_kind": "child", "life_status": "alive", **fields})

    @property
    def child_id(self) -> str:
        """The id of the child, which is the id of the map."""
        return self.id(self.child)

    def id(self, name: str) -> str:
        """The id of the person with a name: always the same, and without the name in it."""
        return self._id(f"person {name}")

    def known(self, person_id: str) -> str:
        """The name of the person with an id."""
        return next(name for name, person in self.people.items() if person.id == person_id)

    def _id(self, what: str) -> str:
        return sha256(f"{self.child} {what}".encode()).hexdigest()[:32]

    def person(self, name: str, **fields: Any) -> Family:
        """Somebody of any kind; again for the same name to change what is known of them."""
        ours = {key: value for key, value in fields.items() if key in _OF_STANDING}
        theirs = {key: value for key, value in fields.items() if key not in _OF_STANDING}
        before = self.people.get(name)
        if before is None:
            person = {"id": self.id(name), "full_name": name, "life_status": "alive", **theirs}
            standing = {"known_as": name, **ours}
        else:
            person = {**before.model_dump(), **theirs}
            standing = {**self.standings[name].model_dump(), **ours}
        standing |= {
            "id": self._id(f"standing {name}"),
            "child_id": self.child_id,
            "person_id": self.id(name),
        }
        self.people[name] = Person(**person)
        self.standings[name] = Standing(**standing)
        return self

    def adult(self, name: str, gender: str = "unknown", **fields: Any) -> Family:
        """A grown-up who is known and with whom nothing is wrong."""
        return self.person(
            name, **{"gender": gender, "life_stage": "adult", "ladder": _IN_TOUCH, **fields}
        )

    def pet(self, name: str, **fields: Any) -> Family:
        """The child’s own pet."""
        self.person(name, entity_type="pet", network_kind="pet", **fields)
        return self.tie("pet_of", name, self.child)

    def placeholder(self, name: str, **fields: Any) -> Family:
        """An empty chair."""
        return self.person(
            name,
            **{
                "entity_type": "placeholder",
                "network_kind": "placeholder",
                "full_name": "",
                **fields,
            },
        )

    def mother(self, name: str, of: str = "", **fields: Any) -> Family:
        """The mother of somebody, of the child where nobody is named."""
        return self.parent(name, of, gender="female", **fields)

    def father(self, name: str, of: str = "", **fields: Any) -> Family:
        """The father of somebody, of the child where nobody is named."""
        return self.parent(name, of, gender="male", **fields)

    def parent(self, name: str, of: str = "", kind: str = "birth_parent", **fields: Any) -> Family:
        """A parent of any kind."""
        if name not in self.people:
            self.adult(name, **fields)
        return self.tie(kind, name, of or self.child)

    def brother(self, name: str, of: str = "", **fields: Any) -> Family:
        """A brother with the same recorded parents."""
        return self.sibling(name, of, gender="male", **fields)

    def sister(self, name: str, of: str = "", **fields: Any) -> Family:
        """A sister with the same recorded parents."""
        return self.sibling(name, of, gender="female", **fields)

    def sibling(
        self, name: str, of: str = "", through: Iterable[str] = (), **fields: Any
    ) -> Family:
        """A brother or sister by the parents in `through`, or by all recorded so far."""
        self.person(name, **fields)
        parents = tuple(through) or self.parents(of or self.child)
        for parent in parents:
            self.tie("birth_parent", parent, name)
        return self

    def parents(self, name: str) -> tuple[str, ...]:
        """The names of the birth parents recorded so far."""
        found = [
            r.from_id
            for r in self.relationships
            if r.kind == "birth_parent" and r.to_id == self.id(name)
        ]
        return tuple(known for known, person in self.people.items() if person.id in found)

    def partners(self, one: str, other: str, detail: str = "married", **fields: Any) -> Family:
        """A couple."""
        return self.tie("partner", one, other, detail=detail, **fields)

    def friend(self, name: str, **fields: Any) -> Family:
        """A friend of the child."""
        if name not in self.people:
            self.person(name, **fields)
        return self.tie("friend", name, self.child)

    def carer(self, name: str, kind: str = "foster_carer", **fields: Any) -> Family:
        """Somebody who looks after the child as a carer."""
        if name not in self.people:
            self.adult(name, **{"network_kind": "carer", **fields})
        return self.tie(kind, name, self.child)

    def professional(self, name: str, role: str = "social_worker", **fields: Any) -> Family:
        """Somebody whose job it is."""
        if name not in self.people:
            self.adult(
                name,
                **{
                    "network_kind": "professional",
                    "professional_role": role,
                    "ladder": (),
                    **fields,
                },
            )
        return self.tie("professional", name, self.child, detail=role)

    def tie(self, kind: str, one: str, other: str, **fields: Any) -> Family:
        """One relationship of any kind, from one person to another, both named before."""
        shared = RELATIONSHIP_KINDS[kind].is_shared
        said_by = fields.pop("said_by", "")
        row = {
            "id": self._id(f"tie {len(self.relationships)}"),
            "child_id": "" if shared else self.child_id,
            "from_id": self._known(one),
            "to_id": self._known(other),
            "kind": kind,
            "source_id": self._known(said_by) if said_by else "",
            **fields,
        }
        self.relationships.append(Relationship(**row))
        return self

    def says(
        self, who: str, kind: str, whom: str, words: str = "", on: str = "2026-10-01", **fields: Any
    ) -> Family:
        """A statement in somebody’s own words: `says("Beth", "loves", "Amy", "Mine.")`."""
        source = "child_words" if who == self.child else "person_words"
        return self.tie(
            kind,
            who,
            whom,
            words=words,
            **{"source_type": source, "said_by": who, "source_date": on, **fields},
        )

    def promises(self, who: str, promise: str, words: str = "", **fields: Any) -> Family:
        """A promise to the child."""
        more = {"source_type": "person_words", "said_by": who, "source_date": "2026-10-01"}
        return self.tie(
            "promise", who, self.child, detail=promise, words=words, **{**more, **fields}
        )

    def together(self, name: str, on: str, kind: str = "face_to_face", **fields: Any) -> Family:
        """One time with the child, together or apart."""
        row = {
            "id": self._id(f"contact {len(self.contacts)}"),
            "child_id": self.child_id,
            "person_id": self._known(name),
            "date": on,
            "contact_type": kind,
            **fields,
        }
        self.contacts.append(Contact(**row))
        return self

    def lives(self, home: str, *names: str, area: str = "", **fields: Any) -> Family:
        """People who share a home."""
        for name in names:
            row = {
                "id": self._id(f"stay {len(self.stays)}"),
                "child_id": self.child_id,
                "person_id": self._known(name),
                "home_code": home,
                "area": area,
                **fields,
            }
            self.stays.append(Stay(**row))
        return self

    def detail(self, name: str, kind: str, text: str, **fields: Any) -> Family:
        """A protected fact about somebody."""
        row = {
            "id": self._id(f"detail {len(self.details)}"),
            "child_id": self.child_id,
            "person_id": self._known(name),
            "kind": kind,
            "text": text,
            **fields,
        }
        self.details.append(Detail(**row))
        return self

    def about(self, **fields: Any) -> Family:
        """What the head of the map says."""
        self.case = Case(**{**self.case.model_dump(), **fields})
        return self

    def stance(self, name: str, to: str, on: str = "2026-01-01") -> Family:
        """How safe somebody is held to be, from a day."""
        return self._moved(name, "stance", to, on)

    def found(self, name: str, to: str, on: str = "2026-01-01") -> Family:
        """The rung of the ladder that somebody has reached."""
        return self._moved(name, "ladder", to, on)

    def matters(self, name: str, to: str = "yes", on: str = "2026-01-01") -> Family:
        """Whether the child says that somebody matters."""
        return self._moved(name, "importance", to, on)

    def picture(self, name: str, **fields: Any) -> Family:
        """A mark for somebody, to which they agreed and which everyone may see, unless told otherwise."""
        known = {"kind": "mark", "content": "fish", "visibility": "everyone"}
        agreed = {"agreed_by": "herself", "agreed_on": "2026-10-01", "on": "2026-10-01"}
        ids = {"id": self._id(f"picture {name}"), "child_id": self.child_id}
        made = {**ids, "person_id": self._known(name), **known, **agreed, **fields}
        self.pictures.append(Picture(**made))
        return self

    def _moved(self, name: str, column: str, to: str, on: str) -> Family:
        moves = [move.model_dump() for move in getattr(self.standings[name], column)]
        return self.person(name, **{column: [*moves, {"to": to, "on": on}]})

    def _known(self, name: str) -> str:
        if name not in self.people:
            raise KeyError(f"Nobody called {name} was named before.")
        return self.id(name)

    def records(self) -> tuple[Record, ...]:
        """Everything, in an order that a store can take it in."""
        return (
            *self.people.values(),
            self.case,
            *self.standings.values(),
            *self.relationships,
            *self.contacts,
            *self.stays,
            *self.details,
            *self.pictures,
        )

    def network(self, on: date = TODAY) -> Network:
        """The whole map in memory, on a day."""
        return self.kept().at(on)

    def kept(self) -> Network:
        """The whole map in memory as it is kept, read at no day."""
        return Network(
            child_id=self.child_id,
            case=self.case,
            people={person.id: person for person in self.people.values()},
            standings={standing.person_id: standing for standing in self.standings.values()},
            relationships=tuple(self.relationships),
            contacts=tuple(self.contacts),
            stays=tuple(self.stays),
        )

    def put_into(self, store: Store, actor: str = "tests") -> str:
        """Save everything in one change, and give back the child’s id."""
        with store.writer(Event(actor=actor, action="added", chain=self.child_id)) as writer:
            put_all(writer, self.records())
        return self.child_id
