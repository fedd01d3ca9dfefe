"""The superior's own summary, composed from what the units below it submitted."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zwgk.campaigns.actions import may_write
from zwgk.campaigns.models import Campaign, Participation
from zwgk.figures.ledger import ledger
from zwgk.gongwen import Document
from zwgk.summaries.branch import BranchFacts, compose_branch, gather_branch
from zwgk.summaries.document import build
from zwgk.summaries.drafting import LENGTH_NAMES, Length
from zwgk.summaries.refs import gaps
from zwgk.units.models import Unit
from zwgk.web.manage.views.rollup import campaign_of
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download_document, search_word


@access(Audience.PARTICIPANTS)
def show(request: ActorRequest, slug: str) -> HttpResponse:
    """The draft as it reads now, in the length asked for."""
    campaign = campaign_of(request, slug)
    part, facts = _gathered(request, campaign)
    length = _length(request)
    document = _document(facts, length)
    context = {
        "campaign": campaign,
        "part": part if part is not None and may_write(part) else None,
        "facts": facts,
        "document": document,
        "gaps": [gap for paragraph in document.paragraphs for gap in gaps(paragraph.text)],
        "lengths": LENGTH_NAMES.items(),
        "length": length,
        "base": f"{reverse('manage:rollup', args=[slug])}",
    }
    return render(request, "manage/report/branch_draft.html", context)


@access(Audience.PARTICIPANTS)
def download(request: ActorRequest, slug: str, form: str) -> HttpResponse:
    """The draft as Word, PDF or plain text."""
    campaign = campaign_of(request, slug)
    _, facts = _gathered(request, campaign)
    document = _document(facts, _length(request))
    back = reverse("manage:branch-draft", args=[slug])
    return download_document(request, document, form, name=document.title, back=back)


def _length(request: ActorRequest) -> Length:
    asked = search_word(request, "length")
    return Length(asked) if asked in LENGTH_NAMES else Length.SUMMARY


def _gathered(
    request: ActorRequest, campaign: Campaign
) -> tuple[Participation | None, BranchFacts]:
    actor = request.actor
    unit = Unit.objects.visible_to(actor).get(pk=actor.unit_id)
    rows = Participation.objects.visible_to(actor).filter(campaign=campaign, unit=unit)
    part: Participation | None = rows.select_related("unit", "campaign").first()
    own = ledger(part.pk) if part else {}
    return part, gather_branch(campaign, unit, own, actor)


def _document(facts: BranchFacts, length: Length) -> Document:
    title, sections = compose_branch(facts, length)
    # A unit that only runs the campaign takes no part in it; its document names it all the same.
    holder = Participation(unit=facts.unit, campaign=facts.campaign)
    return build(holder, title, sections, facts.ledger, dated=timezone.localdate())
