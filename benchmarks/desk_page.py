"""The phone app over a slow network: weight, and how long until an attendant can begin.

Starts the production server with an open desk, and Chromium (phone viewport) throttled as its
developer tools' "Fast 3G" is (1.44 Mbit/s down, 0.68 up, 562 ms for each request). Prints JSON: the
compressed bytes of everything the app takes along; the median milliseconds of some runs until the
name can be typed at the very first visit, from the tap on 进入咨询台 until +1 来访 can be tapped,
and until it can be tapped when the app is opened again; and the last without any network.
"""

import gzip
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
TYPING = 3000  # milliseconds that typing a name takes
FAST_3G = {
    "offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375
}  # fmt: skip
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Notes when what can be used appears; asked for afterwards, so that asking costs nothing.
WATCH = """
globalThis.seen = {};
const look = () => {
  for (const name of ["#name", "button.huge"]) {
    if (!(name in seen) && document.querySelector(name)) seen[name] = performance.now();
  }
};
new MutationObserver(look).observe(document, { childList: true, subtree: true });
"""


def prepare() -> str:
    """An open desk in the database; the token of its pass."""
    import django

    django.setup()
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from tests.world import make_world, person
    from zwgk.desk import passes

    world, now = make_world(), timezone.now()
    made = passes.issue(
        world.town_part, kind="record", desk=world.desk, by=person(world.town),
        valid_from=now - timedelta(hours=1), valid_until=now + timedelta(hours=8),
    )  # fmt: skip
    return passes.token_of(made)


def weight(url: str) -> int:
    """Compressed bytes of the shell, the worker, and every file the worker takes along."""
    worker = urllib.request.urlopen(f"{url}/desk/sw.js").read()
    found = re.search(rb"const FILES = (\[.*?\]);", worker)
    assert found
    bodies = [worker]
    for path in ["/desk/app/", *json.loads(found[1])]:
        bodies.append(urllib.request.urlopen(url + path).read())
    return sum(len(gzip.compress(body)) for body in bodies)


def one_run(browser: Any, url: str, token: str) -> dict[str, float]:
    """The way of a new phone: scan, enter, open again, open without a network."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True,
        has_touch=True, locale="zh-CN",
    )  # fmt: skip
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", FAST_3G)
    page.goto(f"{url}/desk/app/#{token}")
    page.wait_for_selector("#name")
    found = {"first": page.evaluate("seen['#name']")}
    page.fill("#name", "咨询员甲")
    page.wait_for_timeout(TYPING)
    tapped = page.evaluate("performance.now()")
    page.click("main button.primary")
    page.wait_for_selector("button.huge")
    found["enter"] = page.evaluate("seen['button.huge']") - tapped
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(f"{url}/desk/app/")
    page.wait_for_selector("button.huge")
    found["again"] = page.evaluate("seen['button.huge']")
    context.set_offline(True)
    page.reload()
    page.wait_for_selector("button.huge")
    found["offline"] = page.evaluate("seen['button.huge']")
    context.close()
    return found


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "ZWGK_DATA_DIR": folder, "ZWGK_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "zwgk.config.settings", "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        }  # fmt: skip
        sys.path.insert(0, str(ROOT))
        token, port = prepare(), free_port()
        command = [sys.executable, "-m", "zwgk.cli.main", "serve", "--no-demo", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        url = f"http://localhost:{port}"
        try:
            wait_for(f"{url}/desk/app/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=FLAGS
                )
                runs = [one_run(browser, url, token) for _ in range(RUNS)]
                browser.close()
            result: dict[str, Any] = {"compressed bytes": weight(url)}
        finally:
            server.terminate()
            server.wait()
    result |= {
        f"{name} ms": round(statistics.median(run[name] for run in runs)) for name in runs[0]
    }
    print(json.dumps(result, indent=1))


def wait_for(url: str) -> None:
    """Until the server answers."""
    for _ in range(300):
        try:
            urllib.request.urlopen(url)
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
