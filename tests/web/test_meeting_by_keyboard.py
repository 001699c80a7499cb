"""A meeting led by keyboard alone, from its beginning through nine steps to its end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from graph.meeting_words import Action, Mark, Note
from tests.web.keyboard import Keys, keyboard
from tests.web.maps.test_making_in_a_browser import HOLD
from tests.web.meetings import Day, amy
from tests.web.town import PASSWORD, Town

pytestmark = pytest.mark.browser


@pytest.fixture
def day() -> Day:
    """The day of Amy’s meeting, looked at by two, with a line to put dots on."""
    made = Day(Town(demo=True), amy())
    assert made.prepare("scale", question="How are the evenings?") == 303
    assert made.sign() == 303
    return made


@pytest.fixture
def keys(browser: Browser, day: Day) -> Iterator[Keys]:
    with keyboard(browser, day.town, day.child) as keys:
        keys.signs_in("sam")
        yield keys


def heading(keys: Keys, words: str) -> None:
    expect(keys.watched.tab.get_by_role("heading", level=1)).to_have_text(words)


def on(keys: Keys, name: str = "Go on") -> None:
    """To the next screen, by the button that stands at the end of every one."""
    keys.to(name).go()


def keep(keys: Keys, button: str) -> None:
    """Send what was written; the button that was pressed is where one goes on from, and says that it was kept."""
    keys.to(button).press("Enter")
    pressed = keys.watched.tab.get_by_role("button", name=button, exact=True)
    expect(pressed.locator("xpath=following-sibling::*")).to_have_text("Written down.")
    expect(pressed).to_be_focused()


def test_nine_steps_are_led_by_keyboard_alone(keys: Keys, day: Day) -> None:
    keys.watched.open(day.page)
    keys.to("Begin the meeting").go()
    heading(keys, "Welcome")
    day.town.clock.forward(minutes=1)
    keys.to("Gran").press("Space")
    keep(keys, "That is everybody")
    on(keys)
    heading(keys, "What Amy wants to say")
    on(keys)
    _somebody_is_added(keys)
    _words_are_written_and_blanked(keys)
    _a_note_and_a_number(keys, day)
    heading(keys, "The questions we chose")
    on(keys)
    heading(keys, "Family time")
    on(keys, "We are done")
    heading(keys, "The family’s plan")
    keys.to("Gran").press("Space")
    keys.to("What?").type("Sunday dinner")
    keep(keys, "Add to the plan")
    on(keys)
    heading(keys, "What is different from two hours ago?")
    keys.to("End the meeting").go()

    (line,) = day.kept(Action)
    assert line["what"] == "Sunday dinner"
    heading(keys, "Leaving the room")
    keys.to("Password").type(PASSWORD)
    keys.go()
    heading(keys, "After the meeting")
    assert keys.faults() == []


def _somebody_is_added(keys: Keys) -> None:
    heading(keys, "The family, drawn by the family")
    keys.to("What do you call them?").type("Great-aunt Pearl")
    keys.to("They are").type("sister of")
    keys.to("of").type("Gran")
    keys.to("Add to the map").go()
    said = keys.watched.tab.locator("[data-live=said]")
    expect(said).to_contain_text("Great-aunt Pearl")
    on(keys)


def _words_are_written_and_blanked(keys: Keys) -> None:
    heading(keys, "Who loves Amy?")
    keys.to("Gran").press("Space")
    keys.to("The words, as they were said").type("“She is my bubbles.”")
    keep(keys, "Add these words")
    keys.sees("“She is my bubbles.”")
    _what_is_typed_meanwhile_stays(keys)
    keys.press("b")
    expect(keys.watched.tab.locator("body")).to_have_text("Touch to go on")
    keys.press("Enter")
    heading(keys, "Who loves Amy?")
    for _question in range(3):
        on(keys, "Next question")
    on(keys)


def _what_is_typed_meanwhile_stays(keys: Keys) -> None:
    """Words that are written while others are on their way to be kept are neither lost nor taken to be kept."""
    tab = keys.watched.tab
    words = tab.get_by_label("The words, as they were said")
    keys.to("Gran").press("Space")
    keys.to("The words, as they were said").type("“And she dances.”")
    tab.evaluate(HOLD)
    keys.to("Add these words").press("Enter")
    words.fill("“She waits for me.”")
    tab.evaluate("window.letGo()")
    keys.sees("“And she dances.”")
    expect(words).to_have_value("“She waits for me.”")
    expect(words).to_be_focused()
    words.fill("")
    keys.to("Add these words")


def _a_note_and_a_number(keys: Keys, day: Day) -> None:
    heading(keys, "What is working, and what worries us")
    keys.pick("What is working well", "What worries us")
    keys.to("In plain words").type("The evenings are long.")
    keep(keys, "Add it")
    keys.to("A dot: How are the evenings?").press("Enter")
    keys.to("Amy")
    keys.pick("0", "6")
    keep(keys, "Put the dot")
    (note,), (mark,) = day.kept(Note), day.kept(Mark)
    assert (note["column"], note["words"]) == ("worry", "The evenings are long.")
    assert (mark["person_id"], mark["number"]) == (day.child, 6)
    on(keys)
