"""Campaigns: the list, a new one, and one with its notices and participants."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.campaigns.actions import create_campaign
from zwgk.campaigns.models import Campaign, Notice, Participation
from zwgk.core.actor import Permission
from zwgk.web.manage.forms.prepare import CampaignForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_page, posted

PARTS_SHOWN = 50


@access(Audience.SIGNED_IN)
def campaigns(request: ActorRequest) -> HttpResponse:
    """The campaigns the acting unit runs or takes part in."""
    rows = Campaign.objects.visible_to(request.actor).select_related("unit")
    return render(request, "manage/campaigns.html", {"campaigns": rows})


@access(Audience.SIGNED_IN, Permission.ISSUE)
def new(request: ActorRequest) -> HttpResponse:
    """Begin a campaign."""
    form = CampaignForm(posted(request))
    if request.method == "POST":
        campaign = form.attempt(create_campaign, by=request.actor)
        if campaign:
            messages.success(request, "活动已建立，请起草通知。")
            return redirect("manage:notice-new", slug=campaign.slug)
    return form_page(
        request, form, title="发起活动", back=reverse("manage:campaigns"), crumb="活动",
        button="建立活动",
    )  # fmt: skip


@access(Audience.PARTICIPANTS)
def show(request: ActorRequest, slug: str) -> HttpResponse:
    """One campaign: facts, notices, own part, participants below."""
    campaign = get_object_or_404(Campaign.objects.visible_to(request.actor), slug=slug)
    notices = Notice.objects.visible_to(request.actor).filter(campaign=campaign)
    parts = Participation.objects.visible_to(request.actor).filter(campaign=campaign)
    own = parts.filter(unit_id=request.actor.unit_id).first()
    below = parts.exclude(unit_id=request.actor.unit_id).select_related("unit")
    context = {
        "campaign": campaign,
        "notices": notices.select_related("unit"),
        "own": own,
        "parts": below[:PARTS_SHOWN],
        "count": below.count(),
        "is_owner": campaign.unit_id == request.actor.unit_id,
    }
    return render(request, "manage/campaign.html", context)
