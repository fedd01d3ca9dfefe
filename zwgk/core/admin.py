"""The Django admin is for support staff alone, to look: officials have pages of their own."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from zwgk.core.models import AuditEvent, StoredFile

if TYPE_CHECKING:
    _Base = admin.ModelAdmin[Any]
else:
    _Base = admin.ModelAdmin


class LookOnly(_Base):
    """Lists and shows; adds, changes and deletes nothing."""

    def has_add_permission(self, request: Any, *_: Any) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Never."""
        return False


@admin.register(AuditEvent)
class AuditEventAdmin(LookOnly):
    """The audit log."""

    list_display = ("at", "actor_name", "unit_name", "verb", "target_type", "target_id", "note")
    list_filter = ("verb", "target_type")
    search_fields = ("actor_name", "unit_name", "target_id", "note")
    date_hierarchy = "at"


@admin.register(StoredFile)
class StoredFileAdmin(LookOnly):
    """Stored files, by name."""

    list_display = ("name", "unit", "size", "created_by", "created_at")
    search_fields = ("name", "sha256")
    exclude = ("content",)
