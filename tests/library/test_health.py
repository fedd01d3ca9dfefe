"""Site health: each indicator against a site that is well kept and one that is not."""

import io
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests.world import SHANGHAI, World, person
from zwgk.catalogue.columns import MANDATORY
from zwgk.core.errors import NotAllowed
from zwgk.core.models import AuditEvent
from zwgk.enquiries import actions as enquiries
from zwgk.enquiries.models import Enquiry
from zwgk.library import health
from zwgk.library.health import answers, guides, texts, updates, walked
from zwgk.library.health import settings as installed
from zwgk.library.health.model import SHOWN, Check, Indicator, judged
from zwgk.library.health.page import faults
from zwgk.library.models import Collection, Publication, SiteCheck
from zwgk.library.publishing import Copy, publish
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 10, 9, tzinfo=SHANGHAI)
CHECK = Check(NOW, "https://www.example.gov.cn/")


def _publish(world: World, kind: str = "notice", on: date | None = None, **more: Any) -> Any:
    number = Publication.objects.count()
    paragraphs = [{"level": 0, "text": more.pop("text", "各单位已公开办事指南。")}]
    copy = Copy(
        kind=Publication.Kind(kind), source=more.pop("source", f"test:{number}"),
        unit=world.town, title=more.pop("title", f"第{number}件"), paragraphs=paragraphs, **more,
    )  # fmt: skip
    row = publish(copy, by=person(world.city))
    at = datetime.combine(on or NOW.date(), NOW.timetz())
    Publication.objects.filter(pk=row.pk).update(published_at=at)
    return row


def _guide(**changes: Any) -> dict[str, Any]:
    details: dict[str, Any] = dict.fromkeys(MANDATORY, "有")
    details |= {"statutory_days": 20, "promised_days": 5, "phone": "0415-2150000"}
    details |= {"materials": [["身份证", "1"]], "steps": [["受理", "窗口", "1个工作日"]]}
    return details | changes


def _severities(found: Indicator) -> list[str]:
    return [finding.severity for finding in found.findings]


@pytest.mark.parametrize(("on", "status", "score"), [
    (date(2026, 6, 9), "good", 100),
    (date(2026, 5, 29), "warn", 80),  # the 8th working day
    (date(2026, 5, 27), "warn", 80),  # the 10th: still in time
    (date(2026, 5, 26), "bad", 0),  # the 11th
])  # fmt: skip
def test_the_home_page_is_renewed_within_ten_working_days(
    world: World, on: date, status: str, score: int
) -> None:
    _publish(world, on=on)
    _publish(world, on=on - timedelta(days=40))
    found = updates.home(CHECK)
    assert (found.status, found.score) == (status, score)
    assert ("veto" in _severities(found)) == (status == "bad")


def test_a_withdrawn_piece_is_no_update(world: World) -> None:
    _publish(world)
    Publication.objects.update(withdrawn_at=NOW)
    assert updates.home(CHECK).score == 0
    assert "还没有公开" in updates.home(CHECK).findings[0].message


def test_columns_are_blank_or_stale_by_their_own_limits(world: World) -> None:
    Collection.objects.create(slug="empty", name="空栏目")
    _publish(world, "answer", on=date(2026, 5, 26))  # 15 days: two weeks are over
    _publish(world, "notice", on=date(2025, 12, 10))  # six months to the day
    _publish(world, "guide", on=date(2025, 6, 9), details=_guide())  # a year and a day
    found = updates.columns(CHECK)
    said = " ".join(finding.message for finding in found.findings)
    assert "栏目“公开答复”最近更新 2026年5月26日，超过 2 周" in said
    assert "栏目“办事指南”" in said
    assert "“通知公告”" not in said
    assert "栏目“空栏目”没有内容" in said
    assert "栏目“活动总结”没有内容" in said
    assert found.measured == "共 5 个栏目，空白 2 个，超期 2 个"
    assert found.score == 20
    assert "veto" not in _severities(found)


def test_five_blank_columns_are_a_veto(world: World) -> None:
    Collection.objects.create(slug="empty", name="空栏目")
    assert _severities(updates.columns(CHECK))[0] == "veto"


@pytest.mark.parametrize(("day", "months", "before"), [
    (date(2026, 3, 31), 1, date(2026, 2, 28)), (date(2026, 1, 15), 1, date(2025, 12, 15)),
    (date(2024, 2, 29), 12, date(2023, 2, 28)), (date(2026, 6, 10), 6, date(2025, 12, 10)),
])  # fmt: skip
def test_months_are_counted_by_the_calendar(day: date, months: int, before: date) -> None:
    assert updates.months_before(day, months) == before


