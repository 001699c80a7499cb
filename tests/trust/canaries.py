"""The family of canaries: one child's map with a token of its own in every place where words can be kept."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from graph.attempts import Attempt
from graph.decisions import Decision
from graph.local_rules import LocalRule
from graph.notices import Notice
from graph.own_pictures import OwnPicture, OwnPictureLook
from graph.own_words import HouseItem, OwnView, Reply
from graph.pictures import Picture
from graph.placements import OwnPlacement, Placement
from graph.record import MapRecord
from tests.families import Family, family
from tests.trust.meeting_canaries import WRITER, meeting_records
from tests.trust.tokens import token

NAMED = "named"


@dataclass(frozen=True, slots=True)
class Canary:
    """One token: its class in the table of the matrix, and the field in which it was put."""

    token: str
    kind: str
    place: str


# Each place by the class it belongs to. A name is a place too: who stands there is told by nothing but the name.
_PLACES: Mapping[str, tuple[str, ...]] = {
    "open": (
        "child known_as",
        "mother known_as",
        "aunt known_as",
        "grandfather known_as",
        "aunt picture",
    ),
    "family": (
        "love words",
        "promise words",
        "plan words",
        "own love words",
        "own good words",
        "placing words",
        "aunt culture",
        "aunt language",
        "meeting hope",
        "meeting rules",
        "plan of the family",
        "who tells the child",
        "chosen gap words",
        "note words",
        "scale question",
        "mark words",
        "action words",
        "how the child knows",
        "offered name",
        "offered words",
    ),
    "record": (
        "child full_name",
        "mother full_name",
        "aunt area",
        "home code",
        "tie detail",
        "case status",
        "case title",
        "case jurisdiction",
        "case home type",
        "case legal code",
        "conflict",
        "aunt ref",
        "tie ref",
        "time ref",
    ),
    "code": ("case ref",),
    "address_now": ("mother area", "address"),
    "address_past": ("mother area before", "address before"),
    "phone_email": ("phone", "email"),
    "work_school": ("workplace", "school"),
    "new_name": ("other name",),
    "note": (
        "standing notes",
        "time notes",
        "tie words",
        "case story",
        "case purpose",
        "case plan",
        "professionals' words of love",
        "try next step",
        "try notes",
        "telling words",
        "decision words",
        "local rule reason",
        "invitation needs",
        "invitation arrival",
        "kept apart",
        "check notes",
        "sign-off reason",
        "placing words for few",
    ),
    "allegation": ("worry words", "disputed words", "possible words"),
    "who_told_us": ("told us", "detail reason"),
    "photo": (
        "picture without consent",
        "picture for workers",
        "picture of a confidential place",
        "picture agreed by",
    ),
    "adoption_link": ("adopter known_as", "adopter full_name", "adoption words"),
    "confidence": (
        "fear words",
        "no words",
        "own view words",
        "own dream words",
        "reply words",
        "own place words",
        "own choice words",
        "choice changed why",
        "own picture nobody looked at",
        "own picture of a confidential place",
    ),
    "to_family": ("own worry words", "own place words to family", "own picture to family"),
    "existence": (
        "hidden known_as",
        "hidden full_name",
        "hidden words",
        "hidden promise",
        "hidden culture",
        "hidden home",
        "hidden ref",
        "adults known_as",
        "adults words",
        "said by hidden",
        "try to hidden",
        "own words of hidden",
        "note about hidden",
        "note of hidden",
        "mark of hidden",
        "action of hidden",
        "gap of hidden",
        "placing by hidden",
        "placing of hidden",
        "hidden picture",
        "own picture of hidden",
    ),
}

CANARIES = tuple(
    Canary(token(place), kind, place) for kind, places in _PLACES.items() for place in places
)
BY_TOKEN: Mapping[str, Canary] = {canary.token: canary for canary in CANARIES}
TOKENS = tuple(BY_TOKEN)
# One is a name that is sung out to the room by a source who is hidden; the words are the family's, the name is not.
TOKEN_AT: Mapping[str, str] = {canary.place: canary.token for canary in CANARIES}
_T = TOKEN_AT


def canary_records(told: Family) -> tuple[MapRecord, ...]:
    """What is kept of the map besides the map itself: tries, tellings, decisions and rules of its own."""
    mother, hidden = told.id(_T["mother known_as"]), told.id(_T["hidden known_as"])
    on_map = {"child_id": told.child_id}
    return (
        Attempt(
            id="a" * 32,
            person_id=mother,
            next_step=_T["try next step"],
            notes=_T["try notes"],
            **on_map,
        ),
        Attempt(id="b" * 32, person_id=hidden, notes=_T["try to hidden"], **on_map),
        Notice(id="c" * 32, person_id=mother, words=_T["telling words"], **on_map),
        Decision(id="d" * 32, rule="G04", kind="answered", words=_T["decision words"], **on_map),
        LocalRule(
            id="e" * 32,
            threshold="g04_need",
            number="2",
            reason=_T["local rule reason"],
            **on_map,
        ),
        *_own_layer(told),
        *meeting_records(told, _T),
        *_placings(told),
        *_pictures(told),
        *_own_pictures(told),
    )


PICTURES = ("10", "12", "13", "14", "15")


def _pictures(told: Family) -> Iterator[Picture]:
    """One picture that everyone who sees the aunt sees, and four that the family must not: each holds its token."""
    agreed = {"visibility": "everyone", "agreed_by": "herself", "agreed_on": "2026-10-01"}
    named = {**agreed, "agreed_by": _T["picture agreed by"]}
    shown: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("aunt known_as", "aunt picture", named),
        ("grandfather known_as", "picture without consent", {**agreed, "agreed_by": ""}),
        ("child known_as", "picture for workers", {**agreed, "visibility": "professionals_only"}),
        ("mother known_as", "picture of a confidential place", agreed),
        ("hidden known_as", "hidden picture", agreed),
    )
    for digits, (who, place, seen) in zip(PICTURES, shown, strict=True):
        yield Picture(
            id=(digits * 16),
            child_id=told.child_id,
            person_id=told.id(_T[who]),
            kind="photo",
            content=b64encode(photograph(_T[place])).decode(),
            **seen,
        )


OWN_PICTURES = ("b1", "b2", "b3", "b4")


def _own_pictures(told: Family) -> Iterator[MapRecord]:
    """What the child gave: of themself, which was looked at, and three that the family must not see."""
    given = (
        ("child known_as", "own picture to family", "family", True),
        ("grandfather known_as", "own picture nobody looked at", "family", False),
        ("mother known_as", "own picture of a confidential place", "family", True),
        ("hidden known_as", "own picture of hidden", "everyone", True),
    )
    on_map = {"child_id": told.child_id, "by": WRITER}
    for digits, (who, place, to, was_looked_at) in zip(OWN_PICTURES, given, strict=True):
        content = b64encode(photograph(_T[place])).decode()
        person = {"person_id": told.id(_T[who]), **on_map}
        one = OwnPicture(id=digits * 16, kind="drawing", content=content, shown_to=to, **person)
        looked_for = tuple(one.looks_needed(())) if was_looked_at else ()
        yield one
        yield OwnPictureLook(
            id=f"{digits[::-1]}" * 16, picture_id=one.id, looked_for=looked_for, **person
        )


def photograph(words: str) -> bytes:
    """A true JPEG in which some words lie where no eye sees them."""
    made = BytesIO()
    Image.new("RGB", (24, 24), (120, 90, 60)).save(made, "JPEG", comment=words.encode())
    return made.getvalue()


def _own_layer(told: Family) -> tuple[MapRecord, ...]:
    """What the child said in their own layer: to the worker alone, to the family, to everyone."""
    own = {"child_id": told.child_id, "by": WRITER}
    aunt, hidden = told.id(_T["aunt known_as"]), told.id(_T["hidden known_as"])
    view = OwnView(id="f" * 32, person_id=aunt, face="happy", words=_T["own view words"], **own)
    items = (
        ("6", "dreams", "own dream words", "worker", aunt),
        ("7", "worries", "own worry words", "family", aunt),
        ("8", "good_things", "own good words", "everyone", aunt),
        ("9", "worries", "own words of hidden", "everyone", hidden),
    )
    return (
        view,
        Reply(id="5" * 32, item_id=view.id, words=_T["reply words"], **own),
        *(
            HouseItem(
                id=digit * 32, house=house, words=_T[place], shown_to=to, people_ids=(who,), **own
            )
            for digit, house, place, to, who in items
        ),
    )


def _placings(told: Family) -> tuple[MapRecord, ...]:
    """Where the child and others put people: for the worker, for the family, for few, and by or of somebody hidden."""
    child, mother, aunt, hidden, grandfather = (
        told.id(_T[f"{who} known_as"])
        for who in ("child", "mother", "aunt", "hidden", "grandfather")
    )
    said = (
        ("1", mother, aunt, "placing words", "everyone"),
        ("2", mother, grandfather, "placing words for few", "professionals_only"),
        ("3", hidden, aunt, "placing by hidden", "everyone"),
        ("4", aunt, hidden, "placing of hidden", "everyone"),
    )
    own = (
        ("a", aunt, "own place words", "worker"),
        ("b", mother, "own place words to family", "family"),
    )
    return (
        *(
            Placement(
                id=f"9{digit}" * 16,
                child_id=child,
                voice_id=voice,
                person_id=person,
                circle="close",
                words=_T[place],
                visibility=level,
            )
            for digit, voice, person, place, level in said
        ),
        *(
            OwnPlacement(
                id=f"9{digit}" * 16,
                child_id=child,
                by=WRITER,
                person_id=person,
                circle="heart",
                words=_T[place],
                shown_to=to,
            )
            for digit, person, place, to in own
        ),
    )


def canary_family(named_worker: str = NAMED) -> Family:
    """The whole map; `named_worker` is the id of the account that may read the details."""
    told = family(_T["child known_as"], full_name=_T["child full_name"], dob="2015-03-04")
    _add_people(told)
    _add_ties(told)
    _add_words(told)
    _add_places(told)
    _add_details(told, named_worker)
    return told.about(
        ref=_T["case ref"],
        title=_T["case title"],
        jurisdiction=_T["case jurisdiction"],
        legal_status_code=_T["case legal code"],
        legal_status_text=_T["case status"],
        home_type_code=_T["case home type"],
        permanence_plan=_T["case plan"],
        meeting_purpose=_T["case purpose"],
        story=_T["case story"],
    )


def _add_people(told: Family) -> None:
    told.mother(_T["mother known_as"], full_name=_T["mother full_name"], address_confidential=True)
    told.adult(
        _T["aunt known_as"],
        "female",
        culture_tags=_T["aunt culture"],
        languages=_T["aunt language"],
        notes=_T["standing notes"],
        ref=_T["aunt ref"],
    )
    told.father(_T["grandfather known_as"], of=_T["mother known_as"], stance=())
    told.adult(
        _T["hidden known_as"],
        full_name=_T["hidden full_name"],
        culture_tags=_T["hidden culture"],
        ref=_T["hidden ref"],
        visibility="professionals_only",
    )
    told.adult(_T["adults known_as"], visibility="adults_only")
    told.adult(
        _T["adopter known_as"],
        "female",
        full_name=_T["adopter full_name"],
        visibility="professionals_only",
    )


def _add_ties(told: Family) -> None:
    child, mother, aunt = told.child, _T["mother known_as"], _T["aunt known_as"]
    told.tie("birth_parent", _T["grandfather known_as"], aunt)
    told.tie("godparent", aunt, child, words=_T["tie words"], detail=_T["tie detail"])
    told.tie(
        "family_friend",
        aunt,
        mother,
        conflict_group=_T["conflict"],
        ref=_T["tie ref"],
        ref_case=_T["case ref"],
    )
    told.tie("adoptive_parent", _T["adopter known_as"], child, words=_T["adoption words"])
    told.tie("possible_birth_parent", _T["grandfather known_as"], child, words=_T["possible words"])
    told.tie("neighbour", aunt, mother, certainty="disputed", words=_T["disputed words"])
    told.tie("friend", _T["hidden known_as"], child, words=_T["hidden words"])


def _add_words(told: Family) -> None:
    child, mother, aunt = told.child, _T["mother known_as"], _T["aunt known_as"]
    hidden = _T["hidden known_as"]
    told.says(mother, "loves", child, _T["love words"])
    told.says(child, "loves", aunt, _T["own love words"])
    told.promises(aunt, "meals", _T["promise words"])
    told.promises(hidden, "meals", _T["hidden promise"])
    told.tie("family_time_plan", aunt, child, plan_every_days=14, words=_T["plan words"])
    told.says(aunt, "worries_about", child, _T["worry words"])
    told.says(child, "afraid_of", _T["grandfather known_as"], _T["fear words"])
    told.says(child, "does_not_want_to_see", _T["grandfather known_as"], _T["no words"])
    told.says(_T["adults known_as"], "loves", child, _T["adults words"])
    told.says(hidden, "loves", child, _T["said by hidden"])
    told.says(
        _T["grandfather known_as"],
        "loves",
        child,
        _T["professionals' words of love"],
        visibility="professionals_only",
    )
    told.tie("loves", aunt, child, said_by=hidden, source_type="family_member", words="She does.")


def _add_places(told: Family) -> None:
    mother, aunt = _T["mother known_as"], _T["aunt known_as"]
    told.lives(_T["home code"], told.child, aunt, area=_T["aunt area"])
    told.lives("H2", mother, area=_T["mother area"], start_date="2026-01-01")
    told.lives("H3", mother, area=_T["mother area before"], end_date="2025-12-31")
    told.lives(_T["hidden home"], _T["hidden known_as"])
    told.together(aunt, "2026-11-01", notes=_T["time notes"], ref=_T["time ref"], child_view=2)
    told.together(mother, "2026-10-20", happened="cancelled_by_service")
    told.matters(aunt)
    told.stance(_T["grandfather known_as"], "not_safe")


def _add_details(told: Family, named_worker: str) -> None:
    kinds = {
        "address": "address",
        "phone": "phone",
        "email": "email",
        "workplace": "workplace",
        "school": "school",
        "other name": "other_name",
        "told us": "told_us",
    }
    mother = _T["mother known_as"]
    for place, kind in kinds.items():
        told.detail(mother, kind, _T[place], may_see=(named_worker,), reason=_T["detail reason"])
    told.detail(
        mother, "address", _T["address before"], end_date="2025-12-31", may_see=(named_worker,)
    )
