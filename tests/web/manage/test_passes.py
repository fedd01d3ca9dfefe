"""Passes: issued with the desk's hours, printed so that a phone can read them, revoked at once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import World, person, user_of
from zwgk.desk import actions, passes
from zwgk.desk.models import Desk, DeskPass
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def client_of(unit: Unit, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(unit, *roles)))
    return client


@pytest.fixture
def clerk(world: World) -> Client:
    return client_of(world.town, Role.OFFICER)


def desk_opening(world: World, name: str, in_hours: float) -> Desk:
    """A desk of the town that opens in so many hours, for eight hours."""
    opens = timezone.now() + timedelta(hours=in_hours)
    return actions.open_desk(
        world.town_part, name=name, place="集市东口", opens_at=opens,
        closes_at=opens + timedelta(hours=8), by=person(world.town),
    )  # fmt: skip


def issued(desk: Desk, world: World, kind: str = "record") -> DeskPass:
    now = timezone.now()
    return passes.issue(
        desk.participation, kind=kind, desk=None if kind == "wall" else desk, by=person(world.town),
        valid_from=now - timedelta(hours=1), valid_until=now + timedelta(hours=8),
    )  # fmt: skip


def test_a_pass_is_issued_with_the_hours_of_the_desk(world: World, clerk: Client) -> None:
    desk = desk_opening(world, "集市咨询台", 48)
    url = reverse("manage:pass-issue", args=[desk.pk, "record"])
    form = clerk.get(url).context["form"]
    sent = {
        name: timezone.localtime(form.initial[name]).strftime("%Y-%m-%dT%H:%M")
        for name in ("valid_from", "valid_until")
    }
    page = clerk.post(url, sent, follow=True).text
    found = DeskPass.objects.get()
    minute = timedelta(minutes=1)
    assert abs(found.valid_from - (desk.opens_at - timedelta(hours=1))) < minute
    assert abs(found.valid_until - (desk.closes_at + timedelta(hours=2))) < minute
    assert "已制发" in page
    assert "未到时间" in page


def test_other_hours_can_be_written_and_wrong_ones_are_told(world: World, clerk: Client) -> None:
    url = reverse("manage:pass-issue", args=[world.desk.pk, "kiosk"])
    wrong = {"valid_from": "2030-05-15T12:00", "valid_until": "2030-05-15T08:00"}
    refused = clerk.post(url, wrong)
    assert refused.status_code == 422
    assert not DeskPass.objects.exists()
    clerk.post(url, wrong | {"valid_until": "2030-05-15T20:00"})
    found = DeskPass.objects.get()
    assert (found.kind, found.valid_until.isoformat()) == ("kiosk", "2030-05-15T12:00:00+00:00")
    assert clerk.get(reverse("manage:pass-issue", args=[world.desk.pk, "x"])).status_code == 404


def test_a_desk_whose_day_is_over_still_gets_a_pass_that_lets_in(
    world: World, clerk: Client
) -> None:
    desk = desk_opening(world, "昨天的咨询台", -30)
    clerk.post(reverse("manage:passes-issue", args=[world.town_part.pk]))
    token = passes.token_of(DeskPass.objects.get(desk=desk))
    assert passes.find(token, DeskPass.Kind.RECORD).desk == desk


def test_all_that_are_missing_are_issued_at_once(world: World, clerk: Client) -> None:
    desk_opening(world, "第二咨询台", 24)
    overview = reverse("manage:passes", args=[world.town_part.pk])
    assert "还有 2 个咨询台没有登记码" in clerk.get(overview).text
    url = reverse("manage:passes-issue", args=[world.town_part.pk])
    assert "已为 2 个咨询台制发登记码" in clerk.post(url, follow=True).text
    assert "各咨询台都有登记码" in clerk.post(url, follow=True).text
    assert DeskPass.objects.count() == 2


def test_the_sheet_says_all_a_stranger_needs(world: World, clerk: Client) -> None:
    found = issued(world.desk, world)
    page = clerk.get(reverse("manage:pass-print", args=[found.pk]), headers={"host": "127.0.0.1"})
    token = passes.token_of(found)
    for words in ("镇政府门前咨询台", "扫码", "写姓名", "开始登记", "谁拿到本码谁就能登记", token):
        assert words in page.text
    assert f'href="http://127.0.0.1/desk/app/#{token}"' in page.text
    assert page.text.count('<img class="qr" src="data:image/svg+xml') == 1
    assert " style=" not in page.text.split("<img")[0]
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("kind", "path"), [("kiosk", "/rate/kiosk/{}/"), ("wall", "/desk/wall/{}/")]
)
def test_tablets_and_walls_have_sheets_of_their_own(
    world: World, clerk: Client, kind: str, path: str
) -> None:
    found = issued(world.desk, world, kind)
    page = clerk.get(reverse("manage:pass-print", args=[found.pk])).text
    assert path.format(passes.token_of(found)) in page
    assert "输入登记码" not in page


def test_the_sheets_of_a_day_are_printed_together(world: World, clerk: Client) -> None:
    today = [desk_opening(world, f"今天的{n}号台", 0) for n in range(2)]
    later = desk_opening(world, "以后的台", 24 * 9)
    for desk in (*today, later):
        issued(desk, world)
    newest = issued(today[0], world)
    passes.revoke(issued(today[0], world), by=person(world.town))
    day = timezone.localdate().isoformat()
    url = reverse("manage:passes-print", args=[world.town_part.pk])
    page = clerk.get(url, {"day": day})
    assert [s.of.desk for s in page.context["sheets"]] == today
    assert page.context["sheets"][0].of == newest
    assert "以后的台" not in page.text
    assert len(clerk.get(url).context["sheets"]) == 3
    assert "没有可以打印的登记码" in clerk.get(url, {"day": "2001-01-01"}).text
    assert clerk.get(url, {"day": "2001-99-01"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "secure", "words"),
    [
        ("127.0.0.1:8000", False, "手机扫码打不开"), ("localhost", True, "手机扫码打不开"),
        ("[::1]:8000", False, "手机扫码打不开"), ("testserver", False, "没有启用加密连接"),
        ("testserver", True, ""),
    ],
)  # fmt: skip
def test_an_address_that_phones_cannot_use_is_told(
    world: World, clerk: Client, host: str, secure: bool, words: str
) -> None:
    url = reverse("manage:pass-print", args=[issued(world.desk, world).pk])
    page = clerk.get(url, headers={"host": host}, secure=secure)
    assert page.context["warning"].find(words) >= 0
    assert bool(page.context["warning"]) == bool(words)
    assert f"{'https' if secure else 'http'}://{host}/desk/app/#" in page.text


def test_a_pass_is_revoked_in_two_clicks_and_then_lets_nobody_in(
    world: World, clerk: Client
) -> None:
    found = issued(world.desk, world)
    page = clerk.get(reverse("manage:desk-passes", args=[world.desk.pk])).text
    assert re.search(r"<summary>作废</summary>.*确认作废", page)
    page = clerk.post(reverse("manage:pass-revoke", args=[found.pk]), follow=True).text
    assert "已作废，用它进入的手机不能再登记" in page
    with pytest.raises(passes.Refused):
        passes.find(passes.token_of(found), DeskPass.Kind.RECORD)
    desks = clerk.get(reverse("manage:desks", args=[world.town_part.pk])).text
    assert "没有可用的登记码" in desks


def test_an_attendant_may_print_and_not_issue(world: World) -> None:
    attendant, found = client_of(world.town, Role.ATTENDANT), issued(world.desk, world)
    page = attendant.get(reverse("manage:desk-passes", args=[world.desk.pk])).text
    assert "打印" in page
    assert "作废" not in page
    assert attendant.get(reverse("manage:pass-print", args=[found.pk])).status_code == 200
    assert attendant.post(reverse("manage:pass-revoke", args=[found.pk])).status_code == 403


@pytest.mark.parametrize("more", [0, 2])
def test_the_lists_cost_the_same_with_more_passes(
    world: World, clerk: Client, django_assert_num_queries: Any, more: int
) -> None:
    for number in range(1 + more):
        issued(desk_opening(world, f"{number}号台", 1), world)
        issued(world.desk, world, "wall")
    with django_assert_num_queries(9):
        clerk.get(reverse("manage:passes", args=[world.town_part.pk]))
    with django_assert_num_queries(8):
        clerk.get(reverse("manage:passes-print", args=[world.town_part.pk]))


def test_the_worklist_says_which_desks_no_phone_can_enter(world: World, clerk: Client) -> None:
    def home() -> str:
        return clerk.get(reverse("manage:home")).text

    assert "没有登记码" not in home()
    desks = [desk_opening(world, f"{n}号台", 24) for n in range(2)]
    desk_opening(world, "很久以后的台", 24 * 60)
    assert "2 个咨询台还没有登记码" in home()
    issued(desks[0], world)
    found = issued(desks[1], world)
    assert "没有登记码" not in home()
    passes.revoke(found, by=person(world.town))
    assert "1 个咨询台还没有登记码" in home()
    assert "没有登记码" not in client_of(world.zone, Role.OFFICER).get(reverse("manage:home")).text


def test_the_old_form_leads_to_the_app(world: World) -> None:
    page = client_of(world.town, Role.ATTENDANT).get(reverse("desk:desk", args=[world.desk.pk]))
    assert 'href="http://testserver/desk/app/"' in page.text
    assert 'class="app-qr" src="data:image/svg+xml' in page.text
