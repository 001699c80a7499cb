"""Everybody can use every page: axe finds nothing, in light and dark, wide and at 400 per cent.

Each page is opened by everyone who may, from the map of addresses; what is built as a page that was looked at already
is not looked at again. Nothing here is taught of single pages: what comes tomorrow is walked tomorrow.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from werkzeug.routing import Rule

from graph.journal import Event
from graph.meetings import Meeting
from graph.stores.protocol import put_all
from tests.families import family
from tests.trust.canaries import WRITER, canary_family, canary_records
from tests.trust.conftest import Figure
from tests.trust.conftest import figure as figure
from tests.trust.pages import NOT_OF_A_CHILD, Ids, addresses, endpoints
from tests.web import pages
from tests.web.everybody import RUN, WHO, ids_of, in_room, leave, said_in, signed_in
from tests.web.maps.test_in_a_browser import TIANA, ready, tap
from tests.web.serving import Served, served
from tests.web.town import PASSWORD, Town

pytestmark = pytest.mark.browser

# What another light and another width can change.
RUN_AGAIN = {**RUN, "runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]}}
AXE = Axe()
WIDE = {"width": 1366, "height": 768}
# A screen of 1280 by 1024 at 400 per cent; what fits there fits at 200 too.
ZOOMED_FAR = {"width": 320, "height": 256}
# What neither axe nor arithmetic can decide, and why it is right.
LOOKED_AT = {
    "th-has-data-cells ? table": "homes side by side: a topic stands between a home and what is said of it"
}
READABLE = 4.5
# Pages on the way in, which nobody sees who is in; they are looked at apart. Those of telephones and second screens,
# who come in by a code, are looked at where they join.
ON_THE_WAY_IN = frozenset(
    {"signing_in.start", "signing_in.code", "signing_in.new_password", "signing_in.set_up"}
) | {"entry.joined", "entry.now", "second_screen.start", "second_screen.now"}
ADDRESSES_TRIED = 20
COOKIE = "kith-demo"
HTML = "text/html; charset=utf-8"
WAYS_IN: dict[str, dict[str, object]] = {
    "code": {},
    "new_password": {"totp_secret": "", "must_change_password": True},
    "set_up": {"totp_secret": ""},
}
_OPENING_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
_KEPT_OF_IT = re.compile(
    r'(?:class|role|type|tabindex|aria-(?:hidden|current|pressed|live))="[^"]*"'
)
_BE_STILL = "document.getAnimations().forEach(one => one.finish())"
# How ink stands out from ground where axe would not say: behind the arrow of a list, at the edge of a strip.
_RATIOS = """(selectors) => {
    const parts = (text) => {
        const found = text.match(/[\\d.]+/g).map(Number);
        return text.startsWith('color(') ? found.map((part, nth) => (nth < 3 ? 255 * part : part)) : found;
    };
    const linear = (part) => (part <= 10.3 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    const under = (one) => {
        const found = one ? parts(getComputedStyle(one).backgroundColor) : [255, 255, 255];
        return (found[3] ?? 1) === 1 ? found : under(one.parentElement);
    };
    return selectors.map((selector) => {
        const one = document.querySelector(selector);
        if (!one) return 0;
        const style = getComputedStyle(one);
        const ink = light(parts(one instanceof SVGElement ? style.fill : style.color));
        const ground = light(under(one));
        return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    });
}"""
# Sends the form of a page as it is, whatever its boxes ask for.
_SEND = """() => {
    const form = document.querySelector('main form[method=post]:not([data-filter])');
    form.noValidate = true;
    form.requestSubmit();
}"""
# What can be read or used, and is cut off or out of reach: only the map itself may be wider than the screen.
_LOST = """() => {
    const lost = [];
    const sorts = 'a, button, input:not([type=hidden]), select, textarea, summary, p, li, td, th, dt, dd, h1, h2, h3';
    for (const one of document.querySelectorAll(sorts)) {
        const box = one.getBoundingClientRect();
        if (!box.width || !box.height || one.closest('.visually-hidden, .skip, [hidden]')) continue;
        if (!one.checkVisibility({ visibilityProperty: true })) continue;
        let isLost = box.left < -1 || box.right > innerWidth + 1;
        for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) {
            const style = getComputedStyle(up);
            if (['auto', 'scroll'].includes(style.overflowX)) { isLost = false; break; }
            if (!['hidden', 'clip'].includes(style.overflowY)) continue;
            const edge = up.getBoundingClientRect();
            if (box.bottom > edge.bottom + 1 || box.right > edge.right + 1) isLost = true;
        }
        if (isLost) lost.push(`${one.tagName} ${one.textContent.trim().slice(0, 40)}`);
    }
    return lost;
}"""


@dataclass
class Walk:
    """A walk through every page: one tab, what was looked at, and what was found wrong."""

    served: Served
    tab: Page
    clients: dict[str, pages.Browser]
    ids: tuple[Ids, ...]
    files: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    looked_at: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    faults: list[str] = field(default_factory=list)
    unsure: Counter[str] = field(default_factory=Counter)
    runs: int = 0

    def come_as(self, client: pages.Browser) -> None:
        """Let the tab be the browser in which somebody has signed in."""
        context = self.tab.context
        context.clear_cookies()
        cookie = client.get_cookie(COOKIE, domain="kith.example")
        if cookie is not None:
            held = {"name": COOKIE, "value": cookie.value, "url": self.served.address}
            context.add_cookies([held])

    def look_through(self, who: str, rule: Rule) -> None:
        """A page of one of the children, unless nothing stands on it that was not looked at on that page before."""
        tried = (path for ids in self.ids for path in islice(addresses(rule, ids), ADDRESSES_TRIED))
        for path in tried:
            answer = self.clients[who].get(path)
            if answer.status_code != 200:
                continue
            is_page = answer.mimetype == "text/html"
            (self.opened if is_page else self.files).add(rule.endpoint)
            if is_page and kinds(answer.text) - self.looked_at[rule.endpoint]:
                self.looked_at[rule.endpoint] |= kinds(answer.text)
                self.open(path)
                self.look_at(f"{who} at {rule.endpoint}")
            return

    def open(self, path: str) -> None:
        """Go to a page, and wait for a map to be drawn."""
        self.tab.goto(self.served.address + path)
        assert urlsplit(self.tab.url).path == path, "somebody else was let in"
        if self.tab.locator("[data-map]").count():
            ready(self.tab)

    def look_at(self, where: str) -> None:
        """Look at what the tab shows, wide and light, then narrow and dark, and leave it as it was."""
        self.tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        self.listen_to_axe(where)
        self.look_closely(where)

    def look_closely(self, where: str) -> None:
        """At 400 per cent in a dark room: no fault, nothing wider than the screen, nothing lost."""
        self.tab.set_viewport_size(ZOOMED_FAR)
        self.tab.emulate_media(color_scheme="dark")
        self.listen_to_axe(f"{where}, dark and narrow", options=RUN_AGAIN)
        width = self.tab.evaluate("document.documentElement.scrollWidth")
        lost = self.tab.evaluate(_LOST)
        self.faults += [f"{where}: {width} wide"] if width > ZOOMED_FAR["width"] else []
        self.faults += [f"{where}: lost at 400 per cent: {lost[:3]}"] if lost else []
        self.tab.emulate_media(color_scheme="light")
        self.tab.set_viewport_size(WIDE)

    def listen_to_axe(self, where: str, within: str = "", options: object = RUN) -> None:
        """Every violation, and every rule that axe could not decide."""
        self.runs += 1
        self.tab.evaluate(_BE_STILL)
        if not self.tab.evaluate("'axe' in window"):
            self.tab.evaluate(AXE.axe_script)
        asked = {"within": within, "options": options}
        found = self.tab.evaluate("a => axe.run(a.within || document, a.options)", asked)
        for fault in found["violations"]:
            self.faults += [
                f"{where}: {fault['id']}: {node['html'][:150]}" for node in fault["nodes"]
            ]
        doubts = [(doubt["id"], node) for doubt in found["incomplete"] for node in doubt["nodes"]]
        ratios = self.tab.evaluate(_RATIOS, [node["target"][0] for _, node in doubts])
        for (rule, node), ratio in zip(doubts, ratios, strict=True):
            if rule != "color-contrast" or ratio < READABLE:
                tag = node["html"].partition(" ")[0].strip("<>")
                self.unsure[f"{rule} {reason(node)} {tag}"] += 1

    def found(self) -> list[str]:
        """What is wrong since this was last asked."""
        faults, self.faults = self.faults, []
        return faults


def reason(node: dict[str, list[dict[str, dict[str, str] | None]]]) -> str:
    """Why axe could not decide."""
    found = [check.get("data") for kind in ("any", "all") for check in node[kind]]
    return next((str(data["messageKey"]) for data in found if data and "messageKey" in data), "?")


def kinds(html: str) -> set[str]:
    """What a page is built of: its sorts of element, whatever they say and however many there are."""
    found = _OPENING_TAG.findall(html.partition("<body")[2])
    return {f"{tag} {sorted(_KEPT_OF_IT.findall(rest))}" for tag, rest in found}


@pytest.fixture(scope="module")
def walk(browser: Browser) -> Iterator[Walk]:
    """A town with Tiana, and with the child who has a word in every place where one can be kept."""
    town, told = Town(demo=True), canary_family()
    with served(town) as address:
        here = Served(town, address)
        tiana = here.bring_in(TIANA)
        child = told.put_into(town.store)
        with town.store.writer(Event(actor=WRITER, action="added", chain=child)) as pen:
            put_all(pen, canary_records(told))
        teenager = family("Tess", dob="2011-05-04").mother("Yas").put_into(town.store)
        with town.store.writer(Event(actor=WRITER, action="added", chain=teenager)) as pen:
            pen.put(Meeting(id="e1" * 16, child_id=teenager, day="2026-12-01"))
        clients = {who: signed_in(town, who, *leave(who, child, tiana, teenager)) for who in WHO}
        clients["room"] = in_room(town, child)
        of_tiana, ids = ids_of(town, told, tiana)
        ids = replace(ids, records={**ids.records, "thing": (said_in(clients["room"], child),)})
        tab = browser.new_page(viewport=WIDE)
        yield Walk(here, tab, clients, (of_tiana, ids, Ids(teenager, ("p2",), {})))
        tab.close()


@pytest.mark.parametrize("who", [*WHO, "room"])
def test_axe_finds_nothing_on_any_page(walk: Walk, who: str) -> None:
    walk.come_as(walk.clients[who])
    for rule in endpoints(walk.served.town.app, "GET"):
        if rule.endpoint not in NOT_OF_A_CHILD | ON_THE_WAY_IN:
            walk.look_through(who, rule)

    assert walk.found() == []


def test_no_page_was_left_out(walk: Walk) -> None:
    every = {rule.endpoint for rule in endpoints(walk.served.town.app, "GET")}

    assert every - walk.opened - walk.files - NOT_OF_A_CHILD - ON_THE_WAY_IN == set()


def test_axe_finds_nothing_on_the_way_in(walk: Walk) -> None:
    town, tab = Town(), walk.tab
    for name, fields in WAYS_IN.items():
        account = town.account(name, **fields)
        browser = town.browser()
        way = browser.send("/sign-in", email=account.email, password=PASSWORD).location
        page = browser.get(way).text
        tab.route("**/shown", answering(page))
        tab.goto(f"{walk.served.address}/shown")
        walk.look_at(way)
        tab.unroute("**/shown")

    assert walk.found() == []


def answering(page: str) -> Callable[[Route], None]:
    """What answers with one page, whatever is asked."""
    return lambda route: route.fulfill(body=page, content_type=HTML)


def test_axe_finds_nothing_on_a_map_in_use(walk: Walk) -> None:
    walk.come_as(walk.clients["sam"])
    walk.open(f"/child/{walk.ids[0].child}/map")
    tap(walk.tab, "Granny")
    walk.look_at("a map with somebody tapped")
    walk.tab.keyboard.press("Escape")
    chooser = walk.tab.get_by_label("Look at")
    lenses = chooser.locator("option").evaluate_all("all => all.map(one => one.value)")
    for lens in lenses:
        chooser.select_option(lens)
        if lens != lenses[0]:
            expect(walk.tab.locator(f"[data-map][data-lens={lens}]")).to_be_visible()
        walk.listen_to_axe(f"the lens {lens}", ".map-room")
    walk.tab.set_viewport_size(ZOOMED_FAR)
    expect(walk.tab.locator("[data-map-lens-told]:not([hidden]) summary")).to_be_visible()
    walk.tab.set_viewport_size(WIDE)

    assert walk.found() == []


def test_axe_finds_nothing_where_something_went_wrong(walk: Walk) -> None:
    tiana = f"/child/{walk.ids[0].child}"
    walk.come_as(walk.clients["sam"])
    walk.open(f"{tiana}/nowhere")
    walk.look_at("an error")
    for path in (f"{tiana}/add/words", f"{tiana}/add/time-together", "/account/password"):
        walk.open(path)
        walk.tab.evaluate(_SEND)
        expect(walk.tab.locator(".problem").first).to_be_visible()
        walk.look_at(f"{path} refused")

    assert walk.found() == []


def test_axe_would_find_a_box_without_a_label_and_a_page_that_is_too_wide(walk: Walk) -> None:
    walk.come_as(walk.clients["sam"])
    walk.open("/account/password")
    walk.tab.evaluate(
        "document.querySelectorAll('label').forEach(one => one.remove());"
        "document.querySelector('h1').style.width = '900px'"
    )

    walk.look_at("spoilt")

    found = walk.found()
    assert [fault for fault in found if ": label: " in fault] != []
    assert [fault for fault in found if fault.endswith(" wide")] != []


def test_what_axe_could_not_decide_was_looked_at_by_somebody(walk: Walk, figure: Figure) -> None:
    assert walk.unsure.keys() - LOOKED_AT.keys() == set()
    figure(
        f"axe: {len(walk.opened)} pages by {len(WHO) + 1} viewers, {walk.runs} runs, 0 violations"
    )
