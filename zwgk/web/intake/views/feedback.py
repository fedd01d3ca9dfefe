"""有用吗、有错误: one question about a guide; no login, no script."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from zwgk.enquiries import feedback
from zwgk.web.intake import stamp as stamps
from zwgk.web.intake.forms import FeedbackForm
from zwgk.web.intake.limits import Limit
from zwgk.web.intake.persons import TRAP, sent_by_a_person
from zwgk.web.shared.access import Audience, access
from zwgk.web.shared.pages import posted

SENT = Limit("feedback")
FREELY = 5  # an hour from one address before a sum is asked
AT_MOST = 30


@access(Audience.PUBLIC)
@never_cache
def guide(request: HttpRequest, number: int) -> HttpResponse:
    """Ask about a guide; ?verdict=… chooses beforehand. Nothing typed is lost on an error."""
    item = _public(number)
    done = SENT.count(request)
    sent = stamps.read(request.POST.get("stamp", ""))
    stamp = sent or stamps.fresh()
    form = FeedbackForm(
        posted(request), verdicts=feedback.Verdict.choices,
        initial={"verdict": request.GET.get("verdict", "")[:10]},
        sum_in_words=stamp.sum_in_words if done >= FREELY else "",
    )  # fmt: skip
    context = {"form": form, "item": item, "stamp": stamp.signed, "trap": TRAP}
    if request.method != "POST":
        return render(request, "intake/feedback.html", context)
    if done >= AT_MOST:
        form.add_error(None, "近一小时从您所在的网络提交较多。请稍后再提交，或者直接拨打单位电话。")
        return render(request, "intake/feedback.html", context, status=429)
    if form.is_valid() and sent_by_a_person(request, form, sent):
        form.cleaned_data.pop("total", None)
        if form.attempt_again(feedback.give, item=item, once=stamp.once):
            SENT.add(request)
            return redirect("intake:feedback-thanks", number=number)
    return render(request, "intake/feedback.html", context, status=422)


@access(Audience.PUBLIC)
@never_cache
def thanks(request: HttpRequest, number: int) -> HttpResponse:
    """What happens with it."""
    return render(request, "intake/feedback_thanks.html", {"item": _public(number)})


def _public(number: int) -> feedback.PublicItem:
    item = feedback.public_item(number)
    if item is None:
        raise Http404
    return item
