"""The library's pages: importing, the workbench, the second person."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.library.collection_page import PAGE, TOWN, ZONE
from tests.records import submitted
from tests.world import World, person, user_of
from zwgk.library import imports, masking
from zwgk.library.models import Collection, ImportBatch, MaskProposal, Publication, Sample
from zwgk.summaries import actions as summaries
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def _client(unit: Unit, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(unit, *roles)))
    return client


@pytest.fixture
def clerk(world: World) -> Client:
    return _client(world.zone, Role.OFFICER)


@pytest.fixture
def reviewer(world: World) -> Client:
    return _client(world.zone, Role.REVIEWER)


def _sample(world: World, text: str = ZONE) -> Sample:
    by = person(world.zone, Role.OFFICER)
    batch = imports.start([("总结.txt", text.encode())], name="旧总结", by=by)
    imports.step(batch, by=by, seconds=600)
    sample: Sample = Sample.objects.filter(file__batch=batch).order_by("position")[0]
    return sample


def _url(name: str, sample: Sample) -> str:
    return reverse(f"manage:{name}", args=[sample.pk])


def _post(client: Client, name: str, sample: Sample, **data: str) -> Any:
    return client.post(_url(name, sample), data, follow=True)


def _clear(client: Client, sample: Sample) -> None:
    for row in sample.proposals.filter(decision="open"):
        _post(client, "sample-decide", sample, proposal=str(row.pk), decision="keep")


def test_an_empty_library_says_how_to_begin(world: World, clerk: Client) -> None:
    url = reverse("manage:library")
    assertContains(clerk.get(url), "总结库还是空的")
    assertContains(clerk.get(url), "还没有导入过文件")
    page = _client(world.zone, Role.APPROVER).get(url)
    assertNotContains(page, reverse("manage:library-import"))


def test_files_are_uploaded_and_worked_through(clerk: Client) -> None:
    shelf = Collection.objects.create(slug="old", name="往年总结")
    sent = {
        "uploads": [
            SimpleUploadedFile("网页.txt", PAGE.encode()),
            SimpleUploadedFile("坏.docx", b"PK\3\4x"),
        ],
        "name": "第一批", "collection": shelf.pk,
    }  # fmt: skip
    batch_page = clerk.post(reverse("manage:library-import"), sent, follow=True)
    batch = ImportBatch.objects.get()
    assertContains(batch_page, "已处理 0 / 2 个文件")
    assertContains(batch_page, "继续处理")
    done = clerk.post(reverse("manage:library-step", args=[batch.pk]), follow=True)
    for words in ("已处理 2 / 2 个文件", "全部处理完毕", "已损坏", "不完整", "重复"):
        assertContains(done, words)
    assertNotContains(done, "继续处理")
    failed = clerk.get(reverse("manage:library-batch", args=[batch.pk]), {"state": "failed"})
    assertContains(failed, "坏.docx")
    assertNotContains(failed, "网页.txt")
    assert {row.collection for row in Sample.objects.all()} == {shelf}


def test_an_upload_without_files_is_told(clerk: Client) -> None:
    page = clerk.post(reverse("manage:library-import"), {"name": "空"})
    assert page.status_code == 422
    assertContains(page, "请选择要导入的文件", status_code=422)
    assert not ImportBatch.objects.exists()


def test_samples_are_found_by_word_state_and_kind(world: World, clerk: Client) -> None:
    _sample(world, PAGE)
    url = reverse("manage:library")
    assertContains(clerk.get(url), "总结（3 篇）")
    assertContains(clerk.get(url, {"likeness": "repeat"}), "总结（1 篇）")
    assertContains(clerk.get(url, {"likeness": "cut"}), "总结（2 篇）")
    assertContains(clerk.get(url, {"q": "石桥沟"}), "总结（1 篇）")
    assertContains(clerk.get(url, {"state": "published"}), "没有符合条件的总结")
    assertContains(clerk.get(url, {"state": "x", "likeness": "x", "q": "\x00"}), "总结（3 篇）")


def test_the_list_costs_the_same_with_more_rows(
    world: World, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    _sample(world, PAGE)
    with django_assert_max_num_queries(9):
        clerk.get(reverse("manage:library"))


def test_the_workbench_marks_words_groups_findings_and_shows_figures(
    world: World, clerk: Client
) -> None:
    sample = _sample(world, f"{ZONE},{TOWN},好。")
    page = clerk.get(_url("sample", sample))
    row = sample.proposals.get(original="骆长风")
    assertContains(
        page, f'<mark class="w mask" data-w="{row.pk}" title="遮蔽为骆某某">骆长风</mark>'
    )
    assertContains(page, "中文中用了半角“,”。", count=1)
    assertContains(page, "（共 2 处）")
    assertContains(page, "接待群众")
    assertNotContains(page, "公开稿</h2>")
    preview = clerk.get(_url("sample", sample), {"preview": "1"})
    assertContains(preview, "开发区主任骆某某同志任组长")
    assertContains(preview, 'aria-label="公开稿"')


def test_words_are_decided_added_and_undone(world: World, clerk: Client) -> None:
    sample = _sample(world)
    row = sample.proposals.get(original="骆长风")
    sent = {"proposal": str(row.pk), "decision": "keep", "mask": "骆某某"}
    answer = clerk.post(_url("sample-decide", sample), sent)
    assertRedirects(answer, f"{_url('sample', sample)}#w{row.pk}", fetch_redirect_response=False)
    assert MaskProposal.objects.get(pk=row.pk).decision == "keep"
    _post(clerk, "sample-decide", sample, proposal=str(row.pk), decision="undo")
    assert MaskProposal.objects.get(pk=row.pk).decision == "mask"
    _post(clerk, "sample-decide", sample, proposal=str(row.pk), decision="mask", mask="某主任")
    assert MaskProposal.objects.get(pk=row.pk).mask == "某主任"
    assertContains(
        _post(clerk, "sample-decide", sample, proposal="0", decision="keep"), "请选择要处理的词"
    )
    _post(clerk, "sample-add", sample, words="办公楼", kind="place")
    assert sample.proposals.get(original="办公楼").origin == "person"
    wrong = clerk.post(_url("sample-add", sample), {"words": "没有的词", "kind": "place"})
    assertContains(wrong, "原文中没有这几个字", status_code=422)


def test_two_people_publish_recommend_and_withdraw(
    world: World, clerk: Client, reviewer: Client
) -> None:
    sample = _sample(world)
    sample.proposals.create(original="活动", mask="XX", kind="place", spans=[], origin="doubt")
    assertContains(_post(clerk, "sample-propose", sample), "个存疑的词没有处理")
    _clear(clerk, sample)
    assertContains(_post(clerk, "sample-propose", sample), "另一位审核人复核后公开")
    assertNotContains(clerk.get(_url("sample", sample)), "复核通过并公开")
    page = reviewer.get(_url("sample", sample))
    assertContains(page, "复核通过并公开")
    assertContains(page, "开发区主任骆某某同志任组长")
    empty = reviewer.post(_url("sample-return", sample), {"reason": " "})
    assertContains(empty, "请填写此项", status_code=422)
    _post(reviewer, "sample-return", sample, reason="办公楼也要遮蔽")
    assertContains(clerk.get(_url("sample", sample)), "办公楼也要遮蔽")
    _post(clerk, "sample-add", sample, words="办公楼", kind="place")
    _post(clerk, "sample-propose", sample)
    public = _post(reviewer, "sample-confirm", sample)
    publication = Publication.objects.get()
    assertContains(public, reverse("portal:summary", args=[publication.pk]))
    for secret in ("骆长风", "办公楼", "云岭"):
        assert secret not in publication.text
    _post(reviewer, "sample-recommend", sample, reason="服务企业有新意")
    assert Publication.objects.get().good_practice == "服务企业有新意"
    _post(reviewer, "sample-recommend", sample, reason="")
    assert Publication.objects.get().good_practice == ""
    _post(reviewer, "sample-withdraw", sample, reason="重新核对")
    assert Publication.objects.get().withdrawn_at is not None
    assertContains(clerk.get(_url("sample", sample)), "已撤下")


def test_all_remaining_doubts_are_kept_for_a_reason(world: World, clerk: Client) -> None:
    sample = _sample(world)
    for word in ("活动", "标语"):
        sample.proposals.create(original=word, mask="XX", kind="place", spans=[], origin="doubt")
    assertContains(clerk.get(_url("sample", sample)), "其余存疑的词都保留")
    wrong = clerk.post(_url("sample-keep", sample), {"reason": ""})
    assert wrong.status_code == 422
    _post(clerk, "sample-keep", sample, reason="常用词")
    assert masking.open_doubts(sample) == 0


def test_proposals_are_made_where_an_import_broke_off(world: World, clerk: Client) -> None:
    sample = _sample(world)
    sample.proposals.all().delete()
    assertContains(clerk.get(_url("sample", sample)), "生成遮蔽建议")
    _post(clerk, "sample-prepare", sample)
    assert sample.proposals.filter(original="骆长风").exists()


def test_a_repeat_is_compared_with_its_original(world: World, clerk: Client) -> None:
    first = _sample(world, PAGE)
    repeat = first.repeats.get()
    assertContains(clerk.get(_url("sample", repeat)), _url("sample-compare", repeat))
    assertContains(clerk.get(_url("sample", first)), "重复和近似的总结")
    page = clerk.get(_url("sample-compare", repeat))
    assertContains(page, "100%")
    assertContains(page, '<mark class="w verbatim">', count=3)
    assertContains(clerk.get(_url("sample-compare", first)), "不需要对照")


def test_what_was_imported_is_the_units_own(world: World) -> None:
    sample = _sample(world)
    for unit in (world.city, world.town, world.other_city):
        client = _client(unit)
        assert client.get(_url("sample", sample)).status_code == 404
        assert client.get(_url("sample-compare", sample)).status_code == 404
        assert client.post(_url("sample-confirm", sample)).status_code == 404
        assertNotContains(client.get(reverse("manage:library")), sample.title)


def test_a_submitted_summary_goes_through_the_workbench(world: World) -> None:
    submission = submitted(world)
    summaries.accept_submission(submission, by=person(world.city))
    masker, head = _client(world.city, Role.REVIEWER), _client(world.city, Role.APPROVER)
    opened = masker.post(reverse("manage:submission-publish", args=[submission.pk]), follow=True)
    sample = Sample.objects.get()
    assertContains(opened, "尹望舒")
    assertContains(opened, reverse("manage:submission", args=[submission.pk]))
    _clear(masker, sample)
    _post(masker, "sample-propose", sample)
    assertNotContains(masker.get(_url("sample", sample)), "复核通过并公开")
    _post(head, "sample-confirm", sample)
    assert "尹望舒" not in Publication.objects.get().text
    page = head.get(reverse("manage:submission", args=[submission.pk]))
    assertContains(page, "已在门户公开")
    unpublish = reverse("manage:submission-unpublish", args=[submission.pk])
    assert head.post(unpublish, {"reason": ""}).status_code == 422
    head.post(unpublish, {"reason": "有误"})
    assert Publication.objects.get().withdrawn_at is not None
