"""What changed since a day: lines and words on those who were added, ended or moved; everyone else steps back.

It is looked at like a lens, and is not in the list of them: which day it starts from is chosen each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.vocabulary import RELATIONSHIP_KINDS
from queries.changes import ADDED, ENDED, MOVED, Change
from web.maps.changed import told
from web.maps.legend import Sign
from web.maps.lenses.layer import Layer
from web.maps.lenses.plates import Plates
from web.maps.lenses.signs import UPPER_LEFT, Lines, figure_sign, quiet_sign, tie_sign
from web.maps.picture import Drawn, Mark, Tie
from web.maps.scene import Scene
from web.maps.shapes import house
from web.maps.ties import Stroke, between, from_the_top
from web.maps.wording import ring_name
from web.words import _

_STROKES: Mapping[str, Stroke] = {
    ADDED: Stroke(5.0),
    ENDED: Stroke(2.4, (3, 8)),
    MOVED: Stroke(2.0, (14, 5)),
}
_OF_LOVE = frozenset({"loves", "misses"})


def since(scene: Scene, changes: Sequence[Change]) -> Layer:
    """The map of today with what changed drawn on it."""
    found = _by_person(scene, changes)
    lines, plates, people = Lines(scene), Plates(scene), scene.layout.spots
    nothing = _("Nothing has changed here since then, as far as we know.")
    return Layer(
        ties=(
            *(
                lines.tie(person, _STROKES[kind], scene.hue(scene.side_of(person)))
                for person in from_the_top(scene)
                if (kind := _kind_of_line(scene, found.get(person, ())))
            ),
            *_between_others(scene, changes),
        ),
        marks={p: tuple(_marks(plates, p, found[p])) for p in people if p in found},
        quiet=frozenset(person for person in people if person not in found),
        says={p: _said(scene, found.get(p, ())) or nothing for p in people},
    )


def _by_person(scene: Scene, changes: Sequence[Change]) -> Mapping[str, tuple[Change, ...]]:
    """The changes that are told of each person, at either end."""
    found: dict[str, list[Change]] = {}
    for one in changes:
        for person in dict.fromkeys(one.people):
            found.setdefault(person, []).append(one)
    return {person: tuple(found[person]) for person in scene.network.in_order if person in found}


def _kind_of_line(scene: Scene, changes: Sequence[Change]) -> str:
    """How the line to the child is drawn: what was added first, then what ended, then what moved."""
    child = scene.network.child_id
    with_child = {one.kind for one in changes if _has_line(one, child)}
    return next((kind for kind in _STROKES if kind in with_child), "")


def _has_line(change: Change, child: str) -> bool:
    """Words draw a line only where they are of love: no line may join a child to somebody they said no to.

    Nor does an order of a court, which may keep people apart.
    """
    if change.about not in ("tie", "words"):
        return True
    family = RELATIONSHIP_KINDS[change.row_kind].family
    is_tie = family not in ("statement", "law") or change.row_kind in _OF_LOVE
    return is_tie and child in change.people


def _between_others(scene: Scene, changes: Sequence[Change]) -> Iterator[Tie]:
    spots = scene.layout.spots
    for one in changes:
        is_tie = one.about == "tie" and RELATIONSHIP_KINDS[one.row_kind].family != "law"
        if is_tie and all(person in spots for person in one.people):
            yield between(scene, one.person_id, one.other_id, _STROKES[one.kind], "slate")


def _marks(plates: Plates, person_id: str, changes: Sequence[Change]) -> Iterator[Drawn]:
    """The one word that says most, above the circle; a house where somebody moved home."""
    if any(one.about == "home" for one in changes):
        yield Mark(house(*UPPER_LEFT, 10), fill="paper", line="deep", width=2)
    yield from plates.words(person_id, _word(changes))


def _word(changes: Sequence[Change]) -> str:
    by = {(one.kind, one.about): one for one in changes}
    if (ADDED, "person") in by:
        return _("new here")
    if (ENDED, "person") in by:
        return _("died")
    if (MOVED, "circle") in by:
        return _("was %(circle)s") % {"circle": ring_name(by[MOVED, "circle"].before)}
    if (ADDED, "tie") in by:
        return _("new tie")
    if (ENDED, "tie") in by or (ENDED, "words") in by:
        return _("ended")
    if (ADDED, "words") in by:
        return _("new words")
    return _("moved")


def _said(scene: Scene, changes: Sequence[Change]) -> str:
    return " ".join(dict.fromkeys(told(one, scene.network) for one in changes))


def legend_of_changes() -> Iterator[Sign]:
    """The signs of what changed."""
    yield Sign(tie_sign(_STROKES[ADDED], "slate"), _("added: new since that day"))
    yield Sign(tie_sign(_STROKES[ENDED], "slate"), _("ended since that day"))
    yield Sign(
        tie_sign(_STROKES[MOVED], "slate"),
        _("moved: another circle, another step, or another home"),
    )
    yield Sign(
        figure_sign(Mark(house(-10, -8, 8), "paper", "deep", 1.8)), _("moved home since that day")
    )
    yield Sign(quiet_sign(), _("nothing has changed here, as far as we know"))
