"""The form for the head of a map: where things stand for the child, in law and in planning."""

from __future__ import annotations

from web.forms.fields import WHEN, Field, Form, Section

_NO_PLACE = "Never an address, and no health or police detail."

CASE = Form(
    name="case",
    parts=("case",),
    adding="",
    changing="Where things stand for the child",
    sections=(
        Section(
            "In law and in planning",
            (
                Field("title", "What this map is called", part="case"),
                Field(
                    "legal_status_text", "Legal status, in plain words", part="case", hint=_NO_PLACE
                ),
                Field("legal_status_code", "Its code, such as C2 or V2", part="case"),
                Field("permanence_plan", "The plan for a lasting home", "long", "case"),
                Field("next_review", "The next review", "date", "case", hint=WHEN),
            ),
        ),
        Section(
            "Belonging",
            (
                Field(
                    "culture_tags",
                    "Culture and faith of the child",
                    "list",
                    "case",
                    hint="One after another, with ; between them. The family sees these.",
                ),
            ),
        ),
        Section(
            "For the meeting and the record",
            (
                Field(
                    "meeting_purpose",
                    "What the family is asked to come together for",
                    "long",
                    "case",
                ),
                Field("story", "The story so far", "long", "case", hint=_NO_PLACE),
            ),
            is_open=False,
        ),
    ),
)
