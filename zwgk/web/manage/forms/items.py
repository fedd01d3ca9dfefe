"""Forms of disclosed items."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from zwgk.catalogue.columns import MANDATORY
from zwgk.catalogue.fields import OF_COMPANIES, OF_PERSONS, Field, LifeEvent
from zwgk.web.shared.forms import ZwgkForm, text_area, text_field

_GROUPS = {
    "基本信息": ("name", "field", "life_event", "section", "who_may_apply", "content"),
    "怎么办": ("materials", "steps", "statutory_days", "promised_days", "fee", "result"),
    "去哪里办": ("place", "hours", "phone", "link"),
    "依据和监督": ("basis", "complaint"),
}
_MOST_DAYS = 365


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


class ItemForm(ZwgkForm):
    """The columns of an item. Only the name is asked for at once: a draft grows."""

    name = text_field("事项名称", 100, help_text="与权责清单一致，如：高龄津贴发放")
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
    section = _line("办理科室", 60, "如：社会事务办")
    who_may_apply = _text("申请条件", 2000, 3, "谁可以办，需要符合什么条件。")
    content = _text("公开内容（要素）", 4000, 3, "办的是什么，标准是多少，按公开事项目录填写。")
    materials = _text(
        "申请材料", 4000, 5, "一行一项，写成“材料名称|份数要求”；不需要材料的写“无”。"
    )
    steps = _text("办理流程", 4000, 5, "一行一步，写成“步骤|科室|时限”，如：受理|便民服务中心|当场")
    statutory_days = _days("法定时限", "工作日；当场办结的填 0。")
    promised_days = _days("承诺时限", "工作日；不能长于法定时限。")
    fee = _line("收费标准", 200, "不收费的写“不收费”。")
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

    def groups(self) -> Iterator[tuple[str, list[tuple[BoundField, bool]]]]:
        """The fields in the groups of the page, with whether a public guide has to say it."""
        for legend, names in _GROUPS.items():
            yield legend, [(self[name], name in MANDATORY) for name in names]


class ReasonForm(ZwgkForm):
    """Why something is returned, taken down or refused."""

    reason = text_area("原因", rows=3)

    def __init__(self, *args: Any, label: str = "原因", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = hint
