"""The questions that are open about a map, for the lens that shows who is missing."""

from __future__ import annotations

from dataclasses import replace

from graph.access import visible_records
from graph.decisions import Decision
from graph.sensitivity import RECORD
from queries.gaps import review
from queries.moment import Moment
from queries.strengths import strengths
from queries.team import still_open
from web.asking import house
from web.maps.asked import asked_of
from web.maps.scene import Scene
from web.thresholds import thresholds_for


def with_questions(found: Scene, child_id: str) -> Scene:
    """A scene with the questions open on its day; the family is shown none but those chosen for it.

    Of an earlier day a decision that was made later is left out: until then the question was open.
    """
    network = found.network
    if not network.shows(RECORD):
        return found
    now = Moment(network)
    thresholds = thresholds_for(house().store, child_id, house().config.thresholds)
    decisions = visible_records(house().store.kept(Decision, child_id), network)
    made = [one for one in decisions if one.on.earliest is None or one.on.earliest <= now.on]
    gaps = still_open(review(network, thresholds, now).gaps, made, now.on)
    return replace(found, asked=asked_of(gaps, strengths(network, moment=now)))
