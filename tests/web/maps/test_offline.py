"""One file of a map: whole in itself, for one audience, and silent."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from graph.access import visible
from graph.viewers import Viewer
from tests.families import Family, family
from web.maps.bundle import MODULES, digest, script
from web.maps.contents import contents
from web.maps.lenses import layers_as_json, lenses_for
from web.maps.numbering import Numbers
from web.maps.offline import offline_map
from web.maps.scene import scene
from web.maps.then import drawn_then, on_day
from web.maps.vis import VIS_NETWORK

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"


class Read(HTMLParser):
    """The parts of a file that matter here."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.policy = ""
        self.links: list[str] = []
        self.scripts: list[tuple[str, str]] = []
        self.styles: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self._inside: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        self.links += [given[name] for name in ("src", "href", "action", "data") if name in given]
        self._inside.append((tag, given.get("type", "")))

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, kind = self._inside[-1] if self._inside else ("", "")
        if tag == "script":
            self.scripts.append((kind, data))
        elif tag == "style":
            self.styles.append(data)
        else:
            self.words.append(data)

    @property
    def contents(self) -> dict[str, dict[str, object]]:
        """What the map is drawn from."""
        return json.loads(next(text for kind, text in self.scripts if kind == "application/json"))


def amy() -> Family:
    return (
        family("Amy")
        .mother("Beth", full_name="Elizabeth Ford")
        .mother("Nan", of="Beth")
        .professional("Hal")
        .says("Nan", "loves", "Amy", "“My heartstring.”")
        .promises("Nan", "meals")
        .together("Nan", "2026-11-08")
        .lives("H1", "Amy", "Nan", area="Eastham")
        .adult("Ty", visibility="professionals_only")
    )


def file_for(audience: str, of: Family | None = None) -> Read:
    viewer = Viewer(account="w", audience=audience)
    return Read(offline_map(visible((of or amy()).network(), viewer), audience))


@pytest.mark.parametrize("audience", ["family_meeting", "child", "professionals", "print_family"])
def test_nothing_is_asked_of_anybody(audience: str) -> None:
    found = file_for(audience)

    assert found.links == []
    assert {"link", "img", "iframe", "object", "form", "base"}.isdisjoint(found.tags)
    assert re.findall(r"url\((?!data:)|@import", found.styles[0]) == []


def test_its_policy_names_its_own_scripts_and_style_and_nothing_else() -> None:
    found = file_for("family_meeting")

    run = [text for kind, text in found.scripts if kind != "application/json"]
    assert len(run) == 2
    assert all(digest(text) in found.policy for text in (*run, *found.styles))
    assert found.policy.count("sha256-") == 3
    assert found.policy.startswith("default-src 'none'")
    assert "unsafe" not in found.policy


def test_it_says_for_whom_and_for_which_day_it_was_made() -> None:
    words = " ".join(file_for("family_meeting").words)

    assert "for the family meeting" in words
    assert "Correct on this day: 16 November 2026." in words
    assert "Do not copy." in words
    assert "What the signs say" in words


def test_the_table_beside_the_map_says_what_the_map_says() -> None:
    words = " ".join(" ".join(file_for("professionals").words).split())

    for told in (
        "Elizabeth Ford",
        "maternal grandmother",
        "close",
        "“My heartstring.”",
        "Nan loves Amy",
        "Meals together",
        "8 November 2026",
    ):
        assert told in words


def test_the_title_names_nobody() -> None:
    html = offline_map(visible(amy().network(), Viewer(account="w", audience="child")), "child")

    assert "<title>A child’s map</title>" in html


@pytest.mark.parametrize("audience", ["family_meeting", "child"])
def test_what_the_audience_may_not_see_is_not_in_the_file(audience: str) -> None:
    viewer = Viewer(account="w", audience=audience)
    html = offline_map(visible(amy().network(), viewer), audience)

    for secret in ("Ty", "Elizabeth", "Eastham", '"H1"'):
        assert f">{secret}<" not in html
        assert f'"{secret}' not in html


def test_its_ids_mean_nothing_elsewhere() -> None:
    made = amy()
    viewer = Viewer(account="w", audience="professionals", is_allocated=True)

    html = offline_map(visible(made.network(), viewer), "professionals")

    assert [name for name in made.people if made.id(name) in html] == []


def test_a_hostile_name_is_a_name() -> None:
    made = amy().mother(HOSTILE, of="Nan").says(HOSTILE, "loves", "Amy", HOSTILE)

    found = file_for("professionals", made)

    assert len(found.scripts) == 3
    assert "img" not in found.tags
    people = found.contents["wide"]["people"]
    assert isinstance(people, dict)
    assert any("onerror" in said["name"] for said in people.values())


def test_both_shapes_hold_the_same_people() -> None:
    contents = file_for("professionals").contents

    assert contents["wide"]["people"] == contents["tall"]["people"]
    assert contents["wide"]["picture"] != contents["tall"]["picture"]


def test_the_modules_stand_in_one_script_without_importing_anything() -> None:
    assert "import " not in re.sub(r"//.*", "", script())
    assert "export " not in script()
    declared = re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", script(), re.MULTILINE)
    assert len(declared) == len(set(declared)) > len(MODULES)


def test_the_one_file_of_vis_network_is_the_version_that_was_measured() -> None:
    assert "vis-9.1.2" in VIS_NETWORK


def moved() -> Family:
    return (
        amy()
        .adult("Fran")
        .tie("foster_carer", "Fran", "Amy", start_date="2020-01-01", end_date="2024-04-30")
        .tie("friend", "Ty", "Amy", start_date="2021-03-03")
    )


def days_in(audience: str) -> dict[str, Any]:
    found = file_for(audience, moved()).contents["wide"]["time"]
    assert isinstance(found, dict)
    return found


def test_it_carries_the_days_on_which_something_changed_through_every_lens() -> None:
    kept = days_in("professionals")

    assert list(kept["days"]) == ["2020-01-01", "2021-03-03", "2024-04-30"]
    network = visible(moved().network(), Viewer(account="w", audience="professionals"))
    names = {lens.name for lens in lenses_for(network)}
    assert all(day["lenses"].keys() == names for day in kept["days"].values())


def test_a_day_in_it_is_what_the_page_would_be_given() -> None:
    viewer = Viewer(account="w", audience="professionals")
    today = scene(visible(moved().network(), viewer))
    whole = {**contents(today), "lenses": layers_as_json(today)}
    numbers, kept = Numbers(whole), days_in("professionals")
    then = on_day(today, date(2021, 3, 3))

    for drawn in drawn_then(then, lenses_for(then.network)):
        picture = json.loads(json.dumps(numbers.picture(drawn["picture"])))
        found = kept["days"]["2021-03-03"]["lenses"][drawn["lens"]]
        assert [kept["things"][n] for n in found["figures"]] == picture["figures"]
        assert [kept["things"][n] for n in found["ties"]] == picture["ties"]


def test_no_day_of_somebody_who_is_hidden_is_in_it() -> None:
    assert list(days_in("family_meeting")["days"]) == ["2020-01-01", "2024-04-30"]


def test_whoever_is_shown_no_years_gets_no_days() -> None:
    network = visible(moved().network(), Viewer(account="w", audience="professionals"))

    html = offline_map(network, "professionals", with_days=False)

    assert "data-time-slider min" not in html
    assert "time" not in Read(html).contents["wide"]
