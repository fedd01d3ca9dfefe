"""Forms of uploaded summaries: the files, and what a person confirms of each."""

from typing import Any

from django import forms

from zwgk.campaigns.models import Participation
from zwgk.kinds import KINDS, QUALIFIER_NAMES
from zwgk.web.manage.forms.library import MOST_BYTES
from zwgk.web.shared.forms import ZwgkForm, date_field, text_field

_MOST = 99_999_999
_TYPES = ".docx,.pdf,.txt,.doc,.wps"


class _ManyInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class _Many(forms.FileField):
    """Any number of files; an empty one is left for the reading to report."""

    widget = _ManyInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files sent, together no more than memory may hold."""
        files = [one for one in (data if isinstance(data, list) else [data]) if one]
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if sum(one.size or 0 for one in files) > MOST_BYTES:
            raise forms.ValidationError("文件合计超过 200MB，请分几次上传。")
        return files


class UploadForm(ZwgkForm):
    """The summary a unit wrote elsewhere."""

    uploads = _Many(
        label="总结文件",
        error_messages={"required": "请选择总结文件。"},
        widget=forms.ClearableFileInput(attrs={"accept": _TYPES}),
        help_text="请上传 .docx；文字版 .pdf 和 .txt 也可以。旧版 .doc 请先另存为 .docx。"
        "不超过 20MB，原件会原样保存。",
    )


class BatchForm(ZwgkForm):
    """Summaries of subordinates, and why the superior hands them in."""

    uploads = _Many(
        label="下级单位的总结",
        error_messages={"required": "请选择总结文件。"},
        widget=_ManyInput(attrs={"accept": _TYPES}),
        help_text="可以一次选多个，每个文件一份总结。系统按落款、标题和文件名推断是哪个单位，"
        "由您确认。单个文件不超过 20MB。",
    )
    why = text_field("代报原因", 200, help_text="如：该单位没有接入系统，总结以电子邮件报来。")


class ConfirmForm(ZwgkForm):
    """Whose text it is and how it is headed. ``based_on`` is the version that was looked at."""

    title = text_field("标题", 150)
    dated = date_field("成文日期", required=False, help_text="不填则用报送当天。")
    participation = forms.ModelChoiceField(
        label="总结单位", queryset=Participation.objects.none(), required=False,
        empty_label="请选择",
    )  # fmt: skip
    why = text_field("代报原因", 200, required=False)
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, parts: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parts is None:
            del self.fields["participation"], self.fields["why"]
            return
        field = self.fields["participation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parts
        field.label_from_instance = lambda part: part.unit.short_name  # type: ignore[method-assign,assignment]


class FigureForm(ZwgkForm):
    """One figure; ``place`` is its number among those known, empty for one that is added."""

    place = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    kind = forms.ChoiceField(
        label="指标", required=False,
        choices=[("", "请选择指标"), *((k.key, k.name) for k in KINDS.values())],
    )  # fmt: skip
    value = forms.IntegerField(label="数量", min_value=0, max_value=_MOST, required=False)
    out_of = forms.IntegerField(
        label="总数（仅比率）", min_value=1, max_value=_MOST, required=False
    )
    qualifier = forms.ChoiceField(
        label="准确程度", required=False,
        choices=[(q.value, name) for q, name in QUALIFIER_NAMES.items()],
    )  # fmt: skip
    quote = forms.CharField(label="原文中的文字", max_length=100, required=False)
    keep = forms.BooleanField(label="采用", required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """An added figure needs its kind and the words it stands in."""
        data = super().clean() or {}
        if data.get("place") is None and (data.get("kind") or data.get("quote")):
            if not data.get("kind"):
                self.add_error("kind", "请选择指标。")
            if not data.get("quote"):
                self.add_error("quote", "请写出这个数据在原文中的文字。")
        return data


FigureFormSet = forms.formset_factory(FigureForm, extra=1, max_num=60, absolute_max=80)
