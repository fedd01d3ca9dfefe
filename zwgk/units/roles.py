"""What each role may do. Roles live in code, so that a change of them is reviewed."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from zwgk.core.actor import Permission
from zwgk.units.models import Role

ROLE_PERMISSIONS: Mapping[str, frozenset[Permission]] = MappingProxyType(
    {
        Role.OFFICER: frozenset({Permission.RECORD, Permission.EDIT}),
        Role.REVIEWER: frozenset(
            {Permission.RECORD, Permission.EDIT, Permission.SUBMIT, Permission.REVIEW}
        ),
        Role.APPROVER: frozenset({Permission.SUBMIT, Permission.REVIEW, Permission.ISSUE}),
        Role.ADMIN: frozenset({Permission.MANAGE}),
        Role.ATTENDANT: frozenset({Permission.RECORD}),
    }
)


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Everything the roles permit together."""
    return frozenset[Permission]().union(*(ROLE_PERMISSIONS[role] for role in roles))
