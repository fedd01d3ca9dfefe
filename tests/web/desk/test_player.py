"""The player's addresses: what a link gives, what it takes, and what an ended one says."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import World, person
from zwgk.carriers.models import PlayedMinute, Screen
from zwgk.carriers.screens import playlist, setting_up, slogans
from zwgk.units.models import Role
from zwgk.web.shared.playing import FILES, path_of, player_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def screen(world: World) -> Screen:
    by = person(world.town, Role.OFFICER)
    screen = setting_up.set_up_screen(
        name="屏", place="大厅", width=1024, height=192, participation=world.town_part, by=by
    )
    for text in ("已经审核", "还没审核"):
        slogan = slogans.propose_slogan(text=text, by=by)
        playlist.add_entry(screen, kind="slogan", slogan=slogan, by=by)
    slogans.approve_slogan(
        screen.entries.get(position=0).slogan, by=person(world.town, Role.REVIEWER)
    )
    playlist.add_entry(screen, kind="portal_code", by=by)
    return screen


def _url(screen: Screen, name: str) -> str:
    return reverse(f"screen:{name}", args=[setting_up.token_of(screen)])


def _beat(screen: Screen, played: Any) -> Any:
    body = played if isinstance(played, str) else json.dumps({"played": played})
    client = Client(enforce_csrf_checks=True)
    return client.post(_url(screen, "beat"), body, content_type="application/json")


def test_a_link_gives_the_page_and_what_is_approved(client: Client, screen: Screen) -> None:
    page = client.get(_url(screen, "player")).content.decode()
    assert f'data-player="{player_version()}"' in page
    assert not re.search(r"<script>|style=|<style", page)
    told = client.get(_url(screen, "data")).json()
    assert [(slide["kind"], slide["text"]) for slide in told["slides"]] == [
        ("slogan", "已经审核"), ("portal_code", "柳河镇人民政府"),
    ]  # fmt: skip
    assert told["slides"][1]["code"].startswith("data:image/svg+xml")
    assert told["plan"] == {"from": "08:00", "to": "18:00", "first": "", "last": "",
                            "days": "1234567"}  # fmt: skip
    worker = client.get(reverse("screen:worker")).content.decode()
    assert f'VERSION = "{player_version()}"' in worker
    assert all(f'"/static/{name}"' in worker for name in FILES)


def test_what_was_played_is_taken_once(screen: Screen) -> None:
    minute = int(timezone.now().timestamp()) // 60 * 60
    assert _beat(screen, [[minute, 42]]).json() == {"kept": 1}
    assert _beat(screen, [[minute, 42]]).json() == {"kept": 0}
    assert [row.seconds for row in PlayedMinute.objects.all()] == [42]
    screen.refresh_from_db()
    assert timezone.now() - screen.seen_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    "played",
    ["", "[]", "{}", '{"played": 1}', [["a", 1]], [[1, 2, 3]], [[10**18, 5]], [[True, 1]],
     [[1, 1]] * 1501, '{"played": [[NaN, 1]]}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_report_is_refused(screen: Screen, played: Any) -> None:
    assert _beat(screen, played).status_code == 422
    assert not PlayedMinute.objects.exists()
    screen.refresh_from_db()
    assert screen.seen_at is None


def test_an_ended_link_plays_and_takes_nothing(client: Client, screen: Screen) -> None:
    urls = {name: _url(screen, name) for name in ("player", "data", "beat")}
    setting_up.revoke_link(screen, by=person(screen.unit, Role.OFFICER))
    page = client.get(urls["player"])
    assert (page.status_code, page["X-Screen-Refused"]) == (403, "1")
    assert "已经停用" in page.content.decode()
    assert client.get(urls["data"]).json()["code"] == "link_revoked"
    assert _beat(screen, []).status_code == 403
    assert client.get("/screen/NOSUCHTOKEN/data/").status_code == 404


def test_old_screens_can_read_the_script() -> None:
    """What Chrome 60 does not have."""
    for name in FILES:
        if name.endswith(".js"):
            text = path_of(name).read_text(encoding="utf-8")
            assert not re.search(r"\?\.[a-z\[]|\?\?|=>|\.\.\.|replaceAll|\.flat|\.finally|`", text)
