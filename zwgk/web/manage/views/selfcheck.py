"""公开事项自查: run it, see how far the mending is, share it out, finish, download."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.core.files import read
from zwgk.selfcheck import actions
from zwgk.selfcheck.models import SEVERITIES, CheckedItem, CheckFinding, SelfCheck
from zwgk.selfcheck.queries import (
    LATE,
    Filter,
    by_responsible,
    by_severity,
    check_of,
    figures_of,
    findings_of,
)
from zwgk.selfcheck.report import findings_workbook
from zwgk.web.manage.forms.selfcheck import AssignFindingsForm, JustifyFindingsForm
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.forms import ZwgkForm
from zwgk.web.shared.pages import download, search_word, verb

PER_PAGE = 50
# How a filter asks for findings that nobody mends.
NOBODY = "-"
_STATES = [*CheckFinding.State.choices, (LATE, "超过期限")]


@access(Audience.UNIT)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """The self-check: how far the run is, then what it found and what became of it."""
    part = own_part(request, pk)
    return _page(request, part, check_of(part, request.actor))


def _page(
    request: ActorRequest, part: Participation, check: SelfCheck | None, **more: Any
) -> HttpResponse:
    context: dict[str, Any] = {"part": part, "check": check}
    if check is not None and check.under_way:
        context["progress"] = actions.progress(check)
    elif check is not None and check.run:
        context |= _results(request, check)
    status = 422 if more else 200
    return render(request, "manage/selfcheck/show.html", {**context, **more}, status=status)


def _results(request: ActorRequest, check: SelfCheck) -> dict[str, Any]:
    wanted, tallies = _wanted(request), by_responsible(check)
    rows = findings_of(check, wanted)
    errors, advice = by_severity(check)
    may = request.actor.may
    return {
        "errors": errors,
        "advice": advice,
        "late": errors.late + advice.late,
        "figures": figures_of(check),
        "tallies": tallies,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "filters": _query(wanted),
        "chosen": {},
        "states": _STATES,
        "severities": SEVERITIES,
        "people": [(one.name or NOBODY, one.name or "（未明确）") for one in tallies],
        "person": NOBODY if wanted.responsible == "" else wanted.responsible or "",
        "can_assign": may(Permission.EDIT) and check.finished_at is None,
        "can_justify": (may(Permission.EDIT) or may(Permission.REVIEW))
        and check.finished_at is None,
        "assign_form": AssignFindingsForm(),
        "justify_form": JustifyFindingsForm(),
    }


def _wanted(request: ActorRequest) -> Filter:
    state, severity = request.GET.get("state", ""), request.GET.get("severity", "")
    person = search_word(request, "responsible")
    return Filter(
        state=state if state in dict(_STATES) else "",
        severity=severity if severity in dict(SEVERITIES) else "",
        responsible="" if person == NOBODY else person or None,
        word=search_word(request),
    )


def _query(wanted: Filter) -> str:
    asked = {
        "state": wanted.state, "severity": wanted.severity,
        "responsible": NOBODY if wanted.responsible == "" else wanted.responsible, "q": wanted.word,
    }  # fmt: skip
    return urlencode({name: value for name, value in asked.items() if value})


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def run(request: ActorRequest, pk: int) -> HttpResponse:
    """Begin, or check again; a small catalogue is done at once."""
    part = own_part(request, pk)
    try:
        check = actions.begin_run(part, by=request.actor)
        left = actions.step(check, by=request.actor).waiting
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("manage:selfcheck", pk=pk)
    if not left:
        messages.success(request, "检查完成，结果如下。")
    return redirect("manage:selfcheck", pk=pk)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def step(request: ActorRequest, pk: int) -> HttpResponse:
    """Check some more items; the page's script asks again until none waits."""
    try:
        actions.step(_own(request, pk), by=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("manage:selfcheck", pk=pk)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def assign(request: ActorRequest, pk: int) -> HttpResponse:
    """Say who mends the chosen findings by when."""
    return _in_bulk(request, pk, actions.assign_findings, "已分派 {} 个问题。")


@access(Audience.UNIT)
@require_POST
def justify(request: ActorRequest, pk: int) -> HttpResponse:
    """Say why the chosen findings may stay."""
    return _in_bulk(request, pk, actions.justify_findings, "已说明 {} 个问题。")


def _in_bulk(request: ActorRequest, pk: int, act: Any, done: str) -> HttpResponse:
    """One verb on many findings; what was chosen and typed stays where it is refused."""
    check, wanted = _own(request, pk), _wanted(request)
    everything = request.POST.get("all") == "1"
    chosen = _chosen(request)
    if everything:
        chosen = set(findings_of(check, wanted).values_list("pk", flat=True))
    sent = {"assign_form": AssignFindingsForm, "justify_form": JustifyFindingsForm}
    name = "assign_form" if act is actions.assign_findings else "justify_form"
    form = sent[name](request.POST)
    number = form.attempt(act, check=check, findings=sorted(chosen), by=request.actor)
    if number is not None:
        messages.success(request, done.format(number))
        response = redirect("manage:selfcheck", pk=pk)
        response["Location"] += f"?{_query(wanted)}" if _query(wanted) else ""
        return response
    if check.finished_at is not None or check.under_way:
        for error in form.errors.values():
            messages.error(request, "".join(map(str, error)))
        return redirect("manage:selfcheck", pk=pk)
    forms: dict[str, ZwgkForm] = {
        key: form if key == name else kind(initial=request.POST.dict())
        for key, kind in sent.items()
    }
    return _page(request, check.participation, check, chosen=chosen, everything=everything, **forms)


def _chosen(request: ActorRequest) -> set[int]:
    sent = request.POST.getlist("finding")
    return {int(number) for number in sent if number.isdecimal() and len(number) < 15}


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def finish(request: ActorRequest, pk: int) -> HttpResponse:
    """End the self-check: make its report and its table."""
    done = "自查已结束，报告和问题清单可以下载。"
    verb(request, actions.finish_check, done, _own(request, pk), by=request.actor)
    return redirect("manage:selfcheck", pk=pk)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Go on with a self-check that was finished."""
    done = "自查已恢复，可以继续检查和整改。"
    verb(request, actions.reopen_check, done, _own(request, pk), by=request.actor)
    return redirect("manage:selfcheck", pk=pk)


@access(Audience.UNIT)
def file(request: ActorRequest, pk: int, form: str) -> HttpResponse:
    """The report as it was made at the end; the table also while the check goes on."""
    check = _own(request, pk)
    kept = {"docx": check.report, "xlsx": check.sheet}.get(form)
    if kept is not None:
        return download(read(kept), name=kept.name, content_type=kept.content_type)
    if form != "xlsx":
        raise Http404
    name = f"{check.participation.unit.short_name}公开事项自查问题清单.xlsx"
    return download(findings_workbook(check), name=name, content_type=actions.XLSX)


@access(Audience.UNIT)
def item(request: ActorRequest, pk: int) -> HttpResponse:
    """What was found in one item: where a figure of the self-check leads."""
    rows = CheckedItem.objects.editable_by(request.actor)
    line = get_object_or_404(
        rows.select_related("item", "check_of__participation__campaign"), pk=pk
    )
    findings = line.findings.all()
    changed = [one for one in findings if (one.settled_version or 0) > one.version]
    context = {
        "line": line,
        "part": line.check_of.participation,
        "findings": findings,
        "before": min((one.version for one in changed), default=0),
        "after": max((one.settled_version or 0 for one in changed), default=0),
    }
    return render(request, "manage/selfcheck/item.html", context)


def _own(request: ActorRequest, pk: int) -> SelfCheck:
    check = check_of(own_part(request, pk), request.actor)
    if check is None:
        raise Http404
    return check
