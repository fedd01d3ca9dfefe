"""Forms of disclosed items."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.forms import BoundField

from zwgk.catalogue.columns import COLUMNS, MANDATORY, STANDARD
from zwgk.catalogue.fields import OF_COMPANIES, OF_PERSONS, Field, LifeEvent
from zwgk.catalogue.gate import Finding
from zwgk.catalogue.models import State, column_name
from zwgk.catalogue.richtext import MOST
from zwgk.catalogue.standard import Audience, Channel, Level, Mode, Within
from zwgk.catalogue.states import earlier
from zwgk.web.shared.forms import ZwgkForm, date_field, text_area, text_field, time_field

_GROUPS = {
    "基本信息": ("topic", "name", "field", "life_event", "is_service"),
    "公开目录": (
        "content", "body", "basis", "disclose_within", "disclose_within_text", "formed_on",
        "channels", "audience", "audience_who", "mode", "levels",
    ),
    "怎么办（办事类事项）": (
        "section", "who_may_apply", "materials", "steps", "statutory_days", "promised_days",
        "fee", "fee_basis", "result",
    ),
    "去哪里办": ("place", "hours", "phone", "link"),
    "监督和修改说明": ("complaint", "why"),
}  # fmt: skip
_ASKED = {*MANDATORY, *STANDARD}
_MOST_DAYS = 365
FILE_KINDS = ("docx", "xlsx", "pdf", "txt", "jpg", "jpeg", "png")


def _days(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=_MOST_DAYS, required=False, help_text=help_text
    )


def _text(label: str, most: int, rows: int, help_text: str) -> forms.CharField:
    field = text_area(label, required=False, rows=rows, help_text=help_text)
    return forms.CharField(
        label=label, required=False, max_length=most, help_text=help_text, widget=field.widget
    )


def _line(label: str, most: int, help_text: str = "") -> forms.CharField:
    return text_field(label, most, required=False, help_text=help_text)


def _several(label: str, choices: Any, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class ItemForm(ZwgkForm):
    """The columns of an item. Only the name is asked for at once: a draft grows."""

    topic = _line("一级事项", 100, "公开目录中的一级事项，如：养老服务业务办理")
    name = text_field(
        "事项名称", 100, help_text="公开目录中的二级事项，与权责清单一致，如：高龄津贴发放"
    )
    field = forms.ChoiceField(
        label="公开领域",
        choices=[("", "请选择"), *Field.choices],
        error_messages={"required": "请选择公开领域，26 个领域以外的选“其他”。"},
    )
    life_event = forms.ChoiceField(
        label="人生事项或企业事项",
        required=False,
        choices=[
            ("", "不归类"),
            ("人生事项", [(event.value, event.label) for event in OF_PERSONS]),
            ("企业事项", [(event.value, event.label) for event in OF_COMPANIES]),
            (LifeEvent.OTHER.value, LifeEvent.OTHER.label),
        ],
    )
    is_service = forms.BooleanField(
        label="这是办事类事项",
        required=False,
        initial=True,
        help_text="群众要来办理的勾选，并填写“怎么办”；只公开信息的不勾选。",
    )
    body = forms.CharField(
        label="详细说明",
        required=False,
        max_length=MOST,
        help_text="可以直接写，一行一段；也可以粘贴带段落、列表、加粗、链接和表格的网页代码，其他格式和脚本会去掉并提示。",
        widget=text_area("", rows=6).widget,
    )
    disclose_within = forms.ChoiceField(label="公开时限", choices=Within.choices)
    disclose_within_text = _line("其他公开时限", 100, "公开时限选“其他”的填写。")
    formed_on = date_field(
        "信息形成日期", required=False, help_text="公开时限从信息形成或者变更的这一天起算。"
    )
    channels = _several("公开渠道和载体", Channel.choices)
    audience = forms.ChoiceField(label="公开对象", choices=Audience.choices)
    audience_who = _line("特定群体", 100, "公开对象选“特定群体”的，写明是哪些人。")
    mode = forms.ChoiceField(label="公开方式", choices=Mode.choices)
    levels = _several("公开层级", Level.choices)
    section = _line("办理科室", 60, "如：社会事务办")
    who_may_apply = _text("申请条件", 2000, 3, "谁可以办，需要符合什么条件。")
    content = _text("公开内容（要素）", 4000, 3, "办的是什么，标准是多少，按公开事项目录填写。")
    materials = _text(
        "申请材料",
        4000,
        5,
        "一行一项，写成“材料名称|份数要求|样表”，如：申请表|原件1份|高龄津贴申请表；样表写附件的名称，没有的不写；不需要材料的写“无”。",
    )
    steps = _text(
        "办理流程",
        4000,
        5,
        "一行一步，写成“步骤|科室|时限|网址”，如：受理|便民服务中心|当场；没有网址的不写。",
    )
    statutory_days = _days("法定时限", "工作日；当场办结的填 0。")
    promised_days = _days("承诺时限", "工作日；不能长于法定时限。")
    fee = _line("收费标准", 200, "不收费的写“不收费”。")
    fee_basis = _line("收费依据", 300, "收费的写明文件名称和文号。")
    result = _line("办理结果", 200, "如：发给证照、批复或补贴")
    place = _line("办理地点", 200, "写到楼层和窗口。")
    hours = _line("办理时间", 200, "如：工作日 8:30—11:30，13:00—17:00")
    phone = _line("咨询电话", 60, "填办公电话，不填个人手机。")
    link = forms.URLField(
        label="网上办理地址",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="可以网上办的填，以 https:// 开头。",
        error_messages={"invalid": "请填写完整的网址，如 https://zwfw.example.gov.cn/。"},
    )
    basis = _text("公开依据", 2000, 3, "法律、法规、规章和文件的名称、文号、条款。")
    complaint = _line("投诉渠道", 200, "如：12345 政务服务便民热线")

    why = _line("修改原因", 200, "记入版本记录，不对外公开，如：地址变更")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, at_first in (
            ("disclose_within", Within.TWENTY_DAYS), ("audience", Audience.ALL),
            ("mode", Mode.ACTIVE),
        ):  # fmt: skip
            self.initial.setdefault(name, at_first)
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Choices that were not sent are at their default; ticks are kept as they are listed."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("disclose_within", "audience", "mode"):
            if name in found:
                found[name] = found[name] or self.initial[name]
        for name in ("channels", "levels"):
            found[name] = tuple(found.get(name) or ())
        return found

    def groups(self) -> Iterator[tuple[str, list[tuple[BoundField, bool]]]]:
        """The fields in the groups of the page, with whether a public guide has to say it."""
        for legend, names in _GROUPS.items():
            yield legend, [(self[name], name in _ASKED) for name in names]


class ReturnForm(ZwgkForm):
    """Back to the author or to an earlier review, with the reason."""

    to = forms.ChoiceField(label="退回到")
    reason = text_area("退回意见", rows=3, help_text="写明需要修改的具体内容，经办人能直接看到。")

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(to.value, _BACK[to]) for to in earlier(state)]


_BACK = {State.DRAFT: "经办人", State.FIRST: "初审", State.SECOND: "复审"}


class ApproveForm(ZwgkForm):
    """The opinion; for the last review the advice to confirm and the time of publication."""

    confirmed = forms.MultipleChoiceField(
        label="逐条核对提醒后勾选，记入您的姓名",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "提醒要逐条核对后勾选；需要修改的请退回。",
            "invalid_choice": "检查结果有变化，请按现在列出的提醒重新核对。",
        },
    )
    note = forms.CharField(label="审核意见", required=False, max_length=200, help_text="可以不填。")
    publish_at = time_field(
        "计划公开时间", required=False, help_text="留空的，终审通过后立即公开。"
    )

    def __init__(self, *args: Any, final: bool, advice: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not final:
            del self.fields["publish_at"]
        confirmed = self.fields["confirmed"]
        assert isinstance(confirmed, forms.MultipleChoiceField)
        confirmed.choices = [(one.key, one.message) for one in advice]
        if not advice:
            del self.fields["confirmed"]


class RemarkForm(ZwgkForm):
    """A remark on one column."""

    column = forms.ChoiceField(
        label="栏目",
        required=False,
        choices=[
            ("", "整个事项"),
            *((name, column_name(name)) for name in COLUMNS),
        ],
    )
    text = forms.CharField(label="批注", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class CorrectionForm(ZwgkForm):
    """What was wrong in what is public."""

    note = text_area(
        "更正说明", rows=3,
        help_text="写明原来公开的内容哪里有误，如：咨询电话原公布为……，应为……。随修改后的内容一起审核、公开。",
    )  # fmt: skip


class ItemFileForm(ZwgkForm):
    """A sample or another file of an item."""

    name = text_field("附件名称", 60, help_text="与申请材料中写的样表名称一致。")
    file = forms.FileField(
        label="文件",
        help_text="docx、xlsx、pdf、txt、jpg、png，不超过 20MB。公开前检查其中有没有个人号码。",
        validators=[
            FileExtensionValidator(FILE_KINDS, "只能上传 docx、xlsx、pdf、txt、jpg、png 文件。")
        ],
    )


class StagesForm(ZwgkForm):
    """Two or three reviews."""

    stages = forms.TypedChoiceField(
        label="审核级数",
        coerce=int,
        choices=[(3, "三级：初审、复审、终审"), (2, "两级：初审、终审")],
    )


class ReasonForm(ZwgkForm):
    """Why something is returned, taken down or refused."""

    reason = text_area("原因", rows=3)

    def __init__(self, *args: Any, label: str = "原因", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = hint
