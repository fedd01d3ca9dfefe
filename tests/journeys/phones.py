"""Attendants' phones: entering with a pass, recording, and what came of it."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import BrowserContext, BrowserType, Page, Route, expect

from tests.journeys.conftest import FLAGS, REPORT_VIOLATIONS
from tests.world import World, person
from zwgk.desk import passes
from zwgk.desk.models import DeskPass
from zwgk.figures.ledger import ledger

ENTRIES = "**/api/v1/desk/entries"
# The states of all rows on the phone, as soon as they are as wanted or after some seconds.
STATES = """async (wanted) => {
  const read = () => new Promise((done) => {
    indexedDB.open("zwgk-desk").onsuccess = (event) => {
      const db = event.target.result;
      db.transaction("entries").objectStore("entries").getAll().onsuccess = (read) => {
        db.close();
        done(read.target.result.map((row) => row.state));
      };
    };
  });
  let found = [];
  for (let tries = 0; tries < 200; tries += 1) {
    found = await read();
    if (found.join() === wanted.join()) break;
    await new Promise((done) => setTimeout(done, 75));
  }
  return found;
}"""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True,
    "has_touch": True, "locale": "zh-CN", "timezone_id": "Asia/Shanghai",
}  # fmt: skip


def new_pass(world: World, **hours: Any) -> DeskPass:
    """A pass of the town's desk that is valid now, whatever day the tests run."""
    now = timezone.now()
    hours = {
        "valid_from": now - timedelta(hours=1),
        "valid_until": now + timedelta(hours=8),
    } | hours
    return passes.issue(
        world.town_part, kind=DeskPass.Kind.RECORD, desk=world.desk, by=person(world.town), **hours
    )


def app_address(desk_pass: DeskPass) -> str:
    """What the printed QR says."""
    return f"/desk/app/#{passes.token_of(desk_pass)}"


def enter(page: Page, desk_pass: DeskPass, name: str = "咨询员甲") -> None:
    """Scan, type the name, arrive; with the worker ready for the time without a network."""
    page.goto(app_address(desk_pass))
    page.fill("#name", name)
    page.click("main button.primary")
    expect(page.locator("h1")).to_have_text("来访")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    expect(page.locator("#headline")).to_contain_text("已全部上传")


def go(page: Page, tab: str) -> None:
    """Tap a tab."""
    page.click(f"#nav a:text-is('{tab}')")


def count_visits(page: Page, times: int) -> None:
    """Tap +1 so many times."""
    for _ in range(times):
        page.click("button.huge")


def waits(page: Page, count: int) -> None:
    """So many records are on the phone and not yet sent."""
    expect(page.locator("#headline")).to_contain_text(f"{count}条待上传")


def all_sent(page: Page, count: int) -> None:
    """So many rows, corrections among them, are on the phone, all acknowledged; and it says so."""
    wanted = ["sent"] * count
    assert page.evaluate(STATES, wanted) == wanted
    expect(page.locator("#headline")).to_contain_text("已全部上传")


def send_now(page: Page) -> None:
    """The button in the list."""
    go(page, "记录")
    page.click("text=立即上传")


def of_the_ledger(world: World, kind: str = "visitors") -> int:
    """What a figure of the town stands at."""
    entry = ledger(world.town_part.pk).get(kind)
    return entry.value if entry else 0


def lose(route: Route) -> None:
    """The network does not carry the request."""
    route.abort("internetdisconnected")


@contextmanager
def phone_kept_at(folder: Path, browser_type: BrowserType, url: str) -> Iterator[BrowserContext]:
    """A phone whose storage is a folder, so that it outlives its browser."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    context = browser_type.launch_persistent_context(
        str(folder), executable_path=path, args=FLAGS, base_url=url, **PHONE
    )
    context.set_default_timeout(15_000)
    context.add_init_script(REPORT_VIOLATIONS)
    try:
        yield context
    finally:
        context.close()


def kill(folder: Path) -> None:
    """SIGKILL to the browser (and nothing else) that has its storage in a folder of the test's."""
    wanted = f"--user-data-dir={folder}"
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            arguments = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if wanted in arguments:
            os.kill(int(entry.name), signal.SIGKILL)
