"""The columns of a guide: what may be written, what has to be, and the lists kept as lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from zwgk.catalogue.fields import Field
from zwgk.core.errors import DomainError

# What the inspection of government sites expects a guide to say (国办秘函〔2019〕19号).
MANDATORY = (
    "section", "who_may_apply", "content", "materials", "steps", "statutory_days",
    "promised_days", "fee", "basis", "place", "hours", "phone", "result", "complaint",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Everything that is written about an item."""

    name: str
    field: str = Field.OTHER
    life_event: str = ""
    section: str = ""
    who_may_apply: str = ""
    content: str = ""
    materials: str = ""
    steps: str = ""
    statutory_days: int | None = None
    promised_days: int | None = None
    fee: str = ""
    basis: str = ""
    place: str = ""
    hours: str = ""
    phone: str = ""
    link: str = ""
    result: str = ""
    complaint: str = ""


@dataclass(frozen=True)
class Material:
    """申请材料: one paper that has to be brought, and in how many copies."""

    name: str
    copies: str


@dataclass(frozen=True)
class Step:
    """办理步骤: what is done, by which section, within what time."""

    name: str
    section: str
    limit: str


def materials_of(text: str) -> list[Material]:
    """Read lines of “材料名称|份数要求”; either width of the bar will do."""
    return [Material(*parts) for parts in _lines(text, 2, "materials", "材料名称|份数要求")]


def steps_of(text: str) -> list[Step]:
    """Read lines of “步骤|科室|时限”."""
    return [Step(*parts) for parts in _lines(text, 3, "steps", "步骤|科室|时限")]


def _lines(text: str, size: int, field: str, shape: str) -> Iterator[list[str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.replace("｜", "|").split("|")]
        if len(parts) > size or not parts[0]:
            raise DomainError(f"第{number}行请写成“{shape}”，一行一项。", field=field)
        yield parts + [""] * (size - len(parts))
