"""What everybody may read."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.urls import reverse
from django.utils import timezone
from ninja import Field, Schema
from pydantic import AfterValidator

from zwgk.kinds import FigureKind
from zwgk.library.models import Collection, Publication
from zwgk.library.queries import EditionFigure, PublicCampaign, PublicDesk
from zwgk.search.model import Hit, Results, Run
from zwgk.web.api.schemas.paging import Page, Paging, Word

KindName = Literal["summary", "guide", "answer", "notice"]
SEARCH_DEPTH = 1_000
_NUMBER = 32_767


def _sensible(moment: datetime) -> datetime:
    """A time without a zone is Beijing time; years no calendar handles are refused."""
    if not 2000 <= moment.year <= 2999:
        raise ValueError("年份应在 2000 至 2999 之间。")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


Moment = Annotated[datetime, AfterValidator(_sensible)]


class PublicationFilters(Paging):
    """Which publications."""

    kind: KindName | None = Field(
        None, description="类别：summary 活动总结、guide 办事指南、answer 公开答复、notice 通知公告"
    )
    year: int | None = Field(None, ge=1, le=_NUMBER, description="年份，如 2026")
    edition: int | None = Field(None, ge=1, le=_NUMBER, description="届次，如 20 表示第二十届")
    level: Word = Field("", description="层级：province、city、county、town、department、section")
    region: Word = Field(
        "",
        description="地区类型：province、city、county、zone、town、street、department、other",
    )
    theme: Word = Field("", description="活动主题，须与主题全文一致")
    collection: Word = Field("", description="栏目编号，见“栏目”接口")
    updated_since: Moment | None = Field(
        None,
        description=(
            "只列该时间及以后更新的内容，按更新时间从早到晚排列，用于分批同步；未写时区的按北京时间"
        ),
    )


class SearchFilters(Schema):
    """What is searched for."""

    q: Word = Field(min_length=1, description="搜索词，多个词用空格分开，须同时出现；最多 100 字")
    kind: KindName | None = Field(None, description="类别，取值同“公开件”接口")
    year: int | None = Field(None, ge=1, le=_NUMBER, description="年份")
    edition: int | None = Field(None, ge=1, le=_NUMBER, description="届次")
    level: Word = Field("", description="层级")
    region: Word = Field("", description="地区类型")
    collection: Word = Field("", description="栏目编号")
    order: Literal["relevance", "newest"] = Field(
        "relevance", description="排序：relevance 相关程度、newest 时间从新到旧"
    )
    limit: int = Field(20, ge=1, le=100, description="每页条数，最多 100")
    offset: int = Field(0, ge=0, le=SEARCH_DEPTH, description="跳过的条数，最多 1000")


class CollectionOut(Schema):
    """栏目."""

    slug: str = Field(description="栏目编号")
    name: str = Field(description="栏目名称")
    introduction: str = Field(description="栏目说明")
    count: int = Field(description="栏目内公开件的数量")

    @classmethod
    def of(cls, row: Collection) -> "CollectionOut":
        """A collection with its count."""
        return cls(
            slug=row.slug, name=row.name, introduction=row.introduction,
            count=getattr(row, "count", 0),
        )  # fmt: skip


class PublicationItem(Schema):
    """公开件 in a list."""

    id: str = Field(description="公开件编号")
    page: str = Field(description="门户上该内容的页面路径")
    kind: str = Field(description="类别")
    kind_name: str = Field(description="类别名称")
    title: str = Field(description="标题")
    excerpt: str = Field(description="摘要，到完整的句子为止")
    unit_name: str = Field(description="单位名称；已隐去处理的为隐去后的名称")
    level: str = Field(description="层级")
    region: str = Field(description="地区类型")
    year: int | None = Field(None, description="年份")
    edition: int | None = Field(None, description="届次")
    theme: str = Field(description="活动主题")
    collection: str | None = Field(None, description="栏目编号")
    campaign: str | None = Field(None, description="活动编号")
    length: int = Field(description="正文字数")
    incomplete: bool = Field(description="原文是否不完整")
    good_practice: str = Field(description="推荐理由，未推荐的为空")
    dated_on: date | None = Field(None, description="成文日期")
    published_at: datetime = Field(description="公开时间")
    updated_at: datetime = Field(description="最近更新时间")

    @classmethod
    def of(cls, row: Publication) -> "PublicationItem":
        """A publication without its body."""
        return cls(**_item(row))


class Paragraph(Schema):
    """A paragraph of a text."""

    level: int = Field(description="标题层次：0 为正文，1 至 4 为各级标题")
    text: str = Field(description="文字")


class PublishedFigure(Schema):
    """A figure of a published summary."""

    kind: str = Field(description="指标编号，见“指标”接口")
    value: int = Field(description="数量；比率为分子")
    out_of: int | None = Field(None, description="比率的分母，其他指标为空")
    qualifier: str = Field(
        description="准确程度：exact 准确、more_than 余、about 约、less_than 不足"
    )
    text: str = Field("", description="在文中的写法，如“34人次”")


class PublicationOut(PublicationItem):
    """公开件 with its body and figures."""

    paragraphs: list[Paragraph] = Field(description="正文，一段一项")
    figures: list[PublishedFigure] = Field(description="总结中的数据")
    details: dict[str, Any] = Field(description="该类别专有的内容，如办事指南的申请材料和办理流程")

    @classmethod
    def of(cls, row: Publication) -> "PublicationOut":
        """A publication in full."""
        return cls(
            **_item(row), paragraphs=row.paragraphs, figures=row.figures, details=row.details
        )


def _item(row: Publication) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "page": reverse(f"portal:{row.kind}", kwargs={"pk": row.pk}),
        "kind": row.kind, "kind_name": row.get_kind_display(),
        "title": row.title, "excerpt": row.excerpt, "unit_name": row.unit_name,
        "level": row.level, "region": row.region, "year": row.year, "edition": row.edition,
        "theme": row.theme, "collection": row.collection.slug if row.collection else None,
        "campaign": row.campaign_slug or None, "length": row.length,
        "incomplete": row.incomplete, "good_practice": row.good_practice,
        "dated_on": row.dated_on, "published_at": row.published_at, "updated_at": row.updated_at,
    }  # fmt: skip


class CampaignOut(Schema):
    """活动."""

    slug: str = Field(description="活动编号")
    name: str = Field(description="活动名称")
    organiser: str = Field(description="发起单位")
    edition: int = Field(description="届次")
    year: int = Field(description="年份")
    theme: str = Field(description="活动主题")
    starts_on: date = Field(description="开始日期")
    ends_on: date = Field(description="结束日期")

    @classmethod
    def of(cls, row: PublicCampaign) -> "CampaignOut":
        """A campaign as citizens see it."""
        return cls(
            slug=row.slug, name=row.name, organiser=row.organiser, edition=row.edition,
            year=row.year, theme=row.theme, starts_on=row.starts_on, ends_on=row.ends_on,
        )  # fmt: skip


class DeskOut(Schema):
    """咨询台."""

    unit_name: str = Field(description="单位名称")
    name: str = Field(description="咨询台名称")
    place: str = Field(description="地点")
    address: str = Field(description="单位办公地址")
    phone: str = Field(description="联系电话")
    opens_at: datetime = Field(description="开始时间")
    closes_at: datetime = Field(description="结束时间")
    departments: list[str] = Field(description="到场的部门")

    @classmethod
    def of(cls, row: PublicDesk) -> "DeskOut":
        """A desk as citizens see it."""
        return cls(
            unit_name=row.unit_name, name=row.name, place=row.place, address=row.address,
            phone=row.phone, opens_at=row.opens_at, closes_at=row.closes_at,
            departments=list(row.departments),
        )  # fmt: skip


class EditionFigureOut(Schema):
    """A figure of an edition."""

    kind: str = Field(description="指标编号")
    name: str = Field(description="指标名称")
    measure: str = Field(description="量词")
    value: int | None = Field(
        description="各单位合计；比率为分子合计；不能相加的指标（资料种类、参与部门）为空"
    )
    out_of: int | None = Field(None, description="比率的分母合计，其他指标为空")
    percent: float | None = Field(None, description="按合计重新计算的比率（%），其他指标为空")
    text: str = Field(description="写法，如“3400余人次”")
    units: int = Field(description="报告该指标的单位数")

    @classmethod
    def of(cls, row: EditionFigure) -> "EditionFigureOut":
        """A figure added up over what is published."""
        return cls(
            kind=row.kind, name=row.name, measure=row.measure, value=row.value,
            out_of=row.out_of, percent=row.percent, text=row.text, units=row.units,
        )  # fmt: skip


class FigureKindOut(Schema):
    """指标: an entry of the data dictionary."""

    key: str = Field(description="指标编号，长期不变")
    name: str = Field(description="指标名称")
    measure: str = Field(description="量词")
    meaning: str = Field(description="统计口径")
    is_rate: bool = Field(description="是否为比率；比率不作平均，按分子、分母合计重新计算")

    @classmethod
    def of(cls, kind: FigureKind) -> "FigureKindOut":
        """An entry of the one table of figure meanings."""
        return cls(
            key=kind.key, name=kind.name, measure=kind.measure, meaning=kind.meaning,
            is_rate=kind.is_rate,
        )  # fmt: skip


class RunOut(Schema):
    """A piece of text."""

    text: str = Field(description="文字")
    marked: bool = Field(description="是否为搜索到的词")


class HitOut(Schema):
    """A publication found."""

    id: str = Field(description="公开件编号")
    kind: str = Field(description="类别")
    title: list[RunOut] = Field(description="标题，分成若干段")
    snippet: list[RunOut] = Field(description="正文片段，分成若干段")
    day: date = Field(description="日期")

    @classmethod
    def of(cls, hit: Hit) -> "HitOut":
        """A hit, its text in pieces and never HTML."""
        return cls(
            id=hit.key, kind=hit.kind, day=hit.day, title=_runs(hit.title),
            snippet=_runs(hit.snippet),
        )  # fmt: skip


def _runs(runs: tuple[Run, ...]) -> list[RunOut]:
    return [RunOut(text=text, marked=marked) for text, marked in runs]


class SearchOut(Schema):
    """What a search found."""

    total: int = Field(description="找到的条数，数到 1000 为止")
    total_is_exact: bool = Field(description="条数是否准确；否表示多于 1000 条")
    corrected: str | None = Field(None, description="按更正后的词搜索时，为更正后的词")
    synonyms: list[str] = Field(description="一并搜索的同义词")
    facets: dict[str, dict[str, int]] = Field(description="各筛选项的取值和条数")
    items: list[HitOut] = Field(description="搜索结果")

    @classmethod
    def of(cls, results: Results) -> "SearchOut":
        """The results as they are sent."""
        return cls(
            total=results.total, total_is_exact=results.total_is_exact,
            corrected=results.corrected, synonyms=list(results.synonyms),
            facets={name: dict(values) for name, values in results.facets.items()},
            items=[HitOut.of(hit) for hit in results.hits],
        )  # fmt: skip


class VerifyOut(Schema):
    """文件核验."""

    sha256: str = Field(description="文件的 SHA-256 值")
    genuine: bool = Field(description="是否与本站公开总结的正式文件一致")
    publication: PublicationItem | None = Field(None, description="一致时，为对应的公开件")


class PublicationPage(Page):
    """A page of publications."""

    items: list[PublicationItem] = Field(description="公开件")


class CollectionPage(Page):
    """A page of collections."""

    items: list[CollectionOut] = Field(description="栏目")


class CampaignPage(Page):
    """A page of campaigns."""

    items: list[CampaignOut] = Field(description="活动")


class DeskPage(Page):
    """A page of desks."""

    items: list[DeskOut] = Field(description="咨询台")


class EditionFigures(Schema):
    """The figures of an edition."""

    campaign: str = Field(description="活动编号")
    items: list[EditionFigureOut] = Field(description="各项数据")


class FigureKinds(Schema):
    """The data dictionary."""

    items: list[FigureKindOut] = Field(description="全部指标")
