"""Notices: draft, pass on, issue, download as an official document."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.campaigns.actions import draft_notice, issue_notice, revise_notice
from zwgk.campaigns.models import Campaign, Notice
from zwgk.campaigns.queries import units_below
from zwgk.core.actor import Permission
from zwgk.gongwen import Document
from zwgk.summaries.document import notice_document
from zwgk.units.models import Unit
from zwgk.web.manage.forms.prepare import IssueForm, NoticeForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download_document, form_page, form_verb, posted

NAMED_RECIPIENTS = 20


@access(Audience.PARTICIPANTS, Permission.ISSUE)
def new(request: ActorRequest, slug: str) -> HttpResponse:
    """Draft a notice; with ?adapts=… one that passes a superior's on (转发)."""
    campaign = get_object_or_404(Campaign.objects.visible_to(request.actor), slug=slug)
    adapted = request.GET.get("adapts", "")
    above = None
    if adapted.isdecimal():
        above = get_object_or_404(Notice.objects.visible_to(request.actor), pk=int(adapted))
    form = NoticeForm(posted(request), initial=_first_text(request, campaign, above))
    if request.method == "POST":
        notice = form.attempt(
            draft_notice, campaign=campaign, adapts=above, by=request.actor
        )  # fmt: skip
        if notice:
            messages.success(request, "通知已保存，请核对后印发。")
            return redirect("manage:notice", pk=notice.pk)
    back = reverse("manage:campaign", args=[slug])
    title = "转发通知" if above else "起草通知"
    return form_page(request, form, title=title, back=back, crumb=str(campaign))


def _first_text(request: ActorRequest, campaign: Campaign, above: Notice | None) -> dict[str, str]:
    """What a new notice begins with, so that nobody starts from an empty page."""
    name = request.actor.unit_name
    if above is not None:
        body = (
            f"现将《{above.title}》转发给你们，请结合实际，认真抓好落实。\n"
            f"请于{campaign.summary_due_on:%Y年%-m月%-d日}前报送活动总结。\n{above.body}"
        )
        return {"title": f"{name}转发《{above.title}》的通知", "body": body}
    body = (
        f"为深入贯彻落实《中华人民共和国政府信息公开条例》，定于"
        f"{campaign.starts_on:%Y年%-m月%-d日}组织开展{campaign.series}活动。"
        "现将有关事项通知如下：\n"
        f"一、活动主题\n{campaign.theme}。\n"
        f"二、活动内容\n各单位要召开会议部署，成立领导小组，认真核查办事内容和办事程序，"
        "制作公开板，设立咨询台，接待来访群众。\n"
        f"三、有关要求\n请于{campaign.summary_due_on:%Y年%-m月%-d日}前报送活动总结。"
    )
    title = f"{name}关于开展{campaign.year}年{campaign.series}活动的通知"
    return {"title": title, "body": body}


@access(Audience.PARTICIPANTS)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """A notice as it reads, with what can be done with it."""
    notice = _visible(request, pk)
    form = None
    if _is_own(request, notice) and request.actor.may(Permission.ISSUE):
        form = _issue_form(request, notice)
    context = {"notice": notice, "document": _document(notice), "issue_form": form}
    return render(request, "manage/notice.html", context)


@access(Audience.UNIT, Permission.ISSUE)
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a notice that is not issued yet."""
    notice = get_object_or_404(Notice.objects.editable_by(request.actor), pk=pk)
    written = {"title": notice.title, "doc_number": notice.doc_number, "body": notice.body}
    form = NoticeForm(posted(request), initial=written)
    return form_verb(
        request, form, revise_notice, notice=notice, by=request.actor, done="通知已保存。",
        title="修改通知", back=reverse("manage:notice", args=[pk]), crumb=notice.title,
    )  # fmt: skip


@access(Audience.UNIT, Permission.ISSUE)
def issue(request: ActorRequest, pk: int) -> HttpResponse:
    """Issue a notice to chosen units below; again later for further ones."""
    notice = get_object_or_404(Notice.objects.editable_by(request.actor), pk=pk)
    form = _issue_form(request, notice)
    if request.method == "POST" and form.is_valid():
        ids = [int(value) for value in form.cleaned_data["units"]]
        units = list(Unit.objects.visible_to(request.actor).filter(pk__in=ids))
        form.cleaned_data.pop("units")
        added = form.attempt_again(issue_notice, notice=notice, units=units, by=request.actor)
        if added is not None:
            count = len(added) if isinstance(added, list) else 0
            messages.success(request, f"通知已印发，新增参与单位 {count} 个。")
            return redirect("manage:campaign", slug=notice.campaign.slug)
    context = {"notice": notice, "document": _document(notice), "issue_form": form}
    return render(request, "manage/notice.html", context, status=422 if form.errors else 200)


@access(Audience.PARTICIPANTS)
def download(request: ActorRequest, pk: int, form: str) -> HttpResponse:
    """The notice as a Word or PDF document."""
    notice = _visible(request, pk)
    back = reverse("manage:notice", args=[pk])
    return download_document(request, _document(notice), form, name=notice.title, back=back)


def _visible(request: ActorRequest, pk: int) -> Notice:
    rows = Notice.objects.visible_to(request.actor).select_related("unit", "campaign")
    notice: Notice = get_object_or_404(rows, pk=pk)
    return notice


def _is_own(request: ActorRequest, notice: Notice) -> bool:
    return notice.unit_id == request.actor.unit_id


def _issue_form(request: ActorRequest, notice: Notice) -> IssueForm:
    """Units below that were not notified yet; the direct subordinates are ticked."""
    notified = set(notice.campaign.participations.values_list("unit_id", flat=True))
    below = [unit for unit in units_below(request.actor) if unit.pk not in notified]
    depth = min((unit.depth for unit in below), default=0)
    ticked = [str(unit.pk) for unit in below if unit.depth == depth]
    return IssueForm(posted(request), units=below, initial={"units": ticked})


def _document(notice: Notice) -> Document:
    notified = notice.participations.order_by("unit__path").values_list("unit__name", flat=True)
    names = list(notified[: NAMED_RECIPIENTS + 1])
    if len(names) > NAMED_RECIPIENTS:
        names = []  # a list too long for a recipient line is printed as its collective name
    return notice_document(notice, names or ["各有关单位"])
