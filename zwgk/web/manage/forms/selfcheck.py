"""Forms of the self-check."""

from django import forms

from zwgk.web.shared.forms import ZwgkForm, date_field, text_field


class AssignFindingsForm(ZwgkForm):
    """Who mends the chosen findings, and by when."""

    responsible = text_field(
        "责任科室或责任人", 60, required=False, help_text="不填则保留原来的，如：社会事务办。"
    )
    due_on = date_field("整改期限", required=False, help_text="选工作日；不填则保留原来的。")


class JustifyFindingsForm(ZwgkForm):
    """Why the chosen findings may stay."""

    reason = forms.CharField(
        label="不需要整改的原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明依据。问题没有变化，说明就一直有效；错误要由审核人说明。",
    )
