"""Verbs on carriers: set up, change, choose items, brand."""

from collections.abc import Sequence

from django.db import transaction

from zwgk.campaigns.models import Participation
from zwgk.carriers.checked import cleaned
from zwgk.carriers.kinds import KINDS
from zwgk.carriers.models import Brand, Carrier, CarrierItem
from zwgk.carriers.pictures import checked_picture
from zwgk.carriers.queries import printable_items
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.files import store
from zwgk.core.models import StoredFile
from zwgk.core.rules import require, require_own_unit

# Cloth is sold up to a metre or so in height and in any length; a wall has an end.
BANNER_MM = (300, 100_000)


@transaction.atomic
def plan_carrier(
    *, kind: str, size: str, title: str, by: Actor, subtitle: str = "", items: Sequence[int] = (),
    participation: Participation | None = None, width: int | None = None,
    height: int | None = None, colours: str = "yellow",
) -> Carrier:  # fmt: skip
    """Set up a carrier of the acting unit. Needs EDIT. Widths and heights are millimetres."""
    require(by, Permission.EDIT)
    if participation is not None:
        require_own_unit(by, participation.unit_id)
    carrier = Carrier(unit_id=by.unit_id, kind=kind, participation=participation)
    _write(carrier, size, title, subtitle, width, height, colours)
    _choose(carrier, items, by)
    audit.record(by, "设立宣传载体", carrier)
    return carrier


@transaction.atomic
def change_carrier(
    carrier: Carrier, *, size: str, title: str, by: Actor, subtitle: str = "",
    items: Sequence[int] = (), width: int | None = None, height: int | None = None,
    colours: str = "yellow",
) -> None:  # fmt: skip
    """Change what stands on it; the file made before stays until a new one is made. Needs EDIT."""
    _begin(carrier, by)
    _write(carrier, size, title, subtitle, width, height, colours)
    _choose(carrier, items, by)
    audit.record(by, "修改宣传载体", carrier)


@transaction.atomic
def drop_carrier(carrier: Carrier, *, by: Actor) -> None:
    """Take a carrier off the list; files that were made stay stored. Needs EDIT."""
    _begin(carrier, by)
    audit.record(by, "删除宣传载体", carrier)
    carrier.delete()


@transaction.atomic
def set_brand(
    *, by: Actor, name: str = "", colour: str = "#c8102e", hotline: str = "", complaint: str = "",
    address: str = "", emblem: bytes = b"", photo: bytes = b"", remove: Sequence[str] = (),
) -> Brand:  # fmt: skip
    """Choose how the acting unit's carriers look. Needs EDIT.

    Pictures that are not given stay; those named in ``remove`` go.
    """
    require(by, Permission.EDIT)
    brand, _ = Brand.objects.get_or_create(unit_id=by.unit_id)
    texts = {"name": name, "colour": colour, "hotline": hotline, "complaint": complaint,
             "address": address}  # fmt: skip
    for key, value in texts.items():
        setattr(brand, key, value.strip())
    for key, content in (("emblem", emblem), ("photo", photo)):
        if content:
            setattr(brand, key, _kept(content, key, by))
        elif key in remove:
            setattr(brand, key, None)
    cleaned(brand)
    brand.save()
    audit.record(by, "设置单位标识", brand)
    return brand


def _kept(content: bytes, key: str, by: Actor) -> StoredFile:
    kind = checked_picture(content, field=key)
    return store(
        content, name=f"{key}.{kind}", content_type=f"image/{kind}", unit_id=by.unit_id, by=by
    )


def _begin(carrier: Carrier, by: Actor) -> None:
    require(by, Permission.EDIT)
    require_own_unit(by, carrier.unit_id)
    carrier.refresh_from_db(from_queryset=Carrier.objects.select_for_update(of=("self",)))


def _write(
    carrier: Carrier, size: str, title: str, subtitle: str, width: int | None,
    height: int | None, colours: str,
) -> None:  # fmt: skip
    kind = KINDS.get(carrier.kind)
    if kind is None or size not in kind.sizes:
        raise DomainError("请选择列表中的载体和规格。", field="size")
    if kind.takes_items:
        width = height = None
    elif not (
        width and height and all(BANNER_MM[0] <= side <= BANNER_MM[1] for side in (width, height))
    ):
        raise DomainError("请填写条幅的长和高，各为0.3米到100米。", field="width")
    elif width < height:
        raise DomainError("条幅的长应大于高，请检查是否填反。", field="width")
    carrier.size, carrier.title, carrier.subtitle = size, title.strip(), subtitle.strip()
    carrier.width, carrier.height, carrier.colours = width, height, colours
    cleaned(carrier)
    carrier.save()


def _choose(carrier: Carrier, items: Sequence[int], by: Actor) -> None:
    least, most = KINDS[carrier.kind].items
    wanted = list(dict.fromkeys(items)) if most else []
    usable = {item.pk for item in printable_items(by)}
    usable |= set(carrier.lines.values_list("item_id", flat=True))
    if set(wanted) - usable:
        raise DomainError("只能选择本单位已公开的事项，请刷新页面后重选。", field="items")
    if not least <= len(wanted) <= max(most, least):
        raise DomainError(_how_many(least, most), field="items")
    carrier.lines.all().delete()
    CarrierItem.objects.bulk_create(
        CarrierItem(carrier=carrier, item_id=pk, position=n) for n, pk in enumerate(wanted)
    )


def _how_many(least: int, most: int) -> str:
    if least == most:
        return f"这种载体只排{most}个事项，请选择{most}个。"
    return f"请选择{least}至{most}个事项。"
