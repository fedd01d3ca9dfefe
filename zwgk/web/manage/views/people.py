"""The unit's people and subordinate units, kept by its administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zwgk.core.actor import Permission
from zwgk.units import actions
from zwgk.units.models import Membership, Role, Unit, User
from zwgk.units.queries import people_below, people_without_role
from zwgk.web.manage.forms.prepare import PersonForm, RoleForm, UnitForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_page, form_verb, posted, verb

SHOWN = 500


@access(Audience.SIGNED_IN, Permission.MANAGE)
def people(request: ActorRequest) -> HttpResponse:
    """The subtree's units with their people."""
    units = Unit.objects.visible_to(request.actor).prefetch_related("memberships__user")
    context = {
        "units": [(unit, _roles_by_person(unit)) for unit in units[:SHOWN]],
        "idle": people_without_role(request.actor),
    }
    return render(request, "manage/people.html", context)


def _roles_by_person(unit: Unit) -> list[tuple[User, list[Membership]]]:
    """Each person of a unit once, with the roles; from the rows fetched already."""
    by_user: dict[int, tuple[User, list[Membership]]] = {}
    for membership in sorted(unit.memberships.all(), key=lambda row: row.pk):
        by_user.setdefault(membership.user_id, (membership.user, []))[1].append(membership)
    return list(by_user.values())


@access(Audience.SIGNED_IN, Permission.MANAGE)
@never_cache
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
def role_add(request: ActorRequest) -> HttpResponse:
    """Give a person who has an account a further role; ?user=…&unit=… choose beforehand."""
    units = list(Unit.objects.visible_to(request.actor)[:SHOWN])
    persons = list(people_below(request.actor))
    chosen = {"unit": request.actor.unit_id} | request.GET.dict()
    form = RoleForm(posted(request), people=persons, units=units, initial=chosen)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        user_id, unit_id = data.pop("user"), data.pop("unit")
        user = next(person for person in persons if str(person.pk) == user_id)
        unit = next(unit for unit in units if str(unit.pk) == unit_id)
        added = form.attempt_again(
            actions.add_role, user=user, unit=unit, role=Role(data.pop("role")), by=request.actor
        )
        if added:
            name = added.get_role_display()
            messages.success(request, f"已为{user}增加“{name}”岗位（{unit}）。")
            return redirect("manage:people")
    return form_page(
        request, form, title="增加岗位", back=reverse("manage:people"), crumb="单位人员",
        lead="还没有账号的同志，请用“新增人员”。",
    )  # fmt: skip


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
