"""What a unit reads with its key."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from zwgk.campaigns.models import Campaign, Participation
from zwgk.core.models import StoredFile
from zwgk.figures.ledger import Entry
from zwgk.figures.phrase import printed
from zwgk.kinds import KINDS, Qualifier, Source
from zwgk.library.models import Sample
from zwgk.summaries.models import Review, Submission, SubmittedFigure
from zwgk.summaries.rollup import RollUp, Total
from zwgk.units.models import ApiKey, Unit
from zwgk.web.api.schemas.paging import Page, Paging, Slug


class OfCampaign(Paging):
    """Which campaign's rows."""

    campaign: Slug | None = Field(None, description="活动编号，不填为全部活动")


class UnitRef(Schema):
    """单位."""

    code: str = Field(description="单位代码")
    name: str = Field(description="单位全称")

    @classmethod
    def of(cls, unit: Unit) -> "UnitRef":
        """A unit by name."""
        return cls(code=unit.code, name=unit.name)


class CampaignRef(Schema):
    """活动."""

    slug: str = Field(description="活动编号")
    name: str = Field(description="活动名称")
    year: int = Field(description="年份")
    edition: int = Field(description="届次")

    @classmethod
    def of(cls, row: Campaign) -> "CampaignRef":
        """A campaign by name."""
        return cls(slug=row.slug, name=row.series, year=row.year, edition=row.edition)


class UnitOut(UnitRef):
    """The unit a key belongs to."""

    short_name: str = Field(description="单位简称")
    level: str = Field(description="层级")
    key_name: str = Field(description="密钥用途")
    key_expires_on: date = Field(description="密钥有效期至")

    @classmethod
    def of_key(cls, key: ApiKey) -> "UnitOut":
        """The unit with what is known of the key."""
        unit = key.unit
        return cls(
            code=unit.code, name=unit.name, short_name=unit.short_name, level=unit.level,
            key_name=key.name, key_expires_on=key.expires_on,
        )  # fmt: skip


class ParticipationOut(Schema):
    """参与单位: how far a unit has come."""

    id: int = Field(description="参与编号")
    campaign: CampaignRef = Field(description="活动")
    unit: UnitRef = Field(description="单位")
    own: bool = Field(description="是否为本单位；下级单位的台账由下级单位自己读取")
    state: str = Field(description="办理状态")
    state_name: str = Field(description="办理状态名称")
    theme: str = Field(description="活动主题")
    starts_on: date | None = Field(None, description="开展日期")
    ends_on: date | None = Field(None, description="结束日期")
    acknowledged_at: datetime | None = Field(None, description="签收时间")
    planned_at: datetime | None = Field(None, description="方案制定时间")

    @classmethod
    def of(cls, row: Participation, own: bool) -> "ParticipationOut":
        """A participation without what the unit wrote."""
        return cls(
            id=row.pk, campaign=CampaignRef.of(row.campaign), unit=UnitRef.of(row.unit), own=own,
            state=row.state, state_name=row.get_state_display(), theme=row.theme,
            starts_on=row.starts_on, ends_on=row.ends_on, acknowledged_at=row.acknowledged_at,
            planned_at=row.planned_at,
        )  # fmt: skip


class Shares(Schema):
    """How much of a value comes from which source."""

    records: int = Field(description="来自逐条记录的数量")
    tally: int = Field(description="来自现场计数的数量")
    declared: int = Field(description="来自单位填报的数量")


class FigureOut(Schema):
    """A figure with its sources."""

    kind: str = Field(description="指标编号")
    name: str = Field(description="指标名称")
    value: int = Field(description="数量；比率为分子")
    out_of: int | None = Field(None, description="比率的分母，其他指标为空")
    qualifier: str = Field(
        description="准确程度：exact 准确、more_than 余、about 约、less_than 不足"
    )
    text: str = Field(description="写法，如“34人次”")
    shares: Shares = Field(description="数量的来源构成")


class EvidencedFigure(FigureOut):
    """A figure with the number of records behind it."""

    evidence: int = Field(description="佐证的条数")

    @classmethod
    def of_entry(cls, entry: Entry) -> "EvidencedFigure":
        """A figure of the live ledger."""
        shares = {source: entry.shares.get(source, 0) for source in Source}
        return cls(
            **_figure(entry.kind.key, entry.value, entry.out_of, entry.qualifier, shares),
            evidence=len(entry.evidence),
        )

    @classmethod
    def of_submitted(cls, row: SubmittedFigure, evidence: int) -> "EvidencedFigure":
        """A figure as it was submitted."""
        shares = {
            Source.RECORDS: row.by_records, Source.TALLY: row.by_tally,
            Source.DECLARED: row.by_declared,
        }  # fmt: skip
        return cls(
            **_figure(row.kind, row.value, row.out_of, Qualifier(row.qualifier), shares),
            evidence=evidence,
        )


def _figure(
    key: str, value: int, out_of: int | None, qualifier: Qualifier, shares: dict[Source, int]
) -> dict[str, Any]:
    kind = KINDS[key]
    return {
        "kind": key, "name": kind.name, "value": value, "out_of": out_of, "qualifier": qualifier,
        "text": printed(kind, value, out_of, qualifier),
        "shares": Shares(**{source.value: count for source, count in shares.items()}),
    }  # fmt: skip


class ReviewOut(Schema):
    """审核意见."""

    decision: str = Field(description="处理结果：accepted 采纳、returned 退回")
    reasons: str = Field(description="意见")
    decided_at: datetime = Field(description="处理时间")

    @classmethod
    def of(cls, row: Review) -> "ReviewOut":
        """A decision, without who made it."""
        return cls(decision=row.decision, reasons=row.reasons, decided_at=row.decided_at)


