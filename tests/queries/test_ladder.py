"""The ladder: everyone on their rung, what is due, who must be told, and what a rung asks for."""

from __future__ import annotations

from datetime import date

from graph.access import visible
from graph.attempts import Attempt
from graph.notices import Notice
from graph.viewers import Viewer
from queries.ladder import board, reminders, to_be_told, why_not
from tests.families import Family, family


def amy() -> Family:
    return (
        family("Amy", dob="2015-01-01")
        .mother("Beth", ladder=())
        .mother("Gran", of="Beth", ladder=())
    )


def a_try(told: Family, name: str, on: str, due: str = "", step: str = "ring again") -> Attempt:
    return Attempt(
        id=f"{name} {on}",
        child_id=told.child_id,
        person_id=told.id(name),
        on=on,
        next_step=step,
        due_date=due,
    )


def test_everyone_with_a_rung_stands_on_it_and_nobody_else() -> None:
    told = amy().found("Beth", "engaged", "2026-02").found("Gran", "declined")

    on_board = {
        rung.name: [place.known_as for place in rung.places] for rung in board(told.network())
    }

    assert on_board["engaged"] == ["Beth"]
    assert on_board["declined"] == ["Gran"]
    assert sum(len(names) for names in on_board.values()) == 2


def test_the_last_try_stands_beside_the_name() -> None:
    told = amy().found("Beth", "contacted")
    tries = [a_try(told, "Beth", "2026-10-01"), a_try(told, "Beth", "2026-11-01", due="2026-11-15")]

    (place,) = next(
        rung.places for rung in board(told.network(), tries) if rung.name == "contacted"
    )

    assert (place.last_try, place.is_overdue) == (tries[1], True)


def test_a_reminder_is_due_on_its_day_and_a_later_try_answers_it() -> None:
    told = amy()
    tries = [a_try(told, "Beth", "2026-11-01", due="2026-11-16")]
    assert [(one.known_as, one.days_late) for one in reminders(told.network(), tries)] == [
        ("Beth", 0)
    ]
    assert reminders(told.network(date(2026, 11, 15)), tries) == ()

    answered = [*tries, a_try(told, "Beth", "2026-11-10", step="")]

    assert reminders(told.network(), answered) == ()


def test_nobody_is_reminded_of_somebody_who_is_not_safe() -> None:
    told = amy().stance("Beth", "not_safe")

    assert reminders(told.network(), [a_try(told, "Beth", "2026-11-01", due="2026-11-10")]) == ()


def test_relatives_are_told_within_days_of_leaving_home_and_three_dates_stay_apart() -> None:
    told = amy().person("Gran", first_known_date="2026-10-02").about(home_since="2026-10-01")
    notice = Notice(
        id="n",
        child_id=told.child_id,
        person_id=told.id("Beth"),
        located="2026-10-10",
        notified="2026-10-20",
    )

    gran, beth = to_be_told(told.network(), [notice])

    assert (gran.known_as, gran.identified, gran.located, gran.notified) == (
        "Gran",
        "2026-10-02",
        "",
        "",
    )
    assert (gran.due, gran.days_late) == (date(2026, 10, 31), 16)
    assert (beth.notified, beth.days_late) == ("2026-10-20", 0)


def test_a_silenced_relative_is_not_among_those_to_be_told() -> None:
    told = amy().says("Amy", "afraid_of", "Gran").about(home_since="2026-10-01")

    assert [one.known_as for one in to_be_told(told.network())] == ["Beth"]


def test_committed_needs_a_promise() -> None:
    told = amy()
    assert "what Beth has promised" in why_not(told.network(), told.id("Beth"), "committed")

    told.promises("Beth", "meals")

    assert why_not(told.network(), told.id("Beth"), "committed") == ""


def test_lifelong_needs_the_persons_own_words() -> None:
    told = amy().tie("loves", "Beth", "Amy", said_by="Gran", source_type="family_member")
    assert "own words" in why_not(told.network(), told.id("Beth"), "lifelong")

    told.says("Beth", "loves", "Amy", "For ever.")

    assert why_not(told.network(), told.id("Beth"), "lifelong") == ""


def cautions(told: Family, viewer: Viewer) -> dict[str, str]:
    rungs = board(visible(told.network(), viewer))
    return {place.known_as: place.caution for rung in rungs for place in rung.places}


def test_a_caution_is_for_those_who_may_know_why() -> None:
    told = amy().found("Beth", "engaged").found("Gran", "engaged").stance("Gran", "not_safe")
    told.says("Amy", "afraid_of", "Beth")
    allocated, manager = (
        Viewer(account="w", is_allocated=True),
        Viewer(account="m", audience="manager"),
    )

    assert cautions(told, allocated) == {
        "Beth": "the child has said not now",
        "Gran": "talk to your manager first",
    }
    assert cautions(told, manager) == {"Beth": "", "Gran": "talk to your manager first"}
    assert cautions(told, Viewer(account="p")) == {"Beth": "", "Gran": ""}


def test_nothing_is_overdue_with_somebody_nobody_may_go_to() -> None:
    told = amy().found("Beth", "contacted").stance("Beth", "not_safe")
    tries = [a_try(told, "Beth", "2026-11-01", due="2026-11-10")]

    places = [place for rung in board(told.network(), tries) for place in rung.places]

    assert [place.is_overdue for place in places] == [False]
