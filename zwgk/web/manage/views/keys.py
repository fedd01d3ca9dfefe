"""Keys with which other systems of the unit read its data, kept by its administrator."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zwgk.core.actor import Permission
from zwgk.units import actions
from zwgk.units.models import ApiKey
from zwgk.units.queries import api_keys_of
from zwgk.web.manage.forms.keys import KeyForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_page, posted, verb

SHOWN = 100
A_YEAR = timedelta(days=365)
LEAD = (
    "业务系统凭密钥读取本单位能看到的数据，不能改动任何内容。"
    "密钥只显示一次，请交给系统管理人员妥善保存。"
)


@access(Audience.SIGNED_IN, Permission.MANAGE)
def listing(request: ActorRequest) -> HttpResponse:
    """The unit's keys, those in use first."""
    context = {"keys": list(api_keys_of(request.actor)[:SHOWN])}
    return render(request, "manage/keys/list.html", context)


@access(Audience.SIGNED_IN, Permission.MANAGE)
@never_cache
def new(request: ActorRequest) -> HttpResponse:
    """Make a key; it is shown on the answer to this form and never again."""
    in_a_year = (timezone.localdate() + A_YEAR).isoformat()
    form = KeyForm(posted(request), initial={"expires_on": in_a_year})
    if request.method == "POST":
        issued = form.attempt(actions.issue_api_key, by=request.actor)
        if issued:
            key, secret = issued
            return render(request, "manage/keys/issued.html", {"key": key, "secret": secret})
    return form_page(
        request, form, title="新建接口密钥", back=reverse("manage:api-keys"), button="创建密钥",
        crumb="接口密钥", lead=LEAD,
    )  # fmt: skip


@access(Audience.UNIT, Permission.MANAGE)
@require_POST
def revoke(request: ActorRequest, pk: int) -> HttpResponse:
    """End a key for good."""
    key = get_object_or_404(ApiKey.objects.editable_by(request.actor), pk=pk)
    done = f"密钥“{key.name}”已停用，使用它的系统不能再读取数据。"
    verb(request, actions.revoke_api_key, done, key, by=request.actor)
    return redirect("manage:api-keys")
