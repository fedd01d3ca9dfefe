"""The unit's people and subordinate units, kept by its administrator."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.core.actor import Permission
from zwgk.units import actions
from zwgk.units.models import Membership, Role, Unit
from zwgk.web.manage.forms.prepare import PersonForm, UnitForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_page, form_verb, posted, verb

SHOWN = 500


@access(Audience.SIGNED_IN, Permission.MANAGE)
def people(request: ActorRequest) -> HttpResponse:
    """The subtree's units with their people."""
    units = Unit.objects.visible_to(request.actor).prefetch_related("memberships__user")
    return render(request, "manage/people.html", {"units": units[:SHOWN]})


@access(Audience.SIGNED_IN, Permission.MANAGE)
def add(request: ActorRequest) -> HttpResponse:
    """Open an account; its first password is shown once."""
    units = list(Unit.objects.visible_to(request.actor)[:SHOWN])
    form = PersonForm(posted(request), units=units, initial={"unit": request.actor.unit_id})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.pop("unit")
        unit = next(unit for unit in units if str(unit.pk) == chosen)
        role = Role(form.cleaned_data.pop("role"))
        opened = form.attempt_again(actions.add_person, unit=unit, role=role, by=request.actor)
        if opened:
            user, password = opened
            return render(request, "manage/person_added.html", {"user_": user, "pw": password})
    back = reverse("manage:people")
    return form_page(request, form, title="新增人员", back=back, crumb="单位人员")


@access(Audience.SIGNED_IN, Permission.MANAGE)
def unit_add(request: ActorRequest) -> HttpResponse:
    """Add a unit below the acting one."""
    form = UnitForm(posted(request))
    parent = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)
    return form_verb(
        request, form, actions.add_unit, parent=parent, by=request.actor,
        done="下级单位已新增，请为其设置人员。", title="新增下级单位",
        back=reverse("manage:people"), crumb="单位人员",
    )  # fmt: skip


@access(Audience.SUBTREE, Permission.MANAGE)
@require_POST
def role_delete(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a role away from a person of the subtree."""
    rows = Membership.objects.filter(unit__path__startswith=request.actor.unit_path)
    membership = get_object_or_404(rows.select_related("unit", "user"), pk=pk)
    done = f"已免除 {membership.user} 的“{membership.get_role_display()}”岗位。"
    verb(request, actions.remove_membership, done, membership, by=request.actor)
    return redirect("manage:people")
