"""While a draft is written: two people at once, autosave, versions, comments of colleagues."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.records import ready_to_submit
from tests.world import World, person, user_of
from zwgk.campaigns.models import Participation
from zwgk.summaries import actions
from zwgk.summaries.models import Comment, Revision, Unsaved
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def _client(of: Unit, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(of, *roles)))
    return client


@pytest.fixture
def part(world: World) -> Participation:
    return ready_to_submit(world)


def _latest() -> Revision:
    found: Revision = Revision.objects.order_by("-number")[0]
    return found


def _form(draft: Revision, changes: dict[int, str], title: str = "") -> dict[str, Any]:
    """The editor's form as begun from a draft, some bodies changed."""
    sent: dict[str, Any] = {
        "title": title or draft.title, "based_on": draft.number,
        "s-TOTAL_FORMS": len(draft.sections), "s-INITIAL_FORMS": len(draft.sections),
    }  # fmt: skip
    for number, section in enumerate(draft.sections):
        body = changes.get(number, section["body"])
        for name, value in (("key", section["key"]), ("heading", section["heading"]),
                            ("body", body)):  # fmt: skip
            sent[f"s-{number}-{name}"] = value
    return sent


def test_changes_of_two_people_in_different_places_are_merged(
    part: Participation, world: World
) -> None:
    one, two = _client(world.town), _client(world.town)
    url, draft = reverse("manage:summary", args=[part.pk]), _latest()
    first, last = draft.sections[0]["body"], len(draft.sections) - 1
    one.post(url, _form(draft, {0: f"{first}\n甲加的话。"}))
    after = two.post(url, _form(draft, {last: "乙改的打算。"}), follow=True)
    assertContains(after, "没有冲突，已合并为第3稿")
    merged = _latest()
    assert merged.sections[0]["body"] == f"{first}\n甲加的话。"
    assert merged.sections[last]["body"] == "乙改的打算。"


@pytest.mark.parametrize(
    ("choice", "body"),
    [("mine", "乙改的打算。"), ("theirs", "甲改的打算。"), ("both", "甲改的打算。\n乙改的打算。")],
)
def test_where_both_changed_the_same_a_person_chooses(
    part: Participation, world: World, choice: str, body: str
) -> None:
    one, two = _client(world.town), _client(world.town)
    url, draft = reverse("manage:summary", args=[part.pk]), _latest()
    last = len(draft.sections) - 1
    one.post(url, _form(draft, {last: "甲改的打算。"}))
    asked = two.post(url, _form(draft, {0: "乙的开头。", last: "乙改的打算。"}))
    assert asked.status_code == 409
    assertContains(asked, "甲改的打算。", status_code=409)
    assertContains(asked, "两者都留", status_code=409)
    assert _latest().number == 2
    mine = asked.context["mine"]
    merge = reverse("manage:summary-merge", args=[part.pk])
    two.post(merge, {"mine": mine, "latest": "2", "c-0": choice})
    assert _latest().sections[last]["body"] == body
    assert _latest().sections[0]["body"] == "乙的开头。"


def test_a_third_save_meanwhile_is_asked_about_again(part: Participation, world: World) -> None:
    client, draft = _client(world.town), _latest()
    url, last = reverse("manage:summary", args=[part.pk]), len(_latest().sections) - 1
    client.post(url, _form(draft, {last: "甲。"}))
    mine = client.post(url, _form(draft, {last: "乙。"})).context["mine"]
    client.post(url, _form(_latest(), {last: "丙。"}))
    merge = reverse("manage:summary-merge", args=[part.pk])
    again = client.post(merge, {"mine": mine, "latest": "2", "c-0": "mine"})
    assertContains(again, "请再核对一次", status_code=409)
    assertContains(again, "丙。", status_code=409)
    broken = client.post(merge, {"mine": "{", "latest": "x"}, follow=True)
    assertContains(broken, "没有合并")
    assert _latest().number == 3


def _autosave(client: Client, part: Participation, draft: Revision, title: str) -> Any:
    content = {"based_on": draft.number, "title": title, "sections": draft.sections}
    url = reverse("manage:summary-autosave", args=[part.pk])
    return client.post(url, json.dumps(content), content_type="application/json")


