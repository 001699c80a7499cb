"""The pages, a file for each subject. A view is five moves: who asks, what for, fetch, ask, render."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter

from web.views import (
    account,
    beginning,
    beside,
    changing,
    children,
    details,
    entry,
    finding,
    gathering,
    history,
    joining,
    lifting,
    light,
    looks,
    loosening,
    love,
    making,
    map,
    meeting,
    meeting_before,
    meeting_right,
    meeting_words,
    next_steps,
    own_meeting,
    own_pictures,
    own_words,
    people,
    pictures,
    placing,
    prints,
    reach,
    room,
    rules,
    second_look,
    second_screen,
    sharing,
    signing_in,
    story,
    team,
    then,
    typeface,
    unsent,
    voice,
    wider,
)

BLUEPRINTS = (
    signing_in.blueprint,
    account.blueprint,
    unsent.blueprint,
    children.blueprint,
    map.blueprint,
    then.blueprint,
    people.blueprint,
    love.blueprint,
    history.blueprint,
    changing.blueprint,
    loosening.blueprint,
    next_steps.blueprint,
    finding.blueprint,
    story.blueprint,
    team.blueprint,
    prints.blueprint,
    rules.blueprint,
    typeface.blueprint,
    light.blueprint,
    room.blueprint,
    meeting.blueprint,
    meeting_right.blueprint,
    meeting_before.blueprint,
    meeting_words.blueprint,
    details.blueprint,
    reach.blueprint,
    lifting.blueprint,
    sharing.blueprint,
    looks.blueprint,
    beside.blueprint,
    voice.blueprint,
    own_words.blueprint,
    own_pictures.blueprint,
    second_look.blueprint,
    own_meeting.blueprint,
    joining.blueprint,
    entry.blueprint,
    second_screen.blueprint,
    making.blueprint,
    placing.blueprint,
    gathering.blueprint,
    beginning.blueprint,
    pictures.blueprint,
    wider.blueprint,
)


class RecordId(BaseConverter):
    """A random id of ours, or one made for a view; never a name."""

    regex = "[A-Za-z0-9_-]{1,64}"


def register(app: Flask) -> None:
    """Hang every page on the application."""
    app.url_map.converters["id"] = RecordId
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
