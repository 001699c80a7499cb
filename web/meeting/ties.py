"""The ties that can be said in a meeting: a few to tap and the rest in a list, in the family’s words.

Each is a way to belong as the line of a map understands it (`queries.lines`), so that there is one way to say a tie.
What nobody is sure of is not offered in the room.
"""

from __future__ import annotations

from collections.abc import Mapping

TAPS: Mapping[str, str] = {
    "mother": "mum",
    "father": "dad",
    "sister": "sister",
    "brother": "brother",
    "grandmother": "grandmother",
    "grandfather": "grandfather",
    "aunt": "aunt",
    "uncle": "uncle",
}
GROUPS: Mapping[str, Mapping[str, str]] = {
    "On mum’s side": {
        "mother's mother": "mum’s mum",
        "mother's father": "mum’s dad",
        "mother's sister": "mum’s sister",
        "mother's brother": "mum’s brother",
        "cousin on mother's side": "cousin on mum’s side",
        "great-grandmother on mother's side": "great-grandmother on mum’s side",
        "great-grandfather on mother's side": "great-grandfather on mum’s side",
    },
    "On dad’s side": {
        "father's mother": "dad’s mum",
        "father's father": "dad’s dad",
        "father's sister": "dad’s sister",
        "father's brother": "dad’s brother",
        "cousin on father's side": "cousin on dad’s side",
        "great-grandmother on father's side": "great-grandmother on dad’s side",
        "great-grandfather on father's side": "great-grandfather on dad’s side",
    },
    "Further family": {
        "cousin": "cousin",
        "great-grandmother": "great-grandmother",
        "great-grandfather": "great-grandfather",
        "great-aunt": "great-aunt",
        "great-uncle": "great-uncle",
        "niece": "niece",
        "nephew": "nephew",
        "daughter": "daughter",
        "son": "son",
        "granddaughter": "granddaughter",
        "grandson": "grandson",
    },
    "Brothers and sisters": {
        "half-sister": "half-sister",
        "half-brother": "half-brother",
        "stepsister": "stepsister",
        "stepbrother": "stepbrother",
        "foster sister": "foster sister",
        "foster brother": "foster brother",
        "twin": "twin",
    },
    "Parents and carers": {
        "stepmother": "stepmum",
        "stepfather": "stepdad",
        "foster mother": "foster mum",
        "foster father": "foster dad",
        "adoptive mother": "adoptive mum",
        "adoptive father": "adoptive dad",
        "family carer": "looks after them, from the family",
        "special guardian": "special guardian",
    },
    "Husbands, wives and partners": {
        "partner": "partner",
        "wife": "wife",
        "husband": "husband",
        "ex-partner": "partner in earlier days",
    },
    "Friends and neighbours": {
        "friend": "friend",
        "best friend": "best friend",
        "family friend": "family friend",
        "neighbour": "neighbour",
        "godmother": "godmother",
        "godfather": "godfather",
        "from school": "from school",
        "of the same faith": "of the same faith",
        "mentor": "mentor",
        "pet": "pet",
    },
    "People whose job it is": {
        "social worker": "social worker",
        "teacher": "teacher",
        "health visitor": "health visitor",
        "advocate": "advocate",
        "therapist": "therapist",
        "support worker": "support worker",
        "youth worker": "youth worker",
    },
}
