"""What the text engine finds: plain values with the span of characters they came from.

Every ``start`` and ``end`` counts characters of the text that was given in, never of a normalised
copy, so that ``given[start:end]`` is what a person sees marked on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zwgk.kinds import Qualifier


@dataclass(frozen=True, slots=True)
class Mention:
    """提及: one place in the text."""

    start: int
    end: int
    text: str


class Stage(StrEnum):
    """阶段: how far a thing got. Only what was handed out or took place is rolled up."""

    DONE = "done"
    PRINTED = "printed"
    PREPARED = "prepared"


class Scope(StrEnum):
    """范围: whose figure it is: the unit's own or its superior's whole area's."""

    OWN = "own"
    AREA = "area"


class Role(StrEnum):
    """How a figure takes part in a sum: 单列, 分项, 合计."""

    SINGLE = "single"
    PART = "part"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Figure:
    """数据: one stated figure. ``value`` of a range is its lower end, ``high`` its upper one.

    ``unit`` is the 量词 as written, empty where the text has none; a rate's value is in percent.
    ``times`` is 2 where 各 gives each of two things the value (条幅、展板各2块).
    ``noun`` is what was counted, as written. The same figure said again is another mention.
    """

    kind: str
    value: int | float
    qualifier: Qualifier
    unit: str
    noun: str
    start: int
    end: int
    text: str
    high: int | float | None = None
    stage: Stage = Stage.DONE
    scope: Scope = Scope.OWN
    role: Role = Role.SINGLE
    times: int = 1
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """未采用的数字: a number that is no figure of the registry, and why (in Chinese)."""

    text: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What ``figures(text)`` gives: both lists in the order of the text."""

    found: tuple[Figure, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    def total(self, kind: str) -> tuple[int | float, Qualifier] | None:
        """The kind's value in this text, parts summed once; None when it states none."""
        from zwgk.text.figures.totals import total

        return total(self.found, kind)


@dataclass(frozen=True, slots=True)
class Day:
    """日期: a day or a period of days; without year where the text has none or masks it (20xx)."""

    month: int
    day: int
    start: int
    end: int
    text: str
    year: int | None = None
    until: "Day | None" = None
    warning: str = ""

    @property
    def iso(self) -> str:
        """2018-05-15, --05-15 without year, a period as first/last day."""
        year = f"{self.year:04}" if self.year is not None else "-"
        own = f"{year}-{self.month:02}-{self.day:02}"
        return f"{own}/{self.until.iso}" if self.until else own

    @property
    def date(self) -> date | None:
        """The day as a date, None without year or when there is no such day."""
        try:
            return date(self.year, self.month, self.day) if self.year is not None else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Notice:
    """所依据的通知: title without 《》 and 发文字号 as written (either may be empty)."""

    title: str
    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """层次标题: its level (1 for 一、, 2 for （一）, 3 for 1.) and its words."""

    level: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contact:
    """联系方式: ``kind`` is phone, mobile, email, postcode or address."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What ``facts(text)`` gives. Fields are empty or None where the text does not say.

    ``edition_span``, ``theme_span`` … hold the first place each was read from; ``themes`` every
    wording of the theme with its place (two different ones are a contradiction).
    """

    title: Mention | None = None
    unit: Mention | None = None
    edition: int | None = None
    editions: tuple[tuple[int, Mention], ...] = ()
    dates: tuple[Day, ...] = ()
    other_dates: tuple[Day, ...] = ()
    theme: str | None = None
    themes: tuple[Mention, ...] = ()
    headings: tuple[Heading, ...] = ()
    notices: tuple[Notice, ...] = ()
    contacts: tuple[Contact, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a page: ``text == page[start:end]``; cut where the page says 查看更多."""

    text: str
    start: int
    end: int
    incomplete: bool = False
    same_as: int | None = None


class Severity(StrEnum):
    """严重程度: 错误 must be mended, 提示 is advice."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """问题: what is wrong, where, and how to mend it; message and suggestion in Chinese.

    ``replacement`` is the text to put in place of the span when the mend is certain.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    message: str
    suggestion: str
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A text to compare with: another unit's, or this unit's own of an earlier year."""

    unit: str
    text: str
    year: int | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the text; every field is optional.

    ``first_years`` gives a series' first year by the name of its day (政务公开日 → 2007).
    ``records`` are the values the unit's records hold by kind, as (value, out_of).
    """

    unit: str = ""
    edition: int | None = None
    days: tuple[date, ...] = ()
    theme: str = ""
    year: int | None = None
    first_years: Mapping[str, int] = field(default_factory=dict)
    records: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)
    notice: str = ""
    neighbours: tuple[Neighbour, ...] = ()
    public_phones: frozenset[str] = frozenset()


class Entity(StrEnum):
    """Kinds of what is masked: 人名, 地名, 机构, 日期, 联系方式, 编号."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    DATE = "date"
    CONTACT = "contact"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Replacement:
    """遮蔽: ``original`` at ``start`` … ``end`` of the text given in becomes ``mask``."""

    original: str
    mask: str
    kind: Entity
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """待确认: a candidate that was not masked; a person decides. ``reason`` in Chinese."""

    text: str
    kind: Entity
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Masked:
    """What ``mask(text)`` gives: the masked text, every replacement, every doubt left."""

    masked: str
    replacements: tuple[Replacement, ...] = ()
    unsure: tuple[Unsure, ...] = ()


@dataclass(frozen=True, slots=True)
class Exposure:
    """个人信息: ``kind`` is id_number, mobile, landline, bank_card, email, plate, address or name.

    ``certain`` is False where only a person can tell (a 16-digit number without any keyword).
    """

    kind: str
    text: str
    start: int
    end: int
    certain: bool
    message: str
