"""Every kind of record that belongs to a map and is not part of a network, in one list."""

from __future__ import annotations

from graph.attempts import Attempt
from graph.clearances import Clearance
from graph.decisions import Decision
from graph.erasures import Erasure
from graph.layouts import KeptLayout
from graph.local_rules import LocalRule
from graph.meeting_words import Action, Mark, Note, Offer, Scale
from graph.meetings import (
    Apart,
    ChosenGap,
    Invitation,
    Meeting,
    MeetingCheck,
    MeetingChoice,
    Present,
    SignOff,
)
from graph.notices import Notice
from graph.own_choices import ChoiceChanged, OwnChoice
from graph.own_pictures import OwnPicture, OwnPictureLook
from graph.own_words import HouseItem, OwnView, Reply
from graph.pictures import Picture
from graph.placements import OwnPlacement, Placement
from graph.record import MapRecord
from graph.sharings import Sharing

MAP_RECORDS: tuple[type[MapRecord], ...] = (
    Action,
    Apart,
    Attempt,
    ChoiceChanged,
    ChosenGap,
    Clearance,
    Decision,
    Erasure,
    HouseItem,
    Invitation,
    KeptLayout,
    LocalRule,
    Mark,
    Meeting,
    MeetingCheck,
    MeetingChoice,
    Note,
    Notice,
    Offer,
    OwnChoice,
    OwnPicture,
    OwnPictureLook,
    OwnPlacement,
    OwnView,
    Picture,
    Placement,
    Present,
    Reply,
    Scale,
    Sharing,
    SignOff,
)