class SubmissionItem(Schema):
    """报送 in a list."""

    id: int = Field(description="报送编号")
    number: int = Field(description="第几次报送")
    title: str = Field(description="标题")
    campaign: CampaignRef = Field(description="活动")
    unit: UnitRef = Field(description="报送单位")
    submitted_at: datetime = Field(description="报送时间")
    withdrawn_at: datetime | None = Field(None, description="撤回时间，未撤回的为空")
    review: ReviewOut | None = Field(None, description="上级的审核意见，未审核的为空")

    @classmethod
    def of(cls, row: Submission) -> "SubmissionItem":
        """A submission without its figures."""
        return cls(**_submission(row))


class FileOut(Schema):
    """A frozen file."""

    format: str = Field(description="格式：docx 或 pdf")
    size: int = Field(description="字节数")
    sha256: str = Field(description="SHA-256 值，可在文件核验中查询")

    @classmethod
    def of(cls, format: str, row: StoredFile) -> "FileOut":
        """A file by its digest."""
        return cls(format=format, size=row.size, sha256=row.sha256)


class SubmissionOut(SubmissionItem):
    """报送 with its figures and files."""

    figures: list[EvidencedFigure] = Field(description="报送时的数据，不随以后的记录变化")
    files: list[FileOut] = Field(description="报送时的正式文件")

    @classmethod
    def in_full(cls, row: Submission, figures: list[EvidencedFigure]) -> "SubmissionOut":
        """A submission with everything frozen in it but the text."""
        files = [FileOut.of("docx", row.docx)] + ([FileOut.of("pdf", row.pdf)] if row.pdf else [])
        return cls(**_submission(row), figures=figures, files=files)


def _submission(row: Submission) -> dict[str, Any]:
    review = getattr(row, "review", None)  # a missing one-to-one row is no attribute
    part = row.participation
    return {
        "id": row.pk, "number": row.number, "title": row.title,
        "campaign": CampaignRef.of(part.campaign), "unit": UnitRef.of(part.unit),
        "submitted_at": row.submitted_at, "withdrawn_at": row.withdrawn_at,
        "review": ReviewOut.of(review) if review else None,
    }  # fmt: skip


class SampleOut(Schema):
    """总结样本 of the unit, without its unmasked text."""

    id: str = Field(description="样本编号")
    title: str = Field(description="标题")
    author_name: str = Field(description="原作单位")
    year: int | None = Field(None, description="年份")
    edition: int | None = Field(None, description="届次")
    dated_on: date | None = Field(None, description="成文日期")
    state: str = Field(description="状态")
    state_name: str = Field(description="状态名称")
    incomplete: bool = Field(description="原文是否不完整")
    likeness: str = Field(description="与原件的关系：空为独立，exact 重复，near 近似")
    original: str | None = Field(None, description="重复或近似时，为原件的样本编号")
    created_at: datetime = Field(description="入库时间")

    @classmethod
    def of(cls, row: Sample) -> "SampleOut":
        """A sample by its facts."""
        return cls(
            id=str(row.pk), title=row.title, author_name=row.author_name, year=row.year,
            edition=row.edition, dated_on=row.dated_on, state=row.state,
            state_name=row.get_state_display(), incomplete=row.incomplete, likeness=row.likeness,
            original=str(row.original_id) if row.original_id else None, created_at=row.created_at,
        )  # fmt: skip


class TotalOut(FigureOut):
    """A total of the subtree."""

    value: int | None = Field(  # type: ignore[assignment]
        description="合计；比率为分子；各单位可能重复又没有名称、不能合计的为空"
    )
    units: int = Field(description="报告该指标的单位数")
    note: str = Field(description="合计的说明：资料种类、参与部门按名称合并，不相加；其他指标为空")

    @classmethod
    def of(cls, total: Total) -> "TotalOut":
        """A total with its sources."""
        figure = _figure(
            total.kind.key, total.value, total.out_of, total.qualifier, dict(total.shares)
        )
        told = {"value": total.number, "text": total.text, "note": total.note}
        return cls(**figure | told, units=total.units)


class RollUpOut(Schema):
    """汇总 of the subtree."""

    campaign: CampaignRef = Field(description="活动")
    units: int = Field(description="参与单位数")
    acknowledged: int = Field(description="已签收的单位数")
    planned: int = Field(description="已制定方案的单位数")
    submitted: int = Field(description="已报送的单位数")
    accepted: int = Field(description="已采纳的单位数")
    returned: int = Field(description="已退回的单位数")
    totals: list[TotalOut] = Field(description="各项数据的合计，只计有效的报送")

    @classmethod
    def of(cls, rolled: RollUp) -> "RollUpOut":
        """Totals and progress."""
        p = rolled.progress
        return cls(
            campaign=CampaignRef.of(rolled.campaign), units=p.units, acknowledged=p.acknowledged,
            planned=p.planned, submitted=p.submitted, accepted=p.accepted, returned=p.returned,
            totals=[TotalOut.of(total) for total in rolled.totals.values()],
        )  # fmt: skip


class LedgerOut(Schema):
    """数据台账 of a participation."""

    participation: int = Field(description="参与编号")
    items: list[EvidencedFigure] = Field(description="各项数据，没有记录的指标不列")


class ParticipationPage(Page):
    """A page of participations."""

    items: list[ParticipationOut] = Field(description="参与情况")


class SubmissionPage(Page):
    """A page of submissions."""

    items: list[SubmissionItem] = Field(description="报送")


class SamplePage(Page):
    """A page of samples."""

    items: list[SampleOut] = Field(description="总结样本")
