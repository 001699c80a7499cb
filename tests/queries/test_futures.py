"""What would change: if somebody stepped back, and after eighteen."""

from __future__ import annotations

from datetime import date

from queries.futures import after_eighteen, paid_share, what_if
from tests.families import Family, family


def names(of: Family, people: tuple[str, ...]) -> list[str]:
    return sorted(of.known(person) for person in people)


def with_dad() -> Family:
    amy = family("Amy", dob="2010-05-02").about(culture_tags="Irish;Welsh")
    amy.father("Dad", culture_tags="Irish", languages="Welsh").mother("Nan", of="Dad")
    return amy.lives("H1", "Amy", "Dad").promises("Dad", "meals")


def test_when_somebody_steps_back_their_people_promises_and_culture_go_too() -> None:
    amy = with_dad().adult("Fay", languages="Welsh").together("Fay", "2026-11-01")
    amy.tie("family_time_plan", "Dad", "Amy", plan_every_days=7)

    gone = what_if(amy.network(), amy.id("Dad"))

    assert names(amy, gone.out_of_reach) == ["Nan"]
    assert (len(gone.promises), len(gone.plans), gone.culture_tags) == (1, 1, ("Irish",))


def test_nothing_goes_with_somebody_whom_nobody_hangs_on() -> None:
    amy = with_dad()

    gone = what_if(amy.network(), amy.id("Nan"))

    assert (gone.out_of_reach, gone.promises, gone.plans, gone.culture_tags) == ((), (), (), ())


def test_after_eighteen_every_paid_role_has_ended() -> None:
    amy = with_dad().professional("Una", role_end_date="2028-05-02").professional("Vic")
    amy.carer("Cora").adult("Fay").adult("Gus").together("Fay", "2026-11-01")

    then = after_eighteen(amy.network())

    assert then.birthday == date(2028, 5, 2)
    assert names(amy, then.ends_by_then) == ["Una"]
    assert names(amy, then.still_paid) == ["Vic"]
    assert names(amy, then.carers) == ["Cora"]
    assert names(amy, then.remains) == ["Dad", "Fay"]
    assert len(then.promises) == 1


def test_who_has_promised_or_is_there_for_life_remains_without_being_in_touch() -> None:
    amy = with_dad().adult("Fay").adult("Gus").found("Gus", "lifelong", on="2026-02-01")

    assert names(amy, after_eighteen(amy.promises("Fay", "holidays").network()).remains) == [
        "Dad",
        "Fay",
        "Gus",
    ]


def test_who_is_not_safe_does_not_count_as_remaining() -> None:
    amy = with_dad().stance("Dad", "not_safe")

    assert after_eighteen(amy.network()).remains == ()


def test_where_no_birth_is_recorded_there_is_no_birthday() -> None:
    assert after_eighteen(family("Amy").network()).birthday is None


def test_the_share_of_people_who_are_paid_names_them() -> None:
    amy = with_dad().professional("Una").adult("Fay")

    share = paid_share(amy.network())

    assert names(amy, share.paid) == ["Una"]
    assert names(amy, share.active) == ["Dad", "Una"]
