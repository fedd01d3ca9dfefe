"""A small invented world for tests: a city with a zone and a town, and an unrelated city."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from zwgk.campaigns import actions as campaigns
from zwgk.campaigns.models import Campaign, Notice, Participation
from zwgk.core.actor import Actor
from zwgk.desk import actions as desk_actions
from zwgk.desk.models import Desk, Material
from zwgk.units.actions import plant_unit
from zwgk.units.models import Membership, Role, Unit, User
from zwgk.units.queries import actor_for

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 5, 15)
PASSWORD = "测试口令-2026"


def moment(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """A time on the day of the campaign."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


@dataclass
class World:
    """Everything a test may want to hold."""

    city: Unit
    zone: Unit
    town: Unit
    other_city: Unit
    campaign: Campaign
    notice: Notice
    zone_part: Participation
    town_part: Participation
    desk: Desk
    material: Material


def person(unit: Unit, *roles: Role) -> Actor:
    """A person with the roles (all of them without any) in a unit; made when first asked for."""
    wanted = roles or tuple(Role)
    username = f"{unit.code}-{'-'.join(wanted) if roles else 'all'}"
    user = User.objects.filter(username=username).first()
    if user is None:
        name = f"{unit.short_name}人员"
        user = User.objects.create_user(username, password=PASSWORD, full_name=name)
        Membership.objects.bulk_create(
            Membership(user=user, unit=unit, role=role) for role in wanted
        )
    actor = actor_for(user, unit)
    assert actor is not None
    return actor


def user_of(actor: Actor) -> User:
    """The account behind an actor."""
    return User.objects.get(pk=actor.user_id)


def _unit(parent: Unit | None, code: str, name: str, short: str, me: str) -> Unit:
    level = {"zone": "county", "town": "town"}.get(code, "city")
    return plant_unit(
        parent, code=code, name=name, short_name=short, level=level, self_reference=me
    )


def make_world() -> World:
    """Build the world through the actions people use, up to a desk that is open."""
    city = _unit(None, "city", "临川市人民政府办公室", "临川市", "我市")
    zone = _unit(city, "zone", "临川经济开发区管理委员会", "临川经济开发区", "我区")
    town = _unit(city, "town", "柳河镇人民政府", "柳河镇", "我镇")
    other_city = _unit(None, "other", "东山市人民政府办公室", "东山市", "我市")
    head = person(city)
    campaign = campaigns.create_campaign(
        slug="day", edition=20, theme="办好群众身边事", starts_on=DAY, ends_on=DAY,
        summary_due_on=DAY + timedelta(days=10), by=head,
    )  # fmt: skip
    notice = campaigns.draft_notice(
        campaign, title="临川市人民政府办公室关于开展2026年政务公开日活动的通知",
        body="请各单位认真组织。", doc_number="临政办发〔2026〕5号", by=head,
    )  # fmt: skip
    campaigns.issue_notice(notice, units=[zone, town], by=head, on=date(2026, 4, 20))
    town_part = Participation.objects.get(unit=town)
    clerk = person(town)
    campaigns.acknowledge(town_part, by=clerk)
    campaigns.save_plan(town_part, local_theme="", starts_on=DAY, ends_on=None,
                        plan="在便民服务大厅前设咨询台。", next_steps="继续做好政务公开工作",
                        by=clerk)  # fmt: skip
    desk = desk_actions.open_desk(town_part, name="镇政府门前咨询台", place="镇政府门前",
                                  opens_at=moment(8), closes_at=moment(17), by=clerk)  # fmt: skip
    material = desk_actions.add_material(town_part, name="办事指南", form="guide", by=clerk)
    return World(
        city=city, zone=zone, town=town, other_city=other_city, campaign=campaign, notice=notice,
        zone_part=Participation.objects.get(unit=zone), town_part=town_part, desk=desk,
        material=material,
    )  # fmt: skip
