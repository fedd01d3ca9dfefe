"""Carriers of a unit: planned, made from published items alone, told when they are outdated."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.carriers.orders import PIXEL, printed
from tests.catalogue.items import publish_item
from tests.world import World, person
from zwgk.carriers import actions
from zwgk.carriers.kinds import KINDS
from zwgk.carriers.making import make_file
from zwgk.carriers.models import Carrier
from zwgk.carriers.queries import brand_for, changed_since
from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.models import ServiceItem, State
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.files import read
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def published(unit: Unit, name: str, **columns: Any) -> ServiceItem:
    """An item the public can read."""
    item = catalogue.create_item(Columns(name=name, **columns), by=person(unit))
    publish_item(item, unit)
    item.refresh_from_db()
    return item


@pytest.fixture
def clerk(world: World) -> Actor:
    return person(world.town, Role.OFFICER)


@pytest.fixture
def items(world: World) -> list[ServiceItem]:
    return [
        published(world.town, name, content=f"{name}的内容", materials="身份证|原件1份\n户口簿|1份",
                  steps="申请|民政办|当场\n审核|民政办|当场", promised_days=0)
        for name in ("高龄津贴发放", "临时救助")
    ]  # fmt: skip


def _made(carrier: Carrier, by: Actor) -> str:
    make_file(carrier, by=by, address=lambda item: f"https://example.gov.cn/{item.pk}/")
    carrier.refresh_from_db()
    assert carrier.file is not None
    return printed(read(carrier.file))


def test_one_source_gives_every_printed_kind(items: list[ServiceItem], clerk: Actor) -> None:
    for key, kind in KINDS.items():
        if not kind.takes_items:
            continue
        chosen = [item.pk for item in items[: kind.items[1]]]
        carrier = actions.plan_carrier(
            kind=key, size=next(iter(kind.sizes)), title="办事指南", items=chosen, by=clerk
        )
        text = _made(carrier, clerk)
        assert "高龄津贴发放" in text
        assert "①身份证（原件1份）" in text
        assert "当场办结" in text
        assert changed_since(carrier) == []


def test_items_stand_in_the_order_chosen(items: list[ServiceItem], clerk: Actor) -> None:
    first, second = items
    carrier = actions.plan_carrier(
        kind="leaflet", size="a4", title="甲", items=[second.pk, first.pk], by=clerk
    )
    text = _made(carrier, clerk)
    assert text.index(second.content) < text.index(first.content)


def test_a_carrier_tells_when_the_public_reads_otherwise(
    world: World, items: list[ServiceItem], clerk: Actor
) -> None:
    carrier = actions.plan_carrier(
        kind="board", size="a1", title="甲", items=[item.pk for item in items], by=clerk
    )
    _made(carrier, clerk)
    _rewrite(items[0], clerk, "新的内容")
    assert changed_since(carrier) == []
    publish_item(items[0], world.town)
    carrier.refresh_from_db()
    assert changed_since(carrier) == ["高龄津贴发放"]
    assert "新的内容" in _made(carrier, clerk)


def _rewrite(item: ServiceItem, by: Actor, content: str) -> None:
    columns = Columns(name=item.name, content=content)
    catalogue.save_item(item, columns, based_on=item.version, by=by)
    item.refresh_from_db()


def test_while_an_item_is_being_changed_what_is_public_is_printed_and_said(
    items: list[ServiceItem], clerk: Actor
) -> None:
    carrier = actions.plan_carrier(
        kind="board", size="a1", title="甲", items=[item.pk for item in items], by=clerk
    )
    _rewrite(items[0], clerk, "未审核的内容")
    text = _made(carrier, clerk)
    assert "未审核" not in text
    assert "高龄津贴发放的内容" in text
    assert "印的是现在公开的内容：高龄津贴发放" in carrier.notes[0]


def test_nothing_to_print_is_said_and_the_old_file_stays(
    items: list[ServiceItem], clerk: Actor
) -> None:
    carrier = actions.plan_carrier(
        kind="leaflet", size="a4", title="甲", items=[items[0].pk], by=clerk
    )
    _made(carrier, clerk)
    before = carrier.file_id
    ServiceItem.objects.filter(pk=items[0].pk).update(
        state=State.WITHDRAWN, published_at=None, published_by="", published_version=None
    )
    with pytest.raises(DomainError, match="没有可以排版的事项"):
        _made(carrier, clerk)
    carrier.refresh_from_db()
    assert carrier.file_id == before
    assert changed_since(carrier) == ["高龄津贴发放"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "banner", "size": "cloth", "width": None, "height": None}, "width"),
        ({"kind": "banner", "size": "cloth", "width": 700, "height": 8000}, "width"),
        ({"kind": "banner", "size": "cloth", "width": 800_000, "height": 700}, "width"),
        ({"kind": "board", "size": "a9"}, "size"),
        ({"kind": "nothing", "size": "a1"}, "size"),
        ({"kind": "board", "size": "a1", "items": []}, "items"),
        ({"kind": "board", "size": "a1", "title": ""}, "title"),
        ({"kind": "board", "size": "a1", "title": "长" * 61}, "title"),
    ],
)
def test_what_cannot_be_made_is_refused_at_its_field(
    items: list[ServiceItem], clerk: Actor, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        actions.plan_carrier(
            **{"title": "甲", "items": [items[0].pk], "by": clerk} | given  # type: ignore[arg-type]
        )
    assert refused.value.field == field
    assert not Carrier.objects.exists()


def test_only_own_published_items_can_be_chosen(world: World, clerk: Actor) -> None:
    foreign = published(world.zone, "别的单位的事项")
    draft = catalogue.create_item(Columns(name="草稿事项"), by=clerk)
    for item in (foreign, draft):
        with pytest.raises(DomainError, match="已公开的事项"):
            actions.plan_carrier(kind="leaflet", size="a4", title="甲", items=[item.pk], by=clerk)


def test_a_small_banner_with_many_words_says_how_many_are_enough(clerk: Actor) -> None:
    carrier = actions.plan_carrier(
        kind="banner", size="cloth", title="解决群众办事难打造营商环境最优镇" * 3, width=4000,
        height=700, by=clerk,
    )  # fmt: skip
    assert carrier.measures == "4×0.7米"
    _made(carrier, clerk)
    assert "建议不超过" in carrier.notes[0]


def test_what_does_not_fit_one_sheet_is_told_with_the_longest_texts(
    world: World, clerk: Actor
) -> None:
    long = published(world.town, "长事项", content="内容很长。" * 700)
    carrier = actions.plan_carrier(kind="leaflet", size="a5", title="甲", items=[long.pk], by=clerk)
    _made(carrier, clerk)
    assert carrier.pages > 1
    assert any("没有删减文字" in note for note in carrier.notes)
    assert any("“长事项”" in note for note in carrier.notes)


def test_others_may_not(world: World, items: list[ServiceItem], clerk: Actor) -> None:
    carrier = actions.plan_carrier(
        kind="leaflet", size="a4", title="甲", items=[items[0].pk], by=clerk
    )
    with pytest.raises(NotAllowed):
        actions.drop_carrier(carrier, by=person(world.zone))
    with pytest.raises(NotAllowed):
        make_file(carrier, by=person(world.city), address=lambda item: "")
    with pytest.raises(NotAllowed):
        actions.set_brand(by=person(world.town, Role.ATTENDANT))


def _png(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("picture", "message"),
    [
        (b"<svg onload='alert(1)'/>", "PNG 或 JPEG"),
        (b"GIF89a", "PNG 或 JPEG"),
        (b"\xff\xd8\xff", "PNG 或 JPEG"),
        (_png(20_000, 20_000), "20000×20000像素"),
        (PIXEL + b"\0" * 9_000_000, "超过8MB"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused_and_nothing_else_lost(
    clerk: Actor, picture: bytes, message: str
) -> None:
    actions.set_brand(hotline="0400-5150000", emblem=PIXEL, by=clerk)
    with pytest.raises(DomainError, match=message) as refused:
        actions.set_brand(hotline="0400-5150000", photo=picture, by=clerk)
    assert refused.value.field == "photo"
    brand = brand_for(clerk)
    assert brand is not None
    assert brand.emblem
    assert brand.hotline == "0400-5150000"


def test_a_brand_is_printed(items: list[ServiceItem], clerk: Actor) -> None:
    actions.set_brand(name="柳河镇政务公开办", colour="#0a3d91", hotline="0400-5150000", by=clerk)
    carrier = actions.plan_carrier(
        kind="leaflet", size="a4", title="甲", items=[items[0].pk], by=clerk
    )
    text = _made(carrier, clerk)
    assert "柳河镇政务公开办" in text
    assert "0400-5150000" in text
    with pytest.raises(DomainError, match="颜色"):
        actions.set_brand(colour="red;", by=clerk)
