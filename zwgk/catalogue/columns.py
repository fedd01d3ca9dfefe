"""The columns of an item: what may be written, what has to be, and the lists kept as lines.

Materials and steps stay lines of cells: clerks paste them from Word and Excel, older items need
no change, and a line grows a cell at its end without touching those before it.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from zwgk.catalogue.fields import Field
from zwgk.catalogue.standard import Audience, Mode, Within
from zwgk.core.errors import DomainError

# What the inspection of government sites expects a guide to say (国办秘函〔2019〕19号).
MANDATORY = (
    "section", "who_may_apply", "content", "materials", "steps", "statutory_days",
    "promised_days", "fee", "basis", "place", "hours", "phone", "result", "complaint",
)  # fmt: skip
# What the standard catalogue asks of every item (国办发〔2019〕54号), services or not.
STANDARD = ("topic", "content", "basis", "channels", "levels")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Everything that is written about an item."""

    name: str
    topic: str = ""
    field: str = Field.OTHER
    life_event: str = ""
    is_service: bool = True
    content: str = ""
    body: str = ""
    basis: str = ""
    disclose_within: str = Within.TWENTY_DAYS
    disclose_within_text: str = ""
    formed_on: date | None = None
    channels: tuple[str, ...] = ()
    audience: str = Audience.ALL
    audience_who: str = ""
    mode: str = Mode.ACTIVE
    levels: tuple[str, ...] = ()
    section: str = ""
    who_may_apply: str = ""
    materials: str = ""
    steps: str = ""
    statutory_days: int | None = None
    promised_days: int | None = None
    fee: str = ""
    fee_basis: str = ""
    place: str = ""
    hours: str = ""
    phone: str = ""
    link: str = ""
    result: str = ""
    complaint: str = ""


COLUMNS: tuple[str, ...] = tuple(Columns.__dataclass_fields__)


def as_kept(columns: Columns) -> dict[str, Any]:
    """The columns as JSON, for a revision."""
    kept = asdict(columns)
    kept["formed_on"] = columns.formed_on.isoformat() if columns.formed_on else None
    return {**kept, "channels": list(columns.channels), "levels": list(columns.levels)}


def from_kept(kept: dict[str, Any]) -> Columns:
    """The columns of a revision; one that was added since then is at its default."""
    known: dict[str, Any] = {name: kept[name] for name in COLUMNS if name in kept}
    if known.get("formed_on"):
        known["formed_on"] = date.fromisoformat(known["formed_on"])
    for name in ("channels", "levels"):
        known[name] = tuple(known.get(name) or ())
    return Columns(**known)


@dataclass(frozen=True)
class Material:
    """申请材料: one paper that has to be brought, in how many copies, and its sample."""

    name: str
    copies: str
    sample: str = ""

    @property
    def originals(self) -> int | None:
        """原件份数, where the words say a number."""
        return _copies(self.copies, "原件")

    @property
    def duplicates(self) -> int | None:
        """复印件份数, where the words say a number."""
        return _copies(self.copies, "复印件")


@dataclass(frozen=True)
class Step:
    """办理步骤: what is done, by which section, within what time, and where online."""

    name: str
    section: str
    limit: str
    link: str = ""


_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_EACH = re.compile(r"(?:各|均)\s*(\d{1,2}|[一二两三四五六七八九])\s*份")
_COUNT = r"\D{0,3}?(\d{1,2}|[一二两三四五六七八九])\s*[份件张本]"


def _copies(words: str, sort: str) -> int | None:
    """How many of a sort: “原件1份、复印件两份”, “原件及复印件各1份”."""
    if sort not in words:
        return None
    found = _EACH.search(words) or re.search(sort + _COUNT, words)
    if found is None:
        return None
    return _DIGITS.get(found[1]) or int(found[1])


def materials_of(text: str) -> list[Material]:
    """Read lines of “材料名称|份数要求|样表”; either width of the bar will do."""
    return [Material(*parts) for parts in _lines(text, 3, "materials", "材料名称|份数要求|样表")]


def steps_of(text: str) -> list[Step]:
    """Read lines of “步骤|科室|时限|网址”."""
    steps = [Step(*parts) for parts in _lines(text, 4, "steps", "步骤|科室|时限|网址")]
    for number, step in enumerate(steps, 1):
        if step.link and not re.match(r"https?://[^\s<>\"']+$", step.link):
            raise DomainError(f"第{number}步的网址要以 https:// 开头。", field="steps")
    return steps


def _lines(text: str, size: int, field: str, shape: str) -> Iterator[list[str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.replace("｜", "|").split("|")]
        if len(parts) > size or not parts[0]:
            raise DomainError(f"第{number}行请写成“{shape}”，一行一项。", field=field)
        yield parts + [""] * (size - len(parts))
