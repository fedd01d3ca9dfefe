"""工作台: what to do today, in time order."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zwgk.campaigns.models import Notice, State
from zwgk.campaigns.queries import open_tasks, own_participations, waiting_below
from zwgk.core.actor import Permission
from zwgk.desk.models import Desk
from zwgk.summaries.models import Review
from zwgk.web.manage.views.worklist import Todo, waiting_work
from zwgk.web.shared.access import ActorRequest, Audience, access

TASKS_SHOWN = 12


@access(Audience.SIGNED_IN)
def home(request: ActorRequest) -> HttpResponse:
    """The worklist of the acting unit."""
    parts = list(own_participations(request.actor))
    waiting = waiting_below(request.actor)
    todos = [todo for part in parts if (todo := _next_step(part))]
    todos += _reviews(request, waiting)
    todos += waiting_work(request.actor)
    if request.actor.may(Permission.EDIT):
        todos += [
            Todo(
                f"任务：{task.title}",
                reverse("manage:task", args=[task.pk]),
                "填写完成情况",
                task.due_on,
                task.owner and f"责任人：{task.owner}",
            )
            for task in open_tasks(request.actor)[:TASKS_SHOWN]
        ]
    todos.sort(key=lambda todo: todo.place)
    desks = Desk.objects.visible_to(request.actor).filter(opens_at__date=timezone.localdate())
    context = {"todos": todos, "parts": parts, "waiting": waiting, "desks": desks}
    return render(request, "manage/home.html", context)


def _next_step(part: Any) -> Todo | None:
    campaign, pk = part.campaign, [part.pk]
    part_url = reverse("manage:participation", args=pk)
    match part.state:
        case State.NOTIFIED:
            return Todo(f"签收《{part.notice.title}》", part_url, "查看并签收", None)
        case State.ACKNOWLEDGED:
            return Todo(
                f"制定{campaign}活动方案",
                reverse("manage:plan", args=pk),
                "制定方案",
                campaign.starts_on,
            )
        case State.PLANNED | State.UNDER_WAY | State.SUMMARISED:
            return Todo(
                f"撰写并报送{campaign}活动总结",
                reverse("manage:summary", args=pk),
                "撰写总结",
                campaign.summary_due_on,
                _reminded(part),
            )
        case State.RETURNED:
            review = Review.objects.filter(submission__participation=part).order_by("-pk").first()
            said = (f"退回意见：{review.reasons}" if review else "", _reminded(part))
            detail = " · ".join(filter(None, said))
            url = reverse("manage:summary", args=pk)
            return Todo(f"修改被退回的{campaign}活动总结", url, "修改总结", None, detail)
    return None


def _reminded(part: Any) -> str:
    day = part.reminded_on
    return f"上级{day.month}月{day.day}日催办" if day else ""


def _reviews(request: ActorRequest, waiting: list[Any]) -> list[Todo]:
    todos = []
    if request.actor.may(Permission.REVIEW):
        todos += [
            Todo(
                f"审核{row.campaign}下级单位总结 {row.to_review} 份",
                reverse("manage:queue", args=[row.campaign.slug]),
                "去审核",
            )
            for row in waiting
            if row.to_review
        ]
    if request.actor.may(Permission.ISSUE):
        drafts = Notice.objects.editable_by(request.actor).filter(issued_on__isnull=True)
        todos += [
            Todo(f"印发通知《{n.title}》", reverse("manage:notice", args=[n.pk]), "查看并印发")
            for n in drafts
        ]
    return todos
