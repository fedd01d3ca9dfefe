"""Forms of enquiries."""

from django import forms

from zwgk.web.shared.forms import ZwgkForm


class AnswerForm(ZwgkForm):
    """The answer to a question."""

    answer = forms.CharField(
        label="答复",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="写明结论、依据和办理途径。审核通过后，提问人凭查询码可以看到。",
        error_messages={"required": "请填写答复。"},
    )
