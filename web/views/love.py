"""Who loves: the four questions."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.sensitivity import PROTECTED, RECORD
from queries.circles import circles
from queries.love import four_questions
from queries.moment import Moment
from web.asking import house, network_asked, shown, viewer
from web.own_pictures import faces_of
from web.permissions import needs

blueprint = Blueprint("love", __name__)


@blueprint.get("/child/<id:child_id>/who-loves")
@needs("read_map", forms=("love",))
def who_loves(child_id: str) -> str:
    """Who loves the child, whom the child loves, who may, and who might learn to."""
    network = network_asked(child_id)
    now = Moment(network)
    answers = four_questions(network, now)
    everyone = (
        *answers.who_loves,
        *answers.always_loved,
        *answers.child_loves,
        *answers.may_love,
        *answers.might_learn,
    )
    speakers = {said.source_id for answer in everyone for said in answer.said}
    people = {network.child_id, *(answer.person_id for answer in everyone), *speakers}
    shown(network, "saw_who_loves", people & network.people.keys())
    return render_template(
        "who_loves.html",
        network=network,
        child_id=child_id,
        answers=answers,
        placings=circles(network),
        pictures=faces_of(house().store, network, viewer()),
        lives_with_danger=now.lives_with_danger if network.shows(PROTECTED) else None,
        sees_record=network.shows(RECORD),
    )
