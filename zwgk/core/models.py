"""The audit log and stored files."""

import uuid
from typing import Any, NoReturn

from django.db import models

from zwgk.core.scoping import scoped


class AppendOnly(models.QuerySet["AuditEvent"]):
    """Rows that are written once: changing or deleting them is a programming error."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise TypeError("the audit log is append-only")

    def delete(self) -> NoReturn:
        """Refused."""
        raise TypeError("the audit log is append-only")


class AuditEvent(models.Model):
    """审计记录: who did what, when. Append-only; no foreign keys, so it outlives its target."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=50)
    unit_id = models.BigIntegerField(null=True, db_index=True)
    unit_name = models.CharField(max_length=100)
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40, db_index=True)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb} {self.target_type} {self.target_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only ever a new row."""
        if not self._state.adding:
            raise TypeError("the audit log is append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise TypeError("the audit log is append-only")


def _stored_name(instance: "StoredFile", filename: str) -> str:
    return f"{instance.sha256[:2]}/{instance.id}"


class StoredFile(models.Model):
    """文件: an upload or a frozen document, kept unchanged and owned by a unit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.FileField(upload_to=_stored_name, max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=50)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.name
