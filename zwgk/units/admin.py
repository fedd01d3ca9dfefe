"""Units and people for support staff; a forgotten password is the one thing they may set."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from zwgk.core.admin import LookOnly
from zwgk.units.models import Membership, Unit, User


@admin.register(Unit)
class UnitAdmin(LookOnly):
    """The tree, in its order."""

    list_display = ("name", "code", "level", "depth")
    search_fields = ("name", "code")
    list_filter = ("level",)


@admin.register(User)
class SupportUserAdmin(UserAdmin):  # type: ignore[type-arg]
    """People: their password can be set anew, nothing else."""

    list_display = ("username", "full_name", "is_active", "last_login")
    search_fields = ("username", "full_name")
    readonly_fields = ("username", "full_name", "last_login", "date_joined")
    fieldsets = ((None, {"fields": ("username", "full_name", "password", "last_login")}),)

    def has_add_permission(self, request: Any) -> bool:
        """Accounts are opened by a unit's administrator."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """People stay in the history."""
        return False


@admin.register(Membership)
class MembershipAdmin(LookOnly):
    """Who holds which role where."""

    list_display = ("user", "unit", "role")
    list_filter = ("role",)
    search_fields = ("user__full_name", "unit__name")
