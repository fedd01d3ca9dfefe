"""Asking a unit online."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from zwgk.core import secrecy
from zwgk.enquiries import actions, queries
from zwgk.web.intake import stamp as stamps
from zwgk.web.intake.forms import AskForm
from zwgk.web.intake.limits import Limit
from zwgk.web.intake.persons import TRAP, sent_by_a_person
from zwgk.web.shared.access import Audience, access
from zwgk.web.shared.pages import posted

ASKS = Limit("asks")
FREELY = 3  # questions an hour from one address before a sum is asked
AT_MOST = 20
_COOKIE = "asked"
_COOKIE_AGE = 600


@access(Audience.PUBLIC)
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a unit; ?unit=… and ?topic=… fill in beforehand. Nothing typed is lost on an error."""
    units = queries.receiving_units()
    done = ASKS.count(request)
    sent = stamps.read(request.POST.get("stamp", ""))
    stamp = sent or stamps.fresh()
    form = AskForm(
        posted(request), units=units, initial=request.GET.dict(),
        sum_in_words=stamp.sum_in_words if done >= FREELY else "",
    )  # fmt: skip
    context = {"form": form, "stamp": stamp.signed, "trap": TRAP, "any_units": bool(units)}
    if request.method != "POST":
        return render(request, "intake/ask.html", context)
    if done >= AT_MOST:
        form.add_error(None, "近一小时从您所在的网络提问较多。请稍后再提交，或者直接拨打单位电话。")
        return render(request, "intake/ask.html", context, status=429)
    if form.is_valid() and sent_by_a_person(request, form, sent):
        unit = next(unit for unit in units if unit.code == form.cleaned_data["unit"])
        form.cleaned_data.pop("total", None)
        kept = form.attempt_again(actions.ask, unit=unit, once=stamp.once)
        if kept:
            ASKS.add(request)
            return _remembering(kept[1])
    return render(request, "intake/ask.html", context, status=422)


@access(Audience.PUBLIC)
@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """The query code, shown for ten minutes after asking."""
    try:
        token = request.COOKIES.get(_COOKIE, "")
        code = secrecy.decrypt(token, purpose=_COOKIE, max_age=_COOKIE_AGE)
    except secrecy.Unreadable:
        return redirect("intake:lookup")
    context = {"code": code, "enquiry": queries.look_up(code)}
    return render(request, "intake/asked.html", context)


def _remembering(code: str) -> HttpResponse:
    """On to the page with the code; it travels in a sealed cookie, not in an address or a table."""
    there = reverse("intake:asked")
    response = redirect(there)
    response.set_cookie(
        _COOKIE, secrecy.encrypt(code, purpose=_COOKIE), max_age=_COOKIE_AGE, path=there,
        httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response
