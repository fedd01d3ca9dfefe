"""Whether a person sent a public form: by its stamp, a trap and, where much was sent, a sum."""

from django.http import HttpRequest

from zwgk.web.intake.stamp import Stamp
from zwgk.web.shared.forms import ZwgkForm

TRAP = "confirm_text"  # a field no person sees; machines fill it


def sent_by_a_person(request: HttpRequest, form: ZwgkForm, sent: Stamp | None) -> bool:
    """Whether a valid form may be taken; what stands against it is told at the form."""
    data = form.cleaned_data
    if sent is None:
        form.add_error(None, "页面打开的时间较长，请核对填写的内容，再提交一次。")
    elif request.POST.get(TRAP) or sent.too_fast:
        form.add_error(None, "提交没有成功，请核对填写的内容，过几秒再提交一次。")
    elif "total" in data and data["total"] != sent.total:
        form.add_error("total", "答案不对，请再算一下。")
    return form.is_valid()
