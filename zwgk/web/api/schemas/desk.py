"""What phones at a desk send and get (docs/desk.md).

Each record of a batch is judged for itself below (zwgk.desk.sync), so here it is only described:
one that is wrong must not hinder the others.
"""

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from django.urls import reverse
from django.utils import timezone
from ninja import Field, Schema
from pydantic import AwareDatetime, WithJsonSchema

from zwgk.desk.models import DeskPass, Device, Material
from zwgk.desk.passes import GRACE
from zwgk.desk.sync import Receipt, Result
from zwgk.kinds import FigureKind
from zwgk.library.queries import PublicAnswer, PublicGuide


class EnterIn(Schema):
    """A phone that wants to enter."""

    token: str = Field(max_length=200, description="登记码，印在二维码中")
    device: uuid.UUID = Field(description="手机自己生成的设备编号（UUID），再次进入时不变")
    name: str = Field(max_length=50, description="登记人姓名")
    about: str = Field("", max_length=200, description="设备说明，如型号")
    version: str = Field("", max_length=50, description="应用版本")


class PassOut(Schema):
    """Hours of a pass."""

    valid_from: datetime = Field(description="生效时间")
    valid_until: datetime = Field(description="失效时间")
    grace_until: datetime = Field(description="最后上传时间，失效后的上传会注明")


class DeskSeat(Schema):
    """The desk a pass is for."""

    id: int = Field(description="咨询台编号")
    name: str = Field(description="咨询台名称")
    place: str = Field(description="地点")
    opens_at: datetime = Field(description="开始时间")
    closes_at: datetime = Field(description="结束时间")
    unit: str = Field(description="单位名称")
    campaign: str = Field(description="活动名称")


class EnterOut(Schema):
    """A phone that has entered."""

    key: str = Field(description="本机的密钥，以后写在“Authorization: Bearer 密钥”中；只给这一次")
    server_time: datetime = Field(description="服务器时间")
    pass_: PassOut = Field(alias="pass", description="登记码的有效时间")
    desk: DeskSeat = Field(description="咨询台")

    @classmethod
    def of(cls, device: Device, key: str) -> "EnterOut":
        """The phone's pass and desk."""
        found: DeskPass = device.desk_pass
        desk, part = found.desk, found.participation
        assert desk is not None
        hours = PassOut(
            valid_from=found.valid_from, valid_until=found.valid_until,
            grace_until=found.valid_until + GRACE,
        )  # fmt: skip
        seat = DeskSeat(
            id=desk.pk, name=desk.name, place=desk.place, opens_at=desk.opens_at,
            closes_at=desk.closes_at, unit=part.unit.name, campaign=part.campaign.series,
        )  # fmt: skip
        given = {"key": key, "server_time": timezone.now(), "pass": hours, "desk": seat}
        return cls.model_validate(given)


def _described(kind: str, description: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "description": description, **more}


def _object(description: str, required: list[str], **fields: Any) -> dict[str, Any]:
    return _described("object", description, required=required, properties=fields)


def _or_null(kind: str, description: str, **more: Any) -> dict[str, Any]:
    return {"anyOf": [{"type": kind, **more}, {"type": "null"}], "description": description}


_FOLLOW_UP = _object(
    "转跟踪办理；不转的为空", ["code"],
    code=_described("string", "查询码，手机生成，12 位"),
    department=_described("string", "办理部门"),
    contact=_described("string", "联系方式，加密保存，办结后删除"),
    reply_by=_described("string", "答复方式"),
    consent=_described("boolean", "是否同意隐去个人信息后公开"),
)  # fmt: skip
_DATA = _object(
    "内容，按类别填写：来访 people、matter；咨询 text 至 follow_up；"
    "发放 material 或 material_name、copies；计数 kind 至 photo", [],
    people=_described("integer", "来访：人数"), matter=_described("string", "来访：事由"),
    text=_described("string", "咨询：内容"), department=_described("string", "咨询：答复部门"),
    answer=_described("string", "咨询：答复"), on_spot=_described("boolean", "咨询：是否当场答复"),
    rating=_described("string", "咨询：评价，satisfied、fair、unsatisfied，未评价的为空"),
    token=_described("string", "咨询：交给群众的评价码"),
    follow_up={**_FOLLOW_UP, "type": ["object", "null"]},
    material=_described("integer", "发放：资料编号"),
    material_name=_described("string", "发放：清单中没有的资料的名称"),
    copies=_described("integer", "发放：份数"), kind=_described("string", "计数：指标编号"),
    value=_described("integer", "计数：数量；比率为分子"),
    out_of=_or_null("integer", "计数：比率的分母"),
    qualifier=_described("string", "计数：准确程度，exact、more_than、about、less_than"),
    counted_by=_described("string", "计数：计数人"), evidence=_described("string", "计数：依据"),
    photo=_or_null("string", "计数：凭证照片的编号（UUID）", format="uuid"),
)  # fmt: skip
_ENTRY = _object(
    "一条登记；更正和撤销是同一条登记的新版本，可以比原来的先到",
    ["id", "kind", "root", "version", "made_at", "recorded_at", "data"],
    id=_described("string", "本条的编号（UUID），重复发送时不变", format="uuid"),
    kind=_described("string", "类别", enum=["visit", "question", "handout", "tally"]),
    root=_described("string", "第一个版本的编号", format="uuid"),
    replaces=_or_null("string", "所更正的版本的编号，第一个版本为空", format="uuid"),
    version=_described("integer", "版本，从 1 起", minimum=1),
    made_at=_described("string", "生成本条的时间，按手机的时钟", format="date-time"),
    recorded_at=_described("string", "事情发生的时间，按手机的时钟", format="date-time"),
    is_void=_described("boolean", "是否撤销"), reason=_described("string", "更正或撤销的原因"),
    data=_DATA,
)  # fmt: skip
AnyEntry = Annotated[Any, WithJsonSchema(_ENTRY)]


