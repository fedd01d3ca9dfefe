"""网站体检: the officer's page of the site, its examination, its export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.catalogue.models import ServiceItem
from zwgk.core.actor import Permission
from zwgk.library import health
from zwgk.library.models import Publication
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, verb

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TONES = {"good": "good", "warn": "wait", "bad": "bad", "none": "plain"}
_GRAVITY = {"veto": "bad", "bad": "bad", "warn": "wait"}


@access(Audience.TOP, Permission.REVIEW)
def show(request: ActorRequest) -> HttpResponse:
    """The last examination, with the way to mend what it found."""
    _only_the_keeper(request)
    last = health.last()
    context: dict[str, Any] = {
        "last": last,
        "history": health.history(),
        "unseen": health.UNSEEN,
        "sorts": [sort for sort, _ in health.INDICATORS],
    }
    if last is not None:
        context["rows"] = _rows(last, request)
        context["tally"] = {
            status: sum(found.status == status for found in last.indicators)
            for status in health.STATUS
        }
    return render(request, "manage/health/show.html", context)


@access(Audience.TOP, Permission.REVIEW)
@require_POST
def run(request: ActorRequest) -> HttpResponse:
    """Examine again, in bounded time."""
    _only_the_keeper(request)
    base = request.build_absolute_uri("/")
    check = health.Check(timezone.now(), base, health.ON_PAGE)
    verb(request, health.store, "体检完成，结果如下。", check, by=request.actor)
    return redirect("manage:health")


@access(Audience.TOP, Permission.REVIEW)
def export(request: ActorRequest) -> HttpResponse:
    """The last examination as a workbook; back to the page without one."""
    _only_the_keeper(request)
    last = health.last()
    if last is None:
        return redirect("manage:health")
    name = f"网站体检{timezone.localtime(last.at):%Y%m%d}.xlsx"
    return download(health.health_xlsx(last), name=name, content_type=XLSX)


def _only_the_keeper(request: ActorRequest) -> None:
    """The site is one: it is looked after by a unit that has none above it."""
    if not health.may_examine(request.actor):
        raise Http404


def _rows(last: health.Examination, request: ActorRequest) -> list[dict[str, Any]]:
    """Each indicator with its definition and its findings, the findings with their addresses."""
    sorts = {sort.key: sort for sort, _ in health.INDICATORS}
    links = {finding.link for found in last.indicators for finding in found.findings}
    addresses = _addresses(links, request)
    return [
        {
            "found": found,
            "sort": sorts[found.key],
            "tone": _TONES[found.status],
            "status": health.STATUS[found.status],
            "findings": [
                (finding, _GRAVITY[finding.severity], health.SEVERITY[finding.severity],
                 addresses.get(finding.link, ""))
                for finding in found.findings
            ],
        }
        for found in last.indicators
    ]  # fmt: skip


def _addresses(links: set[str], request: ActorRequest) -> dict[str, str]:
    """Where each finding is mended: the own item, else the public page."""
    by_kind: dict[str, list[str]] = {"publication": [], "item": [], "path": []}
    for link in links:
        kind, _, value = link.partition(":")
        by_kind.get(kind, []).append(value)
    found = {f"path:{path}": path for path in by_kind["path"]}
    public = Publication.objects.filter(withdrawn_at__isnull=True).only("kind", "source")
    for row in public.filter(pk__in=by_kind["publication"]):
        found[f"publication:{row.pk}"] = _public_page(row)
    for row in public.filter(source__in=[f"item:{pk}" for pk in by_kind["item"]]):
        found[row.source] = _public_page(row)
    own = ServiceItem.objects.editable_by(request.actor).filter(pk__in=by_kind["item"])
    for pk in own.values_list("pk", flat=True):
        found[f"item:{pk}"] = reverse("manage:item", args=[pk])
    return found


def _public_page(row: Publication) -> str:
    return reverse(f"portal:{row.kind}", args=[row.pk])
