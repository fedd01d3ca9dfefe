"""Reads of uploads: whose text one may be, what is doubtful about it, what is missing."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from zwgk.campaigns.models import Campaign, Participation, State
from zwgk.campaigns.states import WITH_SUPERIOR
from zwgk.core.actor import Actor
from zwgk.figures.ledger import Entry, ledger
from zwgk.kinds import KINDS, FigureKind
from zwgk.summaries.checking import Found, Library, check_draft, nothing
from zwgk.summaries.models import Upload
from zwgk.text.facts import facts as read_facts
from zwgk.units.models import User

# What every summary of the day is asked for.
EXPECTED = (
    "visitors", "questions_asked", "questions_answered", "answer_rate", "satisfaction_rate",
    "materials_distributed", "desks",
)  # fmt: skip
# Numbers of an uploaded text are declared by whoever confirms them; they rest on no records.
_OF_RECORDS = frozenset({"figure-typed", "figure-untraced"})
_TAIL = 3


def subordinates(campaign: Campaign, actor: Actor) -> QuerySet[Participation]:
    """The participations below the acting unit, for which it may hand in a summary (代报)."""
    parts: QuerySet[Participation] = (
        Participation.objects.visible_to(actor)
        .filter(campaign=campaign, unit__path__startswith=actor.unit_path)
        .exclude(unit_id=actor.unit_id)
        .select_related("unit", "campaign", "notice")
    )
    return parts


def uploads_of(campaign: Campaign, actor: Actor) -> QuerySet[Upload]:
    """What the acting unit uploaded for its subordinates in a campaign, newest first."""
    rows: QuerySet[Upload] = (
        Upload.objects.visible_to(actor)
        .filter(campaign=campaign)
        .exclude(participation__unit_id=actor.unit_id)
        .select_related("participation__unit", "submission", "file")
    )
    return rows


def pending_of(participation: Participation, actor: Actor) -> QuerySet[Upload]:
    """The unit's own uploads that nobody has confirmed yet."""
    rows: QuerySet[Upload] = Upload.objects.visible_to(actor).filter(
        participation=participation, state=Upload.State.PENDING
    )
    return rows


def guess(
    parts: Sequence[Participation], *, name: str, title: str, text: str, unit: str
) -> Participation | None:
    """Whose text it is: by signature, title, unit named and file name; None where two are alike."""
    tail = "\n".join(text.splitlines()[-_TAIL:])
    scores: list[tuple[int, int, Participation]] = []
    for part in parts:
        short = part.unit.short_name
        score = 4 * (part.unit.name in tail or short in tail)
        score += 3 * (short in unit) + 2 * (short in title) + 2 * (short in name)
        # 北柳河镇 also holds 柳河镇: of equal scores the longer name.
        scores.append((score, len(short) if score else 0, part))
    scores.sort(key=lambda one: one[:2], reverse=True)
    if not scores or not scores[0][0]:
        return None
    alone = len(scores) == 1 or scores[0][:2] != scores[1][:2]
    return scores[0][2] if alone else None


def sections(upload: Upload) -> list[dict[str, str]]:
    """The text in the form of a draft."""
    return [{"key": "uploaded", "heading": "", "body": upload.text}]


def doubts(upload: Upload, *, by: Actor, library: Library = nothing) -> list[Found]:
    """The check of an upload as of a written draft; what the notice is needed for needs a unit.

    A unit's own is held against its own records; a superior sees none of a subordinate's.
    """
    part = upload.participation
    if part is None:
        return []
    records: dict[str, Entry] = dict(ledger(part.pk)) if part.unit_id == by.unit_id else {}
    found = check_draft(part, upload.title, sections(upload), records, by=by, library=library)
    return [one for one in found if one.rule not in _OF_RECORDS]


def warnings(upload: Upload) -> list[str]:
    """What makes one doubt that the text is this unit's, in plain sentences."""
    told = [str(one) for one in upload.warnings]
    part = upload.participation
    if part is None or not upload.text:
        return told
    said = read_facts(f"{upload.title}\n{upload.text}").unit
    unit = part.unit
    if said and unit.short_name not in said.text and said.text not in unit.name:
        told.append(
            f"文中自称“{said.text}”，与所选的{unit.short_name}不一致，请确认没有选错单位或文件。"
        )
    if upload.dated and upload.dated.year != part.campaign.year:
        told.append(
            f"成文日期是{upload.dated.year}年，这次活动是{part.campaign.year}年，"
            "请确认不是往年的总结。"
        )
    if part.unit_id != upload.holder_id and _uses_the_system(part):
        told.append(f"{unit.short_name}已有人登录过系统，请先与该单位联系，能自行报送的不要代报。")
    if part.state in WITH_SUPERIOR:
        told.append(f"{unit.short_name}已有报送的总结，撤回或退回后才能重新报送。")
    return told


def _uses_the_system(part: Participation) -> bool:
    known = User.objects.filter(memberships__unit_id=part.unit_id, last_login__isnull=False)
    return part.state != State.NOTIFIED and known.exists()


def missing(figures: Sequence[dict[str, Any]]) -> list[FigureKind]:
    """未找到: what is asked for and not among the figures that are kept."""
    kept = {row["kind"] for row in figures if row["keep"]}
    return [KINDS[key] for key in EXPECTED if key not in kept]
