"""Who acts: the person together with the unit they act for."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """权限: what a role may do within its own unit (and, for REVIEW, to its subordinates)."""

    RECORD = "record"
    EDIT = "edit"
    SUBMIT = "submit"
    REVIEW = "review"
    ISSUE = "issue"
    MANAGE = "manage"


@dataclass(frozen=True)
class Actor:
    """操作人: a person acting for one unit; every action and every query takes one.

    ``unit_path`` is the materialised path of the unit, so that its subtree is a prefix.
    """

    user_id: int
    name: str
    unit_id: int
    unit_path: str
    unit_name: str
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        """Whether one of the actor's roles in the acting unit grants the permission."""
        return permission in self.permissions

    def is_above(self, unit_id: int, unit_path: str) -> bool:
        """Whether the acting unit is a superior of that unit, and not the unit itself."""
        return unit_id != self.unit_id and unit_path.startswith(self.unit_path)
