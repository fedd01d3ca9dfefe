"""A unit's own page of a campaign: notice, plan, leading group, meetings."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.campaigns import actions
from zwgk.campaigns.models import LeadingGroupMember, Meeting, Participation, State
from zwgk.campaigns.states import reached
from zwgk.core.actor import Permission
from zwgk.summaries.queries import standing_submission
from zwgk.web.manage.forms.prepare import MeetingForm, MemberForm, PlanForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_verb, posted, verb

_STEPS = (
    ("签收", State.ACKNOWLEDGED),
    ("方案", State.PLANNED),
    ("开展", State.UNDER_WAY),
    ("总结", State.SUMMARISED),
    ("报送", State.SUBMITTED),
    ("采纳", State.ACCEPTED),
)


def own_part(request: ActorRequest, pk: int) -> Participation:
    """The acting unit's own participation, or 404."""
    rows = Participation.objects.editable_by(request.actor).select_related(
        "campaign", "unit", "notice"
    )
    part: Participation = get_object_or_404(rows, pk=pk)
    return part


@access(Audience.UNIT)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """Everything the unit has for one campaign."""
    part = own_part(request, pk)
    state = State.SUMMARISED if part.state == State.RETURNED else part.state
    context = {
        "part": part,
        "steps": [(name, reached(state, stage)) for name, stage in _STEPS],
        "group": part.leading_group.all(),
        "meetings": part.meetings.all(),
        "tasks": Counter(part.tasks.values_list("status", flat=True)),
        "desks": part.desks.all(),
        "moves": part.moves.all(),
        "submission": standing_submission(part, request.actor),
    }
    return render(request, "manage/participation.html", context)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def acknowledge(request: ActorRequest, pk: int) -> HttpResponse:
    """签收 the notice."""
    part = own_part(request, pk)
    verb(request, actions.acknowledge, "通知已签收，请制定活动方案。", part, by=request.actor)
    return redirect("manage:participation", pk=pk)


@access(Audience.UNIT, Permission.EDIT)
def plan(request: ActorRequest, pk: int) -> HttpResponse:
    """Theme, dates and plan."""
    part = own_part(request, pk)
    fields = ("local_theme", "starts_on", "ends_on", "plan", "next_steps")
    kept = {name: getattr(part, name) for name in fields}
    kept["starts_on"] = kept["starts_on"] or part.campaign.starts_on
    form = PlanForm(posted(request), initial=kept)
    return form_verb(
        request, form, actions.save_plan, participation=part, by=request.actor,
        done="活动方案已保存。", title="活动方案", back=_back(part), crumb=str(part.campaign),
        lead=f"上级确定的主题：{part.campaign.theme}",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
def group_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a member of the leading group."""
    part = own_part(request, pk)
    return form_verb(
        request, MemberForm(posted(request)), actions.add_group_member, participation=part,
        by=request.actor, done="领导小组成员已登记。", title="登记领导小组成员", back=_back(part),
        crumb=str(part.campaign),
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
def meeting_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Record a meeting."""
    part = own_part(request, pk)
    return form_verb(
        request, MeetingForm(posted(request)), actions.add_meeting, participation=part,
        by=request.actor, done="会议已登记。", title="登记会议", back=_back(part),
        crumb=str(part.campaign),
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def group_delete(request: ActorRequest, pk: int) -> HttpResponse:
    """Delete a member of the leading group."""
    member = get_object_or_404(LeadingGroupMember.objects.editable_by(request.actor), pk=pk)
    part = member.participation
    verb(request, actions.delete_entry, f"已删除：{member}。", member, by=request.actor)
    return redirect(_back(part))


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def meeting_delete(request: ActorRequest, pk: int) -> HttpResponse:
    """Delete a meeting."""
    meeting = get_object_or_404(Meeting.objects.editable_by(request.actor), pk=pk)
    part = meeting.participation
    verb(request, actions.delete_entry, f"已删除：{meeting}。", meeting, by=request.actor)
    return redirect(_back(part))


def _back(part: Participation) -> str:
    return reverse("manage:participation", args=[part.pk])
