"""Making and withdrawing public copies."""

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.models import LeadingGroupMember
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.rules import require
from zwgk.figures.phrase import printed
from zwgk.kinds import KINDS, Qualifier
from zwgk.library.models import Publication
from zwgk.summaries.models import Review, Submission, SubmittedFigure
from zwgk.text.privacy import blocking, mask_names
from zwgk.units.models import User


@transaction.atomic
def publish_summary(submission: Submission, *, by: Actor) -> Publication:
    """Publish the masked copy of an accepted summary. Needs REVIEW in the unit or above it.

    Raises DomainError while the summary is not accepted, or when ID or mobile numbers stand in it.
    """
    _may_publish(submission, by)
    review = Review.objects.filter(submission=submission).first()
    if review is None or review.decision != Review.Decision.ACCEPTED:
        raise DomainError("总结经上级采纳后才能公开。")
    roster = _roster(submission)
    paragraphs = [
        {"level": p["level"], "text": mask_names("".join(t for t, _ in p["runs"]), roster)}
        for p in submission.content["paragraphs"]
    ]
    title = mask_names(submission.title, roster)
    found = blocking("\n".join([title, *(p["text"] for p in paragraphs)]))
    if found:
        raise DomainError(f"正文含有个人号码（{'、'.join(found)})，请退回修改后再公开。")
    participation = submission.participation
    publication, _ = Publication.objects.update_or_create(
        submission_id=submission.pk,
        defaults={
            "unit_id": participation.unit_id,
            "campaign_slug": participation.campaign.slug,
            "unit_name": participation.unit.name,
            "edition": participation.campaign.edition,
            "year": participation.campaign.year,
            "theme": participation.theme,
            "title": title,
            "paragraphs": paragraphs,
            "figures": _public_figures(submission),
            "withdrawn_at": None,
        },
    )
    audit.record(by, "公开总结", publication, submission=submission.pk)
    return publication


@transaction.atomic
def withdraw_publication(publication: Publication, *, reason: str, by: Actor) -> None:
    """Take a public copy down. Needs REVIEW in the unit or above it."""
    submission = Submission.objects.get(pk=publication.submission_id)
    _may_publish(submission, by)
    publication.withdrawn_at = timezone.now()
    publication.save(update_fields=["withdrawn_at"])
    audit.record(by, "撤下公开件", publication, reason)


def _may_publish(submission: Submission, by: Actor) -> None:
    require(by, Permission.REVIEW)
    if not submission.participation.unit.path.startswith(by.unit_path):
        raise NotAllowed("只能公开本单位及下级单位的总结。")


def _roster(submission: Submission) -> list[str]:
    """Names the system knows: the leading group and the unit's users."""
    group = LeadingGroupMember.objects.filter(participation=submission.participation_id)
    users = User.objects.filter(memberships__unit=submission.participation.unit_id)
    names = [*group.values_list("name", flat=True), *users.values_list("full_name", flat=True)]
    return [*dict.fromkeys(names)]


def _public_figures(submission: Submission) -> list[dict[str, str | int | None]]:
    rows = {f.kind: f for f in SubmittedFigure.objects.filter(submission=submission)}
    return [
        {
            "kind": key,
            "name": kind.name,
            "value": row.value,
            "out_of": row.out_of,
            "qualifier": row.qualifier,
            "text": printed(kind, row.value, row.out_of, Qualifier(row.qualifier)),
        }
        for key, kind in KINDS.items()
        if (row := rows.get(key))
    ]
