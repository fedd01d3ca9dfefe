"""From the catalogue to what is printed."""

from collections.abc import Callable

from zwgk.carriers.models import Brand
from zwgk.carriers.press import Brand as PrintedBrand
from zwgk.carriers.press import Guide
from zwgk.catalogue.columns import Material, Step
from zwgk.catalogue.models import ServiceItem
from zwgk.core.files import read
from zwgk.units.models import Unit

# Where a code leads: the item's page on the portal, empty where it has none.
Address = Callable[[ServiceItem], str]
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def guide_of(item: ServiceItem, address: Address) -> Guide:
    """A published item as it is printed."""
    materials, steps = item.material_list, item.step_list
    rows = (
        ("公开内容", item.content),
        ("申请条件", item.who_may_apply),
        ("申请材料", _listed([_material(each) for each in materials])),
        ("办理流程", "→".join(step.name for step in steps)),
        ("办理时限", _limits(item)),
        ("收费标准", item.fee),
        ("办理结果", item.result),
        ("办理科室", item.section),
        ("办理地点", item.place),
        ("办理时间", item.hours),
        ("咨询电话", item.phone),
        ("监督投诉", item.complaint),
        ("公开依据", item.basis),
    )
    return Guide(
        name=item.name,
        rows=tuple((label, text.strip()) for label, text in rows if text.strip()),
        steps=tuple(_step(step) for step in steps),
        field=item.get_field_display(),
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


def _step(step: Step) -> tuple[str, str, str]:
    return step.name, step.section, step.limit


def _limits(item: ServiceItem) -> str:
    told = (("法定", item.statutory_days), ("承诺", item.promised_days))
    return "，".join(
        f"{name}{days}个工作日" if days else f"{name}当场办结"
        for name, days in told
        if days is not None
    )
