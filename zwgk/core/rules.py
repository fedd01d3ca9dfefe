"""Checks every action begins with."""

from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import NotAllowed


def require(by: Actor, permission: Permission) -> None:
    """Raise NotAllowed unless the actor holds the permission in the acting unit."""
    if not by.may(permission):
        raise NotAllowed("您在本单位的岗位没有这项操作的权限，请联系单位管理员。")


def require_own_unit(by: Actor, unit_id: int) -> None:
    """Raise NotAllowed unless the row belongs to the unit the actor acts for."""
    if unit_id != by.unit_id:
        raise NotAllowed("只能办理本单位的事项，请先切换到对应单位。")
