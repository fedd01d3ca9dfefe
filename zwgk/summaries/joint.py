"""联合咨询台 in a roll-up: who shares which desk, and what may have been counted twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from zwgk.campaigns.models import Campaign
from zwgk.core.actor import Actor
from zwgk.desk.models import DeskShare
from zwgk.kinds import KINDS
from zwgk.summaries.rollup import PART, Branch, standing_figures

_COUNTED = ("visitors", "questions_asked", "materials_distributed")
_NEAR = 0.05  # of the owner's number


@dataclass(frozen=True)
class JointDesk:
    """A desk held by several units: whose it is, who shares it, what looks counted twice."""

    desk: str
    owner: str
    sharing: tuple[str, ...]
    hints: tuple[str, ...]


def joint_desks(campaign: Campaign, actor: Actor, branch: Branch | None = None) -> list[JointDesk]:
    """The shared desks of the branch, in two queries."""
    where = branch or Branch(actor.unit_path)
    rows = list(
        DeskShare.objects.visible_to(actor)
        .filter(where.condition("participation__unit"), declined_at__isnull=True,
                desk__participation__campaign=campaign)
        .select_related("desk__participation__unit", "participation__unit")
        .order_by("desk__opens_at", "desk_id", "participation__unit__path")
    )  # fmt: skip
    told = _told(campaign, actor, rows) if rows else {}
    by_desk: dict[int, list[DeskShare]] = {}
    for row in rows:
        by_desk.setdefault(row.desk_id, []).append(row)
    return [
        JointDesk(
            shares[0].desk.name,
            shares[0].desk.participation.unit.short_name,
            tuple(one.participation.unit.short_name for one in shares),
            tuple(hint for one in shares for hint in _hints(one, told)),
        )
        for shares in by_desk.values()
    ]


Told = dict[tuple[int, str], tuple[int, int]]


def _told(campaign: Campaign, actor: Actor, rows: Sequence[DeskShare]) -> Told:
    """What the units concerned submitted: value, and how much of it has no record."""
    parts = {part for one in rows for part in (one.participation_id, one.desk.participation_id)}
    figures = standing_figures([campaign], actor).filter(
        kind__in=_COUNTED, submission__participation__in=parts
    )
    return {
        (part, kind): (value, tally + declared)
        for part, kind, value, tally, declared in figures.values_list(
            f"{PART}_id", "kind", "value", "by_tally", "by_declared"
        )
    }


def _hints(share: DeskShare, told: Told) -> list[str]:
    hints = []
    for kind in _COUNTED:
        own, unrecorded = told.get((share.participation_id, kind), (0, 0))
        owners, _ = told.get((share.desk.participation_id, kind), (0, 0))
        if unrecorded and owners and abs(own - owners) <= _NEAR * owners:
            known = KINDS[kind]
            hints.append(
                f"{share.participation.unit.short_name}的{known.name}{own}{known.measure}"
                f"与{share.desk.participation.unit.short_name}的{owners}{known.measure}相近，"
                "可能与联合咨询台重复计算"
            )
    return hints
