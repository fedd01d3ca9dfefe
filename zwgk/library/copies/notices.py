"""The public copy of an issued notice (通知公告)."""

from zwgk.campaigns.models import Notice
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.gongwen.plain import level_of
from zwgk.library.models import Publication
from zwgk.library.publishing import Copy, publish


def publish_notice(notice: Notice, *, by: Actor) -> Publication:
    """Publish an issued notice of a public campaign. Raises DomainError while it is a draft."""
    if notice.issued_on is None:
        raise DomainError("通知印发后才能公开。")
    lines = [line.strip() for line in notice.body.splitlines() if line.strip()]
    campaign = notice.campaign
    copy = Copy(
        kind=Publication.Kind.NOTICE,
        source=f"notice:{notice.pk}",
        unit=notice.unit,
        title=notice.title,
        paragraphs=[{"level": level_of(line), "text": line} for line in lines],
        campaign_slug=campaign.slug,
        edition=campaign.edition,
        year=campaign.year,
        theme=campaign.theme,
        details={"doc_number": notice.doc_number},
        dated_on=notice.issued_on,
    )
    return publish(copy, by=by)
