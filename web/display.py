"""How values are said on a page: dates, codes, names and sides, in the language being spoken."""

from __future__ import annotations

from datetime import datetime

from flask import Flask, current_app, g, request

from graph.access import CONFIDENTIAL
from graph.dates import read_date
from graph.network import Network
from graph.relationships import Relationship
from graph.roles import may
from graph.vocabulary import PROMISES, RELATIONSHIP_KINDS
from queries.sides import Side
from web import words
from web.asking import browser, house
from web.forms.fields import DETAILS, rhythm
from web.letter_keys import letter_keys
from web.light import light, lights
from web.maps.faces import address, paths_of_mark
from web.maps.keys import CHOICES
from web.permissions import forms_of
from web.screens import screens
from web.sessions import ROOM
from web.taps import tap
from web.words import _
from web.words.directions import apart, isolated
from web.words.kin import kin_word, tie_word, way_told
from web.words.pseudo import MADE
from web.words.sayings import ago, cell_told, day, label, quoted, told, who_said
from web.words.templates import said, said_of
from web.words.ways import ways_apart

CIRCLES = {
    "heart": "In the heart",
    "close": "Close",
    "in_touch": "In touch",
    "out_there": "Out there",
    "to_be_found": "To be found",
    "professionals": "People whose job it is",
}
_DEEDS = {
    "added": "added something",
    "changed": "changed something",
    "placed": "wrote down where somebody belongs",
    "loosened": "let more people know, or held somebody to be safer",
    "undo": "took a change back",
    "import": "brought in a file",
}
_GENDERS = {"female": 0, "male": 1}
_BY_GENDER = {
    "birth_parent": ("mother of", "father of", "parent of"),
    "adoptive_parent": ("adoptive mother of", "adoptive father of", "adoptive parent of"),
    "sibling": ("sister of", "brother of", "brother or sister of"),
    "step_parent": ("stepmother of", "stepfather of", "step-parent of"),
    "godparent": ("godmother of", "godfather of", "godparent of"),
}
_SIDES = {
    "unknown_parent": "A parent we do not know yet",
    "brothers_and_sisters": "Brothers and sisters",
    "own": "{child}’s own family",
    "carers": "Carers and their families",
    "friends": "Friends and community",
    "others": "Others",
}
# In English whatever else the page speaks, for those who cannot read the rest of it.
UNREVIEWED = "Not reviewed by a speaker."
TABS = (
    ("own_people", "voice.own_people", "My people"),
    ("own_houses", "voice.own_houses", "My houses"),
    ("own_meeting", "own_meeting.own_meeting", "My meeting"),
    ("map", "map.map_page", "Map"),
    ("people", "people.people", "People"),
    ("love", "love.who_loves", "Who loves"),
    ("next", "next_steps.what_next", "What next"),
    ("finding", "finding.finding", "Finding"),
    ("time", "story.time_together", "Time"),
    ("homes", "story.homes", "Homes"),
    ("own_words", "own_words.own_words", "Own words"),
    ("meeting", "meeting_before.meetings", "Meeting"),
    ("prints", "prints.prints", "Prints"),
    ("history", "history.history", "History"),
)