def _asked(world: World, asked: datetime, due: date) -> None:
    number = Enquiry.objects.count()
    enquiry, _ = enquiries.ask(unit=world.town, topic=f"内部主题{number}", question="怎么办？")
    Enquiry.objects.filter(pk=enquiry.pk).update(asked_at=asked, due_on=due)


def test_late_answers_are_told_by_unit_and_months_are_a_veto(world: World) -> None:
    assert answers.answers(CHECK).status == "none"
    _asked(world, NOW - timedelta(days=3), date(2026, 6, 12))
    assert answers.answers(CHECK).score == 100
    _asked(world, NOW - timedelta(days=20), date(2026, 5, 28))
    late = answers.answers(CHECK)
    assert (late.score, _severities(late)) == (50, ["bad"])
    _asked(world, NOW - timedelta(days=100), date(2026, 3, 9))
    found = answers.answers(CHECK)
    (finding,) = found.findings
    assert finding.severity == "veto"
    assert finding.message == (
        "柳河镇人民政府：2 件过期未答复，最早的应于 2026年3月9日答复，其中 1 件超过 3 个月。"
    )
    assert "内部主题" not in str(found)


@pytest.mark.parametrize(("changes", "score", "said"), [
    ({"fee": "", "materials": []}, 50, "缺少：申请材料、收费标准。"),
    ({"promised_days": 30}, 50, "承诺时限 30 个工作日超过法定时限 20 个工作日。"),
    ({"steps": [["受理", "", "4个工作日"], ["办结", "", "3个工作日"]]}, 75, "各步骤时限合计 7 天"),
    ({"phone": "2150000"}, 75, "咨询电话“2150000”没有区号。"),
])  # fmt: skip
def test_a_guide_with_gaps_or_contradictions(
    world: World, changes: dict[str, Any], score: int, said: str
) -> None:
    _publish(world, "guide", details=_guide(), title="完整的指南")
    row = _publish(world, "guide", details=_guide(), title="有问题的指南", source="item:7")
    Publication.objects.filter(pk=row.pk).update(details=_guide(**changes))
    found = guides.guides(CHECK)
    assert found.score == score
    (finding,) = found.findings
    assert said in finding.message
    assert "《有问题的指南》（柳河镇人民政府）" in finding.message
    assert finding.link == "item:7"


def test_what_is_only_disclosed_needs_no_counter(world: World) -> None:
    details = {"is_service": False, "topic": "甲", "content": "乙", "basis": "丙",
               "channels": ["政府网站"], "levels": ["乡级"]}  # fmt: skip
    row = _publish(world, "guide", details=details)
    assert guides.guides(CHECK).findings == ()
    Publication.objects.filter(pk=row.pk).update(details={**details, "channels": []})
    (finding,) = guides.guides(CHECK).findings
    assert "缺少：公开渠道和载体" in finding.message


@pytest.mark.parametrize("phone", ["（0415）2150000", "0415 2150000", "12345", "400-800-8000"])
def test_public_numbers_need_no_area_code(world: World, phone: str) -> None:
    _publish(world, "guide", details=_guide(phone=phone))
    assert guides.guides(CHECK).findings == ()


def test_leaks_are_a_veto_and_are_not_repeated(world: World) -> None:
    row = _publish(world)
    paragraphs = [{"level": 0, "text": "请联系李某某，电话13812345678。"}]
    Publication.objects.filter(pk=row.pk).update(paragraphs=paragraphs)
    _publish(world)
    found = texts.privacy(CHECK)
    assert found.score == 50
    assert found.findings[0].severity == "veto"
    assert "手机号 1 处" in found.findings[0].message
    assert found.findings[0].link == f"publication:{row.pk}"
    assert "13812345678" not in str(found)


def test_leaks_hidden_in_details_are_found(world: World) -> None:
    row = _publish(world, "guide", details=_guide())
    hidden = _guide(steps=[["受理", "联系13812345678", ""]])
    Publication.objects.filter(pk=row.pk).update(details=hidden)
    assert "veto" in _severities(texts.privacy(CHECK))


def test_office_phones_are_no_leak(world: World) -> None:
    _publish(world, "guide", details=_guide(), text="咨询电话：0415-2150000。")
    assert texts.privacy(CHECK).findings == ()


