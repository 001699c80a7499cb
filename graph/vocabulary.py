"""The closed vocabularies, as tables that screens, importers, stores, legend and help all read.

Codes are ASCII and are those of the workbook. Labels are the English message ids that the language files translate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import AfterValidator

from graph.meeting_tables import MEETING_TABLES
from graph.sensitivity import CHILD_PRIVATE, FAMILY, OPEN, RECORD, Sensitivity


@dataclass(frozen=True, slots=True)
class RelationshipKind:
    """One kind of tie: read forwards ("mother of") and backwards, who may see it, and how it is drawn.

    `details` lists the closed sub-kinds; any other text in `detail` is the record's, not the family's.
    """

    code: str
    family: str
    label: str
    label_back: str
    sensitivity: Sensitivity = OPEN
    is_symmetric: bool = False
    is_shared: bool = False
    line: str = "solid"
    hl7: str = ""
    details: tuple[str, ...] = ()
    is_bond: bool = False


@dataclass(frozen=True, slots=True)
class ContactType:
    """One way of being together or in touch."""

    code: str
    label: str
    is_direct: bool


PROMISES: Mapping[str, str] = {
    "call_any_time": "You can ring at any time",
    "emergency_place": "A place to go in an emergency",
    "home_for_life": "A home for life",
    "holidays": "A home for holidays and festivals",
    "birthdays": "Being there on birthdays",
    "meals": "Meals together",
    "respite": "Sleepovers",
    "family_time_host": "A place for family time",
    "lifts": "Lifts",
    "someone_to_talk_to": "Someone to talk to",
    "school_events": "Coming to school events",
    "health_appointments": "Coming to health appointments",
    "job_help": "Help with finding work",
    "money_advice": "Advice about money",
    "laundry": "A place to do laundry",
    "storage": "A place to keep things",
    "letters": "Letters",
    "family_story": "Keeping the family’s stories and pictures",
    "culture_teaching": "Teaching culture and language",
    "faith_support": "Sharing faith",
    "pet_care": "Looking after a pet",
}

PROFESSIONAL_ROLES: Mapping[str, str] = {
    "social_worker": "social worker",
    "independent_reviewing_officer": "independent reviewing officer",
    "supervising_social_worker": "supervising social worker",
    "personal_adviser": "personal adviser",
    "family_group_coordinator": "family group coordinator",
    "lifelong_links_coordinator": "Lifelong Links coordinator",
    "advocate": "advocate",
    "childrens_guardian": "children's guardian",
    "guardian_ad_litem": "guardian ad litem",
    "tribal_representative": "tribal representative",
    "health_visitor": "health visitor",
    "school_nurse": "school nurse",
    "midwife": "midwife",
    "gp": "family doctor",
    "paediatrician": "paediatrician",
    "psychologist": "psychologist",
    "therapist": "therapist",
    "counsellor": "counsellor",
    "teacher": "teacher",
    "designated_safeguarding_lead": "school safeguarding lead",
    "school_pastoral": "school pastoral lead",
    "learning_mentor": "learning mentor",
    "tutor": "tutor",
    "virtual_school": "virtual school teacher",
    "residential_key_worker": "key worker at the home",
    "support_worker": "support worker",
    "youth_worker": "youth worker",
    "youth_justice_worker": "youth justice worker",
    "police": "police officer",
    "domestic_abuse_adviser": "domestic abuse adviser",
    "solicitor": "solicitor",
    "housing_officer": "housing officer",
    "kinship_assessor": "kinship assessor",
    "adoption_worker": "adoption worker",
    "community_liaison": "community liaison worker",
    "family_tracing_worker": "family tracing worker",
    "interpreter": "interpreter",
    "manager": "manager",
}

COUPLES = ("married", "civil_partnership", "cohabiting", "relationship")
SIBLINGS = ("full", "half")
FRIENDS = ("best friend", "girlfriend", "boyfriend")


def _kin(code: str, label: str, back: str, **more: object) -> RelationshipKind:
    return RelationshipKind(code, "kin", label, back, is_shared=True, **more)  # type: ignore[arg-type]


def _care(code: str, label: str, back: str, **more: object) -> RelationshipKind:
    return RelationshipKind(code, "care", label, back, **more)  # type: ignore[arg-type]


def _kith(code: str, label: str, back: str, **more: object) -> RelationshipKind:
    return RelationshipKind(code, "kith", label, back, is_shared=True, **more)  # type: ignore[arg-type]


def _said(code: str, label: str, back: str, seen: Sensitivity) -> RelationshipKind:
    return RelationshipKind(code, "statement", label, back, sensitivity=seen, line="heart")


_KINDS = (
    _kin("birth_parent", "mother or father of", "child of"),
    _kin("legal_parent", "legal parent of", "child of"),
    _kin("adoptive_parent", "adoptive parent of", "adopted child of", line="adopted"),
    _kin(
        "possible_birth_parent",
        "possibly a parent of",
        "possibly a child of",
        sensitivity=RECORD,
        line="dotted",
    ),
    _kin("donor", "donor for", "conceived with the help of", sensitivity=RECORD, line="dotted"),
    _kin(
        "sibling",
        "brother or sister of",
        "brother or sister of",
        is_symmetric=True,
        details=SIBLINGS,
    ),
    _kin("twin", "twin of", "twin of", is_symmetric=True, hl7="TWIN", details=SIBLINGS),
    RelationshipKind(
        "partner",
        "couple",
        "partner of",
        "partner of",
        is_symmetric=True,
        is_shared=True,
        line="couple",
        details=COUPLES,
    ),
    _care("foster_carer", "foster carer of", "looked after by", line="fostered", is_bond=True),
    _care("kinship_carer", "family carer of", "looked after by", line="fostered", is_bond=True),
    _care("special_guardian", "special guardian of", "looked after by", is_bond=True),
    _care(
        "prospective_carer",
        "may become a carer of",
        "may be looked after by",
        sensitivity=RECORD,
        line="dotted",
    ),
    _care("host_carer", "host of", "hosted by", line="fostered", is_bond=True),
    _care("residential_worker", "worker in the home of", "looked after by", is_bond=True),
    _care("carer_family", "in the carer’s family of", "shares a carer’s family with"),
    _care("step_parent", "step-parent of", "stepchild of", is_bond=True),
    _kith("godparent", "godparent of", "godchild of", is_bond=True),
    _kith(
        "friend",
        "friend of",
        "friend of",
        is_symmetric=True,
        hl7="FRND",
        details=FRIENDS,
        is_bond=True,
    ),
    _kith("family_friend", "family friend of", "family friend of", hl7="FRND", is_bond=True),
    _kith("neighbour", "neighbour of", "neighbour of", is_symmetric=True, hl7="NBOR", is_bond=True),
    _kith("faith", "shares faith with", "shares faith with", is_bond=True),
    _kith("school", "from the school of", "at school with", is_bond=True),
    _kith("community", "from the community of", "in a community with", is_bond=True),
    _kith("mentor", "mentor of", "mentored by", is_bond=True),
    _kith("independent_visitor", "independent visitor of", "visited by", is_bond=True),
    _kith("ceremonial_kin", "ceremonial kin of", "ceremonial kin of", is_bond=True),
    _kith("former_professional", "once worked with", "once helped by", is_bond=True),
    _kith("pet_of", "pet of", "looks after"),
    RelationshipKind(
        "professional",
        "professional",
        "works with",
        "helped by",
        line="thin",
        details=tuple(PROFESSIONAL_ROLES),
    ),
    RelationshipKind(
        "parental_responsibility",
        "law",
        "has parental responsibility for",
        "in the responsibility of",
        sensitivity=RECORD,
    ),
    RelationshipKind(
        "court_order",
        "law",
        "is bound by a court order about",
        "is protected by an order on",
        sensitivity=RECORD,
    ),
    _said("loves", "loves", "is loved by", FAMILY),
    _said("misses", "misses", "is missed by", FAMILY),
    _said("important", "says this person matters:", "matters to", FAMILY),
    _said("wants_to_see", "wants to see", "is wanted by", FAMILY),
    _said("trusts", "trusts", "is trusted by", FAMILY),
    _said("worries_about", "worries about", "is a worry to", RECORD),
    _said("afraid_of", "is afraid of", "frightens", CHILD_PRIVATE),
    _said("does_not_want_to_see", "does not want to see", "is not wanted by", CHILD_PRIVATE),
    RelationshipKind(
        "family_time_plan",
        "plan",
        "has family time planned with",
        "has family time planned with",
        sensitivity=FAMILY,
    ),
    RelationshipKind(
        "promise",
        "plan",
        "has promised",
        "was promised by",
        sensitivity=FAMILY,
        details=tuple(PROMISES),
    ),
    RelationshipKind(
        "memory_keeper", "plan", "keeps the memory of", "is remembered by", sensitivity=FAMILY
    ),
)

RELATIONSHIP_KINDS: Mapping[str, RelationshipKind] = {kind.code: kind for kind in _KINDS}

PARENT_KINDS = frozenset({"birth_parent", "legal_parent", "adoptive_parent"})
SIBLING_KINDS = frozenset({"sibling", "twin"})
STATEMENT_KINDS = frozenset(kind.code for kind in _KINDS if kind.family == "statement")
BOND_KINDS = frozenset(kind.code for kind in _KINDS if kind.is_bond)

CONTACT_TYPES: Mapping[str, ContactType] = {
    kind.code: kind
    for kind in (
        ContactType("face_to_face", "together", is_direct=True),
        ContactType("supervised_face_to_face", "together, with a worker there", is_direct=True),
        ContactType("overnight", "stayed overnight", is_direct=True),
        ContactType("home_visit", "visited at home", is_direct=True),
        ContactType("outing", "went out together", is_direct=True),
        ContactType("phone", "spoke on the phone", is_direct=False),
        ContactType("video", "a video call", is_direct=False),
        ContactType("message", "a message", is_direct=False),
        ContactType("letterbox", "letterbox", is_direct=False),
        ContactType("letter_card", "a letter or card", is_direct=False),
        ContactType("social_media", "social media", is_direct=False),
    )
}

VISIBILITY: Mapping[str, str] = {
    "everyone": "everyone",
    "adults_only": "adults only",
    "professionals_only": "professionals only",
}
MOST_PROTECTIVE_LAST = tuple(VISIBILITY)

FINDING_STATUS: Mapping[str, str] = {
    "not_traced": "not yet found",
    "discovered": "name known, not yet spoken to",
    "contacted": "first contact made",
    "engaged": "in touch",
    "committed": "has offered something definite",
    "lifelong": "here for life",
    "declined": "has said not now",
    "do_not_contact": "not to be contacted",
    "n/a": "not asked",
}

SAFETY_STANCE: Mapping[str, str] = {
    "safe": "safe",
    "safe_with_support": "safe with support",
    "not_safe": "not safe",
    "unknown": "safety not yet asked about",
    "n/a": "not asked",
}

TABLES: Mapping[str, Mapping[str, object]] = {
    "relationship_kind": RELATIONSHIP_KINDS,
    "contact_type": CONTACT_TYPES,
    "visibility": VISIBILITY,
    "finding_status": FINDING_STATUS,
    "safety_stance": SAFETY_STANCE,
    "professional_role": {**PROFESSIONAL_ROLES, "": "none"},
    "promise": PROMISES,
    "entity_type": {
        "person": "person",
        "pet": "pet",
        "placeholder": "not yet known",
        "unborn": "unborn child",
    },
    "network_kind": {
        "child": "the child",
        "natural": "family and friends",
        "carer": "carers",
        "professional": "people whose job it is",
        "pet": "pets",
        "placeholder": "not yet known",
    },
    "gender": {
        "female": "female",
        "male": "male",
        "nonbinary": "nonbinary",
        "unknown": "not recorded",
    },
    "dob_precision": {
        "": "not recorded",
        "day": "to the day",
        "month": "to the month",
        "year": "to the year",
        "about": "about",
        "unknown": "not known",
    },
    "life_status": {
        "alive": "alive",
        "died": "has died",
        "unknown": "not known",
        "unborn": "not yet born",
    },
    "life_stage": {
        "baby": "baby",
        "child": "child",
        "young_person": "young person",
        "adult": "adult",
        "unknown": "not known",
    },
    "safety_plan": {
        "": "not recorded",
        "yes": "agreed",
        "no": "not yet agreed",
        "not_needed": "not needed",
    },
    "child_says_important": {
        "yes": "matters",
        "no": "does not matter",
        "not_asked": "not asked",
        "not_now": "not now",
        "n/a": "does not apply",
    },
    "status": {
        "current": "current",
        "ended": "ended",
        "disputed": "disputed",
        "planned": "planned",
        "retracted": "taken back",
    },
    "quality": {
        "": "not recorded",
        "strong": "strong",
        "good": "good",
        "ordinary": "ordinary",
        "tenuous": "thin",
        "stressful": "under strain",
        "cut_off": "cut off",
        "unknown": "not known",
    },
    "plan_mode": {
        "": "not recorded",
        "in_person": "together",
        "supervised_in_person": "together, with a worker there",
        "phone": "on the phone",
        "video": "by video",
        "letter_card": "by letter or card",
        "letterbox": "by letterbox",
    },
    "source_type": {
        "": "not recorded",
        "child_words": "the child’s own words",
        "person_words": "the person’s own words",
        "family_member": "a family member",
        "carer_words": "a carer",
        "professional_observation": "a professional saw it",
        "record": "a record",
        "social_media": "social media",
        "hearsay": "hearsay",
    },
    "certainty": {
        "": "not recorded",
        "confirmed": "certain",
        "likely": "likely",
        "possible": "possible",
        "disputed": "disputed",
        "unknown": "not known",
    },
    "happened": {
        "yes": "happened",
        "cancelled_by_service": "we cancelled",
        "cancelled_by_family": "the family cancelled",
        "did_not_attend": "did not come",
        "child_said_no": "the child said no",
    },
    "yes_no": {"": "not recorded", "yes": "yes", "no": "no"},
    "role": {
        "administrator": "system administrator",
        "practitioner": "practitioner",
        "manager": "supervising manager",
        "facilitator": "facilitator",
        "family_finder": "family-finding worker",
        "adoption": "adoption team",
        "reviewing_officer": "reviewing officer",
        "auditor": "auditor",
        "out_of_hours": "out-of-hours worker",
        "partner": "partner professional",
        "family_member": "family member",
        "child": "child or young person",
    },
    "grant_kind": {
        "allocated": "allocated",
        "involved": "involved",
        "team": "team",
        "break_glass": "opened in an emergency",
        "barred": "closed: a relative or one’s own record",
        "own": "the child’s own map",
    },
    "shared_form": {
        "map": "the map, with the list of the people on it and a page for each",
        "people": "the list of people, with a page for each",
        "love": "who loves the child",
    },
    "attempt_how": {
        "phone": "rang",
        "letter": "wrote a letter",
        "message": "sent a message",
        "email": "sent an e-mail",
        "visit": "went to see them",
        "through_someone": "asked somebody who knows them",
        "search": "searched records",
    },
    "attempt_outcome": {
        "no_answer": "no answer",
        "left_word": "left word",
        "wrong_details": "the details were wrong",
        "spoke": "spoke",
        "wants_in": "wants to be part of this",
        "not_now": "has said not now",
        "found": "found them",
    },
    "decision_kind": {
        "answered": "answered",
        "parked": "parked",
        "wrong": "marked as wrong",
        "opened_again": "opened again",
    },
    "own_face": {
        "": "no face chosen",
        "happy": "happy",
        "calm": "calm",
        "mixed": "mixed up",
        "sad": "sad",
        "worried": "worried",
        "cross": "cross",
    },
    "own_circle": {
        "": "not placed",
        "heart": "In the heart",
        "close": "Close",
        "in_touch": "In touch",
        "out_there": "Out there",
    },
    "own_house": {
        "good_things": "Good things",
        "worries": "Worries",
        "dreams": "Dreams",
    },
    "shown_to": {
        "worker": "Only me and my worker",
        "family": "My family too",
        "everyone": "Everyone who helps me, and my family",
    },
    "picture_kind": {
        "photo": "a photograph",
        "drawing": "a drawing",
        "mark": "a mark chosen for them",
    },
    "picture_mark": {
        "sun": "sun",
        "moon": "moon",
        "star": "star",
        "flower": "flower",
        "tree": "tree",
        "cat": "cat",
        "bird": "bird",
        "fish": "fish",
        "butterfly": "butterfly",
        "boat": "boat",
        "ball": "ball",
        "note": "music",
        "baby": "baby",
        "girl": "girl",
        "boy": "boy",
        "woman": "woman",
        "man": "man",
        "old_woman": "granny",
        "old_man": "grandpa",
        "dog": "dog",
        "rabbit": "rabbit",
        "bear": "bear",
        "fox": "fox",
        "panda": "panda",
        "horse": "horse",
        "unicorn": "unicorn",
        "frog": "frog",
        "penguin": "penguin",
        "owl": "owl",
        "turtle": "turtle",
        "dolphin": "dolphin",
        "bee": "bee",
        "rainbow": "rainbow",
        "sunflower": "sunflower",
        "snowman": "snowman",
        "fire": "fire",
        "apple": "apple",
        "strawberry": "strawberry",
        "cake": "cake",
        "bicycle": "bicycle",
        "car": "car",
        "train": "train",
        "rocket": "rocket",
        "guitar": "guitar",
        "books": "books",
        "paints": "paints",
        "crown": "crown",
        "teddy": "teddy",
    },
    "detail_kind": {
        "address": "address",
        "phone": "phone",
        "email": "e-mail",
        "workplace": "workplace",
        "school": "school",
        "other_name": "other name",
        "told_us": "who told us",
    },
    **MEETING_TABLES,
}


def code(table: str) -> AfterValidator:
    """A check that a value is one of a table's codes; used in field declarations."""

    def is_known(value: str) -> str:
        if value not in TABLES[table]:
            known = ", ".join(sorted(word for word in TABLES[table] if word))
            message = f"“{value[:40]}” is not a code kith knows here. Use one of: {known}."
            raise ValueError(message)
        return value

    return AfterValidator(is_known)


def more_protective(one: str, other: str) -> str:
    """The visibility that shows a thing to fewer people."""
    return max(one, other, key=MOST_PROTECTIVE_LAST.index)
