"""The lines of the worklist beside a campaign's steps: desks, questions, guides, samples."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from zwgk.catalogue import attention
from zwgk.catalogue import queries as catalogue
from zwgk.core.actor import Actor, Permission
from zwgk.desk import office
from zwgk.enquiries import feedback
from zwgk.enquiries import queries as enquiries
from zwgk.library import imports, masking
from zwgk.selfcheck import queries as self_checks

SHOWN = 5


@dataclass(frozen=True)
class Todo:
    """One line of the worklist.

    ``due`` None means now, after what is late and before the rest; last if not ``pressing``.
    """

    text: str
    url: str
    button: str
    due: date | None = None
    detail: str = ""
    pressing: bool = True

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < timezone.localdate()

    @property
    def place(self) -> tuple[int, date]:
        """Where it stands in the list."""
        if not self.pressing:
            return 3, date.min
        return (0 if self.overdue else 1 if self.due is None else 2), self.due or date.min


def waiting_work(actor: Actor) -> list[Todo]:
    """What waits for this person in the unit's questions, guides and samples.

    One query a sort of work, and none for a sort the person may not act on.
    """
    todos: list[Todo] = []
    if actor.may(Permission.EDIT):
        todos += _desks(actor)
        todos += _answers(actor)
        todos += _told(actor)
        todos += _reported(actor)
        todos += _returned(actor)
        todos += _imports(actor)
        todos += _unmasked(actor)
        todos += _to_mend(actor)
        todos += _needs(actor)
    if actor.may(Permission.REVIEW):
        todos += _approvals(actor)
    if actor.may(Permission.ISSUE):
        todos += _escalated(actor)
    return todos


def _escalated(actor: Actor) -> list[Todo]:
    """What was not answered in time, for the head of the leading group."""
    number = enquiries.escalated(actor).count()
    text = f"{number} 件咨询超过答复期限，提请领导小组督办"
    return [Todo(text, _list("enquiries", "late"), "去督办")] if number else []


def _desks(actor: Actor) -> Iterator[Todo]:
    """Before the day: desks no phone can enter. After it: phones that still hold records."""
    for row in office.parts_without_passes(actor):
        url = reverse("manage:passes", args=[row["participation_id"]])
        day = timezone.localtime(row["first"]).date()
        detail = "制发后打印，咨询员扫码就能用手机登记"
        yield Todo(f"{row['desks']} 个咨询台还没有登记码", url, "去制发", day, detail)
    for row in office.parts_with_waiting_phones(actor):
        url = reverse("manage:devices", args=[row["desk_pass__participation_id"]])
        text = f"{row['phones']} 部手机上还有 {row['records']} 条记录没有上传"
        yield Todo(text, url, "查看手机", None, "以手机最近一次联系时为准")


def _answers(actor: Actor) -> Iterator[Todo]:
    def line(row: Any) -> Todo:
        detail = f"退回意见：{row.note}" if row.note else ""
        url = reverse("manage:enquiry", args=[row.pk])
        text = f"答复{row.get_channel_display()}“{row.topic}”"
        return Todo(text, url, "去答复", row.due_on, detail or row.department)

    more = Todo("还有其他咨询待答复", _list("enquiries", "asked"), "查看全部")
    return _lines(enquiries.to_answer(actor), line, more)


def _told(actor: Actor) -> Iterator[Todo]:
    """Answers that are approved, while the asker waits to be rung up or visited."""

    def line(row: Any) -> Todo:
        url = reverse("manage:enquiry", args=[row.pk])
        text = f"告知“{row.topic}”的答复"
        return Todo(text, url, "去告知", None, f"群众要求{row.get_reply_by_display()}，告知后登记")

    more = Todo("还有其他答复待告知", _list("enquiries", "answered"), "查看全部")
    return _lines(enquiries.to_tell(actor), line, more)


def _reported(actor: Actor) -> list[Todo]:
    """What visitors say is wrong in the unit's guides."""
    number = feedback.open_errors(actor).count()
    text = f"核实 {number} 条办事指南“内容有错误”的反馈"
    return [Todo(text, reverse("manage:items-feedback"), "去核实")] if number else []


