"""Around a draft while it is written: what is not saved yet, and what colleagues say about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.summaries.models import Comment, Revision, Unsaved
from zwgk.summaries.pasted import tidy

LONGEST_COMMENT = 500
_MOST = 300_000  # characters of an unsaved draft


def keep_unsaved(
    participation: Participation, *, based_on: int, title: str,
    sections: Sequence[Mapping[str, Any]], by: Actor,
) -> Unsaved:  # fmt: skip
    """Keep what was typed so far, in place of what this person typed before. Needs EDIT."""
    _may(participation, by)
    cleaned = [
        {name: tidy(str(section.get(name, ""))) for name in ("key", "heading", "body")}
        for section in sections[:60]
    ]
    if len(title) + sum(len(section["body"]) for section in cleaned) > _MOST:
        raise DomainError("正文过长，没有自动保存。请先保存一次。")
    kept, _ = Unsaved.objects.update_or_create(
        participation=participation,
        user_id=by.user_id,
        defaults={
            "based_on": based_on,
            "content": {"title": tidy(title)[:150], "sections": cleaned},
        },
    )
    return kept


def unsaved_of(participation: Participation, draft: Revision, by: Actor) -> Unsaved | None:
    """What this person typed and did not save, unless the draft says the same."""
    kept: Unsaved | None = (
        Unsaved.objects.editable_by(by).filter(participation=participation, user_id=by.user_id)
    ).first()
    if kept is None:
        return None
    same = {"title": draft.title, "sections": _plain(draft.sections)}
    return None if kept.content == same else kept


def drop_unsaved(participation: Participation, *, by: Actor) -> None:
    """Forget what was not saved: it is saved now, or not wanted."""
    Unsaved.objects.editable_by(by).filter(participation=participation, user_id=by.user_id).delete()


def _plain(sections: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    return [{name: s.get(name, "") for name in ("key", "heading", "body")} for s in sections]


@transaction.atomic
def comment(participation: Participation, *, passage: str, text: str, by: Actor) -> Comment:
    """Say what should be changed in a passage. Needs EDIT, REVIEW or SUBMIT in the unit."""
    require_own_unit(by, participation.unit_id)
    if not any(by.may(p) for p in (Permission.EDIT, Permission.REVIEW, Permission.SUBMIT)):
        require(by, Permission.EDIT)
    passage, text = tidy(passage).strip()[:300], tidy(text).strip()
    if not text:
        raise DomainError("请写明修改意见。", field="text")
    if len(text) > LONGEST_COMMENT:
        raise DomainError(f"每条意见不超过{LONGEST_COMMENT}字，请精简。", field="text")
    if not passage:
        raise DomainError("请选择意见针对的段落。", field="passage")
    made: Comment = Comment.objects.create(
        participation=participation, passage=passage, text=text, written_by=by.name
    )
    audit.record(by, "提出修改意见", made)
    return made


@transaction.atomic
def resolve(row: Comment, *, by: Actor, answer: str = "") -> None:
    """Mark a comment as dealt with, with an answer or without. Needs EDIT."""
    _may(row.participation, by)
    if row.resolved_at:
        raise DomainError("这条意见已经处理过。")
    row.answer = tidy(answer).strip()[:LONGEST_COMMENT]
    row.resolved_by, row.resolved_at = by.name, timezone.now()
    row.save()
    audit.record(by, "处理修改意见", row, row.answer)


@transaction.atomic
def reopen(row: Comment, *, by: Actor) -> None:
    """Put a comment up again. Whoever may comment may do so."""
    require_own_unit(by, row.participation.unit_id)
    row.resolved_by, row.resolved_at = "", None
    row.save()
    audit.record(by, "重提修改意见", row)


def _may(participation: Participation, by: Actor) -> None:
    require(by, Permission.EDIT)
    require_own_unit(by, participation.unit_id)
