"""Forms of the library: files to bring in, words to mask, reasons."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zwgk.core.errors import DomainError
from zwgk.library.imports import SUMMARY_TYPES
from zwgk.library.masking.deciding import KINDS
from zwgk.library.models import Collection
from zwgk.web.shared.forms import ZwgkForm, text_area, text_field

MOST_BYTES = 200 * 1024 * 1024


class _ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class _ManyFiles(forms.FileField):
    """Any number of files; an empty one is left for the import to report."""

    widget = _ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """The files sent; at least one, and together no more than memory may hold."""
        files = [one for one in (data or []) if one]
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if sum(one.size or 0 for one in files) > MOST_BYTES:
            raise forms.ValidationError("文件合计超过 200MB，请分几次导入。")
        return files


class ImportForm(ZwgkForm):
    """Files to bring in, and where what is published of them will stand."""

    uploads = _ManyFiles(
        label="文件",
        error_messages={"required": "请选择要导入的文件。"},
        widget=_ManyFilesInput(attrs={"accept": ",".join(SUMMARY_TYPES)}),
        help_text="可以一次选多个。支持 Word、PDF、网页、文本、表格和 zip 压缩包；"
        "一个网页里有多篇总结的会自动分开。单个文件不超过 20MB。",
    )
    name = text_field("批次名称", 100, required=False, help_text="不填则用导入日期。")
    collection = forms.ModelChoiceField(
        label="公开到栏目",
        queryset=Collection.objects.none(),
        required=False,
        empty_label="5·15政务公开活动总结（默认）",
        help_text="导入后先遮蔽、再由另一人复核，之后才会公开。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["collection"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Collection.objects.exclude(slug="summaries")


class AddForm(ZwgkForm):
    """Words of the original to be masked."""

    words = text_field("要遮蔽的词", 200, help_text="在原文中选中文字后按 a，或从原文复制到这里。")
    kind = forms.ChoiceField(label="类别", choices=[(k.value, v) for k, v in KINDS.items()])
    mask = text_field("替换为", 200, required=False, help_text="不填则自动生成，如“李某某”。")


class WhyForm(ZwgkForm):
    """A reason that has to be given."""

    reason = text_area("理由", rows=3)

    def __init__(self, *args: Any, label: str = "理由", required: bool = True, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["reason"].label = label
        self.fields["reason"].required = required


def read_files(files: "list[UploadedFile[Any]]") -> list[tuple[str, bytes]]:
    """The names and bytes of uploaded files. Raises DomainError where one broke off."""
    try:
        return [(str(one.name), one.read()) for one in files]
    except OSError as error:
        raise DomainError("文件没有上传完整，请重新选择后再试。", field="uploads") from error