def speak_plainly(app: Flask) -> None:
    """Give every template its words, and every request its language."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]
    app.jinja_env.globals.update(_=said, gettext=said, ngettext=said_of)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=day,
        as_day=lambda text: day(read_date(text)),
        label=label,
        initials=initials,
        moment=moment,
        account_name=account_name,
        named=named,
        deed=deed,
        who_said=who_said,
        tie_facts=tie_facts,
        rhythm=rhythm,
        area=lambda area: _("confidential") if area == CONFIDENTIAL else area,
        quoted=quoted,
        said_kind=said_kind,
        ago=ago,
        apart=apart,
        told=told,
        cell_told=cell_told,
        kin_word=kin_word,
        tie_word=tie_word,
        way_told=way_told,
        ways_apart=ways_apart,
        tap=tap,
        face_address=address,
        paths_of_mark=paths_of_mark,
    )

    @app.before_request
    def choose_language() -> None:
        words.speak(_language_of_request())

    @app.context_processor
    def surroundings() -> dict[str, object]:
        return {
            "language": words.language(),
            "direction": words.direction(),
            "unreviewed": UNREVIEWED,
            "is_reviewed": words.is_reviewed(words.language()),
            "account": browser().account,
            "is_demo": house().config.demo,
            "child_tabs": TABS,
            "may_open": may_open,
            "in_room": bool(browser().get(ROOM)),
            "in_room_of": browser().get(ROOM),
            "screens": screens(),
            "light": light(),
            "lights": lights(),
            "letter_keys": letter_keys(),
            "letter_key_choices": CHOICES,
        }


def _language_of_request() -> str:
    """What whoever is signed in chose, else the browser’s, else the authority’s; one made by rule is for everybody."""
    otherwise = house().config.language
    if otherwise in MADE:
        return otherwise
    me = browser().account
    if me is not None and me.language in words.languages():
        return me.language
    wanted = (tag for tag, _quality in request.accept_languages)
    return words.best_language(wanted, otherwise)


def may_open(endpoint: str) -> bool:
    """Whether whoever is signed in has the permission that a page needs: a tab that leads nowhere is not shown."""
    found = browser().account
    needed = getattr(current_app.view_functions.get(endpoint), "permission", "")
    if found is None or not may(found.role, needed):
        return False
    looking = g.get("viewer")
    return looking is None or looking.opens(forms_of(current_app, endpoint))


def moment(at: datetime) -> str:
    """A moment, where the authority is: “16 November 2026, 14:05”."""
    here = at.astimezone(house().config.zone)
    return f"{day(here.date())}, {here:%H:%M}"


def account_name(actor: str) -> str:
    """Who did something, in words; the journal keeps ids."""
    found = house().store.account(actor.rpartition(" ")[2])
    return (found.name or found.email) if found else actor.partition("@")[0].removeprefix("os:")


def initials(name: str) -> str:
    """One or two letters that stand for somebody without a picture."""
    parts = [part for part in name.replace("-", " ").split() if part[0].isalnum()]
    if not parts:
        return "?"
    return parts[0][:2].capitalize() if len(parts) == 1 else (parts[0][0] + parts[-1][0]).upper()


def said_kind(row: Relationship, network: Network) -> str:
    """A tie in words with both names: “Granny loves Tiana”."""
    kind = RELATIONSHIP_KINDS[row.kind]
    one, other = network.known_as(row.from_id), network.known_as(row.to_id)
    if row.kind == "promise":
        return _("%(name)s: %(promise)s") % isolated(
            {
                "name": one,
                "promise": _(PROMISES.get(row.detail, row.detail)),
            }
        )
    is_done = kind.family in ("statement", "plan", "professional", "law")
    whole = _("%(one)s %(link)s %(other)s") if is_done else _("%(one)s is %(link)s %(other)s")
    return whole % isolated({"one": one, "link": _link(row, network), "other": other})


def _link(row: Relationship, network: Network) -> str:
    """The label of a tie read forwards, by the gender of whoever it begins with."""
    forms = _BY_GENDER.get(row.kind)
    if forms is None:
        return _(RELATIONSHIP_KINDS[row.kind].label)
    person = network.people.get(row.from_id)
    return _(forms[_GENDERS.get(person.gender if person else "", 2)])


def deed(action: str) -> str:
    """What kind of change an entry of the journal was, in words."""
    return _(_DEEDS.get(action, "changed something"))


def named(sentence: str, child: str, name: str) -> str:
    """A sentence of a question with both names in it."""
    return sentence.replace("{child}", apart(child)).replace("{name}", apart(name))


def tie_facts(row: Relationship) -> str:
    """What else is known of a tie: more exactly what, from when to when, whether it holds, how sure."""
    found = [_(DETAILS[row.detail]) if row.detail in DETAILS and row.detail else row.detail]
    if row.start_date.is_known:
        found.append(_("since %(when)s") % {"when": day(row.start_date)})
    if row.end_date.is_known:
        found.append(_("until %(when)s") % {"when": day(row.end_date)})
    if row.status != "current":
        found.append(label(row.status, "status"))
    if row.certainty not in ("", "confirmed"):
        found.append(label(row.certainty, "certainty"))
    return " · ".join(part for part in found if part)


def side_name(network: Network, side: Side) -> str:
    """What a side of the child’s people is called: after the parent, in the child’s word for them."""
    if side.kind == "parent":
        return _("%(name)s’s family") % isolated({"name": network.known_as(side.about[0])})
    return _(_SIDES[side.kind]).replace("{child}", apart(network.known_as(network.child_id)))
