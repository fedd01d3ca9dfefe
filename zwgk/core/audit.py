"""Writing the audit log; called by actions inside their own transaction."""

from typing import Any

from django.db import models

from zwgk.core.actor import Actor
from zwgk.core.models import AuditEvent


def record(by: Actor, verb: str, target: models.Model, note: str = "", **data: Any) -> AuditEvent:
    """Append one event. ``data`` must be JSON-serialisable."""
    return AuditEvent.objects.create(
        actor_id=by.user_id,
        actor_name=by.name,
        unit_id=by.unit_id,
        unit_name=by.unit_name,
        verb=verb,
        target_type=target._meta.label,
        target_id=str(target.pk),
        note=note,
        data=data,
    )
