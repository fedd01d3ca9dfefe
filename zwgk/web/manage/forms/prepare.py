"""Forms from the campaign to the desks."""

from collections.abc import Iterable
from typing import Any

from django import forms

from zwgk.campaigns.models import LeadingGroupMember
from zwgk.desk.models import Material
from zwgk.units.models import Role, Unit, User
from zwgk.web.shared.forms import ZwgkForm, date_field, text_area, text_field, time_field


def _offer(form: ZwgkForm, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class CampaignForm(ZwgkForm):
    """A new campaign."""

    series = text_field("活动名称", 60, initial="“5·15”政务公开日")
    slug = forms.SlugField(
        label="活动编号",
        max_length=40,
        help_text="用于网址和导出，只能用字母、数字和连字符，如 2026-515。",
        error_messages={"invalid": "活动编号只能用字母、数字、连字符和下划线。"},
    )
    edition = forms.IntegerField(
        label="届次", min_value=1, max_value=200, help_text="第几届，填数字。"
    )
    theme = text_field("活动主题", 100)
    starts_on = date_field("开始日期")
    ends_on = date_field("结束日期", help_text="只有一天的，与开始日期相同。")
    summary_due_on = date_field("总结报送期限")


class NoticeForm(ZwgkForm):
    """A notice."""

    title = text_field("标题", 150)
    doc_number = text_field("发文字号", 60, required=False, help_text="如：临政办发〔2026〕5号")
    body = text_area(
        "正文", rows=14, help_text="一行一个自然段；以“一、”“（一）”开头的短行按标题排版。"
    )


class IssueForm(ZwgkForm):
    """Whom a notice goes to."""

    units = forms.MultipleChoiceField(
        label="发给哪些单位",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个参与单位。"},
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "units", [(str(unit.pk), unit.name) for unit in units])


class PlanForm(ZwgkForm):
    """The unit's theme, dates and plan."""

    local_theme = text_field(
        "本单位主题", 100, required=False, help_text="不填则使用上级通知确定的主题。"
    )
    starts_on = date_field("开展日期")
    ends_on = date_field("结束日期", required=False, help_text="只有一天的不用填。")
    plan = text_area("活动方案", rows=8, help_text="写明形式、地点、分工和宣传安排。")
    next_steps = text_area(
        "下一步打算", required=False, rows=3, help_text="总结的最后一部分将引用，可在活动后补填。"
    )


class MemberForm(ZwgkForm):
    """A member of the leading group."""

    position = forms.ChoiceField(label="组内职务", choices=LeadingGroupMember.Position.choices)
    name = text_field("姓名", 50)
    post = text_field("行政职务", 60, help_text="如：管委会主任")
    duty = text_field("分工", 200, required=False, help_text="如：对活动负总责")


class MeetingForm(ZwgkForm):
    """A meeting that was held."""

    title = text_field("会议名称", 100, help_text="如：政务公开日活动专题会议")
    held_on = date_field("召开日期")
    place = text_field("地点", 100, required=False)
    decisions = text_area("议定事项", required=False, rows=3)


class TaskForm(ZwgkForm):
    """A task of the unit's own, or who does a task and by when."""

    title = text_field("任务", 100)
    owner = text_field("责任人", 50, required=False)
    due_on = date_field("完成时限", required=False)


class AssignForm(ZwgkForm):
    """Who does a task and by when."""

    owner = text_field("责任人", 50, required=False)
    due_on = date_field("完成时限", required=False)


class CompleteForm(ZwgkForm):
    """What was done, with evidence."""

    outcome = text_area(
        "完成内容",
        rows=3,
        help_text="用一两句完整的话写明做了什么，总结将直接引用。",
    )
    quantity = forms.IntegerField(label="数量", min_value=0, max_value=999_999, required=False)
    evidence = forms.FileField(
        label="佐证材料", required=False, help_text="照片或文件，不超过 20MB，选填。"
    )


class DeskForm(ZwgkForm):
    """A desk with its place and hours."""

    name = text_field("名称", 60, help_text="如：便民服务大厅咨询台")
    place = text_field("地点", 100)
    opens_at = time_field("开始时间")
    closes_at = time_field("结束时间")


class DepartmentForm(ZwgkForm):
    """A department at a desk."""

    name = text_field("部门", 60)
    staff = forms.IntegerField(label="工作人员数", min_value=1, max_value=999, initial=1)
    topics = text_field("接待内容", 200, required=False)


class ShareForm(ZwgkForm):
    """The units that hold a desk together with its owner."""

    units = forms.TypedMultipleChoiceField(
        label="联合单位", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="不勾选即为本单位自办。",
    )  # fmt: skip

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "units", [(str(pk), name) for pk, name in units])


class MaterialForm(ZwgkForm):
    """A material that is handed out."""

    name = text_field("资料名称", 80, help_text="不用加书名号。")
    form = forms.ChoiceField(label="形式", choices=Material.Form.choices)
    printed = forms.IntegerField(label="印制份数", min_value=0, max_value=9_999_999, required=False)


class StockForm(ZwgkForm):
    """How many of a material came and are left, and what they cost."""

    printed = forms.IntegerField(label="印制份数", min_value=0, max_value=9_999_999, required=False)
    cost = forms.DecimalField(
        label="费用（元）", min_value=0, max_digits=11, decimal_places=2, required=False
    )
    received = forms.IntegerField(
        label="收到份数", min_value=0, max_value=9_999_999, required=False,
        help_text="印刷厂实际送到的份数；不填的，按印制份数算。",
    )  # fmt: skip
    left_over = forms.IntegerField(
        label="清点剩余", min_value=0, max_value=9_999_999, required=False,
        help_text="活动后实际清点的余数，没有清点的不填。",
    )  # fmt: skip


class PersonForm(ZwgkForm):
    """A new account."""

    username = forms.SlugField(
        label="登录账号",
        max_length=50,
        help_text="字母、数字和连字符。",
        error_messages={"invalid": "登录账号只能用字母、数字、连字符和下划线。"},
    )
    full_name = text_field("姓名", 50)
    unit = forms.ChoiceField(label="单位")
    role = forms.ChoiceField(label="岗位", choices=Role.choices)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "unit", [(str(unit.pk), unit.name) for unit in units])


class RoleForm(ZwgkForm):
    """A further role of a person who has an account."""

    user = forms.ChoiceField(label="人员")
    unit = forms.ChoiceField(label="单位")
    role = forms.ChoiceField(label="岗位", choices=Role.choices)

    def __init__(
        self, *args: Any, people: Iterable[User], units: Iterable[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "user", [(str(p.pk), f"{p.full_name}（{p.username}）") for p in people])
        _offer(self, "unit", [(str(unit.pk), unit.name) for unit in units])


class UnitForm(ZwgkForm):
    """A new unit below the acting one."""

    name = text_field("单位全称", 100)
    short_name = text_field("单位简称", 50, help_text="总结标题使用，如：柳河镇")
    code = forms.SlugField(
        label="单位代码",
        max_length=40,
        help_text="字母、数字和连字符，不可与其他单位重复。",
        error_messages={"invalid": "单位代码只能用字母、数字、连字符和下划线。"},
    )
    level = forms.ChoiceField(label="层级", choices=Unit.Level.choices)
    self_reference = text_field("自称", 10, initial="我单位", help_text="如：我镇、我区、我局")
