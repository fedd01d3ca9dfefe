"""Setting up desks, their departments, and the materials that are handed out."""

from datetime import datetime, timedelta

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Permission
from zwgk.desk import actions, office
from zwgk.desk.models import Desk, DeskDepartment, DeskShare
from zwgk.desk.sharing import could_share, decline, share_desk, sharing
from zwgk.web.manage.forms.prepare import DepartmentForm, DeskForm, MaterialForm, ShareForm
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_verb, posted, verb


@access(Audience.UNIT)
def desks(request: ActorRequest, pk: int) -> HttpResponse:
    """The desks and materials of a participation."""
    part = own_part(request, pk)
    usable = office.valid_passes(request.actor, at=timezone.now())
    context = {
        "part": part,
        "desks": part.desks.prefetch_related(
            "departments",
            Prefetch("shares", DeskShare.objects.select_related("participation__unit")),
        ),
        "joint": sharing(part),
        "with_pass": set(usable.filter(participation=part).values_list("desk_id", flat=True)),
        "materials": part.materials.all(),
    }
    return render(request, "manage/desks.html", context)


@access(Audience.UNIT, Permission.EDIT)
def add(request: ActorRequest, pk: int) -> HttpResponse:
    """Set up a desk."""
    part = own_part(request, pk)
    form = DeskForm(posted(request), initial=_usual_hours(part))
    return form_verb(
        request, form, actions.open_desk, participation=part, by=request.actor,
        done="咨询台已设立。", title="设立咨询台", back=_back(part.pk), crumb="咨询台",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
def change(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a desk's name, place or hours."""
    desk = own_desk(request, pk)
    names = ("name", "place", "opens_at", "closes_at")
    form = DeskForm(posted(request), initial={name: getattr(desk, name) for name in names})
    return form_verb(
        request, form, actions.change_desk, desk=desk, by=request.actor, done="咨询台已保存。",
        title="变更咨询台", back=_back(desk.participation_id), crumb="咨询台",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
def share(request: ActorRequest, pk: int) -> HttpResponse:
    """Name the units that hold a desk together."""
    desk = own_desk(request, pk)
    held = [str(one.participation.unit_id) for one in desk.shares.select_related("participation")]
    form = ShareForm(posted(request), initial={"units": held}, units=could_share(desk))
    return form_verb(
        request, form, share_desk, desk=desk, by=request.actor, done="联合单位已保存。",
        title=f"{desk.name}：联合单位", back=_back(desk.participation_id), crumb="咨询台",
        lead="合办的咨询台只在主办单位登记，数据计入主办单位；联合单位在各自的页面能看到。",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def share_decline(request: ActorRequest, pk: int) -> HttpResponse:
    """Say that one's unit does not hold the desk."""
    rows = DeskShare.objects.editable_by(request.actor).select_related("participation", "desk")
    row = get_object_or_404(rows, pk=pk)
    verb(request, decline, "已退出，主办单位会看到。", row, by=request.actor)
    return redirect("manage:desks", pk=row.participation_id)


@access(Audience.UNIT, Permission.EDIT)
def department_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a department to a desk."""
    desk = own_desk(request, pk)
    return form_verb(
        request, DepartmentForm(posted(request)), actions.add_department, desk=desk,
        by=request.actor, done="参与部门已登记。", title=f"{desk.name}：登记参与部门",
        back=_back(desk.participation_id), crumb="咨询台",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def department_delete(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a department off a desk."""
    rows = DeskDepartment.objects.editable_by(request.actor).select_related("desk__participation")
    department = get_object_or_404(rows, pk=pk)
    part = department.desk.participation_id
    done = f"已移除：{department.name}。"
    verb(request, actions.remove_department, done, department, by=request.actor)
    return redirect("manage:desks", pk=part)


@access(Audience.UNIT, Permission.RECORD)
def material_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Name a material that will be handed out."""
    part = own_part(request, pk)
    return form_verb(
        request, MaterialForm(posted(request)), actions.add_material, participation=part,
        by=request.actor, done="宣传资料已登记。", title="登记宣传资料", back=_back(pk),
        crumb="咨询台",
    )  # fmt: skip


def own_desk(request: ActorRequest, pk: int) -> Desk:
    """The acting unit's own desk, or 404."""
    rows = Desk.objects.editable_by(request.actor).select_related("participation__campaign")
    desk: Desk = get_object_or_404(rows, pk=pk)
    return desk


def _back(part: int) -> str:
    return reverse("manage:desks", args=[part])


def _usual_hours(part: Participation) -> dict[str, object]:
    day = part.starts_on or part.campaign.starts_on
    opens_at = timezone.make_aware(datetime(day.year, day.month, day.day, 8, 30))
    return {"opens_at": opens_at, "closes_at": opens_at + timedelta(hours=8)}
