"""The superior's review queue: look, accept many, ask for what is late."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.campaigns.models import Campaign
from zwgk.campaigns.reminding import Reminded, remind
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.library.publishing import public_copy
from zwgk.summaries import reviewing
from zwgk.summaries.models import Submission
from zwgk.summaries.queue import SHOWS, SORTS, Entry, details, queue
from zwgk.web.manage.views.rollup import campaign_of, chosen
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import verb

PER_PAGE = 30
# What a session remembers of the queue: the order to walk, and what was opened.
WALKED, OPENED = "queue_walked", "queue_opened"
REMEMBERED = 500


@access(Audience.PARTICIPANTS, Permission.REVIEW)
def show(request: ActorRequest, slug: str) -> HttpResponse:
    """Who has sent what, who is late, and what there is to look at."""
    campaign, scope = campaign_of(request, slug), chosen(request)
    what = request.GET.get("show", "")
    what = what if what in SHOWS else "waiting"
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "time"
    found = queue(campaign, request.actor, scope.branch)
    entries = found.shown(what, sort)
    request.session[WALKED] = [one.submission for one in entries if one.submission][:REMEMBERED]
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    told = details([one.submission for one in page if one.submission], request.actor)
    opened = set(request.session.get(OPENED, []))
    context = {
        "campaign": campaign,
        "scope": scope,
        "page": page,
        "rows": [(one, told.get(one.submission or 0), one.submission in opened) for one in page],
        "shows": [(key, name, found.counts[key]) for key, name in SHOWS.items()],
        "show": what,
        "sorts": SORTS.items(),
        "sort": sort,
        "clean": found.counts["clean"],
        "due": campaign.summary_due_on,
        "can_remind": what in ("overdue", "unreported", "returned"),
    }
    return render(request, "manage/queue/queue.html", context)


@access(Audience.PARTICIPANTS, Permission.REVIEW)
@require_POST
def accept(request: ActorRequest, slug: str) -> HttpResponse:
    """Accept many: first a page that says which, then the deed."""
    campaign, scope = campaign_of(request, slug), chosen(request)
    waiting = queue(campaign, request.actor, scope.branch).shown("waiting", "unit")
    ticked = set(request.POST.getlist("submission"))
    if request.POST.get("all"):
        picked = [one for one in waiting if not one.troubles]
    else:
        picked = [one for one in waiting if str(one.submission) in ticked]
    opened = set(request.session.get(OPENED, []))
    ready = [one for one in picked if not one.troubles or one.submission in opened]
    unread = [one for one in picked if one not in ready]
    if not request.POST.get("sure"):
        context = {"campaign": campaign, "scope": scope, "ready": ready, "unread": unread}
        return render(request, "manage/queue/accept.html", context)
    return _accepted(request, slug, ready)


def _accepted(request: ActorRequest, slug: str, ready: list[Entry]) -> HttpResponse:
    outcome = reviewing.accept_many(
        [one.submission for one in ready if one.submission], by=request.actor
    )
    for name, why in outcome.refused:
        messages.error(request, f"{name}没有采纳：{why}")
    if not outcome.accepted:
        messages.error(request, "没有采纳任何总结。请先勾选，有问题的请逐份打开看过再采纳。")
        return redirect(_queue_url(slug))
    messages.success(request, f"已采纳{len(outcome.accepted)}份。10分钟内可以撤销。")
    names = {one.submission: one.unit_name for one in ready}
    context = {
        "campaign": campaign_of(request, slug),
        "accepted": [(pk, names[pk]) for pk in outcome.accepted],
    }
    return render(request, "manage/queue/accepted.html", context)


@access(Audience.PARTICIPANTS, Permission.REVIEW)
@require_POST
def revoke_many(request: ActorRequest, slug: str) -> HttpResponse:
    """Take a bulk acceptance back."""
    rows = Submission.objects.visible_to(request.actor).filter(
        pk__in=[pk for pk in request.POST.getlist("submission") if pk.isdecimal()],
        participation__campaign=campaign_of(request, slug),
    )
    done = 0
    for submission in rows.select_related("participation__unit"):
        done += _revoked(request, submission)
    if done:
        messages.success(request, f"已撤销{done}份的采纳，回到待审。")
    return redirect(_queue_url(slug))


@access(Audience.SUBTREE, Permission.REVIEW)
@require_POST
def revoke(request: ActorRequest, pk: int) -> HttpResponse:
    """Take one acceptance back."""
    submission = get_object_or_404(Submission.objects.visible_to(request.actor), pk=pk)
    if _revoked(request, submission):
        messages.success(request, "已撤销采纳，回到待审。")
    return redirect("manage:submission", pk=pk)


def _revoked(request: ActorRequest, submission: Submission) -> bool:
    name = submission.participation.unit.short_name
    if public_copy(f"submission:{submission.pk}"):
        messages.error(request, f"{name}的总结已在门户公开，请先撤下再撤销采纳。")
        return False
    try:
        reviewing.revoke_acceptance(submission, by=request.actor)
    except DomainError as error:
        messages.error(request, f"{name}：{error.message}")
        return False
    return True


@access(Audience.PARTICIPANTS, Permission.REVIEW)
@require_POST
def hurry(request: ActorRequest, slug: str) -> HttpResponse:
    """Ask the ticked units for their summaries."""
    campaign = campaign_of(request, slug)
    ticked = [int(pk) for pk in request.POST.getlist("part") if pk.isdecimal()]
    if not ticked:
        messages.error(request, "请先勾选要催办的单位。")
    else:
        done = "催办已记录，下级单位会在工作台看到。"
        verb(request, _hurried, done, request, campaign, ticked)
    back = f"{_queue_url(slug)}?show={request.POST.get('show', 'overdue')}"
    return redirect(back)


def _hurried(request: ActorRequest, campaign: Campaign, ticked: list[int]) -> None:
    told: Reminded = remind(campaign, ticked, on=timezone.localdate(), by=request.actor)
    if told.already:
        messages.info(request, f"今天已经催办过：{'、'.join(told.already)}。")
    if told.reported:
        messages.info(request, f"已经报送，不用催办：{'、'.join(told.reported)}。")
    if not told.sent:
        raise DomainError("没有新的催办。")


def opened(request: ActorRequest, submission: Submission) -> dict[str, Any]:
    """Note that a reviewer opened a submission; the ones before and after it in the queue."""
    walked: list[int] = request.session.get(WALKED, [])
    seen: list[int] = request.session.get(OPENED, [])
    if submission.pk not in seen:
        request.session[OPENED] = [*seen, submission.pk][-REMEMBERED:]
    if submission.pk not in walked:
        return {}
    at = walked.index(submission.pk)
    return {
        "previous": walked[at - 1] if at else None,
        "next": walked[at + 1] if at + 1 < len(walked) else None,
        "place": at + 1,
        "length": len(walked),
    }


def _queue_url(slug: str) -> str:
    return reverse("manage:queue", args=[slug])
