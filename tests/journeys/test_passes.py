"""The officer hands passes out, sees the phones, cuts one off; axe on every page, both widths."""

import uuid
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.steps import fits, sign_in
from tests.world import World, make_world, person, user_of
from zwgk.cli.demo.tally_sheet import tally_sheet
from zwgk.core import files
from zwgk.desk import actions, passes
from zwgk.desk.models import DeskPass, Device, Tally, TallyPhoto, Visit

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@pytest.fixture
def world(live_server: LiveServer) -> World:
    return make_world()


def _phone(world: World) -> Device:
    now = timezone.now()
    found = passes.issue(
        world.town_part, kind="record", desk=world.desk, by=person(world.town),
        valid_from=now - timedelta(hours=1), valid_until=now + timedelta(hours=9),
    )  # fmt: skip
    phone, _ = passes.enter(
        passes.token_of(found), device=uuid.uuid4(), name="登记员甲", about="安卓手机", version="1"
    )
    Device.objects.filter(pk=phone.pk).update(waiting=2, clock_offset=4000)
    visit = actions.record_visit(world.desk, people=2, by=person(world.town))
    Visit.objects.filter(pk=visit.pk).update(device=phone, mark="late")
    return phone


def _photographed(world: World) -> Tally:
    by = person(world.town)
    tally = actions.record_tally(
        world.desk, kind="visitors", value=7, counted_by="甲", evidence="计数表", by=by
    )
    kept = files.store(
        tally_sheet(7), name="a.png", content_type="image/png", unit_id=world.town.pk, by=by
    )
    photo = TallyPhoto.objects.create(id=uuid.uuid4(), desk=world.desk, file=kept)
    Tally.objects.filter(pk=tally.pk).update(photo=photo.pk)
    return tally


def test_from_the_worklist_to_the_printed_sheet_and_back(page: Page, world: World) -> None:
    sign_in(page, user_of(person(world.town)).username)
    page.goto(f"/manage/parts/{world.town_part.pk}/desks/")
    page.click(".page-head >> text=登记码")
    page.click("text=全部制发")
    expect(page.locator(".message.success")).to_have_text("已为 1 个咨询台制发登记码。")
    page.click("tbody >> text=打印")
    expect(page.locator(".sheet h2")).to_have_text("镇政府门前咨询台")
    expect(page.locator("button[data-print]")).to_be_visible()
    image = page.locator("img.qr")
    assert image.evaluate("image => image.complete && image.naturalWidth > 0")
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator("h1")).to_be_hidden()
    expect(image).to_be_visible()
    page.emulate_media(media="screen")
    page.click(".crumbs a")
    page.click("summary:text-is('作废')")
    page.click("text=确认作废")
    expect(page.locator(".message.success")).to_contain_text("已作废")
    assert DeskPass.objects.get().revoked_at is not None


def test_a_lost_phone_is_cut_off_from_a_phone(phone: Page, world: World) -> None:
    lost = _phone(world)
    sign_in(phone, user_of(person(world.town)).username)
    phone.click("text=查看手机")
    phone.click("text=登记员甲")
    phone.click("summary:text-is('停用这部手机')")
    phone.click("text=确认停用")
    expect(phone.locator("h1")).to_contain_text("已停用")
    lost.refresh_from_db()
    assert lost.cut_at is not None


def test_every_page_is_accessible_and_fits(page: Page, world: World) -> None:
    entered, tally = _phone(world), _photographed(world)
    part, desk = world.town_part.pk, world.desk.pk
    sign_in(page, user_of(person(world.town)).username)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for url in (
            f"/manage/parts/{part}/desks/", f"/manage/parts/{part}/passes/",
            f"/manage/parts/{part}/passes/wall/", f"/manage/parts/{part}/passes/print/",
            f"/manage/desks/{desk}/passes/", f"/manage/desks/{desk}/passes/record/",
            f"/manage/parts/{part}/devices/", f"/manage/devices/{entered.pk}/",
            f"/manage/desks/{desk}/import/", f"/manage/parts/{part}/figures/visitors/",
            f"/desk/entries/tally/{tally.pk}/", f"/desk/{desk}/",
        ):  # fmt: skip
            page.goto(url)
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
            found = Axe().run(page, options={"runOnly": RULES})
            assert found.violations_count == 0, f"{url}\n{found.generate_report()}"
            assert fits(page), url
            assert page.locator("h1").count() == 1, url
