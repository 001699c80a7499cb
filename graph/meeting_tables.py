"""The closed vocabularies of a meeting: its nine steps, what is looked at before it, and what is written down in it."""

from __future__ import annotations

from collections.abc import Mapping

MEETING_TABLES: Mapping[str, Mapping[str, str]] = {
    "meeting_step": {
        "welcome": "Welcome",
        "child": "What the child wants to say",
        "family": "The family, drawn by the family",
        "love": "Who loves, who is loved",
        "columns": "What is working, what worries us",
        "gaps": "The questions we chose",
        "family_time": "Private family time",
        "plan": "The family’s plan",
        "finish": "Finish",
    },
    "meeting_reply": {
        "not_asked": "not asked yet",
        "asked": "asked, no answer yet",
        "coming": "is coming",
        "maybe": "may come",
        "by_phone": "joins by phone or video",
        "not_coming": "is not coming",
    },
    "meeting_check": {
        "coming": "I know who is coming, and who was asked and is not.",
        "apart": "I know who must not meet, and how they arrive and leave.",
        "orders": "I have looked at the orders in force.",
        "addresses": "No confidential address, school or workplace can be read or heard.",
        "parents": "The parents have seen what will be on the screen.",
        "child": "The child has seen the map first, with somebody they trust.",
        "interpreter": "The family chose the interpreter, or needs none.",
        "paper": "Large sheets are printed in case the screen fails.",
    },
    "meeting_column": {
        "working": "What is working well",
        "worry": "What worries us",
        "needed": "What needs to happen",
        "idea": "Ideas",
        "correction": "That is not how it was",
        "disagreement": "We see this differently",
        "change": "What the child wants changed",
    },
    "own_there": {
        "": "I have not decided yet",
        "there": "I will be there",
        "partly": "I will be there for a part of it",
        "not_there": "I would rather not be there",
    },
    "own_choice_part": {
        "questions": "what to talk about",
        "hope": "my hope",
        "people": "who is on the map in the room",
        "words": "which of my words are read out",
        "there": "whether I am there",
    },
    "action_kept": {
        "": "not asked yet",
        "kept": "done",
        "partly": "partly done",
        "not_kept": "not done yet",
        "changed": "the plan has changed",
    },
    "offer_kind": {
        "name": "somebody who belongs on the map",
        "promise": "a promise",
    },
    "offer_state": {
        "waiting": "waiting",
        "taken": "taken",
        "left": "left out",
    },
}
