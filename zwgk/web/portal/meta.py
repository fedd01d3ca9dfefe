"""What other programs read of a page: schema.org data and OpenGraph."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from zwgk.library.models import Publication

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
                "serviceType": row.details.get("field", "")}  # fmt: skip
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
