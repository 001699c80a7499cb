"""The forms there are: people, ties, words, promises, plans for family time, times together, homes."""

from __future__ import annotations

from collections.abc import Mapping

from web.forms.case import CASE
from web.forms.fields import WHEN, Field, Form, Section

_HOW_WE_KNOW = Section(
    "How we know",
    (
        Field("source_type", "What it rests on", "choice", table="source_type"),
        Field("source_id", "Who told us", "person"),
        Field("source_date", "When they said it", "date", hint=WHEN),
        Field("certainty", "How sure we are", "choice", table="certainty"),
    ),
)
_WHO_MAY_KNOW = Section(
    "Who may know",
    (Field("visibility", "Who may see this", "choice", table="visibility"),),
    is_open=False,
)
_STANDS = Field("status", "Does it still hold?", "choice", table="status")
_BETWEEN = (
    Field("start_date", "From", "date", hint=WHEN),
    Field("end_date", "Until", "date"),
)


def _ends(first: str, link: str, second: str) -> tuple[Field, ...]:
    return (
        Field("one", first, "person", is_needed=True),
        Field("link", link, "link", is_needed=True),
        Field("other", second, "person", is_needed=True),
    )


PERSON = Form(
    name="person",
    parts=("person", "standing"),
    adding="Add somebody",
    changing="Change what is known",
    starts_as={"life_status": "alive", "ladder": "discovered", "stance": "unknown"},
    sections=(
        Section(
            "Who they are",
            (
                Field("known_as", "What the family or the child calls them", part="standing"),
                Field("full_name", "Full name", part="person"),
                Field("entity_type", "Who or what", "choice", "person", "entity_type"),
                Field("gender", "Gender", "choice", "person", "gender"),
                Field("dob", "Born", "date", "person", hint=WHEN),
                Field(
                    "life_stage", "Age, where no birth is known", "choice", "person", "life_stage"
                ),
                Field("life_status", "Living?", "choice", "person", "life_status"),
                Field("dod", "Died", "date", "person"),
            ),
        ),
        Section(
            "Between them",
            (
                Field(
                    "network_kind", "What they are here as", "choice", "standing", "network_kind"
                ),
                Field("first_known_date", "Known to us since", "date", "standing"),
                Field("ladder", "How far we have come", "move", "standing", "finding_status"),
                Field(
                    "importance",
                    "Does the child say they matter?",
                    "move",
                    "standing",
                    "child_says_important",
                ),
                Field(
                    "target_days", "How often the child would like to meet", "rhythm", "standing"
                ),
            ),
        ),
        Section(
            "Belonging",
            (
                Field(
                    "culture_tags",
                    "Culture and faith",
                    "list",
                    "person",
                    hint="One after another, with ; between them.",
                ),
                Field("languages", "Languages", "list", "person"),
            ),
            is_open=False,
        ),
        Section(
            "If it is their job",
            (
                Field("professional_role", "Their work", "choice", "standing", "professional_role"),
                Field("role_end_date", "Until when, if known", "date", "standing"),
            ),
            is_open=False,
        ),
        Section(
            "Who may know, and safety",
            (
                Field(
                    "visibility",
                    "Who may know that they are on the map",
                    "choice",
                    "standing",
                    "visibility",
                ),
                Field("stance", "Safety", "move", "standing", "safety_stance"),
                Field("safety_plan", "A plan for safety", "choice", "standing", "safety_plan"),
                Field(
                    "address_confidential",
                    "Keep where they are to their named workers only",
                    "yes_no",
                    "person",
                ),
            ),
            is_open=False,
        ),
        Section(
            "Notes for the record",
            (Field("notes", "Notes", "long", "standing", hint="The family does not see these."),),
            is_open=False,
        ),
    ),
)

TIE = Form(
    name="tie",
    parts=("relationship",),
    adding="Join two people",
    changing="Change how they are joined",
    families=("kin", "couple", "care", "kith", "professional", "law"),
    starts_as={"status": "current", "certainty": "likely"},
    sections=(
        Section(
            "Who and how", (*_ends("Who", "is", "of whom"), Field("detail", "More exactly", "fine"))
        ),
        Section(
            "When",
            (
                _STANDS,
                *_BETWEEN,
                Field("quality", "How it is between them", "choice", table="quality"),
            ),
        ),
        Section("In words", (Field("words", "What was said or seen", "long"),)),
        _HOW_WE_KNOW,
        _WHO_MAY_KNOW,
    ),
)

