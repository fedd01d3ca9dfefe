"""定稿汇总: a roll-up frozen for the published report, and what has changed since."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from zwgk.campaigns.models import Campaign, Participation, State
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require
from zwgk.kinds import KINDS
from zwgk.summaries.export import rollup_json
from zwgk.summaries.models import RollUpSnapshot, Submission
from zwgk.summaries.pasted import tidy
from zwgk.summaries.rollup import Branch
from zwgk.units.models import Unit


@dataclass(frozen=True)
class Difference:
    """One change since: whose or which kind's, then and now in words."""

    what: str
    then: str
    now: str


@transaction.atomic
def freeze(
    campaign: Campaign, unit: Unit, *, by: Actor, level: str = "", note: str = ""
) -> RollUpSnapshot:
    """Keep the roll-up of a branch as it stands. Needs REVIEW in the branch's unit or above it."""
    require(by, Permission.REVIEW)
    if not unit.path.startswith(by.unit_path):
        raise DomainError("只能定稿本单位及下级单位的汇总。")
    content = rollup_json(campaign, by, Branch(unit.path, level))
    if not content["units"]:
        raise DomainError("还没有单位报送，不能定稿。")
    content["submissions"] = _documents(content, by)
    snapshot: RollUpSnapshot = RollUpSnapshot.objects.create(
        campaign=campaign, unit_id=by.unit_id, branch_code=unit.code, branch_name=unit.name,
        level=level, note=tidy(note).strip()[:200], content=content, sha256=fingerprint(content),
        made_by=by.name,
    )  # fmt: skip
    audit.record(by, "定稿汇总", snapshot, snapshot.note)
    return snapshot


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content written one way only."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differences_since(snapshot: RollUpSnapshot, actor: Actor) -> list[Difference]:
    """What the same roll-up would say otherwise now: units first, then totals."""
    unit = Unit.objects.visible_to(actor).filter(code=snapshot.branch_code).first()
    if unit is None:
        return [Difference(snapshot.branch_name, "汇总范围", "单位已撤销或调整，无法对照")]
    now = rollup_json(snapshot.campaign, actor, Branch(unit.path, snapshot.level))
    return [*_units(snapshot.content, now, snapshot.campaign, actor),
            *_totals(snapshot.content, now)]  # fmt: skip


def _documents(content: Mapping[str, Any], actor: Actor) -> list[dict[str, Any]]:
    numbers = [unit["submission"] for unit in content["units"]]
    rows = Submission.objects.visible_to(actor).filter(pk__in=numbers).order_by("pk")
    return [
        {"id": pk, "number": number, "unit": code, "name": name, "sha256": sha256}
        for pk, number, code, name, sha256 in rows.values_list(
            "pk",
            "number",
            "participation__unit__code",
            "participation__unit__name",
            "docx__sha256",
        )
    ]


def _units(
    then: Mapping[str, Any], now: Mapping[str, Any], campaign: Campaign, actor: Actor
) -> Iterator[Difference]:
    old = {unit["code"]: unit for unit in then["units"]}
    new = {unit["code"]: unit for unit in now["units"]}
    gone = [code for code in old if code not in new]
    states = dict(
        Participation.objects.visible_to(actor)
        .filter(campaign=campaign, unit__code__in=gone)
        .values_list("unit__code", "state")
    )
    for code in gone:
        state = states.get(code)
        told = "已退回" if state == State.RETURNED else "已撤回" if state else "不在汇总范围内"
        yield Difference(old[code]["name"], "已计入", told)
    for code, unit in new.items():
        if code not in old:
            yield Difference(unit["name"], "未计入", "已报送")
        elif unit["submission"] != old[code]["submission"]:
            yield Difference(unit["name"], "已计入", "重新报送")


def _totals(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    old = {total["kind"]: total["text"] for total in then["totals"]}
    new = {total["kind"]: total["text"] for total in now["totals"]}
    for key, kind in KINDS.items():
        if old.get(key) != new.get(key):
            yield Difference(kind.name, old.get(key, "没有"), new.get(key, "没有"))
