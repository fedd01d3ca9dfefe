"""Reading the answer by the query code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zwgk.enquiries.queries import PublicState, look_up
from zwgk.web.intake.forms import LookupForm
from zwgk.web.intake.limits import Limit
from zwgk.web.shared.access import Audience, access
from zwgk.web.shared.pages import posted

WRONG_CODES = Limit("wrong-codes")
AT_MOST = 20  # wrong codes an hour from one address


@access(Audience.PUBLIC)
@never_cache
def lookup(request: HttpRequest) -> HttpResponse:
    """State and answer of one's question. The code is posted, so that no log keeps it."""
    form = LookupForm(posted(request))
    found: PublicState | None = None
    status = 200
    if request.method == "POST":
        if WRONG_CODES.count(request) >= AT_MOST:
            form.add_error(None, "查询码错误次数较多，请一小时后再试，或者直接拨打单位电话。")
            status = 429
        elif form.is_valid():
            found = look_up(form.cleaned_data["code"])
            if found is None:
                WRONG_CODES.add(request)
                message = "没有查到这个查询码，请对照提问时记下的核对；码中没有 0、O、1、I、L。"
                form.add_error("code", message)
        status = status if status == 429 or found else 422
    return render(request, "intake/lookup.html", {"form": form, "found": found}, status=status)
