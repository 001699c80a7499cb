"""Everybody who may look at a page, each at a browser of their own, and the children whom they look at."""

from __future__ import annotations

import re
from datetime import timedelta

from graph.accounts import Account
from graph.journal import Event
from graph.sharings import Sharing
from graph.vocabulary import TABLES
from tests.families import Family
from tests.trust.canaries import OWN_PICTURES, PICTURES
from tests.trust.meeting_canaries import MEETING_ID
from tests.trust.pages import Ids
from tests.web.pages import Browser, Page
from tests.web.town import NOON, PASSWORD, SPRING, Town

# What axe is asked: everything that it knows of WCAG 2.2 AA.
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = {
    "runOnly": {"type": "tag", "values": LEVELS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
    "preload": False,
}
# Who looks: role, and kind of leave for the two children.
WHO = {
    "sam": ("practitioner", "allocated"),
    "may": ("manager", "team"),
    "kid": ("child", "own"),
    "tess": ("child", "own"),
    "gran": ("family_member", "involved"),
    "ron": ("facilitator", "involved"),
    "pat": ("partner", "involved"),
    "eve": ("auditor", "allocated"),
    "nia": ("out_of_hours", ""),
    "nobody": ("", ""),
}


def leave(who: str, child: str, tiana: str, teenager: str) -> tuple[str, ...]:
    """Which children somebody may see."""
    return {"kid": (child,), "tess": (teenager,)}.get(who, (child, tiana))


def signed_in(town: Town, who: str, *children: str) -> Browser:
    """Somebody at a browser of their own, with leave for both children as far as their role has any."""
    browser = town.browser()
    role, kind = WHO[who]
    if role:
        account = town.account(who, role)
        for child in children if kind else ():
            town.grant(account, child, kind)
        if role == "partner":
            share(town, account, children[0])
        browser.send("/sign-in", email=account.email, password=PASSWORD)
        browser.send("/account/confirm", password=PASSWORD)
    if who == "tess":
        without = town.store.account("tess@example.org").model_copy(update={"password_hash": ""})
        town.store.save_account(without, Event(actor="tests", action="has_no_key_yet"))
    return browser


def in_room(town: Town, child: str) -> Browser:
    """The room of a child’s meeting, which a worker had looked at before it was opened."""
    browser = town.worker_of(child, "rose", "facilitator")
    meeting = f"/child/{child}/meetings/{MEETING_ID}"
    view = re.search(r'name="view" value="([^"]+)"', browser.get(meeting).text)
    assert view is not None
    agreed = {
        "view": view[1],
        "csrf_token": browser.token(),
        "reason": "We have both looked through it.",
        "second_email": "sam@example.org",
        "second_password": PASSWORD,
    }
    assert browser.post(f"{meeting}/sign-off", data=agreed).status_code == 303
    assert browser.post(f"{meeting}/open", data=agreed).location.endswith("/meeting")
    return browser


def said_in(browser: Browser, child: str) -> str:
    """Something that is said in a room, by what the page on which it is put right is called."""
    at = f"/child/{child}/meeting"
    token = Page(browser.get("/leave-room").text).fields["csrf_token"]
    said = {"csrf_token": token, "column": "needed", "words": "A lift on Sundays."}
    assert browser.post(f"{at}/say/note", data=said).status_code == 303
    for _screen in range(8):
        found = re.search(r'class="to-change" href="[^"]*/(\w+)"', browser.get(at).text)
        if found is not None:
            break
        browser.post(f"{at}/go", data={"csrf_token": token, "to": "next"})
    assert found is not None
    for _screen in range(8):
        browser.post(f"{at}/go", data={"csrf_token": token, "to": "back"})
    return found[1]


def share(town: Town, account: Account, child: str) -> None:
    """Every form of a child’s map, named for a partner."""
    sharing = Sharing(
        id="5ha" + "0" * 29,
        child_id=child,
        account_id=account.id,
        forms=tuple(TABLES["shared_form"]),
        starts_at=SPRING,
        ends_at=NOON + timedelta(days=100),
    )
    with town.store.writer(Event(actor="tests", action="share", chain=child)) as pen:
        pen.put(sharing)


def ids_of(town: Town, told: Family, tiana: str) -> tuple[Ids, Ids]:
    """What addresses are filled with: Tiana’s first, then the child of canaries’, whose records are of every kind."""
    barred = town.grant(town.account("uncle"), told.child_id, "barred")
    aunt = list(told.people.values())[2].id
    records = {
        "person": (aunt,),
        "tie": tuple(row.id for row in told.relationships[:1]),
        "words": tuple(row.id for row in told.relationships if row.family == "statement")[:1],
        "time": tuple(row.id for row in told.contacts[:1]),
        "home": tuple(row.id for row in told.stays[:1]),
        "detail": tuple(row.id for row in told.details[:1]),
        "decision": ("d" * 32,),
        "meeting": (MEETING_ID,),
        "grant": (barred.id,),
        "house_item": ("8" * 32,),
        "own_picture": tuple(digits * 16 for digits in OWN_PICTURES),
        "picture": tuple(digits * 16 for digits in PICTURES),
    }
    granny = town.store.network(tiana).find("Granny")
    others = (person.id for person in told.people.values())
    people = (aunt, "p2", "p3", *others)
    return Ids(tiana, (granny,), {"person": (granny,)}), Ids(told.child_id, people, records)
