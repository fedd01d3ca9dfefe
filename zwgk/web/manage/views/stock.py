"""The stock of printed matter: a table of a participation, a line's form, a file."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from openpyxl import Workbook

from zwgk.core.actor import Permission
from zwgk.desk.models import Material
from zwgk.desk.stock import StockLine, line_of, note_stock, stock_of
from zwgk.web.manage.forms.prepare import StockForm
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, form_page, posted

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = ("资料", "形式", "印制", "费用（元）", "收到", "发放", "各咨询台发放", "应剩", "清点剩余",
         "差额", "清点人", "说明")  # fmt: skip


@access(Audience.UNIT)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """What came, went and is left, by material."""
    part = own_part(request, pk)
    lines = stock_of(part)
    costs = [line.material.cost for line in lines if line.material.cost is not None]
    context = {"part": part, "lines": lines, "total_cost": sum(costs) if costs else None}
    return render(request, "manage/stock.html", context)


@access(Audience.UNIT, Permission.EDIT)
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Note what was printed, paid, received and counted."""
    rows = Material.objects.editable_by(request.actor).select_related("participation")
    material: Material = get_object_or_404(rows, pk=pk)
    names = ("printed", "cost", "received", "left_over")
    form = StockForm(posted(request), initial={name: getattr(material, name) for name in names})
    back = reverse("manage:stock", args=[material.participation_id])
    if request.method == "POST" and form.attempt(note_stock, material=material, by=request.actor):
        messages.success(request, f"《{material.name}》的库存已登记。")
        if over := line_of(material).over:
            messages.warning(request, f"《{material.name}》发放的比收到的多{over}份，请核对。")
        return redirect(back)
    return form_page(request, form, title=f"《{material.name}》库存", back=back, crumb="资料库存")


@access(Audience.UNIT)
def export(request: ActorRequest, pk: int) -> HttpResponse:
    """The table as a spreadsheet."""
    part = own_part(request, pk)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("资料库存")
    sheet.append(_HEAD)
    for line in stock_of(part):
        sheet.append(_row(line))
    out = BytesIO()
    book.save(out)
    return download(out.getvalue(), name=f"资料库存-{part.campaign}.xlsx", content_type=_XLSX)


def _row(line: StockLine) -> list[object]:
    material = line.material
    desks = "；".join(f"{name}{copies}份" for name, copies in line.desks)
    note = f"发放的比收到的多{line.over}份" if line.over else ""
    # A text that begins like a formula must not become one.
    name = f"'{material.name}" if material.name[0] in "=+-@" else material.name
    return [name, material.get_form_display(), material.printed, material.cost, material.received,
            line.handed_out, desks, line.should_be_left, material.left_over, line.difference,
            material.left_by, note]  # fmt: skip
