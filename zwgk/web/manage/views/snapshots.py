"""定稿汇总: freezing a roll-up for the published report, and what changed since."""

import json
from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from openpyxl import Workbook

from zwgk.core.actor import Permission
from zwgk.summaries.export import sheet
from zwgk.summaries.models import RollUpSnapshot
from zwgk.summaries.snapshots import differences_since, freeze
from zwgk.web.manage.views.rollup import XLSX, campaign_of, chosen
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, verb


@access(Audience.PARTICIPANTS)
def listing(request: ActorRequest, slug: str) -> HttpResponse:
    """The frozen roll-ups of a campaign."""
    campaign = campaign_of(request, slug)
    rows = RollUpSnapshot.objects.visible_to(request.actor).filter(campaign=campaign)
    context = {"campaign": campaign, "rows": rows.defer("content").select_related("unit")}
    return render(request, "manage/report/snapshots.html", context)


@access(Audience.PARTICIPANTS, Permission.REVIEW)
@require_POST
def make(request: ActorRequest, slug: str) -> HttpResponse:
    """Freeze the roll-up of the chosen branch as it stands."""
    campaign, scope = campaign_of(request, slug), chosen(request)
    verb(
        request, freeze, "已定稿。以后的变化会列在定稿页面，定稿本身不再改变。", campaign,
        scope.unit, by=request.actor, level=scope.branch.level,
        note=request.POST.get("note", ""),
    )  # fmt: skip
    return redirect("manage:snapshots", slug=slug)


@access(Audience.SUPERIOR)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """A frozen roll-up, and what has changed since."""
    snapshot = _visible(request, pk)
    context = {
        "snapshot": snapshot,
        "campaign": snapshot.campaign,
        "content": snapshot.content,
        "changes": differences_since(snapshot, request.actor),
    }
    return render(request, "manage/report/snapshot.html", context)


@access(Audience.SUPERIOR)
def export(request: ActorRequest, pk: int, form: str) -> HttpResponse:
    """A frozen roll-up as data or as a workbook."""
    snapshot = _visible(request, pk)
    name = f"{snapshot}定稿"
    if form == "json":
        text = json.dumps(snapshot.content, ensure_ascii=False, indent=2)
        data = text.encode()
        return download(data, name=f"{name}.json", content_type="application/json")
    return download(_workbook(snapshot), name=f"{name}.xlsx", content_type=XLSX)


def _visible(request: ActorRequest, pk: int) -> RollUpSnapshot:
    rows = RollUpSnapshot.objects.visible_to(request.actor).select_related("campaign", "unit")
    snapshot: RollUpSnapshot = get_object_or_404(rows, pk=pk)
    return snapshot


def _workbook(snapshot: RollUpSnapshot) -> bytes:
    content, book = snapshot.content, Workbook(write_only=True)
    totals = [["指标", "合计", "数值", "总数", "报送单位", "说明"]]
    totals += [
        [one["name"], one["text"], one["value"], one["out_of"], one["units"], one["note"]]
        for one in content["totals"]
    ]
    sheet(book, "合计", totals, (16, 16, 12, 12, 10, 50))
    names = {one["kind"]: one["name"] for one in content["totals"]}
    units = [["单位", *names.values()]]
    units += [
        [unit["name"], *(unit["figures"].get(key, {}).get("value") for key in names)]
        for unit in content["units"]
    ]
    sheet(book, "各单位", units, (30, *(12 for _ in names)))
    proof = [["单位", "第几次报送", "Word 文件 SHA-256"]]
    proof += [[one["name"], one["number"], one["sha256"]] for one in content["submissions"]]
    sheet(book, "依据", proof, (20, 12, 70))
    out = BytesIO()
    book.save(out)
    return out.getvalue()