def test_reading_stops_when_its_time_is_up(world: World) -> None:
    _publish(world)
    found = texts.privacy(Check(NOW, "", seconds=-1))
    assert "检查 0 件（共 1 件，其余请运行 zwgk site check）" in found.measured
    assert (found.score, found.status) == (None, "none")


def test_addresses_leave_time_for_personal_data(world: World) -> None:
    _publish(world)
    check = Check(NOW, "", seconds=1000, _started=time.monotonic() - 500)
    assert "检查 0 件" in texts.outside(check).measured
    assert "检查 1 件，" in texts.privacy(check).measured


@pytest.mark.parametrize(("written", "wrong"), [
    ("https://www.example.gov.cn/a?b=1", False), ("http://10.0.0.8:8080/", False),
    ("https://政务.中国/", False), ("http：//www.example.gov.cn", True),
    ("http://localhost-", True), ("www.example.gov.cn", False), ("www.example-", True),
    ("http:/example.gov.cn", True),
    ("http://example.gov.cn:99999/", True), ("http://", True),
])  # fmt: skip
def test_addresses_outside_are_judged_by_how_they_are_written(
    world: World, written: str, wrong: bool
) -> None:
    _publish(world, text=f"网上办理请登录 {written} 查询。")
    assert bool(texts.outside(CHECK).findings) is wrong


def test_the_foot_is_configured(settings: Any) -> None:
    settings.PORTAL = dict.fromkeys(("host_unit", "contact", "site_code", "icp"), "（待配置）")
    found = installed.footer(CHECK)
    assert found.score == 0
    assert len(found.findings) == 5
    settings.PORTAL = {
        "host_unit": "临川市人民政府办公室", "contact": "0415-2150000", "site_code": "2106000001",
        "icp": "辽ICP备12345678号-1", "police": "备案号",
    }  # fmt: skip
    found = installed.footer(CHECK)
    assert (found.score, found.status) == (100, "warn")
    assert "公安备案号“备案号”写法不规范" in found.findings[0].message


def test_https_is_asked_for(settings: Any) -> None:
    settings.HTTPS = False
    assert installed.https(CHECK).score == 100
    assert installed.https(Check(NOW, "http://127.0.0.1/")).status == "bad"
    settings.HTTPS = True
    assert installed.https(Check(NOW)).score == 100


@pytest.mark.parametrize(("answer", "score", "status"), [
    (([], []), 100, "good"), ((["a"], []), 50, "bad"), (([], ["b", "c"]), 0, "bad"),
])  # fmt: skip
def test_the_search_index_is_compared(
    world: World, monkeypatch: Any, answer: Any, score: int, status: str
) -> None:
    assert installed.search(CHECK).status == "none"
    _publish(world)
    _publish(world)
    monkeypatch.setattr("zwgk.library.searching.verify", lambda: answer)
    found = installed.search(CHECK)
    assert (found.score, found.status) == (score, status)


def test_a_large_index_is_left_to_the_command(world: World, monkeypatch: Any) -> None:
    _publish(world)
    monkeypatch.setattr("zwgk.library.searching.verify", lambda: ([], []))
    monkeypatch.setattr(installed, "VERIFIED_AT_ONCE", 0)
    assert installed.search(Check(NOW, "", seconds=5)).status == "none"
    assert installed.search(CHECK).score == 100


def _walk(**found: Any) -> SiteCheck:
    kept = {"reached": True, "pages": 4, "addresses": 100} | found
    return health.record_walk(health.Walk("http://127.0.0.1/", **kept))


def test_dead_links_of_the_last_walk() -> None:
    now = Check(timezone.now())
    assert walked.links(now).status == "none"
    _walk(dead=[("/summaries/", "/old/", "返回 404")])
    found = walked.links(now)
    assert (found.score, found.status) == (99, "warn")
    assert "“/summaries/”中的链接“/old/”返回 404。" in found.findings[0].message
    _walk(dead=[("/", "/old/", "返回 404")])
    assert walked.links(now).status == "bad"
    _walk()
    assert walked.links(now).status == "good"
    assert walked.links(Check(timezone.now() + timedelta(days=40))).status == "warn"


def test_a_home_page_that_does_not_open_is_a_veto() -> None:
    _walk(reached=False, pages=0, dead=[("", "/", "返回 500")])
    found = walked.links(Check(timezone.now()))
    assert _severities(found) == ["veto"]
    assert walked.access(Check(timezone.now())).status == "none"


