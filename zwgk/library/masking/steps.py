"""From decided masks to the portal: handed in by one person, confirmed by another."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from zwgk.core import audit
from zwgk.core.actor import Actor
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.library import publishing
from zwgk.library.copies.summaries import copy_of, source_of
from zwgk.library.masking.page import open_doubts
from zwgk.library.masking.proposing import propose
from zwgk.library.masking.public import public_version
from zwgk.library.masking.remains import list_remains
from zwgk.library.masking.rules import (
    has_masked,
    locked,
    locked_open,
    require_masker,
    require_reviewer,
)
from zwgk.library.models import Publication, Sample
from zwgk.text.privacy import blocking


def submit_masks(sample: Sample, *, by: Actor) -> None:
    """Hand the masks to the second person. Raises DomainError while a word is in doubt.

    Doubts found now stay for the workbench, though the handing in is refused for them.
    """
    with transaction.atomic():
        require_masker(sample, by)
        row = locked_open(sample)
        if row.likeness == Sample.Likeness.EXACT:
            raise DomainError("这份总结与库中的原件重复，请处理并公开原件。")
        propose(row, by=by)
        list_remains(row)
    _submit(sample, by)


@transaction.atomic
def _submit(sample: Sample, by: Actor) -> None:
    row = locked_open(sample)
    if row.strict and (left := open_doubts(row)):
        raise DomainError(f"还有 {left} 个存疑的词没有处理，请逐个选择遮蔽或保留后再提交。")
    if found := blocking(public_version(row).text):
        raise DomainError(f"正文含有个人号码（{'、'.join(found)}），请遮蔽后再提交。")
    row.state, row.returned_for = Sample.State.PROPOSED, ""
    row.proposed_by, row.proposed_by_id = by.name, by.user_id
    row.proposed_at = timezone.now()
    row.save(
        update_fields=["state", "returned_for", "proposed_by", "proposed_by_id", "proposed_at"]
    )
    audit.record(by, "提交遮蔽复核", row)


@transaction.atomic
def confirm(sample: Sample, *, by: Actor, seen: str = "") -> Publication:
    """Publish what another person masked. Needs REVIEW, and somebody who decided no word of it.

    ``seen`` is the ``proposed_at`` of the page that was read: masks handed in anew since then have
    to be read first.
    """
    row = _proposed(sample, by)
    if has_masked(row, by):
        raise NotAllowed("您处理过这份总结的遮蔽，请由另一位审核人复核公开。")
    if seen and seen != str(row.proposed_at):
        raise Conflict("遮蔽在您打开页面之后又提交过，请核对现在的公开稿后再通过。")
    version = public_version(row)
    copy = copy_of(row, version.title, version.paragraphs, version.author_name)
    publication = publishing.publish(replace(copy, theme=version.theme), by=by)
    row.state, row.confirmed_by, row.confirmed_at = Sample.State.PUBLISHED, by.name, timezone.now()
    row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    audit.record(by, "复核并公开总结", row, masked_by=row.proposed_by)
    return publication


@transaction.atomic
def send_back(sample: Sample, *, reason: str, by: Actor) -> None:
    """Return the masks with what has to be changed."""
    row = _proposed(sample, by)
    if not reason.strip():
        raise DomainError("请写明哪里需要修改。", field="reason")
    row.state, row.returned_for = Sample.State.DRAFT, reason.strip()[:500]
    row.save(update_fields=["state", "returned_for"])
    audit.record(by, "退回遮蔽", row, reason)


@transaction.atomic
def withdraw(sample: Sample, *, reason: str, by: Actor) -> None:
    """Take the public copy down; the masks may then be changed and handed in anew."""
    require_reviewer(sample, by)
    row = locked(sample)
    publishing.withdraw(source_of(row), reason=reason, by=by)
    row.state = Sample.State.WITHDRAWN
    row.save(update_fields=["state"])


def recommend(sample: Sample, *, reason: str, by: Actor) -> None:
    """Mark the public copy as good practice, or unmark it with an empty reason."""
    require_reviewer(sample, by)
    publication = publication_of(sample)
    if publication is None:
        raise DomainError("总结公开后才能推荐。")
    publishing.recommend(publication, reason=reason, by=by)


def publication_of(sample: Sample) -> Publication | None:
    """The copy that is public now."""
    return publishing.public_copy(source_of(sample))


def _proposed(sample: Sample, by: Actor) -> Sample:
    require_reviewer(sample, by)
    row = locked(sample)
    if row.state != Sample.State.PROPOSED:
        raise DomainError("这份总结没有待复核的遮蔽，请刷新页面查看最新状态。")
    return row
