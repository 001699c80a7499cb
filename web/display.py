"""How values are said on a page: dates, codes, names and sides, in the language being spoken."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask, current_app, request

from graph.dates import PartialDate, read_date
from graph.network import Network
from graph.relationships import Relationship
from graph.roles import may
from graph.vocabulary import PROMISES, RELATIONSHIP_KINDS, TABLES
from queries.sides import Side
from web import words
from web.asking import browser, house
from web.forms.fields import DETAILS, RHYTHMS
from web.sessions import ROOM
from web.words import _, gettext, ngettext

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
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
_QUOTES = '"“”'
_SIDES = {
    "unknown_parent": "A parent we do not know yet",
    "brothers_and_sisters": "Brothers and sisters",
    "own": "{child}’s own family",
    "carers": "Carers and their families",
    "friends": "Friends and community",
    "others": "Others",
}
TABS = (
    ("map", "map.map_page", "Map"),
    ("people", "people.people", "People"),
    ("love", "love.who_loves", "Who loves"),
    ("next", "next_steps.what_next", "What next"),
    ("finding", "finding.finding", "Finding"),
    ("time", "story.time_together", "Time"),
    ("homes", "story.homes", "Homes"),
    ("history", "history.history", "History"),
)


def speak_plainly(app: Flask) -> None:
    """Give every template its words, and every request its language."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
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
        quoted=quoted,
        said_kind=said_kind,
        ago=ago,
    )

    @app.before_request
    def choose_language() -> None:
        wanted = (tag for tag, _quality in request.accept_languages)
        words.speak(words.best_language(wanted, house().config.language))

    @app.context_processor
    def surroundings() -> dict[str, object]:
        return {
            "language": words.language(),
            "account": browser().account,
            "is_demo": house().config.demo,
            "child_tabs": TABS,
            "may_open": may_open,
            "in_room": bool(browser().get(ROOM)),
        }


def may_open(endpoint: str) -> bool:
    """Whether whoever is signed in has the permission that a page needs: a tab that leads nowhere is not shown."""
    found = browser().account
    needed = getattr(current_app.view_functions.get(endpoint), "permission", "")
    return found is not None and may(found.role, needed)


def day(when: PartialDate | date | None) -> str:
    """A date as far as it is known: “30 September 2026”, “May 2026”, “about 2009”, or nothing."""
    if when is None:
        return ""
    text = when.isoformat() if isinstance(when, date) else when.text
    if text.startswith("--"):
        return _day_and_month(text.removeprefix("--"))
    about, _space, rest = text.rpartition(" ")
    said = _in_words(rest)
    return _("about %(date)s") % {"date": said} if about else said


def _in_words(text: str) -> str:
    year, *rest = text.split("-")
    if not rest:
        return year
    if len(rest) == 1:
        return f"{_month(rest[0])} {year}"
    return f"{_day_and_month('-'.join(rest))} {year}"


def _day_and_month(text: str) -> str:
    month, number = text.split("-")
    return f"{int(number)} {_month(month)}"


def _month(number: str) -> str:
    return _(MONTHS[int(number) - 1])


def moment(at: datetime) -> str:
    """A moment, where the authority is: “16 November 2026, 14:05”."""
    here = at.astimezone(house().config.zone)
    return f"{day(here.date())}, {here:%H:%M}"


def account_name(actor: str) -> str:
    """Who did something, in words; the journal keeps ids."""
    found = house().store.account(actor.rpartition(" ")[2])
    return (found.name or found.email) if found else actor.partition("@")[0].removeprefix("os:")


def ago(when: PartialDate, on: date | None) -> str:
    """How long before a day a date was, in the words people use."""
    if on is None or when.earliest is None or when.earliest != when.latest:
        return ""
    days = (on - when.earliest).days
    if days < 0:
        return ""
    if days < 2:
        return (_("today"), _("yesterday"))[days]
    if days < 60:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    if days < 730:
        months = round(days / 30.44)
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    years = days // 365
    return ngettext("%(n)s year ago", "%(n)s years ago", years) % {"n": years}


def label(code: str, table: str) -> str:
    """The words for a code of one of the vocabularies."""
    found = TABLES[table].get(code, code)
    return _(str(getattr(found, "label", found)))


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
        return _("%(name)s: %(promise)s") % {
            "name": one,
            "promise": _(PROMISES.get(row.detail, row.detail)),
        }
    link = _link(row, network)
    if kind.family not in ("statement", "plan", "professional", "law"):
        link = _("is %(link)s") % {"link": link}
    return f"{one} {link} {other}"


def quoted(text: str) -> str:
    """Words as they were written down: what stands in quotation marks was said, the rest was told."""
    inner = text.strip()
    is_said = len(inner) > 1 and inner[0] in _QUOTES and inner[-1] in _QUOTES
    return _("“%(words)s”") % {"words": inner[1:-1]} if is_said else inner


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
    return sentence.replace("{child}", child).replace("{name}", name)


def who_said(row: Relationship, network: Network) -> str:
    """Who said it and when: “Granny, 30 September 2026”."""
    who = network.known_as(row.source_id) if row.source_id else ""
    said = [who or (label(row.source_type, "source_type") if row.source_type else "")]
    return ", ".join(part for part in (*said, day(row.source_date)) if part)


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


def rhythm(days: int | None) -> str:
    """How often family time is planned."""
    if days is None:
        return _(RHYTHMS[""])
    known = RHYTHMS.get(str(days))
    return _(known) if known else ngettext("every day", "every %(n)s days", days) % {"n": days}


def side_name(network: Network, side: Side) -> str:
    """What a side of the child’s people is called: after the parent, in the child’s word for them."""
    if side.kind == "parent":
        return _("%(name)s’s family") % {"name": network.known_as(side.about[0])}
    return _(_SIDES[side.kind]).replace("{child}", network.known_as(network.child_id))