def test_faults_of_pages_are_told_by_rule() -> None:
    _walk(
        faulty_pages=1, faults=[("/", "alt", "a.png"), ("/", "alt", "b.png"), ("/", "h1", "0 个")]
    )
    found = walked.access(Check(timezone.now()))
    assert found.score == 75
    assert [finding.message for finding in found.findings] == [
        "图片没有替代文字：1 页，如 /（a.png）。", "一级标题不是恰好一个：1 页，如 /（0 个）。",
    ]  # fmt: skip


GOOD_PAGE = """<!doctype html><html lang="zh-CN"><head><title>首页</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>
<a href="#main">跳到正文</a><main id="main"><h1>首页</h1><img src="a.png" alt="">
<form><label for="q">搜索</label><input id="q" name="q"><label>名称<input name="n"></label>
<input type="hidden" name="t"><select aria-label="年份" name="y"></select><button>查</button></form>
<a href="/b/"><img src="b.png" alt="返回"></a><table><tr><th>甲</th></tr></table>
</main></body></html>
"""


@pytest.mark.parametrize(("change", "rule"), [
    (('lang="zh-CN"', ""), "lang"), (("<title>首页</title>", ""), "title"),
    (("<h1>首页</h1>", ""), "h1"), (("<h1>首页</h1>", "<h1>甲</h1><h1>乙</h1>"), "h1"),
    (('src="a.png" alt=""', 'src="a.png"'), "alt"), (('<label for="q">搜索</label>', ""), "label"),
    (("名称<input", "</label><label><input"), "label"), (('alt="返回"', 'alt=""'), "name"),
    (('href="#main"', 'href="#nowhere"'), "skip"),
    (('<input type="hidden"', '<p id="q"></p><a'), "ids"),
    (("initial-scale=1", "user-scalable=no"), "zoom"), (("th>", "td>"), "table"),
    (('<main id="main">', '<div id="main">'), "main"),
])  # fmt: skip
def test_each_rule_of_a_page(change: tuple[str, str], rule: str) -> None:
    assert faults(GOOD_PAGE) == []
    broken = GOOD_PAGE.replace(*change)
    assert broken != GOOD_PAGE
    assert rule in {found for found, _ in faults(broken)}


def test_an_examination_is_kept_with_its_score_and_read_again(world: World) -> None:
    _publish(world)
    row = health.store(CHECK, by=person(world.city))
    found = health.last()
    assert found is not None
    assert {indicator.key for indicator in found.indicators} == {
        sort.key for sort, _ in health.INDICATORS
    }
    scores = [i.score for i in found.indicators if i.score is not None]
    assert row.score == found.score == sum(scores) // len(scores)
    assert row.vetoes == len(found.vetoes)
    assert found.by == "临川市人员"
    assert AuditEvent.objects.filter(verb="网站体检").count() == 1
    assert [kept.pk for kept in health.history()] == [row.pk]


@pytest.mark.parametrize("who", [
    lambda world: person(world.zone), lambda world: person(world.city, Role.OFFICER),
])  # fmt: skip
def test_only_a_reviewer_of_a_top_unit_examines(world: World, who: Callable[..., Any]) -> None:
    with pytest.raises(NotAllowed):
        health.store(CHECK, by=who(world))
    assert not SiteCheck.objects.exists()


def test_the_workbook_holds_scores_and_findings_and_no_formula(world: World) -> None:
    row = _publish(world, title="=1+1")
    Publication.objects.filter(pk=row.pk).update(
        paragraphs=[{"level": 0, "text": "电话13812345678"}]
    )
    health.store(CHECK, by=None)
    found = health.last()
    assert found is not None
    book = load_workbook(io.BytesIO(health.health_xlsx(found)))
    assert book.sheetnames == ["指标", "问题", "说明"]
    assert book["指标"].max_row == len(health.INDICATORS) + 1
    cells = [cell for line in book["问题"].iter_rows() for cell in line]
    assert any("《=1+1》" in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
    assert all("13812345678" not in str(cell.value) for cell in cells)


def test_many_findings_are_cut_with_the_gravest_kept() -> None:
    sort, _ = health.INDICATORS[0]
    many = [health.Finding(str(n), "warn") for n in range(SHOWN + 9)]
    found = judged(sort, 10, "", [*many, health.Finding("重", "veto")], "改")
    assert found.findings[0].message == "重"
    assert (len(found.findings), found.more) == (SHOWN, 10)
    assert found.status == "bad"


def test_the_time_of_a_check_is_local() -> None:
    assert Check(datetime(2026, 6, 9, 17, tzinfo=UTC)).today == date(2026, 6, 10)
