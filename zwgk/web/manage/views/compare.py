"""One screen for a leader: what changed, who is out of line and why, what nobody answers."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zwgk.catalogue.actions import create_item
from zwgk.catalogue.columns import Columns
from zwgk.core.actor import Permission
from zwgk.summaries import names
from zwgk.summaries.outliers import outliers
from zwgk.summaries.rollup import roll_up, standing_figures
from zwgk.summaries.trend import before, changes, newcomers
from zwgk.web.manage.unanswered import unanswered
from zwgk.web.manage.views.rollup import campaign_of, chosen
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import verb

SHOWN = 8
QUESTIONS = 200  # wordings of questions looked at


@access(Audience.PARTICIPANTS)
def show(request: ActorRequest, slug: str) -> HttpResponse:
    """The edition against the one before, over the chosen branch."""
    campaign, scope, actor = campaign_of(request, slug), chosen(request), request.actor
    earlier = before(campaign, actor)
    now = roll_up(campaign, actor, scope.branch)
    then = roll_up(earlier, actor, scope.branch) if earlier else None
    odd = outliers(campaign, actor, scope.branch, earlier)
    figures = standing_figures([campaign], actor, scope.branch)
    questions = names.most_recorded(figures, "questions_asked", QUESTIONS)
    joined, left = newcomers(campaign, earlier, actor, scope.branch)
    context = {
        "joined": joined,
        "left": left,
        "campaign": campaign,
        "scope": scope,
        "earlier": earlier,
        "now": now,
        "then": then,
        "changes": changes(now.totals, then.totals if then else {}),
        "odd": odd[:SHOWN],
        "more_odd": len(odd) - SHOWN,
        "asked": bool(questions),
        "topics": unanswered(questions, SHOWN),
    }
    return render(request, "manage/report/compare.html", context)


@access(Audience.PARTICIPANTS, Permission.EDIT)
@require_POST
def draft_item(request: ActorRequest, slug: str) -> HttpResponse:
    """Begin an item of the catalogue for what people asked and found nowhere."""
    campaign_of(request, slug)
    words = request.POST.get("topic", "").replace("\x00", "").strip()[:100]
    done = f"已把“{words}”列入公开事项草稿，请补充内容后提交审核。"
    if words:
        verb(request, create_item, done, Columns(name=words), by=request.actor)
    return redirect("manage:rollup-compare", slug=slug)