def test_what_was_not_saved_is_offered_on_another_computer(
    part: Participation, world: World
) -> None:
    clerk, url = _client(world.town), reverse("manage:summary", args=[part.pk])
    draft = _latest()
    assertNotContains(clerk.get(url), "还没有正式保存的修改")
    assert "saved_at" in _autosave(clerk, part, draft, "写到一半的标题").json()
    assertNotContains(clerk.get(url), "写到一半的标题")
    assertContains(clerk.get(url), "还没有正式保存的修改")
    assertContains(clerk.get(url, {"restore": "1"}), "写到一半的标题")
    colleague = _client(world.town, Role.OFFICER)
    assertNotContains(colleague.get(url), "还没有正式保存的修改")
    clerk.post(url, _form(draft, {}, title="写到一半的标题"))
    assert not Unsaved.objects.exists()


def test_unsaved_text_can_be_thrown_away_and_nonsense_is_refused(
    part: Participation, world: World
) -> None:
    clerk, draft = _client(world.town), _latest()
    _autosave(clerk, part, draft, "不要了")
    clerk.post(reverse("manage:summary-drop", args=[part.pk]))
    assert not Unsaved.objects.exists()
    url = reverse("manage:summary-autosave", args=[part.pk])
    for body in ("{", "[]", '{"based_on": "x", "title": "", "sections": []}'):
        assert clerk.post(url, body, content_type="application/json").status_code == 400
    assert _autosave(clerk, part, draft, "甲\x00乙").status_code == 200
    assert Unsaved.objects.get().content["title"] == "甲乙"
    assert _autosave(_client(world.zone), part, draft, "甲").status_code == 404


def test_restoring_over_a_colleagues_save_merges(part: Participation, world: World) -> None:
    clerk, url = _client(world.town), reverse("manage:summary", args=[part.pk])
    draft = _latest()
    _autosave(clerk, part, draft, "我的标题")
    _client(world.town, Role.OFFICER).post(url, _form(draft, {0: "同事改的开头。"}))
    page = clerk.get(url, {"restore": "1"})
    assertContains(page, f'name="based_on" value="{draft.number}"')
    clerk.post(url, _form(draft, {}, title="我的标题"))
    assert (_latest().title, _latest().sections[0]["body"]) == ("我的标题", "同事改的开头。")


def test_versions_show_what_differs_and_restore(part: Participation, world: World) -> None:
    clerk = _client(world.town)
    url, draft = reverse("manage:summary-versions", args=[part.pk]), _latest()
    assertContains(clerk.get(url), "还没有可以对照的")
    clerk.post(
        reverse("manage:summary", args=[part.pk]), _form(draft, {0: "全新的开头。"}, title="新标题")
    )
    page = clerk.get(url)
    assertContains(page, "第1稿 → 第2稿")
    assertContains(page, "<ins>", msg_prefix="what came")
    assertContains(page, "<del>", msg_prefix="what went")
    clerk.post(reverse("manage:revision-restore", args=[draft.pk]))
    assert _latest().title == draft.title
    back = clerk.get(url, {"old": "3", "new": "1"})
    assertContains(back, "共改动0字")
    assert clerk.get(url, {"old": "x", "new": "99"}).status_code == 200


def test_a_colleague_comments_on_a_passage_and_the_writer_answers(
    part: Participation, world: World
) -> None:
    approver, clerk = _client(world.town, Role.APPROVER), _client(world.town, Role.OFFICER)
    passage = _latest().sections[0]["body"][:8]
    url = reverse("manage:summary-comment", args=[part.pk])
    approver.post(url, {"passage": passage, "text": "开头太平，\x00写出特点"})
    preview = clerk.get(reverse("manage:summary-preview", args=[part.pk]))
    assertContains(preview, '<mark class="said">')
    editor = clerk.get(reverse("manage:summary", args=[part.pk]))
    assertContains(editor, "开头太平")
    row = Comment.objects.get()
    resolve = reverse("manage:comment-resolve", args=[row.pk])
    clerk.post(resolve, {"answer": "已改写", "back": "edit"})
    row.refresh_from_db()
    assert (row.answer, bool(row.resolved_at)) == ("已改写", True)
    approver.post(resolve)
    row.refresh_from_db()
    assert row.resolved_at is None
    actions.save_draft(
        part, title="总结", sections=[{"key": "", "heading": "", "body": "改写了。"}],
        based_on=_latest().number, by=person(world.town),
    )  # fmt: skip
    assertContains(clerk.get(reverse("manage:summary", args=[part.pk])), "原文已改动")
    for bad, told in (
        ({"passage": "甲"}, "请写明修改意见"),
        ({"text": "甲"}, "请选择意见针对的段落"),
    ):
        assertContains(approver.post(url, bad, follow=True), told)
    assert Comment.objects.count() == 1
