"""The English words by which people say how somebody belongs; another language is another module with these names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.vocabulary import PROFESSIONAL_ROLES

UP, DOWN, ACROSS, PARTNER, TIE = "up", "down", "across", "partner", "tie"


@dataclass(frozen=True, slots=True)
class Step:
    """One step from somebody to somebody else: to a parent, a child, a brother or sister, a partner, or along a tie.

    `is_implied`: nobody said which one was meant (a grandmother is some parent’s mother), so it has to be asked.
    """

    way: str
    gender: str = "unknown"
    kind: str = ""
    detail: str = ""
    status: str = "current"
    is_implied: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """What one word stands for: the steps to whoever it names, and what is known of them by it."""

    steps: tuple[Step, ...]
    network_kind: str = "natural"
    entity_type: str = "person"
    role: str = ""
    is_adult: bool = False

    @property
    def gender(self) -> str:
        """The gender that the word itself says."""
        return self.steps[-1].gender


_SOME_PARENT = Step(UP, is_implied=True)
_SOME_SIBLING = Step(ACROSS, is_implied=True)
_SOME_CHILD = Step(DOWN, is_implied=True)
_SOME_STEP_PARENT = Step(TIE, kind="step_parent", is_implied=True)
HALF = "half"
_F, _M, _N = "female", "male", "unknown"

# Each word for a relative, by the steps before the last, the last one, and the words for her, for him and for either.
_RELATIVES: tuple[tuple[tuple[Step, ...], str, tuple[str, str, str]], ...] = (
    (
        (),
        UP,
        (
            "mother mum mummy mam mammy mom mommy mama",
            "father dad daddy papa",
            "parent",
        ),
    ),
    ((), ACROSS, ("sister", "brother", "sibling")),
    ((), DOWN, ("daughter", "son", "child")),
    (
        (_SOME_PARENT,),
        UP,
        (
            "grandmother grandma gran granny nan nana nanny gramma",
            "grandfather grandad granddad grandpa gramps",
            "grandparent",
        ),
    ),
    (
        (_SOME_PARENT, _SOME_PARENT),
        UP,
        (
            "great-grandmother great-grandma great-gran great-granny great-nan great-nana",
            "great-grandfather great-grandad great-granddad great-grandpa",
            "great-grandparent",
        ),
    ),
    ((_SOME_PARENT,), ACROSS, ("aunt auntie aunty", "uncle", "")),
    ((_SOME_PARENT, _SOME_PARENT), ACROSS, ("great-aunt great-auntie", "great-uncle", "")),
    ((_SOME_PARENT, _SOME_SIBLING), DOWN, ("", "", "cousin")),
    ((_SOME_SIBLING,), DOWN, ("niece", "nephew", "")),
    ((_SOME_CHILD,), DOWN, ("granddaughter", "grandson", "grandchild")),
    ((_SOME_STEP_PARENT,), DOWN, ("stepsister", "stepbrother", "stepsibling")),
)
_GROWN_UP = frozenset({UP, ACROSS})

# Each word for a partner or for a tie that is kept as it is said: gender, kind, detail, status, what they are here as.
_COUPLES: Mapping[str, tuple[str, str, str]] = {
    "partner": (_N, "", "current"),
    "wife": (_F, "married", "current"),
    "husband": (_M, "married", "current"),
    "girlfriend": (_F, "relationship", "current"),
    "boyfriend": (_M, "relationship", "current"),
    "ex": (_N, "", "ended"),
    "ex-partner": (_N, "", "ended"),
    "ex-wife": (_F, "married", "ended"),
    "ex-husband": (_M, "married", "ended"),
    "ex-girlfriend": (_F, "relationship", "ended"),
    "ex-boyfriend": (_M, "relationship", "ended"),
}
_TIES: Mapping[str, tuple[str, str, str]] = {
    "birth_parent": ("birth mother;birth mum", "birth father;birth dad", "birth parent"),
    "adoptive_parent": (
        "adoptive mother;adoptive mum",
        "adoptive father;adoptive dad",
        "adoptive parent",
    ),
    "legal_parent": ("", "", "legal parent;second mother"),
    "possible_birth_parent": (
        "possible mother;possibly mother",
        "possible father;possible dad;possibly father;maybe father;maybe dad",
        "possible parent",
    ),
    "step_parent": ("stepmother;stepmum", "stepfather;stepdad", "step-parent;stepparent"),
    "foster_carer": (
        "foster mother;foster mum",
        "foster father;foster dad",
        "foster carer;foster parent",
    ),
    "kinship_carer": ("", "", "family carer;kinship carer"),
    "special_guardian": ("", "", "special guardian"),
    "host_carer": ("", "", "host"),
    "godparent": ("godmother;godmum", "godfather;goddad", "godparent"),
    "friend": ("", "", "friend;mate"),
    "family_friend": ("", "", "family friend;friend of the family"),
    "neighbour": ("", "", "neighbour;neighbor"),
    "mentor": ("", "", "mentor"),
    "independent_visitor": ("", "", "independent visitor"),
    "twin": ("twin sister", "twin brother", "twin"),
    "carer_family": ("foster sister", "foster brother", "foster sibling"),
    "school": ("", "", "from school;schoolmate"),
    "faith": ("", "", "of the same faith"),
}
_CARERS = frozenset({"foster_carer", "kinship_carer", "special_guardian", "host_carer"})
_OF_CARERS = _CARERS | {"carer_family"}
_PETS = (
    "pet dog puppy cat kitten rabbit hamster gerbil pony horse donkey parrot budgie tortoise lizard "
    "snake goldfish fish ferret rat mouse chicken duck goat"
)
_ROLE_WORDS: Mapping[str, str] = {
    "iro": "independent_reviewing_officer",
    "reviewing officer": "independent_reviewing_officer",
    "doctor": "gp",
    "gp": "gp",
    "pa": "personal_adviser",
    "key worker": "residential_key_worker",
    "lawyer": "solicitor",
    "guardian ad litem": "guardian_ad_litem",
    "children’s guardian": "childrens_guardian",
    "head of year": "school_pastoral",
    "pastoral lead": "school_pastoral",
    "youth offending worker": "youth_justice_worker",
}


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words of what somebody feels, or of safety: never read from a line, always asked for in somebody’s own words.
FEELINGS = _each(
    "loves love loved loving hates hate misses miss missed trusts safe unsafe dangerous danger violent abusive abuser "
    "abused abuses afraid scared scary frightened risk risky worried worries likes dislikes hits hit cares"
)
CHILD_HERSELF = frozenset({"my", "his", "her", "their", "our", "its", "the child", "child"})
LITTLE = ("the", "a", "an", "my", "his", "her", "their", "our", "its", "old", "little", "dear")
SIDES: Mapping[str, str] = {"maternal": _F, "paternal": _M}
_DASHED = re.compile(r"\b(great|ex|step|half)[ -]+(?=[a-z])")


def word(text: str) -> Word | None:
    """What a word or a few words stand for; None where nobody taught us."""
    found = _WORDS.get(_plain(text))
    if found is None and _plain(text).startswith("great-great-"):
        return _greater(_plain(text))
    return found


def _plain(text: str) -> str:
    low = " ".join(text.lower().replace("’", "'").split())
    low = _DASHED.sub(lambda match: "step" if match[1] == "step" else f"{match[1]}-", low)
    return low.replace("god mother", "godmother").replace("god father", "godfather")


def _greater(text: str) -> Word | None:
    shorter = word(text.removeprefix("great-"))
    if shorter is None:
        return None
    return Word((_SOME_PARENT, *shorter.steps), is_adult=True)


def _words() -> Mapping[str, Word]:
    found: dict[str, Word] = {}
    found |= dict(_relatives())
    found |= dict(_ties())
    for text, (gender, detail, status) in _COUPLES.items():
        found[text] = Word((Step(PARTNER, gender, detail=detail, status=status),))
    for text, gender in (("half-sister", _F), ("half-brother", _M), ("half-sibling", _N)):
        found[text] = Word((Step(ACROSS, gender, detail=HALF),))
    found["best friend"] = Word((Step(TIE, kind="friend", detail="best friend"),))
    for text in _PETS.split():
        found[text] = Word((Step(TIE, kind="pet_of"),), "pet", "pet")
    roles = {label.lower(): code for code, label in PROFESSIONAL_ROLES.items()} | dict(_ROLE_WORDS)
    for text, code in roles.items():
        step = Step(TIE, kind="professional", detail=code)
        found[_plain(text)] = Word((step,), "professional", role=code, is_adult=True)
    return found


def _relatives() -> Iterable[tuple[str, Word]]:
    for before, way, groups in _RELATIVES:
        for gender, texts in zip((_F, _M, _N), groups, strict=True):
            for text in texts.split():
                is_adult = bool(before) and way in _GROWN_UP and before[0].way == UP
                steps = (*before, Step(way, gender))
                yield text, Word(steps, is_adult=is_adult and way == UP)


def _ties() -> Iterable[tuple[str, Word]]:
    for kind, groups in _TIES.items():
        for gender, texts in zip((_F, _M, _N), groups, strict=True):
            for text in filter(None, texts.split(";")):
                step = Step(TIE, "female" if text == "second mother" else gender, kind=kind)
                network_kind = "carer" if kind in _OF_CARERS else "natural"
                yield text, Word((step,), network_kind, is_adult=kind in _CARERS)


_WORDS: Mapping[str, Word] = _words()

# How a step is written back into a line, so that a question can be answered by a line.
_WRITTEN: Mapping[str, tuple[str, str, str]] = {
    UP: ("mother", "father", "parent"),
    DOWN: ("daughter", "son", "child"),
    ACROSS: ("sister", "brother", "sibling"),
}


def written(step: Step) -> str:
    """The word for a step."""
    if step.way in _WRITTEN:
        plain = _WRITTEN[step.way][{_F: 0, _M: 1}.get(step.gender, 2)]
        return f"half-{plain}" if step.detail == HALF else plain
    said = replace(step, is_implied=False)
    for text, known in _WORDS.items():
        if known.steps == (said,):
            return text
    return "partner"