def _returned(actor: Actor) -> Iterator[Todo]:
    def guide(row: Any) -> Todo:
        url = reverse("manage:item-edit", args=[row.pk])
        return Todo(
            f"修改被退回的办事指南“{row.name}”",
            url,
            "去修改",
            None,
            f"退回意见：{row.returned_for}",
        )

    def sample(row: Any) -> Todo:
        url = reverse("manage:sample", args=[row.pk])
        return Todo(
            f"修改《{row.title}》的遮蔽", url, "去修改", None, f"退回意见：{row.returned_for}"
        )

    more = Todo("还有其他办事指南被退回", _list("items", "draft"), "查看全部")
    yield from _lines(catalogue.returned(actor), guide, more)
    more = Todo("还有其他总结的遮蔽被退回", _list("library", "draft"), "查看全部")
    yield from _lines(masking.returned(actor), sample, more)


def _imports(actor: Actor) -> Iterator[Todo]:
    def line(row: Any) -> Todo:
        url = reverse("manage:library-batch", args=[row.pk])
        return Todo(
            f"继续导入“{row.name}”", url, "继续处理", None, f"还有 {row.left} 个文件没有处理"
        )

    more = Todo("还有其他导入没有处理完", reverse("manage:library"), "查看全部")
    return _lines(imports.unfinished(actor), line, more)


def _unmasked(actor: Actor) -> list[Todo]:
    number = masking.to_mask(actor).count()
    text = f"核对 {number} 篇总结的遮蔽，提交复核"
    return [Todo(text, _list("library", "draft"), "去核对", pressing=False)] if number else []


def _to_mend(actor: Actor) -> Iterator[Todo]:
    """What a self-check found: late first, else by its earliest day; a run that was left."""
    for check in self_checks.to_do(actor):
        url = reverse("manage:selfcheck", args=[check.participation_id])
        if check.under_way:
            yield Todo("公开事项自查还没有检查完", url, "继续检查")
        elif check.late:
            text = f"自查发现的 {check.late} 个问题超过整改期限"
            detail = f"待整改的共 {check.waiting} 个"
            yield Todo(text, f"{url}?state=late", "去整改", check.first, detail)
        else:
            text = f"整改自查发现的 {check.waiting} 个问题"
            yield Todo(text, f"{url}?state=open", "去整改", check.first)


def _needs(actor: Actor) -> Iterator[Todo]:
    """What the catalogue's items need though nobody checked them."""
    for need in attention.needs(actor):
        text, url = f"{need.number} 项公开事项{need.name}", f"{reverse('manage:items')}?look="
        yield Todo(text, f"{url}{need.look}", "去查看", pressing=need.look == attention.LATE)


def _approvals(actor: Actor) -> Iterator[Todo]:
    def answer(row: Any) -> Todo:
        url, detail = reverse("manage:enquiry", args=[row.pk]), f"拟稿人：{row.drafted_by}"
        text = f"审核{row.get_channel_display()}“{row.topic}”的答复"
        return Todo(text, url, "去审核", row.due_on, detail)

    def guide(row: Any) -> Todo:
        url, detail = reverse("manage:item", args=[row.pk]), f"提交人：{row.submitted_by}"
        stage = row.get_state_display().removeprefix("待")
        return Todo(f"{stage}办事指南“{row.name}”", url, "去审核", None, detail)

    def sample(row: Any) -> Todo:
        url, detail = reverse("manage:sample", args=[row.pk]), f"遮蔽人：{row.proposed_by}"
        return Todo(f"复核《{row.title}》的遮蔽", url, "去复核", None, detail)

    more = Todo("还有其他答复待审核", _list("enquiries", "drafted"), "查看全部")
    yield from _lines(enquiries.to_approve(actor), answer, more)
    more = Todo("还有其他办事指南待审核", reverse("manage:item-queue"), "查看全部")
    yield from _lines(catalogue.to_approve(actor), guide, more)
    more = Todo("还有其他总结待复核", _list("library", "proposed"), "查看全部")
    yield from _lines(masking.to_confirm(actor), sample, more)


def _list(name: str, state: str) -> str:
    return f"{reverse(f'manage:{name}')}?state={state}"


def _lines(rows: Any, line: Callable[[Any], Todo], more: Todo) -> Iterator[Todo]:
    """The first rows, and a line that leads to the others where there are any."""
    found: Iterable[Any] = list(rows[: SHOWN + 1])
    for number, row in enumerate(found):
        yield line(row) if number < SHOWN else more
