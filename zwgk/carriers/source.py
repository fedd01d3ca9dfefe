"""From the catalogue to what is printed."""

from collections.abc import Callable

from zwgk.carriers.models import Brand
from zwgk.carriers.press import Brand as PrintedBrand
from zwgk.carriers.press import Guide
from zwgk.catalogue.columns import Columns, Material, materials_of, steps_of
from zwgk.catalogue.fields import Field
from zwgk.catalogue.models import ServiceItem
from zwgk.catalogue.richtext import plain
from zwgk.core.files import read
from zwgk.units.models import Unit

# Where a code leads: the item's page on the portal, empty where it has none.
Address = Callable[[ServiceItem], str]
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def guide_of(item: ServiceItem, columns: Columns, address: Address) -> Guide:
    """An item as it is printed; ``columns`` are those the public reads."""
    materials, steps = materials_of(columns.materials), steps_of(columns.steps)
    rows = (
        ("公开内容", "\n".join(filter(None, (columns.content, plain(columns.body))))),
        ("申请条件", columns.who_may_apply),
        ("申请材料", _listed([_material(each) for each in materials])),
        ("办理流程", "→".join(step.name for step in steps)),
        ("办理时限", _limits(columns)),
        ("收费标准", _fee(columns)),
        ("办理结果", columns.result),
        ("办理科室", columns.section),
        ("办理地点", columns.place),
        ("办理时间", columns.hours),
        ("咨询电话", columns.phone),
        ("监督投诉", columns.complaint),
        ("公开依据", columns.basis),
    )
    return Guide(
        name=columns.name,
        rows=tuple((label, text.strip()) for label, text in rows if text.strip()),
        steps=tuple((step.name, step.section, step.limit) for step in steps),
        field=str(Field(columns.field).label),
        url=address(item),
    )


def brand_of(unit: Unit, brand: Brand | None) -> PrintedBrand:
    """How a unit's carriers look; its name alone where it chose nothing."""
    if brand is None:
        return PrintedBrand(name=unit.name)
    return PrintedBrand(
        name=brand.name or unit.name,
        colour=brand.colour,
        emblem=read(brand.emblem) if brand.emblem else b"",
        photo=read(brand.photo) if brand.photo else b"",
        hotline=brand.hotline,
        complaint=brand.complaint,
        address=brand.address,
    )


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    numbered = len(parts) <= len(_NUMBERS)
    return "\n".join(
        f"{_NUMBERS[index] if numbered else f'{index + 1}.'}{part}"
        for index, part in enumerate(parts)
    )


def _material(material: Material) -> str:
    return f"{material.name}（{material.copies}）" if material.copies else material.name


def _fee(columns: Columns) -> str:
    return f"{columns.fee}（{columns.fee_basis}）" if columns.fee_basis else columns.fee


def _limits(columns: Columns) -> str:
    told = (("法定", columns.statutory_days), ("承诺", columns.promised_days))
    return "，".join(
        f"{name}{days}个工作日" if days else f"{name}当场办结"
        for name, days in told
        if days is not None
    )
