"""Bringing files in: everything kept and named, pages split, repeats tied, work resumable."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.library.collection_page import PAGE, TOWN, ZONE
from tests.world import World, person
from zwgk.core import files
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.library import imports
from zwgk.library.imports import actions
from zwgk.library.models import ImportBatch, ImportFile, Sample
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(world: World) -> Actor:
    return person(world.town, Role.OFFICER)


def _import(by: Actor, *incoming: tuple[str, bytes | str]) -> ImportBatch:
    given = [(name, data if isinstance(data, bytes) else data.encode()) for name, data in incoming]
    batch = imports.start(given, name="测试", by=by)
    assert imports.step(batch, by=by, seconds=600).waiting == 0
    return batch


def _zip(*members: tuple[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def _states(batch: ImportBatch) -> dict[str, str]:
    return {row.name: row.state for row in batch.files.all()}


def test_a_collection_page_is_split_and_its_pieces_are_tied(by: Actor) -> None:
    _import(by, ("总结网页.txt", PAGE))
    first, second, third = Sample.objects.order_by("position")
    assert (first.incomplete, second.incomplete, third.incomplete) == (True, True, False)
    assert (second.original, second.likeness) == (first, "exact")
    assert [row.likeness for row in (first, third)] == ["", ""]
    assert first.title == "xx经济开发区政务公开日活动总结"
    assert (first.edition, first.year) == (12, None)
    assert first.text == ZONE
    assert first.levels[2] == third.levels[1] == 1


def test_figures_are_settled_one_a_kind(by: Actor) -> None:
    _import(by, ("总结网页.txt", PAGE))
    first, _, third = Sample.objects.order_by("position")
    assert {f["kind"]: f["text"] for f in first.figures} == {
        "visitors": "40余人次", "questions_answered": "27个", "materials_distributed": "65份",
    }  # fmt: skip
    assert {f["kind"]: f["text"] for f in third.figures} == {
        "visitors": "260余人次", "materials_distributed": "1500余份", "satisfaction_rate": "100%",
    }  # fmt: skip


def test_a_date_that_contradicts_the_day_is_a_finding(by: Actor) -> None:
    _import(by, ("总结.txt", TOWN))
    (sample,) = Sample.objects.all()
    (found,) = [f for f in sample.findings if f["rule"] == "date-other-day"]
    assert found["text"] == "5月18日"
    whole = f"{sample.title}\n{sample.text}"
    assert whole[found["start"] : found["end"]] == "5月18日"


def test_a_title_is_taken_off_the_text(by: Actor) -> None:
    _import(
        by, ("总结.txt", f"柳河镇2018年政务公开日活动总结\n\n{TOWN}\n柳河镇人民政府\n2018年5月25日")
    )
    (sample,) = Sample.objects.all()
    assert sample.title == "柳河镇2018年政务公开日活动总结"
    assert sample.text.startswith("根据市政府办的安排")
    assert sample.dated_on is not None
    assert sample.dated_on.isoformat() == "2018-05-25"


def test_the_fuller_text_becomes_the_original(by: Actor) -> None:
    whole = f"{ZONE}内容，方便企业了解。\n我们将继续努力，把政务公开工作做得更好。"
    _import(by, ("网页.txt", PAGE))
    _import(by, ("全文.txt", whole))
    kept = Sample.objects.get(file__name="全文.txt")
    assert (kept.original, kept.incomplete) == (None, False)
    cut = Sample.objects.filter(file__name="网页.txt", incomplete=True)
    assert {row.original for row in cut} == {kept}


def test_nearly_the_same_text_is_tied_as_near(by: Actor) -> None:
    _import(by, ("一.txt", TOWN), ("二.txt", TOWN.replace("260余", "390余").replace("土地、", "")))
    first, second = Sample.objects.order_by("file__position")
    assert (second.original, second.likeness) == (first, "near")


def test_libraries_know_nothing_of_each_other(world: World, by: Actor) -> None:
    _import(by, ("一.txt", TOWN))
    _import(person(world.zone, Role.OFFICER), ("一.txt", TOWN))
    assert not Sample.objects.exclude(likeness="").exists()
    assert set(ImportFile.objects.values_list("state", flat=True)) == {"read"}


def test_the_same_bytes_are_a_repeated_file(by: Actor) -> None:
    batch = _import(by, ("一.txt", TOWN), ("二.txt", TOWN))
    assert _states(batch) == {"一.txt": "read", "二.txt": "repeated"}
    assert "一.txt" in batch.files.get(name="二.txt").message
    assert Sample.objects.count() == 1


def test_archives_are_opened_and_nothing_in_them_is_lost(by: Actor) -> None:
    inner = _zip(("里面.txt", b"x"))
    data = _zip(
        ("甲/总结.txt", TOWN.encode()), ("乙.zip", inner), ("../逃.txt", b"x"), (".hidden", b"x")
    )
    batch = _import(by, ("全部.zip", data))
    assert _states(batch) == {
        "全部.zip/甲/总结.txt": "read", "全部.zip/乙.zip": "failed", "全部.zip/../逃.txt": "failed",
    }  # fmt: skip
    assert "压缩包里的压缩包" in batch.files.get(name="全部.zip/乙.zip").message


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("坏.docx", b"PK\3\4nonsense", "已损坏"),
        ("空.txt", b"", "是空文件"),
        ("短.txt", "只有一句话。".encode(), "没有读到总结正文"),
        ("大.txt", b"x" * (files.MAX_UPLOAD_BYTES + 1), "超过 20 MB"),
        ("空.zip", _zip((".x", b"")), "没有可以读取的文件"),
    ],
)
def test_a_bad_file_says_why_and_the_others_go_on(
    by: Actor, name: str, data: bytes, words: str
) -> None:
    batch = _import(by, (name, data), ("好.txt", TOWN))
    bad = batch.files.get(name=name)
    assert bad.state == "failed"
    assert words in bad.message
    assert batch.files.get(name="好.txt").state == "read"


def test_an_unforeseen_fault_is_one_files_fault(by: Actor, monkeypatch: Any) -> None:
    real = actions.summaries_in
    faults = iter([RuntimeError("boom")])

    def breaks_once(text: str) -> Any:
        if fault := next(faults, None):
            raise fault
        return real(text)

    monkeypatch.setattr(actions, "summaries_in", breaks_once)
    batch = _import(by, ("一.txt", TOWN), ("二.txt", ZONE))
    assert _states(batch) == {"一.txt": "failed", "二.txt": "read"}
    assert "意外错误" in batch.files.get(name="一.txt").message


def test_work_goes_on_where_it_stopped(by: Actor, monkeypatch: Any) -> None:
    batch = imports.start([(f"{n}.txt", f"{TOWN}\n{n}".encode()) for n in range(3)], name="", by=by)
    assert imports.step(batch, by=by, seconds=0).done == 1

    def killed(*args: Any, **kw: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(actions, "tie", killed)
        with pytest.raises(KeyboardInterrupt):
            imports.step(batch, by=by, seconds=0)
    assert imports.progress(batch).done == 1
    assert Sample.objects.count() == 1
    now = imports.step(batch, by=by, seconds=600)
    assert (now.done, now.all, now.read) == (3, 3, 3)
    assert ImportBatch.objects.get().finished_at is not None
    assert Sample.objects.count() == 3


def test_an_import_without_files_is_refused(by: Actor) -> None:
    with pytest.raises(DomainError, match="请选择要导入的文件"):
        imports.start([], name="", by=by)
    assert not ImportBatch.objects.exists()


def test_who_may_import(world: World, by: Actor) -> None:
    with pytest.raises(NotAllowed):
        imports.start([("一.txt", b"x")], name="", by=person(world.town, Role.ATTENDANT))
    batch = imports.start([("一.txt", b"x")], name="", by=by)
    with pytest.raises(NotAllowed):
        imports.step(batch, by=person(world.city))


def test_a_superior_sees_nothing_of_what_was_imported(world: World, by: Actor) -> None:
    _import(by, ("一.txt", TOWN))
    head = person(world.city)
    assert not Sample.objects.visible_to(head).exists()
    assert not imports.samples_of(head).exists()
    assert imports.samples_of(by, word="石桥沟", likeness="own").count() == 1
    assert imports.samples_of(by, likeness="cut").count() == 0


def test_what_is_too_long_for_a_summary_is_refused(by: Actor) -> None:
    lines = "".join(f"第{n}户居民的问题已经当场答复。\n" for n in range(4_000))
    batch = _import(by, ("长.txt", f"{TOWN}\n{lines}"))
    assert "超过 6 万字" in batch.files.get().message


def test_an_endless_number_is_refused_before_it_takes_minutes(by: Actor) -> None:
    batch = _import(by, ("数.txt", f"{TOWN}\n{'1' * 50_000}"))
    assert "连续 300 个以上的数字" in batch.files.get().message


def test_the_list_keeps_the_order_of_a_page(by: Actor) -> None:
    _import(by, ("网页.txt", PAGE))
    assert [row.position for row in imports.samples_of(by)] == [1, 2, 3]
    (file,) = imports.files_of(ImportBatch.objects.get())
    assert [row.position for row in file.samples.all()] == [1, 2, 3]


def test_a_wrong_import_is_discarded_and_its_repeat_takes_its_place(by: Actor) -> None:
    _import(by, ("总结网页.txt", PAGE))
    first, second, _ = Sample.objects.order_by("position")
    with pytest.raises(DomainError, match="删除的原因"):
        imports.discard(first, reason=" ", by=by)
    imports.discard(first, reason="不是活动总结", by=by)
    second.refresh_from_db()
    assert (second.original, second.likeness) == (None, "")
    assert ImportFile.objects.get().stored is not None
    _import(by, ("再来一次.txt", PAGE + "\n"))
    assert second.repeats.filter(likeness="exact").count() == 2


def test_what_was_handed_in_is_not_discarded(world: World, by: Actor) -> None:
    _import(by, ("总结.txt", TOWN))
    sample = Sample.objects.get()
    with pytest.raises(NotAllowed):
        imports.discard(sample, reason="误导入", by=person(world.city))
    with pytest.raises(NotAllowed):
        imports.discard(sample, reason="误导入", by=person(world.town, Role.ATTENDANT))
    Sample.objects.update(state="proposed", proposed_by="甲")
    with pytest.raises(DomainError, match="不能删除"):
        imports.discard(sample, reason="误导入", by=by)
    assert Sample.objects.exists()
