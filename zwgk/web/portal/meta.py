"""What other programs read of a page: schema.org data and OpenGraph."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from zwgk.library.models import Publication
from zwgk.web.portal.guides import online

_TYPES = {
    Publication.Kind.SUMMARY: "Report",
    Publication.Kind.GUIDE: "GovernmentService",
    Publication.Kind.ANSWER: "QAPage",
    Publication.Kind.NOTICE: "GovernmentAnnouncement",
}
_NUMBER = 120  # characters of a description


def meta_of(request: HttpRequest, row: Publication) -> dict[str, Any]:
    """Title, description and structured data of a publication's page."""
    url = request.build_absolute_uri(request.path)
    description = (row.excerpt or row.title)[:_NUMBER]
    return {"title": row.title, "description": description, "url": url,
            "data": _data(row, url, description)}  # fmt: skip


def _data(row: Publication, url: str, description: str) -> dict[str, Any]:
    organisation = {"@type": "GovernmentOrganization", "name": row.unit_name}
    common = {"@context": "https://schema.org", "@type": _TYPES[Publication.Kind(row.kind)],
              "url": url, "inLanguage": "zh-CN"}  # fmt: skip
    if row.kind == Publication.Kind.GUIDE:
        return {**common, "name": row.title, "description": description, "provider": organisation,
                **_service(row)}  # fmt: skip
    if row.kind == Publication.Kind.ANSWER:
        answer = {"@type": "Answer", "text": row.text, "author": organisation, "url": url}
        question = {"@type": "Question", "name": row.title, "answerCount": 1,
                    "text": row.details.get("question", ""), "acceptedAnswer": answer}  # fmt: skip
        return {**common, "mainEntity": question}
    published = timezone.localdate(row.published_at).isoformat()
    named = {"name": row.title, "headline": row.title, "description": description}
    dated = {
        "datePublished": published,
        "dateModified": timezone.localtime(row.updated_at).isoformat(timespec="seconds"),
    }
    if row.kind == Publication.Kind.NOTICE:
        return {**common, **named, **dated, "text": row.text, "datePosted": published,
                "publisher": organisation}  # fmt: skip
    return {**common, **named, **dated, "author": organisation,
            "publisher": {"@type": "GovernmentOrganization", "name": settings.PORTAL["host_unit"]},
            "wordCount": row.length}  # fmt: skip


def _service(row: Publication) -> dict[str, Any]:
    """What schema.org's GovernmentService says of a guide; a blank is left out."""
    details, link = row.details, online(row)
    place = {"@type": "Place", "address": details.get("place")} if details.get("place") else None
    phone = {"@type": "ContactPoint", "telephone": details["phone"]} if details.get("phone") else ""
    channel = {
        "serviceUrl": link, "serviceLocation": place, "servicePhone": phone,
        "availableLanguage": "zh-CN",
    }  # fmt: skip
    reached = place or phone or link
    audience = {"@type": "Audience", "audienceType": details.get("who_may_apply")}
    told = {
        "serviceType": details.get("field"),
        "category": details.get("life_event"),
        "audience": audience if details.get("who_may_apply") else None,
        "serviceOutput": (
            {"@type": "Thing", "name": details["result"]} if details.get("result") else None
        ),
        "availableChannel": {"@type": "ServiceChannel", **_filled(channel)} if reached else None,
    }
    return _filled(told)


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}
