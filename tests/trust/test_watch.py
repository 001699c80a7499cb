"""The watch over all other tests sees: a secret of a worked child in any answer to the family is noticed."""

from __future__ import annotations

from pathlib import Path

from flask import Response

from importers import load, read_workbook
from tests.families import TODAY
from tests.trust.doors import ORIGIN, house_at
from tests.trust.watch import VIGNETTES, Watch, secrets


def test_the_worked_children_have_secrets_to_watch() -> None:
    assert len(secrets()) > 100


def test_the_family_of_every_worked_child_is_told_no_secret_and_the_worker_is(
    tmp_path: Path, watch: Watch
) -> None:
    seen: set[str] = set()
    with house_at(tmp_path) as house:
        for folder in sorted(path.parent for path in VIGNETTES.glob("*/case.csv")):
            load(house.store, read_workbook(folder), "tests", TODAY)
        for who, role in (("family", "family_member"), ("child", "child"), ("worker", "manager")):
            house.add_account(who, role)
            browser = house.signed_in(who)
            for line in house.store.children():
                house.give(who, line.child_id, "involved")
                for page in ("people", "who-loves", "map.json"):
                    path = f"/child/{line.child_id}/{page}"
                    text = browser.get(path, base_url=ORIGIN).text.casefold()
                    seen |= {who} if any(secret in text for secret in secrets()) else set()

    assert seen == {"worker"}
    assert watch.answers > 20


def test_a_leak_would_be_noticed(tmp_path: Path, watch: Watch) -> None:
    # The shortest holds no other, so that one leak is one leak.
    secret = min(secrets(), key=lambda text: (len(text), text))
    with house_at(tmp_path) as house:

        @house.app.after_request
        def blab(response: Response) -> Response:
            response.set_data(secret.title())
            return response

        house.client().get("/sign-in", base_url=ORIGIN)

    assert watch.leaks.pop() == f"nobody read “{secret[:30]}…”"
