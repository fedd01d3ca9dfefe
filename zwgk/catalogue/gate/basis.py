"""依据: what is repealed is no basis, and a fee needs one.

``repealed.toml`` is the maintained list; titles are matched as they stand between 《 and 》, with
or without 中华人民共和国. In the two columns of bases a repealed title is an error, elsewhere
advice: a text may tell of earlier law.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from zwgk.catalogue.gate.findings import Finding, advice, error
from zwgk.catalogue.gate.written import named, written
from zwgk.catalogue.models import ServiceItem

_LIST = Path(__file__).with_name("repealed.toml")
_BASES = ("basis", "fee_basis")
_TITLE = re.compile(r"《([^《》]{2,80})》")
_STATE = "中华人民共和国"
_FREE = re.compile(
    r"不收费|不收取|不用缴费|无需缴费|不需要?缴费|免费|免收|零收费|不涉及收费|^\s*(?:无|零|0\s*元?)\s*[。]?$"
)


@dataclass(frozen=True)
class Repealed:
    """废止文件: an instrument that is no longer in force, since when and by what."""

    title: str
    repealed_on: date
    by: str
    source: str
    number: str = ""


@cache
def repealed() -> Mapping[str, Repealed]:
    """The list, by title without 中华人民共和国."""
    rows = tomllib.loads(_LIST.read_text(encoding="utf-8"))["repealed"]
    return {_bare(row["title"]): Repealed(**row) for row in rows}


def bases(item: ServiceItem, today: date) -> Iterator[Finding]:
    """Repealed instruments that are cited on a day, and a fee without basis."""
    for column, text in written(item):
        for title in dict.fromkeys(_TITLE.findall(text)):
            one = repealed().get(_bare(title))
            if one is not None and one.repealed_on <= today:
                yield _cited(column, title, one)
    if item.fee.strip() and not _FREE.search(item.fee) and not item.fee_basis.strip():
        yield error(
            "fee-basis", "fee_basis",
            f"{named('fee')}写明收费，{named('fee_basis')}没有填写，请写明文件名称和文号；"
            "不收费的写“不收费”。",
        )  # fmt: skip


def _cited(column: str, title: str, one: Repealed) -> Finding:
    day = f"{one.repealed_on.year}年{one.repealed_on.month}月{one.repealed_on.day}日"
    said = f"{named(column)}中的《{title}》已于{day}废止（{one.source}）"
    if column in _BASES:
        return error("repealed", column, f"{said}，请改为现行依据。", title)
    return advice("repealed-cited", column, f"{said}，请核对是否需要修改。", title)


def _bare(title: str) -> str:
    """A title without what may be left out: 中华人民共和国, blanks, a remark in brackets."""
    kept = re.sub(r"\s+|（[^（）]*）$|\([^()]*\)$", "", title)
    return kept.removeprefix(_STATE)
