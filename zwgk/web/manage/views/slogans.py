"""Slogans: proposed, approved by another, played."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.carriers.models import Slogan
from zwgk.carriers.screens import slogans as verbs
from zwgk.core.actor import Permission
from zwgk.web.manage.forms.screens import ReturnForm, SloganForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_verb, posted, verb


@access(Audience.SIGNED_IN)
def listing(request: ActorRequest) -> HttpResponse:
    """The unit's slogans with what to look at before one is approved."""
    found = list(Slogan.objects.editable_by(request.actor))
    rows = [
        (slogan, verbs.hints(slogan.text), request.actor.user_id in slogan.writers)
        for slogan in found
    ]
    context = {
        "waiting": [row for row in rows if row[0].approved_at is None],
        "approved": [row for row in rows if row[0].approved_at is not None],
    }
    return render(request, "manage/screens/slogans.html", context)


@access(Audience.SIGNED_IN, Permission.EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Write a slogan."""
    return form_verb(
        request, SloganForm(posted(request)), verbs.propose_slogan, by=request.actor,
        done="标语已提交，请本单位审核人员审核。", title="拟写标语", **_back(),
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Write it otherwise."""
    slogan = _own(request, pk)
    form = SloganForm(posted(request), initial={"text": slogan.text})
    return form_verb(
        request, form, verbs.change_slogan, slogan=slogan, by=request.actor, title="修改标语",
        lead="修改后要重新审核，审核通过前屏幕上不再播放。", done="标语已修改，请重新审核。",
        **_back(),
    )  # fmt: skip


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def approve(request: ActorRequest, pk: int) -> HttpResponse:
    """Let screens play it."""
    verb(
        request, verbs.approve_slogan, "标语已审核通过，可以排入播放单。", _own(request, pk),
        by=request.actor,
    )  # fmt: skip
    return redirect("manage:slogans")


@access(Audience.UNIT, Permission.REVIEW)
def send_back(request: ActorRequest, pk: int) -> HttpResponse:
    """Return it with a reason."""
    slogan = _own(request, pk)
    return form_verb(
        request, ReturnForm(posted(request)), verbs.return_slogan, slogan=slogan, by=request.actor,
        done="标语已退回，屏幕上不再播放。", title="退回标语", lead=slogan.text, button="退回",
        **_back(),
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    """Take it off the list and every screen."""
    verb(request, verbs.drop_slogan, "标语已删除。", _own(request, pk), by=request.actor)
    return redirect("manage:slogans")


def _own(request: ActorRequest, pk: int) -> Slogan:
    slogan: Slogan = get_object_or_404(Slogan.objects.editable_by(request.actor), pk=pk)
    return slogan


def _back() -> dict[str, str]:
    return {"back": reverse("manage:slogans"), "crumb": "标语"}
