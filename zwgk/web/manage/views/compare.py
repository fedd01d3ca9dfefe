"""One screen for a leader: what changed, who is out of line and why, what nobody answers."""

from django.http import HttpResponse
from django.shortcuts import render

from zwgk.summaries import names
from zwgk.summaries.outliers import outliers
from zwgk.summaries.rollup import roll_up, standing_figures
from zwgk.summaries.trend import before, changes
from zwgk.web.manage.unanswered import unanswered
from zwgk.web.manage.views.rollup import campaign_of, chosen
from zwgk.web.shared.access import ActorRequest, Audience, access

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
    context = {
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
