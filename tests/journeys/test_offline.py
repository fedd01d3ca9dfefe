"""Phones without a network: what was recorded is in the ledger in the end, exactly once."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.phones import (
    ENTRIES,
    all_sent,
    count_visits,
    enter,
    go,
    kill,
    lose,
    new_pass,
    of_the_ledger,
    phone_kept_at,
    send_now,
    waits,
)
from tests.world import World, make_world, person
from zwgk.desk import passes, sync
from zwgk.desk.models import DeskPass, Device, Question, Visit
from zwgk.web.desk.views import app

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(live_server: LiveServer) -> World:
    return make_world()


@pytest.fixture
def desk_pass(town: World) -> DeskPass:
    return new_pass(town)


@pytest.fixture(autouse=True)
def _network_errors(console_allows: list[str]) -> None:
    console_allows += ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED"]


class Troubled:
    """A network that carries the first sync but loses its answer, and later says things twice."""

    def __init__(self) -> None:
        self.requests = 0

    def __call__(self, route: Route) -> None:
        self.requests += 1
        if self.requests == 1:
            assert route.fetch().ok
            lose(route)
            return
        if self.requests == 2:
            batch = json.loads(route.request.post_data or "")
            half = len(batch["entries"]) // 2
            again = json.dumps(batch | {"entries": batch["entries"][half:]})
            assert route.fetch(post_data=again).ok
        route.continue_()


def test_a_hundred_records_offline_the_browser_killed_the_network_troubled(
    browser: Browser, live_server: LiveServer, town: World, desk_pass: DeskPass, tmp_path: Path
) -> None:
    folder = tmp_path / "phone"
    with phone_kept_at(folder, browser.browser_type, live_server.url) as context:
        page = context.new_page()
        enter(page, desk_pass)
        context.set_offline(True)
        count_visits(page, 100)
        waits(page, 100)
        expect(page.locator("#headline")).to_contain_text("离线，数据安全保存在本机")
        kill(folder)
    assert Visit.objects.count() == 0
    troubled = Troubled()
    with phone_kept_at(folder, browser.browser_type, live_server.url) as context:
        context.route(ENTRIES, troubled)
        context.set_offline(True)
        page = context.new_page()
        page.goto("/desk/app/")
        waits(page, 100)
        expect(page.locator(".totals tbody tr").first.locator("td").first).to_have_text("100")
        context.set_offline(False)
        all_sent(page, 100)
        expect(page.locator(".totals tbody tr").first.locator("td").first).to_have_text("100")
    assert troubled.requests >= 2
    assert of_the_ledger(town) == 100
    assert Visit.objects.count() == 100


@pytest.fixture
def second(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_two_phones_on_one_desk(
    phone: Page, second: Page, town: World, desk_pass: DeskPass
) -> None:
    enter(phone, desk_pass, "咨询员甲")
    enter(second, desk_pass, "咨询员乙")
    phone.context.set_offline(True)
    count_visits(phone, 3)
    count_visits(second, 4)
    all_sent(second, 4)
    waits(phone, 3)
    phone.context.set_offline(False)
    all_sent(phone, 3)
    assert of_the_ledger(town) == 7
    for page in (phone, second):
        send_now(page)
        go(page, "来访")
        expect(page.locator(".totals tbody tr").first.locator("td").first).to_have_text("7")
    assert sorted(Visit.objects.values_list("recorded_by", flat=True)) == (
        sorted(["咨询员甲"] * 3 + ["咨询员乙"] * 4)
    )


def test_two_tabs_show_the_same_and_send_once(
    phone: Page, town: World, desk_pass: DeskPass
) -> None:
    enter(phone, desk_pass)
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/entries"):
            sent.extend(entry["id"] for entry in json.loads(request.post_data or "")["entries"])

    phone.context.on("request", note)
    other = phone.context.new_page()
    other.goto("/desk/app/")
    expect(other.locator("h1")).to_have_text("来访")
    phone.context.route(ENTRIES, lose)
    count_visits(phone, 2)
    waits(other, 2)
    count_visits(other, 1)
    waits(phone, 3)
    phone.context.unroute(ENTRIES)
    sent.clear()
    send_now(phone)
    all_sent(phone, 3)
    all_sent(other, 3)
    assert len(sent) == len(set(sent)) == 3
    assert of_the_ledger(town) == 3


def test_an_update_with_a_full_queue(
    phone: Page, town: World, desk_pass: DeskPass, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(phone, desk_pass)
    phone.context.route(ENTRIES, lose)
    count_visits(phone, 5)
    waits(phone, 5)
    expect(phone.locator("#update")).to_be_hidden()
    monkeypatch.setattr(app, "app_version", lambda: "0123456789ab")
    phone.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    expect(phone.locator("#update")).to_have_text("有新版本，点此更新")
    count_visits(phone, 1)
    waits(phone, 6)
    phone.click("#update")
    expect(phone.locator("html[data-version='0123456789ab']")).to_be_attached()
    waits(phone, 6)
    phone.context.unroute(ENTRIES)
    send_now(phone)
    all_sent(phone, 6)
    assert of_the_ledger(town) == 6
    assert Device.objects.get().app_version == "0123456789ab"


def test_a_revoked_pass_loses_nothing(
    phone: Page, town: World, desk_pass: DeskPass, console_allows: list[str]
) -> None:
    console_allows.append("403")
    enter(phone, desk_pass)
    passes.revoke(desk_pass, by=person(town.town))
    count_visits(phone, 4)
    notice = phone.locator(".notice").first
    expect(notice).to_contain_text("作废")
    expect(notice).to_contain_text("仍保存在这部手机上")
    waits(phone, 4)
    assert of_the_ledger(town) == 0
    phone.click("#settings-link")
    with phone.expect_download() as download:
        phone.click("text=导出待传记录文件")
    queue = Path(download.value.path()).read_bytes()
    assert json.loads(queue)["format"] == "zwgk-desk-queue"
    receipt = sync.import_file(town.desk, queue, by=person(town.town))
    assert {result.state for result in receipt.results} == {"kept"}
    assert of_the_ledger(town) == 4


def test_a_new_pass_of_the_same_desk_takes_the_waiting_records_along(
    phone: Page, town: World, desk_pass: DeskPass, console_allows: list[str]
) -> None:
    console_allows.append("403")
    enter(phone, desk_pass)
    passes.revoke(desk_pass, by=person(town.town))
    count_visits(phone, 2)
    expect(phone.locator(".notice").first).to_contain_text("作废")
    enter(phone, new_pass(town))
    all_sent(phone, 2)
    assert of_the_ledger(town) == 2


def test_a_phone_that_was_cut_off_says_so(
    phone: Page, town: World, desk_pass: DeskPass, console_allows: list[str]
) -> None:
    console_allows.append("403")
    enter(phone, desk_pass)
    passes.cut_off(Device.objects.get(), by=person(town.town))
    count_visits(phone, 1)
    expect(phone.locator(".notice").first).to_contain_text("停用")
    waits(phone, 1)


def test_a_wrong_code_and_a_revoked_one_are_told(
    phone: Page, town: World, desk_pass: DeskPass, console_allows: list[str]
) -> None:
    console_allows += ["403", "404"]
    phone.goto("/desk/app/")
    phone.fill("#name", "咨询员甲")
    phone.click("main button.primary")
    expect(phone.locator("#enter-error")).to_contain_text("请填写登记码")
    phone.fill("#code", "no-such-code-at-all")
    phone.click("main button.primary")
    expect(phone.locator("#enter-error")).to_contain_text("没有这张码")
    passes.revoke(desk_pass, by=person(town.town))
    phone.goto(f"/desk/app/#{passes.token_of(desk_pass)}")
    assert urlsplit(phone.url).path == "/desk/app/"
    phone.fill("#name", "咨询员甲")
    phone.click("main button.primary")
    expect(phone.locator("#enter-error")).to_contain_text("作废")


def test_a_code_leaves_the_address_at_once(phone: Page, desk_pass: DeskPass) -> None:
    phone.goto(f"/desk/app/#{passes.token_of(desk_pass)}")
    phone.wait_for_selector("#name")
    assert urlsplit(phone.url).fragment == ""


def test_a_contact_leaves_the_phone_with_the_acknowledgement(
    phone: Page, town: World, desk_pass: DeskPass
) -> None:
    enter(phone, desk_pass)
    phone.context.route(ENTRIES, lose)
    go(phone, "咨询")
    phone.fill("#text", "门前的路灯什么时候修")
    phone.check("label:has-text('未当场答复') input")
    phone.fill("#contact", "0400-5150009")
    phone.click("text=保存咨询")
    expect(phone.locator(".query-code")).to_contain_text("-")
    assert "0400-5150009" in _kept(phone)
    phone.context.unroute(ENTRIES)
    send_now(phone)
    all_sent(phone, 1)
    assert "0400-5150009" not in _kept(phone)
    assert Question.objects.get().on_spot is False


def _kept(page: Page) -> str:
    """All records on the phone as text."""
    found: str = page.evaluate(
        """() => new Promise((done) => {
          indexedDB.open("zwgk-desk").onsuccess = (event) => {
            const db = event.target.result;
            db.transaction("entries").objectStore("entries").getAll().onsuccess = (read) => {
              db.close();
              done(JSON.stringify(read.target.result));
            };
          };
        })"""
    )
    return found


def test_a_page_of_a_public_network_is_no_acknowledgement(
    phone: Page, town: World, desk_pass: DeskPass
) -> None:
    enter(phone, desk_pass)
    phone.context.route(ENTRIES, lambda route: route.fulfill(body="<html>请先登录无线网络</html>"))
    count_visits(phone, 1)
    expect(phone.locator("#headline")).to_contain_text("离线，数据安全保存在本机，1条待上传")
    phone.context.unroute(ENTRIES)
    send_now(phone)
    all_sent(phone, 1)
    assert of_the_ledger(town) == 1


def test_a_full_phone_says_that_nothing_was_saved(phone: Page, desk_pass: DeskPass) -> None:
    enter(phone, desk_pass)
    phone.evaluate(
        """() => { IDBObjectStore.prototype.add = () => {
          throw new DOMException("full", "QuotaExceededError"); }; }"""
    )
    count_visits(phone, 1)
    expect(phone.locator("#failed")).to_contain_text("存储空间已满，这条没有保存")
    expect(phone.locator("#just")).to_be_hidden()


def test_a_browser_that_keeps_nothing_is_told_before_recording(
    phone: Page, desk_pass: DeskPass
) -> None:
    phone.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"
    )
    phone.goto(f"/desk/app/#{passes.token_of(desk_pass)}")
    expect(phone.locator("h1")).to_have_text("此浏览器不能保存数据")
    expect(phone.locator("main button")).to_have_count(0)


def test_a_clock_that_is_a_day_off_is_told(
    phone: Page, town: World, desk_pass: DeskPass, context_clock: BrowserContext
) -> None:
    enter(phone, desk_pass)
    expect(phone.locator(".notice").first).to_contain_text("手机时间比标准时间快约24小时")
    count_visits(phone, 1)
    all_sent(phone, 1)
    visit = Visit.objects.get()
    assert abs((visit.recorded_at - visit.received_at).total_seconds()) < 120


@pytest.fixture
def context_clock(phone: Page) -> BrowserContext:
    """The phone's clock is a day fast."""
    phone.add_init_script(
        """{
          const real = Date, day = 86400000;
          class Fast extends real {
            constructor(...given) { super(...(given.length ? given : [real.now() + day])); }
            static now() { return real.now() + day; }
          }
          globalThis.Date = Fast;
        }"""
    )
    return phone.context


