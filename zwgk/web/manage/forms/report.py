"""Forms of the reporting pages."""

from collections.abc import Sequence
from typing import Any

from django import forms

from zwgk.kinds import KINDS, QUALIFIER_NAMES
from zwgk.web.shared.forms import ZwgkForm, text_area, text_field


class DeclareForm(ZwgkForm):
    """A figure for which there are no records."""

    kind = forms.ChoiceField(label="指标", choices=[(k.key, k.name) for k in KINDS.values()])
    value = forms.IntegerField(label="数量", min_value=0, max_value=99_999_999)
    out_of = forms.IntegerField(
        label="总数",
        min_value=1,
        max_value=99_999_999,
        required=False,
        help_text="只有比率需要填：满意率填评价总数，现场答复率填受理总数。",
    )
    qualifier = forms.ChoiceField(
        label="准确程度", choices=[(q.value, name) for q, name in QUALIFIER_NAMES.items()]
    )
    basis = text_field("填报依据", 200, help_text="如：签到表、印刷厂送货单")


class ReturnForm(ZwgkForm):
    """Why a submission goes back."""

    reasons = text_area(
        "退回意见", rows=4, required=False,
        help_text="写明需要修改的具体内容，下级单位能直接看到；已有批注的可不填。",
    )  # fmt: skip


class PraiseForm(ZwgkForm):
    """Why a summary, or a passage of it, is an example."""

    why = text_field("好在哪里", 200, help_text="一句话，通报时引用。")
    passage = text_area(
        "做法原文", rows=3, required=False, help_text="从正文复制最要紧的一两句；不填即指全文。"
    )


class RemarkForm(ZwgkForm):
    """What is to be mended in one passage; a row without a remark is left out."""

    paragraph = forms.IntegerField(label="段落", min_value=0, required=False)
    passage = forms.CharField(
        label="原文", max_length=300, required=False, help_text="可不填，不填即指整段。"
    )
    text = forms.CharField(
        label="批注", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, paragraphs: Sequence[tuple[int, str]] = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["paragraph"].widget = forms.Select(choices=list(paragraphs))


RemarkFormSet = forms.formset_factory(RemarkForm, extra=1, max_num=50, absolute_max=60)


class SectionForm(forms.Form):
    """One section of the summary."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    heading = forms.CharField(
        label="小标题",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "开头部分一般不设小标题；序号自动编排"}),
    )
    body = forms.CharField(label="正文", required=False, widget=forms.Textarea(attrs={"rows": 7}))


SectionFormSet = forms.formset_factory(SectionForm, extra=0, max_num=30, absolute_max=40)


class SummaryForm(ZwgkForm):
    """The summary's title and the draft it was begun from."""

    title = text_field("标题", 150)
    based_on = forms.IntegerField(widget=forms.HiddenInput)
