"""A tab that only real keys reach, and a watch over whatever has the focus: it is seen, and under nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, expect

from tests.web.serving import served
from tests.web.test_journey import Watched
from tests.web.town import PASSWORD, Town

# More steps than there are on any page; whoever needs more is caught somewhere.
_STEPS = 90
_NAME = """() => {
    const one = document.activeElement;
    const said = (one.labels?.[0] ?? one).cloneNode(true);
    said.querySelectorAll('[aria-hidden=true]').forEach((unsaid) => unsaid.remove());
    const words = one.getAttribute('aria-label') ?? said.textContent;
    return words.replace(/\\s+/g, ' ').trim();
}"""
# Tells the console of a focus that cannot be seen: no ring, off the screen, or under something else.
_WATCH_FOCUS = """document.addEventListener('focusin', ({ target }) => {
    const isUnseen = () => {
        if (document.activeElement !== target || target.tabIndex < 0) return false;
        const isRinged = (one) => {
            const style = one && getComputedStyle(one);
            return style && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
        };
        // The ring of a slider is round its thumb, that of a day round its parts, and that of a face round its label.
        const isElsewhere = ['range', 'date'].includes(target.type) || isRinged(target.labels?.[0]);
        if (!isRinged(target) && !isElsewhere) return 'has no ring';
        const box = target.getBoundingClientRect();
        const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
        const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
        const at = document.elementFromPoint(x, y);
        return !(target.contains(at) || at?.contains(target)) && 'is covered';
    };
    requestAnimationFrame(() => requestAnimationFrame(() => {
        document.getAnimations().forEach((one) => one.finish());
        const why = isUnseen();
        const words = target.id || target.textContent.trim().slice(0, 30);
        if (why) console.error(`focus: ${target.tagName} ${words} ${why}`);
    }));
})"""


@dataclass(frozen=True)
class Keys:
    """A tab that only the keyboard reaches."""

    watched: Watched
    child: str

    def press(self, *keys: str) -> None:
        """Press some keys, one after another."""
        for key in keys:
            self.watched.tab.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type something where the focus is."""
        self.watched.tab.keyboard.type(words)

    def to(self, name: str) -> Keys:
        """Go on from field to field, and from link to link, until the name of one begins so."""
        passed = []
        for _step in range(_STEPS):
            self.press("Tab")
            passed.append(self.watched.tab.evaluate(_NAME))
            if passed[-1].startswith(name):
                return self
        raise AssertionError(f"{name} was not come to: {[one[:40] for one in passed]}")

    def go(self) -> None:
        """Follow a link, or send a form, and wait for the page that comes."""
        with self.watched.tab.expect_navigation():
            self.press("Enter")

    def to_page(self) -> Keys:
        """Past the head of a page, by its first link."""
        self.to("Skip to the page").press("Enter")
        return self

    def faults(self) -> list[str]:
        """What went wrong since this was last asked."""
        found, self.watched.faults = self.watched.faults, []
        return found

    def hears(self, words: str) -> None:
        """Wait until a screen reader is told something."""
        expect(self.watched.tab.get_by_role("status")).to_have_text(words)

    def sees(self, words: str) -> None:
        """Wait until something can be read."""
        expect(self.watched.tab.get_by_text(words).first).to_be_visible()

    def pick(self, first: str, wanted: str) -> None:
        """Choose one of several that belong together: Tab comes to one of them, the arrows go on to the next."""
        self.to(first)
        passed = []
        for _step in range(_STEPS):
            passed.append(self.watched.tab.evaluate(_NAME))
            if passed[-1] == wanted:
                self.press("Space")
                return
            self.press("ArrowRight")
        raise AssertionError(f"{wanted} was not come to: {passed}")

    def signs_in(self, name: str) -> None:
        """Come in by the front door."""
        self.watched.open("/")
        self.to("E-mail address").type(f"{name}@example.org")
        self.to("Password").type(PASSWORD)
        self.go()


@contextmanager
def keyboard(browser: Browser, town: Town, child: str) -> Iterator[Keys]:
    """A keyboard before the pages of a town."""
    with served(town) as address:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.emulate_media(reduced_motion="reduce")
        page.add_init_script(_WATCH_FOCUS)
        yield Keys(Watched(page, address).watch(), child)
        page.close()