def test_records_after_the_pass_ended_are_taken_in_and_marked(
    phone: Page, town: World, desk_pass: DeskPass
) -> None:
    enter(phone, desk_pass)
    ended = timezone.now() - timedelta(minutes=5)
    DeskPass.objects.update(valid_until=ended)
    phone.evaluate(
        """(ended) => new Promise((done) => {
          indexedDB.open("zwgk-desk").onsuccess = (event) => {
            const change = event.target.result.transaction("seats", "readwrite");
            const seats = change.objectStore("seats");
            seats.getAll().onsuccess = (read) => {
              const [seat] = read.target.result;
              seat.pass.valid_until = ended;
              seats.put(seat).onsuccess = () => { event.target.result.close(); done(); };
            };
          };
        })""",
        ended.isoformat(),
    )
    count_visits(phone, 2)
    expect(phone.locator(".notice").first).to_contain_text("会注明“登记码到期后上传”")
    all_sent(phone, 2)
    assert of_the_ledger(town) == 2
    assert set(Visit.objects.values_list("mark", flat=True)) == {Visit.Mark.LATE}


OLD = """
for (const [holder, name] of [
  [Navigator.prototype, "locks"], [globalThis, "BroadcastChannel"], [globalThis, "structuredClone"],
  [Crypto.prototype, "randomUUID"], [Array.prototype, "at"], [Object, "hasOwn"],
  [Navigator.prototype, "storage"], [Navigator.prototype, "share"],
]) delete holder[name];
"""


def test_two_tabs_of_a_browser_without_locks_and_channels(
    phone: Page, town: World, desk_pass: DeskPass
) -> None:
    phone.context.add_init_script(OLD)
    enter(phone, desk_pass)
    assert phone.evaluate("'locks' in navigator || 'BroadcastChannel' in window") is False
    other = phone.context.new_page()
    other.goto("/desk/app/")
    expect(other.locator("h1")).to_have_text("来访")
    count_visits(phone, 2)
    expect(other.locator(".totals tbody tr").first.locator("td").first).to_have_text("2")
    count_visits(other, 1)
    all_sent(phone, 3)
    assert of_the_ledger(town) == 3
