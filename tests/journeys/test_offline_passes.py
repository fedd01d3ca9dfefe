"""Passes that end while a phone holds records, and networks that answer in the server's place."""

import json

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.phones import (
    ENTRIES,
    all_sent,
    app_address,
    count_visits,
    enter,
    go,
    lose,
    new_pass,
    of_the_ledger,
    send_now,
    waits,
)
from tests.world import World, make_world, person
from zwgk.desk import passes
from zwgk.desk.models import DeskPass, Device
from zwgk.enquiries.models import Enquiry

ROWS = """() => new Promise((done) => {
  indexedDB.open("zwgk-desk").onsuccess = (event) => {
    const db = event.target.result;
    db.transaction("entries").objectStore("entries").getAll().onsuccess = (read) => {
      db.close();
      done(JSON.stringify(read.target.result));
    };
  };
})"""
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _network_errors(console_allows: list[str]) -> None:
    console_allows.append("ERR_INTERNET_DISCONNECTED")


@pytest.fixture
def town(live_server: LiveServer) -> World:
    return make_world()


@pytest.fixture
def desk_pass(town: World) -> DeskPass:
    return new_pass(town)


def test_what_was_sent_with_an_older_pass_is_corrected_with_the_new_one(
    phone: Page, town: World, desk_pass: DeskPass
) -> None:
    enter(phone, desk_pass)
    count_visits(phone, 1)
    all_sent(phone, 1)
    phone.wait_for_load_state("networkidle")
    passes.revoke(desk_pass, by=person(town.town))
    enter(phone, new_pass(town))
    go(phone, "记录")
    phone.click(".entry button:text-is('撤销')")
    all_sent(phone, 2)
    assert of_the_ledger(town) == 0


def test_an_error_page_of_a_public_network_is_no_verdict(
    phone: Page, town: World, desk_pass: DeskPass, console_allows: list[str]
) -> None:
    console_allows.append("400")
    enter(phone, desk_pass)
    phone.context.route(
        ENTRIES, lambda route: route.fulfill(status=400, body="<html>请登录</html>")
    )
    count_visits(phone, 2)
    expect(phone.locator(".notice").first).to_contain_text("记录仍保存在本机")
    waits(phone, 2)
    phone.context.unroute(ENTRIES)
    send_now(phone)
    all_sent(phone, 2)
    assert of_the_ledger(town) == 2


def test_a_code_that_is_known_no_longer_hinders_no_other_desk(
    phone: Page, town: World, desk_pass: DeskPass, console_allows: list[str]
) -> None:
    console_allows += ["401", "404"]
    enter(phone, desk_pass)
    phone.context.route(ENTRIES, lose)
    count_visits(phone, 1)
    phone.wait_for_load_state("networkidle")
    Device.objects.all().delete()
    desk_pass.delete()  # a backup from before was restored
    town.desk.pk = None
    town.desk.name = "二号台"
    town.desk.save()
    phone.goto(app_address(new_pass(town)))
    phone.fill("#name", "咨询员甲")
    phone.click("main button.primary")
    expect(phone.locator("h1")).to_have_text("来访")
    count_visits(phone, 1)
    phone.context.unroute(ENTRIES)
    send_now(phone)
    assert phone.evaluate(TROUBLED_SEAT) == "pass_unknown"
    expect(phone.locator("#headline")).to_contain_text("1条待上传")
    assert of_the_ledger(town) == 1


# Why the server no longer takes a seat's records, as soon as the phone has noted it.
TROUBLED_SEAT = """async () => {
  const read = () => new Promise((done) => {
    indexedDB.open("zwgk-desk").onsuccess = (event) => {
      const db = event.target.result;
      db.transaction("seats").objectStore("seats").getAll().onsuccess = (read) => {
        db.close();
        done(read.target.result.map(({ trouble }) => trouble && trouble.code).find(Boolean));
      };
    };
  });
  let found;
  for (let tries = 0; tries < 100 && !found; tries += 1) {
    found = await read();
    await new Promise((done) => setTimeout(done, 75));
  }
  return found;
}"""


def test_a_contact_that_was_refused_leaves_the_phone_with_its_correction(
    phone: Page, town: World, desk_pass: DeskPass
) -> None:
    enter(phone, desk_pass)

    def refuse(route: Route) -> None:
        entries = json.loads(route.request.post_data or "")["entries"]
        results = [
            {"id": each["id"], "state": "refused", "message": "请更正。"} for each in entries
        ]
        route.fulfill(json={"server_time": "", "results": results})

    phone.context.route(ENTRIES, refuse)
    go(phone, "咨询")
    phone.fill("#text", "门前的路灯什么时候修")
    phone.check("label:has-text('未当场答复') input")
    phone.fill("#contact", "0400-5150009")
    phone.click("text=保存咨询")
    expect(phone.locator(".notice").first).to_contain_text("有1条记录需要处理")
    phone.context.unroute(ENTRIES)
    go(phone, "记录")
    phone.click(".entry a:text-is('更正')")
    phone.click("text=保存更正")
    go(phone, "记录")
    expect(phone.locator(".entry .tag")).to_have_text("已上传")
    assert "0400-5150009" not in str(phone.evaluate(ROWS))
    assert Enquiry.objects.get().contact_encrypted
