"""`zwgk site check` over a running site: what it walks, what it keeps, what it says."""

import json
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli import site_urls
from tests.world import World, person
from zwgk.catalogue.columns import MANDATORY
from zwgk.cli.main import main
from zwgk.library.health import walker
from zwgk.library.models import Publication, SiteCheck
from zwgk.library.publishing import Copy, publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def small_site(settings: Any, live_server: LiveServer) -> LiveServer:
    settings.ROOT_URLCONF = "tests.cli.site_urls"
    site_urls.ASKED.clear()
    return live_server


def _check(*words: str) -> int:
    return main(["site", "check", *words])


def test_a_walk_finds_dead_links_and_faults_and_stays_on_the_host(
    small_site: LiveServer, capsys: pytest.CaptureFixture[str]
) -> None:
    _check("--base", small_site.url, "--json")
    told = json.loads(capsys.readouterr().out)
    walked = told["walk"]
    assert sorted(walked["dead"]) == [
        ["/bad/", "/gone.png", "返回 404"], ["/bad/", "/gone/", "返回 404"],
    ]  # fmt: skip
    assert walked["faults"] == [["/bad/", "alt", "/gone.png"]]
    assert (walked["reached"], walked["cut"], walked["faulty_pages"]) == (True, False, 1)
    assert "/from-file/" not in site_urls.ASKED
    assert len(site_urls.ASKED) == len(set(site_urls.ASKED))


def test_a_list_without_end_is_walked_a_few_times(
    small_site: LiveServer, capsys: pytest.CaptureFixture[str]
) -> None:
    _check("--base", small_site.url)
    lists = [path for path in site_urls.ASKED if path.startswith("/list/")]
    assert len(lists) == 1 + walker.SAME_PATH
    assert "未走完" not in capsys.readouterr().out


def test_a_walk_is_bounded(small_site: LiveServer, capsys: pytest.CaptureFixture[str]) -> None:
    _check("--base", small_site.url, "--pages", "2")
    assert "访问 2 个地址" in capsys.readouterr().out
    assert SiteCheck.objects.get(kind="walk").result["cut"] is True


def test_the_results_are_kept_for_the_page(small_site: LiveServer) -> None:
    _check("--base", small_site.url)
    kept = SiteCheck.objects.get(kind="examination")
    assert kept.checked_by == "命令行"
    by_key = {indicator["key"]: indicator for indicator in kept.result}
    assert "打不开 2 个" in by_key["links"]["measured"]
    assert by_key["access"]["score"] == 87  # one page of eight


def test_a_single_veto_is_the_exit_code(
    live_server: LiveServer, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ROOT_URLCONF = "tests.cli.test_site"  # no home page: the site answers 404
    assert _check("--base", live_server.url) == 1
    assert "[单项否决] 网站首页打不开：返回 404。" in capsys.readouterr().out


urlpatterns: list[Any] = []


def test_a_site_that_does_not_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert _check("--base", "http://127.0.0.1:9/") == 1
    assert "网站首页打不开：打不开（ConnectionRefusedError）" in capsys.readouterr().out


@pytest.mark.parametrize("words", [
    ("--base", "file:///etc/passwd"), ("--base", "www.example.gov.cn"),
    ("--base", "http://127.0.0.1/", "--pages", "0"),
])  # fmt: skip
def test_what_is_no_site_is_refused(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _check(*words) == 1
    assert "zwgk：" in capsys.readouterr().err
    assert not SiteCheck.objects.exists()


def test_our_own_portal_has_no_dead_link_and_no_fault(
    world: World, live_server: LiveServer
) -> None:
    details = dict.fromkeys(MANDATORY, "有") | {"materials": [["身份证", "1"]]}
    details |= {
        "steps": [["受理", "窗口", "当场"]],
        "statutory_days": 20,
        "promised_days": 5,
        "field": "其他",
    }
    for kind in Publication.Kind:
        publish(
            Copy(kind=kind, source=f"test:{kind}", unit=world.town, title=f"{kind.label}一件",
                 paragraphs=[{"level": 1, "text": "一、内容"}, {"level": 0, "text": "正文。"}],
                 details=details | {"question": "怎么办？"}, campaign_slug="day", year=2026),
            by=person(world.city),
        )  # fmt: skip
    _check("--base", live_server.url)
    walked = SiteCheck.objects.get(kind="walk").result
    assert walked["pages"] >= 8
    assert (walked["dead"], walked["faults"]) == ([], [])
