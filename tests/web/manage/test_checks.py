"""The check on the pages: beside the text, before submission, in front of the superior."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.records import ready_to_submit
from tests.world import World, person, user_of
from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor
from zwgk.library import imports
from zwgk.summaries import actions
from zwgk.summaries.models import Justification, Remark, Revision, Submission
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db

PASTED = (
    "窗口前排起了长队，工作人员一边解释新旧政策的差别，一边帮老人把材料逐页理好，"
    "碰上说不清的就当场打电话问业务股室，直到来人点头才请下一位上前。"
)
WRONG = "活动当天共接待群众500余人次,气氛热烈。"


def _client(unit: Unit, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(unit, *roles)))
    return client


def _write(part: Participation, body: str, by: Actor) -> Revision:
    sections = [{"key": "x", "heading": "接待情况", "body": body}]
    latest = actions.latest_number(part)
    return actions.save_draft(
        part, title="柳河镇活动总结", sections=sections, based_on=latest, by=by
    )


def _draft(world: World, body: str) -> Participation:
    part = ready_to_submit(world)
    _write(part, body, person(world.town))
    return part


def _live(client: Client, part: Participation, sent: Any) -> Any:
    url = reverse("manage:summary-check", args=[part.pk])
    return client.post(url, json.dumps(sent), content_type="application/json")


def test_what_is_typed_is_checked_without_being_saved(world: World) -> None:
    part, client = ready_to_submit(world), _client(world.town)
    drafts = Revision.objects.count()
    sent = {"title": "总结", "sections": [{"heading": "", "body": WRONG}]}
    answer = _live(client, part, sent).json()
    found = {one["rule"]: one for one in answer["findings"]}
    assert found["figure-records"]["mend"] == "{visitors}"
    place = found["mark-width"]
    assert WRONG[place["start"] : place["end"]] == place["source"] == ","
    assert answer["words"] == len("总结") + len(WRONG)
    assert Revision.objects.count() == drafts


@pytest.mark.parametrize(
    "sent", [[], {}, {"title": 1, "sections": []}, {"title": "", "sections": [{"body": ""}]}]
)
def test_an_incomplete_text_is_refused_in_words(world: World, sent: Any) -> None:
    response = _live(_client(world.town), ready_to_submit(world), sent)
    assert response.status_code == 400
    assert "正文" in response.json()["error"]


def test_the_preview_shows_the_findings_and_mends_without_a_script(world: World) -> None:
    part, client = _draft(world, WRONG), _client(world.town)
    url = reverse("manage:summary-preview", args=[part.pk])
    page = client.get(url)
    assert '<mark class="bad">500余人次</mark>' in page.text
    assert "登记的是34人次" in page.text
    assert "改为“34人次”" in page.text
    key = next(f.key for f in page.context["findings"] if f.rule == "figure-records")
    draft = page.context["draft"]
    mended = client.post(
        reverse("manage:revision-mend", args=[draft.pk]), {"key": key}, follow=True
    )
    assert f"恢复第{draft.number}稿" in mended.text
    newest = Revision.objects.order_by("-number")[0]
    assert newest.sections[0]["body"] == "活动当天共接待群众{visitors},气氛热烈。"
    client.post(reverse("manage:revision-restore", args=[draft.pk]))
    assert Revision.objects.order_by("-number")[0].sections[0]["body"] == WRONG


def test_a_mend_of_an_older_draft_changes_nothing(world: World) -> None:
    part, client = _draft(world, WRONG), _client(world.town)
    page = client.get(reverse("manage:summary-preview", args=[part.pk]))
    old, found = page.context["draft"], page.context["findings"][0]
    _write(part, WRONG + "后来补写。", person(world.town))
    drafts = Revision.objects.count()
    url = reverse("manage:revision-mend", args=[old.pk])
    told = client.post(url, {"key": found.key}, follow=True)
    assert "请刷新页面后再改" in told.text
    assert Revision.objects.count() == drafts


def test_an_error_blocks_until_it_is_justified_and_the_superior_reads_why(world: World) -> None:
    part, client = _draft(world, WRONG), _client(world.town)
    url = reverse("manage:summary-submit", args=[part.pk])
    refused = client.post(url)
    assert "还没有改正或说明" in refused.text
    assert not Submission.objects.exists()
    (error,) = refused.context["errors"]
    assert f'name="why-{error["finding"].key}"' in refused.text
    reason = "签到簿在消防检查中受潮，按门岗登记补记。"
    client.post(url, {f"why-{error['finding'].key}": reason})
    submission = Submission.objects.get()
    for reader in (world.city, world.town):
        page = _client(reader).get(reverse("manage:submission", args=[submission.pk])).text
        assert reason in page
        assert "登记的是34人次" in page
        assert '<mark class="bad">500余人次</mark>' in page


def test_a_reason_that_is_refused_is_not_lost(world: World) -> None:
    part, client = _draft(world, WRONG + "满意率达到100%。"), _client(world.town)
    url = reverse("manage:summary-submit", args=[part.pk])
    one, _ = client.get(url).context["errors"]
    refused = client.post(url, {f"why-{one['finding'].key}": "按门岗登记补记"})
    assert "按门岗登记补记</textarea>" in refused.text
    assert not Justification.objects.exists()


def test_advice_does_not_block(world: World) -> None:
    part, client = _draft(world, "活动按计划开展,一切顺利。"), _client(world.town)
    client.post(reverse("manage:summary-submit", args=[part.pk]))
    assert [f["rule"] for f in Submission.objects.get().findings] == ["mark-width"]


def _rows(*rows: tuple[int, str, str]) -> dict[str, str]:
    data = {"reasons": "", "r-TOTAL_FORMS": str(len(rows)), "r-INITIAL_FORMS": "0"}
    for at, (paragraph, passage, text) in enumerate(rows):
        data |= {f"r-{at}-paragraph": str(paragraph), f"r-{at}-passage": passage}
        data[f"r-{at}-text"] = text
    return data


def test_a_remark_comes_back_at_its_passage(world: World) -> None:
    part, client = (
        _draft(world, "活动按计划开展，接待{visitors}。\n现场气氛热烈。"),
        _client(world.town),
    )
    client.post(reverse("manage:summary-submit", args=[part.pk]))
    submission, head = Submission.objects.get(), _client(world.city)
    page = head.get(reverse("manage:submission", args=[submission.pk])).text
    assert "第2段 活动按计划开展" in page
    url = reverse("manage:submission-return", args=[submission.pk])
    head.post(url, _rows((1, "接待34人次", "请分上午下午写。"), (2, "", "太空泛。")))
    assert submission.review.reasons == "见正文中的 2 处批注。"
    editor = client.get(reverse("manage:summary", args=[part.pk]))
    first, second = editor.context["margin"]["remarks"]
    assert (first["source"], first["text"]) == ("接待{visitors}", "请分上午下午写。")
    assert second["source"] == "现场气氛热烈。"
    _write(part, "活动按计划开展，接待{visitors}。", person(world.town))
    preview = client.get(reverse("manage:summary-preview", args=[part.pk])).text
    assert preview.count("原文已改") == 1
    client.post(reverse("manage:summary-submit", args=[part.pk]))
    again = client.get(reverse("manage:submission", args=[submission.pk])).text
    assert "请分上午下午写。" in again


def test_a_remark_on_words_that_are_not_there_is_refused(world: World) -> None:
    part, client = _draft(world, "活动按计划开展。"), _client(world.town)
    client.post(reverse("manage:summary-submit", args=[part.pk]))
    submission, head = Submission.objects.get(), _client(world.city)
    url = reverse("manage:submission-return", args=[submission.pk])
    for row in ((1, "别的话", "改"), (9, "", "改")):
        refused = head.post(url, _rows(row))
        assert refused.status_code == 422
    assert not Remark.objects.exists()
    assert "重新选取" in head.post(url, _rows((1, "别的话", "改"))).text


def test_a_passage_of_the_units_own_library_is_named(world: World) -> None:
    by = person(world.town)
    text = f"青石镇政务公开日活动总结\n我镇按时开展了活动。\n{PASTED}\n青石镇人民政府"
    batch = imports.start([("往年.txt", text.encode())], name="往年", by=by)
    imports.step(batch, by=by, seconds=60)
    part = _draft(world, PASTED)
    page = _client(world.town).get(reverse("manage:summary-preview", args=[part.pk])).text
    assert "青石镇" in page
    assert "对照原文" in page
    other = _live(
        _client(world.zone), world.zone_part,
        {"title": "总结", "sections": [{"heading": "", "body": PASTED}]},
    )  # fmt: skip
    assert "青石镇" not in other.text
