"""Journeys drive a real Chromium against the real server, as a person would.

A page that throws an error, writes one to its console, breaks the content security policy or
asks another host for anything fails its test. A journey that means to provoke an error says so:
`console_allows.append("404")`.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

# Playwright's synchronous API runs an event loop in this thread; Django would refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.fail("no Chromium on this machine: run scripts/system-packages", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def console_allows() -> list[str]:
    """Patterns of console errors this journey provokes on purpose."""
    return []


def _watch(page: Page, host: str, problems: list[str]) -> None:
    def outside(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme not in ("data", "blob", "about") and parts.netloc != host

    page.on("pageerror", lambda error: problems.append(f"uncaught: {error}"))
    page.on(
        "console",
        lambda entry: (
            problems.append(f"console: {entry.text} ({entry.location.get('url')})")
            if entry.type == "error"
            else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            problems.append(f"asks another host: {request.url}") if outside(request.url) else None
        ),
    )


@contextmanager
def _fresh_page(
    browser: Browser, live_server: LiveServer, allows: list[str], **options: Any
) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai", **options
    )
    context.set_default_timeout(15_000)
    context.add_init_script(REPORT_VIOLATIONS)
    problems: list[str] = []
    host = urlsplit(live_server.url).netloc
    context.on("page", lambda page: _watch(page, host, problems))
    yield context.new_page()
    found = list(problems)
    # A page that is closed may still want to send something; the database is emptied by then.
    context.route("**/*", lambda route: route.abort())
    context.close()
    unexpected = [p for p in found if not any(re.search(allow, p) for allow in allows)]
    assert unexpected == []


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, console_allows: list[str]) -> Iterator[Page]:
    """A desktop browser with nothing remembered; `page.goto("/")` is the live server's."""
    options: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
    with _fresh_page(browser, live_server, console_allows, **options) as fresh:
        yield fresh


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, console_allows: list[str]) -> Iterator[Page]:
    """The same on a phone of 390 × 844."""
    options: dict[str, Any] = {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    }
    with _fresh_page(browser, live_server, console_allows, **options) as fresh:
        yield fresh
