"""Forms of enquiries."""

from django import forms

from zwgk.web.shared.forms import ZwgkForm, text_field


class AnswerForm(ZwgkForm):
    """The answer to a question."""

    answer = forms.CharField(
        label="答复",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="写明结论、依据和办理途径。审核通过后，提问人凭查询码可以看到。",
        error_messages={"required": "请填写答复。"},
    )


class TellForm(ZwgkForm):
    """How the asker was told the answer."""

    note = text_field(
        "告知情况", 200, help_text="如：5月20日上午电话告知，本人表示清楚。不写号码。"
    )


class AssignForm(ZwgkForm):
    """The section that answers."""

    department = text_field("承办部门", 60, required=False, help_text="如：民政办公室。")
