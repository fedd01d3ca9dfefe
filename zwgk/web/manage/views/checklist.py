"""The checklist: who does what by when, what was done, with evidence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.campaigns import actions
from zwgk.campaigns.checklist import BY_KEY
from zwgk.campaigns.models import Task
from zwgk.core import files
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.core.models import StoredFile
from zwgk.kinds import KINDS
from zwgk.selfcheck.queries import COUNTED_ONE_BY_ONE, check_of, figures_of
from zwgk.web.manage.forms.prepare import AssignForm, CompleteForm, TaskForm
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, form_page, form_verb, posted, verb


@access(Audience.UNIT)
def tasks(request: ActorRequest, pk: int) -> HttpResponse:
    """All tasks of a participation."""
    part = own_part(request, pk)
    counted = figures_of(check_of(part, request.actor))
    rows = [
        {
            "task": task,
            "entry": BY_KEY.get(task.key),
            "measure": _measure(task),
            "self_check": task.key in COUNTED_ONE_BY_ONE,
            "counted": counted.get(task.key),
        }
        for task in part.tasks.select_related("evidence")
    ]
    return render(request, "manage/tasks.html", {"part": part, "rows": rows})


@access(Audience.UNIT, Permission.EDIT)
def add(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a task of the unit's own."""
    part = own_part(request, pk)
    return form_verb(
        request, TaskForm(posted(request)), actions.add_task, participation=part,
        by=request.actor, done="任务已增加。", title="增加任务",
        back=reverse("manage:tasks", args=[pk]), crumb="任务清单",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
def assign(request: ActorRequest, pk: int) -> HttpResponse:
    """Set who does a task and by when."""
    task = _own(request, pk)
    form = AssignForm(posted(request), initial={"owner": task.owner, "due_on": task.due_on})
    return form_verb(
        request, form, actions.assign_task, task=task, by=request.actor,
        done="责任人和时限已保存。", title=f"分派：{task.title}", back=_back(task),
        crumb="任务清单",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
def complete(request: ActorRequest, pk: int) -> HttpResponse:
    """Say what was done, how many, and keep evidence."""
    task = _own(request, pk)
    entry = BY_KEY.get(task.key)
    known = {"outcome": task.outcome, "quantity": task.quantity}
    form = CompleteForm(posted(request), request.FILES or None, initial=known)
    counted = figures_of(check_of(task.participation, request.actor)).get(task.key)
    if entry is None or not entry.counts or counted is not None:
        del form.fields["quantity"]
    else:
        kind = KINDS[entry.counts]
        form.fields["outcome"].help_text = "用一两句完整的话写明做了什么，数量填在下一栏。"
        form.fields["quantity"].label = f"数量（{kind.measure}）"
        form.fields["quantity"].help_text = f"计入“{kind.name}”，没有请填 0。"
    if request.method == "POST" and _complete(request, task, form, counted):
        messages.success(request, f"“{task.title}”已完成。")
        return redirect("manage:tasks", pk=task.participation_id)
    lead = entry.hint if entry else ""
    if counted is not None:
        lead = f"{lead}。数量由公开事项自查得出，现在是 {counted} 项，不用填写。"
    return form_page(
        request, form, title=task.title, back=_back(task), lead=lead, crumb="任务清单",
        button="标为已完成",
    )  # fmt: skip


def _complete(request: ActorRequest, task: Task, form: CompleteForm, counted: int | None) -> bool:
    """Complete the task; ``counted`` is its number where the self-check counts it."""
    if not form.is_valid():
        return False
    if counted is not None:
        form.cleaned_data["quantity"] = counted
    upload = form.cleaned_data.pop("evidence", None)
    kept = None
    if upload is not None:
        if upload.size > files.MAX_UPLOAD_BYTES:
            form.add_error("evidence", "文件超过 20MB，请压缩后再上传；其他内容已保留。")
            return False
        try:
            kept = files.store(
                upload.read(), name=upload.name, content_type=upload.content_type or "",
                unit_id=task.participation.unit_id, by=request.actor,
            )  # fmt: skip
        except DomainError as error:
            form.add_error("evidence", error.message)
            return False
    try:
        actions.complete_task(task, by=request.actor, evidence=kept, **form.cleaned_data)
    except DomainError as error:
        form.add_domain_error(error)
        return False
    return True


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Take back that a task is done or not needed."""
    task = _own(request, pk)
    verb(request, actions.reopen_task, f"“{task.title}”已恢复为待办。", task, by=request.actor)
    return redirect(_back(task))


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def skip(request: ActorRequest, pk: int) -> HttpResponse:
    """Mark a task as not needed here."""
    task = _own(request, pk)
    verb(
        request, actions.reopen_task, f"“{task.title}”已标为不涉及。", task,
        by=request.actor, status=Task.Status.NOT_NEEDED,
    )  # fmt: skip
    return redirect(_back(task))


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def delete(request: ActorRequest, pk: int) -> HttpResponse:
    """Delete a task of the unit's own."""
    task = _own(request, pk)
    back = _back(task)
    verb(request, actions.delete_entry, f"已删除任务：{task}。", task, by=request.actor)
    return redirect(back)


@access(Audience.UNIT)
def stored_file(request: ActorRequest, pk: str) -> HttpResponse:
    """A stored file of the unit, as it was uploaded."""
    stored = get_object_or_404(StoredFile.objects.visible_to(request.actor), pk=pk)
    return download(files.read(stored), name=stored.name, content_type="application/octet-stream")


def _own(request: ActorRequest, pk: int) -> Task:
    rows = Task.objects.editable_by(request.actor).select_related("participation")
    task: Task = get_object_or_404(rows, pk=pk)
    return task


def _back(task: Task) -> str:
    return reverse("manage:tasks", args=[task.participation_id])


def _measure(task: Task) -> str:
    entry = BY_KEY.get(task.key)
    return KINDS[entry.counts].measure if entry and entry.counts else ""
