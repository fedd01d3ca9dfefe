"""Declaring a figure for which there are no records."""

from django.db import transaction

from zwgk.campaigns.models import Participation
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.figures.models import Figure
from zwgk.kinds import KINDS, Qualifier


@transaction.atomic
def declare(
    participation: Participation, *, kind: str, value: int, basis: str, by: Actor,
    out_of: int | None = None, qualifier: str = Qualifier.EXACT,
) -> Figure:  # fmt: skip
    """State a figure with the basis it rests on; replaces an earlier statement. Needs EDIT."""
    require(by, Permission.EDIT)
    require_own_unit(by, participation.unit_id)
    if kind not in KINDS:
        raise DomainError("没有这项指标，请从列表中选择。", field="kind")
    if not basis.strip():
        raise DomainError("请写明填报依据，如“签到表”“印刷厂送货单”。", field="basis")
    if KINDS[kind].is_rate and (not out_of or value > out_of):
        raise DomainError("比率请填写总数，且数量不能大于总数。", field="out_of")
    figure, _ = Figure.objects.update_or_create(
        participation=participation,
        kind=kind,
        defaults={
            "value": value, "basis": basis.strip(), "qualifier": qualifier,
            "out_of": out_of if KINDS[kind].is_rate else None, "declared_by": by.name,
        },
    )  # fmt: skip
    audit.record(by, "填报数据", figure, kind=kind, value=value, out_of=out_of)
    declared: Figure = figure
    return declared


@transaction.atomic
def retract(figure: Figure, *, by: Actor) -> None:
    """Take a declared figure back. Needs EDIT; kept in the audit log."""
    require(by, Permission.EDIT)
    require_own_unit(by, figure.participation.unit_id)
    audit.record(by, "撤回填报", figure, kind=figure.kind, value=figure.value)
    figure.delete()
