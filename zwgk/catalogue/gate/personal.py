"""个人信息: numbers of persons in the columns and the corrections (个人信息保护法).

ID, mobile and bank card numbers are errors wherever they stand, a mobile in 咨询电话 too: what is
public is an office's phone. Whatever else looks personal is advice; the landlines the item itself
gives for advice and complaint, and the unit's own, are let through.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zwgk.catalogue.gate.findings import Finding, advice, error
from zwgk.catalogue.gate.written import named, written
from zwgk.catalogue.models import ServiceItem
from zwgk.text.privacy import exposures

PRIVATE = "private"
_GRAVE = {"id_number": "居民身份证号", "mobile": "手机号码", "bank_card": "银行卡号"}
_OTHER = {
    "landline": "固定电话", "plate": "机动车号牌", "email": "电子邮箱", "qq": "QQ 号",
    "wechat": "微信号", "address": "详细住址", "name": "姓名",
}  # fmt: skip
_SHOWN = frozenset({"landline", "address", "name"})
_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[\s)）\-－—–]*)?[2-9]\d{2,3}-?\d{4}(?!\d)")
_MOST = 30


@dataclass(frozen=True)
class Exposed:
    """What was found in a text; ``shown`` tells which one it is without giving it away."""

    kind: str
    shown: str
    certain: bool

    @property
    def is_grave(self) -> bool:
        """Whether it forbids publication."""
        return self.certain and self.kind in _GRAVE

    @property
    def words(self) -> str:
        """What it is, in Chinese."""
        sort = _GRAVE.get(self.kind) or _OTHER.get(self.kind, "个人信息")
        return f"{'' if self.certain else '疑似'}{sort} {self.shown}"


def exposed(text: str, phones: frozenset[str] = frozenset()) -> list[Exposed]:
    """What of a text may be personal, each once, the grave first; ``phones`` are let through."""
    found = dict.fromkeys(
        Exposed(one.kind, _masked(one.kind, one.text), one.certain)
        for one in exposures(text, public_phones=phones)
    )
    return sorted(found, key=lambda one: not one.is_grave)[:_MOST]


def public_phones(item: ServiceItem) -> frozenset[str]:
    """The landlines the item and its unit give to the public; a mobile is never one of them."""
    texts = (item.phone, item.complaint, item.unit.phone)
    return frozenset(number for text in texts for number in _PHONE.findall(text))


def personal(item: ServiceItem) -> Iterator[Finding]:
    """What of the columns and of the corrections not yet public may be personal."""
    phones = public_phones(item)
    for column, text in written(item):
        yield from told(PRIVATE, column, named(column), exposed(text, phones))
    for correction in item.corrections.all():
        if correction.published_at is None:
            yield from told(PRIVATE, "", "更正说明", exposed(correction.note, phones))


def told(code: str, column: str, place: str, found: list[Exposed]) -> Iterator[Finding]:
    """What was found in a place, as findings; one of doubts is told by ``code`` and -unsure."""
    for one in found:
        where = f"{'' if column else place}{one.shown}"
        if one.is_grave:
            message = f"{place}中有{one.words}，请删去后再公开。"
            yield error(code, column, message, where)
        else:
            message = f"{place}中有{one.words}，请核对是否可以公开。"
            yield advice(f"{code}-unsure", column, message, where)


def _masked(kind: str, text: str) -> str:
    if kind in _SHOWN:
        return " ".join(text.split())[:60]
    bare = re.sub(r"[\s—–_.·-]", "", text) if kind in _GRAVE else text
    if len(bare) < 9:
        return bare[:2] + "*" * max(len(bare) - 2, 1)
    return bare[:3] + "*" * (min(len(bare), 30) - 7) + bare[-4:]
