"""The one table of figure meanings (指标). Nothing else in zwgk knows their names.

Keys are stable API: they stand in stored summaries, exports and URLs. Adding a kind is one entry
here, plus its count in ``zwgk.figures.counting`` when records for it exist.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Qualifier(StrEnum):
    """How exact a value is: 准确, 余/多 (more than), 约/近 (about), 不足/不到 (less than)."""

    EXACT = "exact"
    MORE_THAN = "more_than"
    ABOUT = "about"
    LESS_THAN = "less_than"


def combined(qualifiers: Iterable[Qualifier]) -> Qualifier:
    """The qualifier of a sum: exact only if every part is; about as soon as one part is.

    Parts that err to opposite sides (余 and 不足) make the sum about.
    """
    found = set(qualifiers) - {Qualifier.EXACT}
    if len(found) > 1 or Qualifier.ABOUT in found:
        return Qualifier.ABOUT
    return found.pop() if found else Qualifier.EXACT


class Source(StrEnum):
    """Where a value comes from: 逐条记录, 计数, 填报."""

    RECORDS = "records"
    TALLY = "tally"
    DECLARED = "declared"


SOURCE_NAMES: Mapping[Source, str] = MappingProxyType(
    {Source.RECORDS: "逐条记录", Source.TALLY: "现场计数", Source.DECLARED: "单位填报"}
)
QUALIFIER_NAMES: Mapping[Qualifier, str] = MappingProxyType(
    {
        Qualifier.EXACT: "准确",
        Qualifier.MORE_THAN: "余",
        Qualifier.ABOUT: "约",
        Qualifier.LESS_THAN: "不足",
    }
)


class Aggregate(StrEnum):
    """How values of a kind combine over units.

    SUM: added. RATE: recomputed from the sums of both parts. DISTINCT: never added, because the
    same booklet or department stands in many units; united by name where names are known.
    """

    SUM = "sum"
    RATE = "rate"
    DISTINCT = "distinct"


AGGREGATE_NAMES: Mapping[Aggregate, str] = MappingProxyType(
    {
        Aggregate.SUM: "相加",
        Aggregate.RATE: "分子、分母分别相加再相除",
        Aggregate.DISTINCT: "不相加；知道名称的按名称合并，同名只计一次",
    }
)


@dataclass(frozen=True)
class FigureKind:
    """指标: the meaning of one figure.

    ``measure`` is the 量词 printed behind the value; a rate is printed as a percentage.
    ``tallied`` says that it may be counted at a desk without individual records (计数).
    ``meaning`` is the statistical definition shown to clerks; ``base`` is the clause in which a
    rate is never shown without what it was counted from.
    """

    key: str
    name: str
    measure: str
    meaning: str
    aggregate: Aggregate = Aggregate.SUM
    tallied: bool = False
    base: str = ""

    def based_on(self, value: int, out_of: int) -> str:
        """What a rate rests on, as a clause: 52人评价，其中51人满意."""
        return self.base.format(value=value, out_of=out_of)

    @property
    def is_rate(self) -> bool:
        """Whether values carry a numerator and a denominator and are never averaged."""
        return self.aggregate is Aggregate.RATE

    @property
    def is_distinct(self) -> bool:
        """Whether values of several units are united by name and never added."""
        return self.aggregate is Aggregate.DISTINCT


_ALL = (
    FigureKind("visitors", "接待群众", "人次", "到咨询台来访的群众人次", tallied=True),
    FigureKind("questions_asked", "受理咨询", "个", "群众提出的咨询问题数", tallied=True),
    FigureKind("questions_answered", "解答问题", "个", "已经答复的咨询问题数", tallied=True),
    FigureKind("answered_on_spot", "现场解答", "个", "在咨询台当场答复的咨询问题数", tallied=True),
    FigureKind(
        "answer_rate",
        "现场答复率",
        "%",
        "现场解答数占受理咨询数的比例",
        Aggregate.RATE,
        True,
        base="受理{out_of}个，现场解答{value}个",
    ),
    FigureKind(
        "satisfaction_rate",
        "满意率",
        "%",
        "评价为满意的占全部评价的比例",
        Aggregate.RATE,
        True,
        base="{out_of}人评价，其中{value}人满意",
    ),
    FigureKind(
        "materials_distributed", "发放资料", "份", "已发到群众手中的宣传资料份数", tallied=True
    ),
    FigureKind("material_kinds", "资料种类", "种", "现场发放的宣传资料种类数", Aggregate.DISTINCT),
    FigureKind("desks", "咨询台", "个", "设立的咨询台数"),
    FigureKind("boards", "宣传板", "块", "制作并展出的公开板、宣传板数"),
    FigureKind("banners", "条幅", "条", "悬挂的条幅、横幅数"),
    FigureKind("screens", "电子屏", "块", "滚动播放宣传标语的电子显示屏数"),
    FigureKind(
        "screen_hours", "播放时长", "小时", "电子屏播放的整小时数，每块屏不足一小时的部分不计"
    ),
    FigureKind("departments", "参与部门", "个", "到咨询台接待群众的部门数", Aggregate.DISTINCT),
    FigureKind("staff", "参加人员", "人", "到咨询台接待群众的工作人员数"),
    FigureKind("meetings", "会议", "次", "为本次活动召开的会议次数"),
    FigureKind("suggestions", "意见建议", "条", "收集的群众意见建议条数", tallied=True),
    FigureKind("applications", "受理申请", "件", "现场受理的政府信息公开申请件数", tallied=True),
    FigureKind("items_checked", "核查事项", "项", "活动前核查的公开事项数"),
    FigureKind("items_completed", "补充完善", "项", "核查后补充完善的公开事项数"),
    FigureKind("participants_invited", "受邀代表", "人", "应邀参加活动的代表人数", tallied=True),
    FigureKind("followups", "跟踪办理", "件", "咨询台没有当场答复、转有关部门办理的咨询件数"),
    FigureKind("followups_answered", "跟踪答复", "件", "跟踪办理的咨询中已经答复的件数"),
    FigureKind("online_questions", "线上咨询", "件", "群众在门户提出的咨询件数，不计入受理咨询"),
    FigureKind("online_answered", "线上答复", "件", "线上咨询中已经答复的件数"),
    FigureKind("online_views", "线上浏览", "次", "活动线上内容的浏览次数", tallied=True),
)

KINDS: Mapping[str, FigureKind] = MappingProxyType({kind.key: kind for kind in _ALL})
DISTINCT_KINDS = tuple(key for key, kind in KINDS.items() if kind.is_distinct)
