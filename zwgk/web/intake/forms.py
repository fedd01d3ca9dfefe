"""Forms of the public."""

from collections.abc import Iterable
from typing import Any, Protocol

from django import forms

from zwgk.web.shared.forms import ZwgkForm, text_area, text_field


class ReceivingUnit(Protocol):
    """What the choice of units needs to know of one."""

    code: str
    name: str

    def get_level_display(self) -> str:
        """Its level, by which the choice is grouped."""


def sum_field(sum_in_words: str) -> forms.IntegerField:
    """A small sum, asked where much was sent from one network."""
    return forms.IntegerField(
        label=f"请回答：{sum_in_words}",
        help_text="填数字。近期从您所在的网络提交较多，用来确认是人在填写。",
        error_messages={"required": "请填写答案。", "invalid": "请填写数字。"},
    )


class AskForm(ZwgkForm):
    """A question to a unit; ``sum_in_words`` adds a small sum to answer."""

    unit = forms.ChoiceField(
        label="向哪个单位咨询",
        help_text="不清楚归哪个单位管的，请选政府办公室。",
        error_messages={"invalid_choice": "请在列表中选择单位。", "required": "请选择单位。"},
    )
    topic = text_field("主题", 60, help_text="一句话说明问什么，如：高龄津贴怎么申请")
    question = forms.CharField(
        label="问题",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="最多 1000 字。请不要写身份证号、银行卡号等个人信息。",
    )
    contact = text_field(
        "联系方式",
        100,
        required=False,
        help_text="电话或邮箱，只有经办人能看到，办结后删除。不填也可以凭查询码查看答复。",
    )
    consent = forms.BooleanField(
        label="同意把问题和答复隐去个人信息后公开，供其他人参考", required=False
    )

    def __init__(
        self, *args: Any, units: Iterable[ReceivingUnit], sum_in_words: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for unit in units:
            groups.setdefault(unit.get_level_display(), []).append((unit.code, unit.name))
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *groups.items()]
        if sum_in_words:
            self.fields["total"] = sum_field(sum_in_words)


class FeedbackForm(ZwgkForm):
    """What a visitor says of a guide; ``sum_in_words`` adds a small sum to answer."""

    verdict = forms.ChoiceField(
        label="对您有用吗？",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一项。", "invalid_choice": "请选择一项。"},
    )
    words = text_area(
        "补充说明",
        required=False,
        help_text="哪里看不懂，或者哪里有错误，最多 200 字。选“内容有错误”的请写明。"
        "请不要写姓名、电话、身份证号等个人信息。",
    )

    def __init__(
        self, *args: Any, verdicts: Iterable[tuple[str, str]], sum_in_words: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(verdicts)
        if sum_in_words:
            self.fields["total"] = sum_field(sum_in_words)


class LookupForm(ZwgkForm):
    """The query code of a question."""

    code = forms.CharField(
        label="查询码",
        max_length=60,
        help_text="提问后得到的 12 位字母和数字，大小写和横线不限。",
        error_messages={"required": "请填写查询码。"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
