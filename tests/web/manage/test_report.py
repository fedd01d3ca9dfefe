"""Figures, the editor, submission, review and roll-up as pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.records import ready_to_submit, record_some, submitted
from tests.world import World, person, user_of
from zwgk.campaigns.models import Participation, State
from zwgk.desk import actions as desk
from zwgk.desk.models import Visit
from zwgk.library.models import Publication
from zwgk.summaries.models import Revision, Submission
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def _client(unit: Unit, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(unit, *roles)))
    return client


def _form(draft: Revision, **changes: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "title": draft.title, "based_on": draft.number,
        "s-TOTAL_FORMS": len(draft.sections), "s-INITIAL_FORMS": len(draft.sections),
    }  # fmt: skip
    for at, section in enumerate(draft.sections):
        data |= {f"s-{at}-{key}": section[key] for key in ("key", "heading", "body")}
    return data | changes


def test_the_ledger_page_leads_to_the_records(world: World) -> None:
    record_some(world)
    client, pk = _client(world.town), world.town_part.pk
    page = client.get(reverse("manage:figures", args=[pk])).text
    assert "34人次" in page
    assert "逐条记录 34" in page
    records = client.get(reverse("manage:figure-records", args=[pk, "visitors"])).text
    assert "医保报销" in records
    visit = Visit.objects.get()
    assert reverse("desk:entry", args=["visit", visit.pk]) in records
    assert client.get(reverse("manage:figure-records", args=[pk, "nonsense"])).status_code == 404


def test_every_kind_of_record_has_a_page_to_correct_it(world: World) -> None:
    part, client = ready_to_submit(world), _client(world.town)
    for kind in ("visitors", "questions_asked", "materials_distributed", "material_kinds",
                 "desks", "departments", "meetings", "banners"):  # fmt: skip
        page = client.get(reverse("manage:figure-records", args=[part.pk, kind]))
        places = [row["place"] for row in page.context["rows"]]
        assert places
        for place in places:
            assert client.get(place).status_code == 200, (kind, place)


def test_without_records_the_page_says_where_to_begin(world: World) -> None:
    page = _client(world.zone).get(reverse("manage:figures", args=[world.zone_part.pk])).text
    assert "还没有任何登记" in page


def test_a_declared_figure_is_marked_and_can_be_taken_back(world: World) -> None:
    client, pk = _client(world.town), world.town_part.pk
    data = {"kind": "online_views", "value": "900", "qualifier": "more_than", "basis": "后台统计"}
    client.post(reverse("manage:figure-declare", args=[pk]), data)
    page = client.get(reverse("manage:figures", args=[pk])).text
    assert "900余次" in page
    assert "仅有填报" in page
    declared = world.town_part.declared_figures.get()
    client.post(reverse("manage:figure-retract", args=[declared.pk]))
    assert not world.town_part.declared_figures.exists()


def test_the_draft_is_composed_edited_and_kept(world: World) -> None:
    record_some(world)
    client, pk = _client(world.town, Role.OFFICER), world.town_part.pk
    assert "根据记录生成草稿" in client.get(reverse("manage:summary", args=[pk])).text
    client.post(reverse("manage:summary-compose", args=[pk]))
    page = client.get(reverse("manage:summary", args=[pk]))
    assert "{visitors}" in page.text
    assert "处待补充" in page.text
    assert "30余人次" in page.text
    draft = Revision.objects.get()
    data = _form(draft, **{"s-6-body": "接待{visitors~1}，另有5份资料。"})
    saved = client.post(reverse("manage:summary", args=[pk]), data, follow=True)
    assert "已保存（第2稿）" in saved.text
    preview = client.get(reverse("manage:summary-preview", args=[pk])).text
    assert "接待" in preview
    assert "“5份”是手工输入的" in preview
    assert ">30余人次</a>" in preview
    assert client.get(reverse("manage:revision", args=[draft.pk])).status_code == 200


@pytest.mark.parametrize(
    ("length", "ending"), [("brief", "简报"), ("report", "报告"), ("?", "总结")]
)
def test_the_length_is_chosen_where_the_draft_begins(
    world: World, length: str, ending: str
) -> None:
    client, pk = _client(world.town, Role.OFFICER), world.town_part.pk
    page = client.get(reverse("manage:summary", args=[pk])).text
    assert page.count('name="length"') == 3
    client.post(reverse("manage:summary-compose", args=[pk]), {"length": length})
    assert Revision.objects.get().title.endswith(ending)


def test_a_wrong_title_keeps_the_text_that_was_typed(world: World) -> None:
    part, client = ready_to_submit(world), _client(world.town)
    draft = Revision.objects.get()
    data = _form(draft, title=" ", **{"s-0-body": "费了很大力气写的一段"})
    response = client.post(reverse("manage:summary", args=[part.pk]), data)
    assert response.status_code == 422
    assert "请填写此项" in response.text
    assert "费了很大力气写的一段" in response.text
    assert Revision.objects.count() == 1


def test_what_stops_a_submission_is_shown_before(world: World) -> None:
    client, pk = _client(world.town), world.town_part.pk
    client.post(reverse("manage:summary-compose", args=[pk]))
    page = client.get(reverse("manage:summary-submit", args=[pk])).text
    assert "补充后才能报送" in page
    assert "disabled" in page
    refused = client.post(reverse("manage:summary-submit", args=[pk]), follow=True)
    assert "处待补充的内容" in refused.text
    assert not Submission.objects.exists()


def test_an_officer_is_told_who_submits(world: World) -> None:
    part = ready_to_submit(world)
    client = _client(world.town, Role.OFFICER)
    url = reverse("manage:summary-submit", args=[part.pk])
    assert "审核人员或分管领导办理" in client.get(url).text
    client.post(url)
    assert not Submission.objects.exists()


def test_submitting_freezes_the_files_byte_for_byte(world: World) -> None:
    part, client = ready_to_submit(world), _client(world.town)
    done = client.post(reverse("manage:summary-submit", args=[part.pk]), follow=True)
    assert "总结已报送上级" in done.text
    submission = Submission.objects.get()
    url = reverse("manage:submission-file", args=[submission.pk, "docx"])
    first = client.get(url)
    desk.correct_entry(Visit.objects.get(), by=person(world.town), people=20)
    again = client.get(url)
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    page = client.get(reverse("manage:submission", args=[submission.pk])).text
    assert "报送后记录有变化" in page
    assert "20人次" in page
    assert "34人次" in page
    twice = client.post(reverse("manage:summary-submit", args=[part.pk]), follow=True)
    assert "请刷新页面" in twice.text
    assert Submission.objects.count() == 1


def test_a_pdf_that_could_not_be_made_then_is_made_once(world: World) -> None:
    submission = submitted(world)
    Submission.objects.filter(pk=submission.pk).update(pdf=None)
    client = _client(world.city)
    url = reverse("manage:submission-file", args=[submission.pk, "pdf"])
    first = client.get(url)
    assert first.content[:5] == b"%PDF-"
    assert client.get(url)["ETag"] == first["ETag"]
    assert Submission.objects.get().pdf is not None


def test_the_superior_returns_with_reasons_and_the_unit_reads_them(world: World) -> None:
    submission, head = submitted(world), _client(world.city)
    url = reverse("manage:submission-return", args=[submission.pk])
    rows = {"r-TOTAL_FORMS": "0", "r-INITIAL_FORMS": "0"}
    empty = head.post(url, {"reasons": "  ", **rows})
    assert empty.status_code == 422
    assert "请写明退回的理由" in empty.text
    head.post(url, {"reasons": "请补充群众反映的问题", **rows})
    assert Participation.objects.get(pk=world.town_part.pk).state == State.RETURNED
    clerk = _client(world.town)
    assert "请补充群众反映的问题" in clerk.get(reverse("manage:home")).text
    clerk.post(reverse("manage:summary-submit", args=[world.town_part.pk]))
    assert Submission.objects.count() == 2


def test_the_superior_accepts_and_then_opens_the_workbench(world: World) -> None:
    submission, head = submitted(world), _client(world.city)
    early = head.post(reverse("manage:submission-publish", args=[submission.pk]), follow=True)
    assert "上级采纳后才能公开" in early.text
    head.post(reverse("manage:submission-accept", args=[submission.pk]))
    twice = head.post(reverse("manage:submission-accept", args=[submission.pk]), follow=True)
    assert "已经处理过" in twice.text
    bench = head.post(reverse("manage:submission-publish", args=[submission.pk]), follow=True)
    assert "遮蔽工作台" in bench.text
    assert not Publication.objects.exists()
    unpublish = reverse("manage:submission-unpublish", args=[submission.pk])
    gone = head.post(unpublish, {"reason": "有误"}, follow=True)
    assert "没有公开" in gone.text


def test_a_unit_does_not_review_itself(world: World) -> None:
    submission, own = submitted(world), _client(world.town)
    page = own.get(reverse("manage:submission", args=[submission.pk])).text
    assert "采纳</button>" not in page
    refused = own.post(reverse("manage:submission-accept", args=[submission.pk]), follow=True)
    assert "本单位不能审核自己的总结" in refused.text


def test_a_withdrawn_submission_leads_back_to_the_editor(world: World) -> None:
    submission, own = submitted(world), _client(world.town)
    page = own.post(reverse("manage:submission-withdraw", args=[submission.pk]), follow=True)
    assert "已撤回" in page.text
    assert 'id="summary-form"' in page.text


def test_the_rollup_leads_from_totals_to_units_to_records(world: World) -> None:
    submission, head = submitted(world), _client(world.city)
    page = head.get(reverse("manage:rollup", args=["day"])).text
    assert "34人次" in page
    kind_url = reverse("manage:rollup-kind", args=["day", "visitors"])
    assert kind_url in page
    units = head.get(kind_url).text
    figure_url = reverse("manage:submitted-figure", args=[submission.pk, "visitors"])
    assert figure_url in units
    records = head.get(figure_url).text
    assert "医保报销" in records
    assert "5月15日 09:00" in records
    xlsx = head.get(reverse("manage:rollup-export", args=["day"]))
    assert xlsx.content[:2] == b"PK"


def test_the_rollup_filters_by_state_and_name(world: World) -> None:
    submitted(world)
    head, url = _client(world.city), reverse("manage:rollup", args=["day"])
    missing = head.get(url, {"state": "missing"}).text
    assert "临川经济开发区管理委员会" in missing
    assert "柳河镇人民政府</td>" not in missing
    assert "柳河镇人民政府</td>" in head.get(url, {"q": "柳河"}).text
    assert "没有符合条件的单位" in head.get(url, {"q": "没有这个"}).text


def test_an_unknown_form_or_page_of_a_download_is_not_found(world: World) -> None:
    part, client = ready_to_submit(world), _client(world.town)
    for form, kind in (("docx", b"PK"), ("txt", "柳河镇".encode()), ("pdf", b"%PDF-")):
        data = client.get(reverse("manage:summary-download", args=[part.pk, form])).content
        assert data.startswith(kind)
    wrong = reverse("manage:summary-download", args=[part.pk, "exe"])
    assert client.get(wrong).status_code == 404


def test_who_may_not_edit_is_led_to_the_preview(world: World) -> None:
    part = ready_to_submit(world)
    client, url = _client(world.town, Role.APPROVER), reverse("manage:summary", args=[part.pk])
    assert client.get(url)["Location"] == reverse("manage:summary-preview", args=[part.pk])
    refused = client.post(url, _form(Revision.objects.get(), title="改"), follow=True)
    assert "您的岗位不能修改总结" in refused.text
    assert Revision.objects.count() == 1


def test_an_expired_page_is_explained_in_chinese(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user_of(person(world.town)))
    response = client.post(reverse("manage:summary-compose", args=[world.town_part.pk]))
    assert response.status_code == 403
    assert "页面停留时间过长" in response.text