WORDS = Form(
    name="words",
    parts=("relationship",),
    adding="Write down what somebody said",
    changing="Change what was written down",
    families=("statement",),
    starts_as={"status": "current", "link": "loves>", "source_type": "person_words"},
    sections=(
        Section(
            "What was said",
            (
                *_ends("Who", "feels what", "about whom"),
                Field(
                    "words",
                    "The words, as they were said",
                    "long",
                    hint="Put what was said in quotation marks.",
                ),
                Field("source_id", "Who said it", "person"),
                Field("source_date", "When", "date", hint=WHEN),
                Field("source_type", "How it came to us", "choice", table="source_type"),
            ),
        ),
        Section(
            "Does it still hold?",
            (
                _STANDS,
                *_BETWEEN,
                Field("certainty", "How sure we are", "choice", table="certainty"),
            ),
            is_open=False,
        ),
        _WHO_MAY_KNOW,
    ),
)

PROMISE = Form(
    name="promise",
    parts=("relationship",),
    adding="Write down a promise",
    changing="Change a promise",
    kinds=("promise",),
    starts_as={"status": "current", "link": "promise>", "source_type": "person_words"},
    sections=(
        Section(
            "The promise",
            (
                *_ends("Who", "does what", "to whom"),
                Field("detail", "What", "choice", table="promise", is_needed=True),
                Field("words", "In their words", "long"),
                Field("source_date", "When they said it", "date", hint=WHEN),
                Field("source_id", "Who told us", "person"),
                Field("source_type", "How it came to us", "choice", table="source_type"),
            ),
        ),
        Section("Does it still hold?", (_STANDS, *_BETWEEN), is_open=False),
        _WHO_MAY_KNOW,
    ),
)

FAMILY_TIME = Form(
    name="family-time",
    parts=("relationship",),
    adding="Plan family time",
    changing="Change a plan for family time",
    kinds=("family_time_plan",),
    starts_as={"status": "current", "link": "family_time_plan>", "plan_every_days": "14"},
    sections=(
        Section(
            "The plan",
            (
                *_ends("Who", "does what", "with whom"),
                Field("plan_every_days", "How often", "rhythm"),
                Field("plan_mode", "How", "choice", table="plan_mode"),
                *_BETWEEN,
                Field("words", "What was agreed", "long"),
            ),
        ),
        Section("Does it still hold?", (_STANDS,), is_open=False),
        _WHO_MAY_KNOW,
    ),
)

TIME_TOGETHER = Form(
    name="time-together",
    parts=("contact",),
    adding="Write down a time together",
    changing="Change a time together",
    starts_as={"happened": "yes", "contact_type": "face_to_face"},
    sections=(
        Section(
            "The time",
            (
                Field("person_id", "With whom", "person", "contact", is_needed=True),
                Field("date", "When", "date", "contact", is_needed=True),
                Field("contact_type", "How", "choice", "contact", "contact_type"),
                Field("happened", "Did it happen?", "choice", "contact", "happened"),
                Field("child_view", "How the child found it", "stars", "contact"),
            ),
        ),
        Section(
            "For the record",
            (
                Field("supervised", "Was a worker there?", "choice", "contact", "yes_no"),
                Field("duration_min", "How many minutes", "number", "contact"),
                Field("notes", "Notes", "long", "contact", hint="The family does not see these."),
            ),
            is_open=False,
        ),
    ),
)

HOME = Form(
    name="home",
    parts=("stay",),
    adding="Say who lives where",
    changing="Change where somebody lives",
    sections=(
        Section(
            "The home",
            (
                Field("person_id", "Who", "person", "stay", is_needed=True),
                Field(
                    "home_code",
                    "A short name for the home, such as H1",
                    part="stay",
                    hint="The same name for everyone who lives there. Never an address.",
                ),
                Field(
                    "area",
                    "The area, broadly",
                    part="stay",
                    hint="A town or a county, never a street. Leave it empty to keep what is written.",
                    keeps_if_empty=True,
                ),
                Field("start_date", "Since", "date", "stay", hint=WHEN),
                Field("end_date", "Until", "date", "stay"),
            ),
        ),
    ),
)

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (PERSON, TIE, WORDS, PROMISE, FAMILY_TIME, TIME_TOGETHER, HOME, CASE)
}
