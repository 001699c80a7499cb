"""What is strange in a workbook but taken all the same, as questions in plain words.

One file for each subject, and an explicit list. Nothing here refuses, changes or guesses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from importers.maps import KeptMap
from importers.questions import births, homes, knowing, names, people, ties, times
from importers.questions.case import AskedCase
from importers.report import Question
from importers.rows import CaseRows

Asks = Callable[[AskedCase], Iterator[Question]]

QUESTIONS: tuple[Asks, ...] = (
    people.who_the_child_is,
    people.nobody_is_tied_to_them,
    people.a_kind_that_does_not_fit,
    people.no_name,
    people.a_job_without_a_role,
    people.an_address_nobody_spoke_of,
    names.marks_nobody_can_see,
    names.letters_of_two_alphabets,
    names.the_same_person_twice,
    births.age_and_life_stage,
    births.dates_and_how_sure,
    births.death_and_its_date,
    births.parents_and_their_age,
    births.born_after_a_parent_died,
    homes.a_place_that_looks_like_an_address,
    knowing.committed_without_a_promise,
    knowing.lifelong_without_their_words,
    ties.tied_to_themselves,
    ties.more_than_two_birth_parents,
    ties.their_own_ancestor,
    ties.a_detail_that_is_no_code,
    ties.the_same_tie_twice,
    ties.an_account_that_contradicts_nothing,
    ties.words_after_a_death,
    times.dates_the_wrong_way_round,
    times.dates_still_to_come,
    times.together_after_a_death,
    times.together_before_a_birth,
    times.a_time_without_a_date,
    times.professionals_do_not_count,
)


def questions_about(rows: CaseRows, kept: KeptMap, today: date) -> Iterator[Question]:
    """Everything there is to ask about one case, by subject."""
    case = AskedCase(rows, kept, today)
    for ask in QUESTIONS:
        yield from ask(case)
