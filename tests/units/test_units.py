"""Units, memberships, roles."""

import pytest

from tests.world import World, person, user_of
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.units import actions
from zwgk.units.models import Membership, Role, Unit
from zwgk.units.queries import active_unit, actor_for, system_actor, units_of
from zwgk.units.roles import ROLE_PERMISSIONS, permissions_of

pytestmark = pytest.mark.django_db


def test_a_unit_sees_its_own_subtree(world: World) -> None:
    seen = {u.code for u in Unit.objects.visible_to(person(world.city))}
    assert seen == {"city", "zone", "town"}
    assert {u.code for u in Unit.objects.visible_to(person(world.town))} == {"town"}


def test_roles_add_up(world: World) -> None:
    user = user_of(person(world.town, Role.ATTENDANT))
    Membership.objects.create(user=user, unit=world.town, role=Role.ADMIN)
    actor = actor_for(user, world.town)
    assert actor is not None
    assert actor.permissions == {Permission.RECORD, Permission.MANAGE}
    assert actor_for(user, world.city) is None


def test_every_role_may_something_and_none_everything() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    for granted in ROLE_PERMISSIONS.values():
        assert granted
        assert granted != frozenset(Permission)
    assert permissions_of([]) == frozenset()


def test_an_officer_does_not_review_and_an_admin_does_not_write() -> None:
    assert Permission.REVIEW not in ROLE_PERMISSIONS[Role.OFFICER]
    assert Permission.EDIT not in ROLE_PERMISSIONS[Role.ADMIN]


def test_switching_keeps_to_ones_own_units(world: World) -> None:
    user = user_of(person(world.town, Role.OFFICER))
    Membership.objects.create(user=user, unit=world.zone, role=Role.OFFICER)
    assert active_unit(user) == world.town
    actions.switch_unit(user, unit_id=world.zone.pk)
    assert active_unit(user) == world.zone
    assert units_of(user) == [world.zone, world.town]
    with pytest.raises(DomainError, match="无法切换"):
        actions.switch_unit(user, unit_id=world.city.pk)


def test_an_administrator_keeps_the_subtree_alone(world: World) -> None:
    admin = person(world.city, Role.ADMIN)
    user, password = actions.add_person(
        world.town, username="new", full_name="新同志", role=Role.OFFICER, by=admin
    )
    assert user.check_password(password)
    assert Membership.objects.filter(user=user, unit=world.town).count() == 1
    with pytest.raises(DomainError) as refusal:
        actions.add_person(world.town, username="new", full_name="乙", role=Role.OFFICER, by=admin)
    assert refusal.value.field == "username"
    with pytest.raises(DomainError, match="下级单位"):
        actions.add_membership(user, world.city, role=Role.ADMIN, by=person(world.town, Role.ADMIN))
    with pytest.raises(NotAllowed):
        actions.add_membership(
            user, world.town, role=Role.ADMIN, by=person(world.town, Role.OFFICER)
        )


def test_the_last_administrator_stays(world: World) -> None:
    admin = person(world.zone, Role.ADMIN)
    own = Membership.objects.get(user_id=admin.user_id)
    with pytest.raises(DomainError, match="至少保留一名"):
        actions.remove_membership(own, by=admin)
    actions.add_person(world.zone, username="b", full_name="乙", role=Role.ADMIN, by=admin)
    actions.remove_membership(own, by=admin)
    assert not Membership.objects.filter(pk=own.pk).exists()


def test_units_are_added_below_ones_own(world: World) -> None:
    fields = {
        "code": "village", "name": "柳河村", "short_name": "柳河村", "level": "section",
        "self_reference": "我村",
    }  # fmt: skip
    village = actions.add_unit(world.town, by=person(world.city, Role.ADMIN), **fields)
    assert village.path.startswith(world.town.path)
    with pytest.raises(DomainError) as refusal:
        actions.add_unit(world.town, by=person(world.city, Role.ADMIN), **fields)
    assert refusal.value.field == "code"
    with pytest.raises(DomainError) as refusal:
        actions.add_unit(world.city, by=person(world.town, Role.ADMIN), **(fields | {"code": "x"}))
    assert refusal.value.field == "parent"


def test_the_operator_acts_for_any_unit(world: World) -> None:
    assert system_actor(world.town).permissions == frozenset(Permission)