class EntriesIn(Schema):
    """A batch."""

    sent_at: AwareDatetime = Field(description="发送时间，按手机的时钟，用来校正登记时间")
    waiting: int = Field(0, ge=0, description="发送后手机上还有多少条没有上传")
    version: str = Field("", max_length=50, description="应用版本")
    entries: list[AnyEntry] = Field(
        min_length=1, max_length=500, description="登记，一次 1 至 500 条，每条单独判断"
    )


class ResultOut(Schema):
    """What became of one record."""

    id: str = Field(description="登记的编号")
    state: Literal["kept", "known", "refused"] = Field(
        description="结果：kept 已保存，known 以前已收到，refused 没有收下；前两种不用再发"
    )
    code: str = Field(
        description="没有收下的原因：invalid 有误、conflict 编号重复、other_desk 属于另一个咨询台"
    )
    message: str = Field(description="没有收下时，给登记人看的说明")

    @classmethod
    def of(cls, row: Result) -> "ResultOut":
        """A result as it is sent."""
        return cls.model_construct(id=row.id, state=row.state, code=row.code, message=row.message)


class Counted(Schema):
    """What was counted so far."""

    visitors: int = Field(description="来访人次")
    questions: int = Field(description="咨询件数")
    copies: int = Field(description="发放份数")
    rated: int = Field(description="评价人次")
    satisfied: int = Field(description="其中满意的")


class Totals(Schema):
    """Totals of a desk and of the whole site."""

    desk: Counted = Field(description="本咨询台的合计")
    site: Counted = Field(description="本次活动全部咨询台的合计")

    @classmethod
    def of(cls, both: tuple[dict[str, int], dict[str, int]]) -> "Totals":
        """The two totals."""
        return cls(desk=Counted(**both[0]), site=Counted(**both[1]))


class TotalsOut(Totals):
    """Totals now."""

    server_time: datetime = Field(description="服务器时间")


class EntriesOut(Schema):
    """What became of a batch."""

    server_time: datetime = Field(description="服务器时间")
    clock_offset: int = Field(description="给手机时间加上的秒数；相差不到两分钟的不加")
    results: list[ResultOut] = Field(description="每条的结果，次序与发送的相同")
    totals: Totals = Field(description="保存后的合计")

    @classmethod
    def of(cls, receipt: Receipt, both: tuple[dict[str, int], dict[str, int]]) -> "EntriesOut":
        """The receipt with the totals that include it."""
        return cls(
            server_time=receipt.server_time, clock_offset=receipt.clock_offset,
            results=[ResultOut.of(row) for row in receipt.results], totals=Totals.of(both),
        )  # fmt: skip


class PhotoOut(Schema):
    """What became of a photo."""

    id: uuid.UUID = Field(description="照片的编号")
    state: Literal["kept", "known"] = Field(description="结果：kept 已保存，known 以前已收到")


class DepartmentAtDesk(Schema):
    """参与部门."""

    name: str = Field(description="部门")
    topics: str = Field(description="接待内容")


class MaterialAtDesk(Schema):
    """宣传资料."""

    id: int = Field(description="资料编号")
    name: str = Field(description="资料名称")
    form: str = Field(description="形式")
    printed: int | None = Field(None, description="印制份数，不知道的为空")

    @classmethod
    def of(cls, row: Material) -> "MaterialAtDesk":
        """A material of the list."""
        return cls(id=row.pk, name=row.name, form=row.get_form_display(), printed=row.printed)


class TallyAtDesk(Schema):
    """可以计数的指标."""

    key: str = Field(description="指标编号")
    name: str = Field(description="指标名称")
    measure: str = Field(description="量词")
    rate: bool = Field(description="是否为比率，要填总数")

    @classmethod
    def of(cls, kind: FigureKind) -> "TallyAtDesk":
        """A kind of figure."""
        return cls(key=kind.key, name=kind.name, measure=kind.measure, rate=kind.is_rate)


class AnswerAtDesk(Schema):
    """常见问答."""

    question: str = Field(description="问题")
    answer: str = Field(description="答复")

    @classmethod
    def of(cls, row: PublicAnswer) -> "AnswerAtDesk":
        """A public answer."""
        return cls(question=row.question, answer=row.answer)


class GuideAtDesk(Schema):
    """办事指南."""

    title: str = Field(description="事项名称")
    text: str = Field(description="要点")
    url: str = Field(description="门户上的页面路径")

    @classmethod
    def of(cls, row: PublicGuide) -> "GuideAtDesk":
        """A public guide."""
        url = reverse("portal:guide", kwargs={"pk": row.id})
        return cls(title=row.title, text=row.text, url=url)


class ReferenceOut(Schema):
    """All an attendant needs without a network."""

    departments: list[DepartmentAtDesk] = Field(description="本咨询台的部门")
    materials: list[MaterialAtDesk] = Field(description="本次活动的资料")
    tallies: list[TallyAtDesk] = Field(description="可以计数的指标")
    rating_links: list[str] = Field(description="给群众扫的评价页路径，每位群众用一个")
    questions: list[AnswerAtDesk] = Field(description="本单位和上级单位公开的问答")
    guides: list[GuideAtDesk] = Field(description="本单位和上级单位公开的办事指南")
