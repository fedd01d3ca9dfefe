"""The form of a catalogue's import."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zwgk.core.errors import DomainError
from zwgk.web.shared.forms import ZwgkForm


class CatalogueImportForm(ZwgkForm):
    """The workbook, and whether blank cells empty what is there."""

    upload = forms.FileField(
        label="公开事项目录（xlsx）",
        allow_empty_file=True,
        error_messages={"required": "请选择要导入的文件。"},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text="按目录模板填写的表、从本系统导出的目录，以及国家基层政务公开标准目录的表格都可以，"
        "列的顺序不限。不超过 20MB、5 万行。",
    )
    clear_blank = forms.BooleanField(
        label="空白单元格清空原有内容",
        required=False,
        help_text="不勾选时，已有事项的内容不会被空白单元格清掉。",
    )


def sent_file(upload: "UploadedFile[bytes]") -> tuple[str, bytes]:
    """The name and bytes of the file. Raises DomainError where it broke off."""
    try:
        return str(upload.name), upload.read()
    except OSError as error:
        raise DomainError("文件没有上传完整，请重新选择后再试。", field="upload") from error
