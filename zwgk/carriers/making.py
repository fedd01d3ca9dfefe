"""Making the file of a carrier from the catalogue as it stands, and saying what was adapted."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from zwgk.carriers.kinds import KINDS
from zwgk.carriers.models import Carrier
from zwgk.carriers.press import Guide, Made, Order, make, missing_glyphs
from zwgk.carriers.queries import brand_for, public_columns
from zwgk.carriers.source import Address, brand_of, guide_of
from zwgk.catalogue.models import ServiceItem
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.files import store
from zwgk.core.rules import require, require_own_unit

# A banner's letters are easily read if they are at least this share of the full height.
_BANNER_SCALE = 0.45


def order_of(carrier: Carrier, *, by: Actor, address: Address, home: str = "") -> Order:
    """What would be printed now. Raises DomainError where nothing can be."""
    kind = KINDS[carrier.kind]
    sheet = kind.sizes[carrier.size].sheet
    if carrier.width and carrier.height:
        shrunk = sheet.reduced
        sheet = replace(sheet, width=carrier.width / shrunk, height=carrier.height / shrunk)
    items = _items(carrier)
    columns = public_columns(items)
    if kind.takes_items and not items:
        raise DomainError("没有可以排版的事项。请选择已公开的事项，再生成文件。")
    return Order(
        folder=kind.key,
        sheet=sheet,
        brand=brand_of(carrier.unit, brand_for(by)),
        title=carrier.title,
        subtitle=carrier.subtitle,
        dated=_month(timezone.localdate()),
        guides=tuple(guide_of(item, columns[item.pk], address) for item in items),
        text="" if kind.takes_items else carrier.title,
        signature="" if kind.takes_items else carrier.subtitle,
        colours=carrier.colours,
        url=home,
        facts=kind.facts,
    )


@transaction.atomic
def make_file(carrier: Carrier, *, by: Actor, address: Address, home: str = "") -> Made:
    """Lay the carrier out and keep the PDF. Needs EDIT. Raises MissingFonts, DomainError."""
    require(by, Permission.EDIT)
    require_own_unit(by, carrier.unit_id)
    carrier.refresh_from_db(from_queryset=Carrier.objects.select_for_update(of=("self",)))
    order = order_of(carrier, by=by, address=address, home=home)
    made = make(order)
    name = f"{carrier.get_kind_display()}-{carrier.title}.pdf"
    carrier.file = store(
        made.pdf, name=name, content_type="application/pdf", unit_id=carrier.unit_id, by=by
    )
    carrier.made_at, carrier.made_by = timezone.now(), by.name
    carrier.made_from = [
        {"item": item.pk, "version": item.published_version, "name": item.name}
        for item in _items(carrier)
    ]
    carrier.pages, carrier.notes = made.pages, _notes(carrier, order, made)
    carrier.save()
    audit.record(by, "生成宣传载体", carrier, pages=made.pages)
    return made


def _items(carrier: Carrier) -> list[ServiceItem]:
    lines = carrier.lines.filter(item__published_at__isnull=False).select_related("item")
    return [line.item for line in lines]


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"


def _notes(carrier: Carrier, order: Order, made: Made) -> list[str]:
    notes = []
    lines = [line.item for line in carrier.lines.select_related("item")]
    if absent := [item.name for item in lines if item.published_at is None]:
        notes.append(f"未排入没有公开的事项：{'、'.join(absent)}。公开后请重新生成。")
    if older := [item.name for item in lines if item.public_copy_is_older]:
        notes.append(
            f"正在修改，印的是现在公开的内容：{'、'.join(older)}。新内容公开后请重新生成。"
        )
    if strange := missing_glyphs(_everything(order)):
        notes.append(
            f"字库里没有这些字，印出来会是空白方框：{'、'.join(strange)}。"
            "请改用通行写法，或请印刷厂单独补字。"
        )
    if made.omitted:
        notes.append(
            f"版面放不下，整项没有排入：{'、'.join(made.omitted)}。请减少事项，或改做办事手册。"
        )
    elif not made.fits:
        notes.append(f"内容放不下一面，已接排到第{made.pages}面，没有删减文字。")
    if not made.fits:
        notes.append(_longest(order.guides))
    if not KINDS[carrier.kind].takes_items and made.scale < _BANNER_SCALE:
        letters = max(1, int(len(order.text) * made.scale / _BANNER_SCALE))
        notes.append(f"字偏小，远处看不清。这个尺寸建议不超过{letters}个字，或加长条幅。")
    return notes


def _longest(guides: tuple[Guide, ...]) -> str:
    longest = sorted(guides, key=lambda guide: -guide.length)[:3]
    told = "、".join(f"“{guide.name}”约{guide.length}字" for guide in longest)
    return f"文字最多的事项：{told}。精简后字号可以更大。"


def _everything(order: Order) -> str:
    brand = order.brand
    parts = [order.title, order.subtitle, brand.name, brand.hotline, brand.complaint, brand.address]
    for guide in order.guides:
        parts.append(guide.name)
        parts += [part for row in guide.rows for part in row]
        parts += [part for step in guide.steps for part in step]
    return "".join(parts)
