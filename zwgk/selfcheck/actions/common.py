"""What every verb on a self-check begins with."""

from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.core.rules import require_own_unit
from zwgk.selfcheck.models import SelfCheck


def begin(check: SelfCheck, by: Actor) -> None:
    """Hold the row of a self-check of the acting unit that goes on."""
    require_own_unit(by, check.participation.unit_id)
    check.refresh_from_db(from_queryset=SelfCheck.objects.select_for_update(of=("self",)))
    if check.finished_at is not None:
        raise DomainError("自查已经结束；需要继续的，请先点“恢复自查”。")
