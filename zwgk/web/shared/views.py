"""Switching the acting unit and changing one's password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zwgk.core.errors import DomainError
from zwgk.units.actions import switch_unit
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import posted


@access(Audience.SIGNED_IN)
@require_POST
def switch(request: ActorRequest) -> HttpResponse:
    """Act for another of one's units."""
    chosen = request.POST.get("unit", "")
    try:
        unit = switch_unit(request.user, unit_id=int(chosen) if chosen.isdecimal() else 0)  # type: ignore[arg-type]
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"已切换到：{unit.name}")
    return redirect("manage:home")


@access(Audience.SIGNED_IN)
def change_password(request: ActorRequest) -> HttpResponse:
    """Change one's own password."""
    form = PasswordChangeForm(request.user, posted(request))  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "密码已修改。")
        return redirect("manage:home")
    return render(request, "shared/password.html", {"form": form})
