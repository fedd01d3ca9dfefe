"""Forms of passes and of files that phones saved."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zwgk.core import files
from zwgk.web.shared.forms import ZwgkForm, time_field


class PassForm(ZwgkForm):
    """From when until when a pass lets people in."""

    valid_from = time_field("生效时间")
    valid_until = time_field("失效时间", help_text="失效后这张码不能再使用，需要时重新制发。")


class RecordPassForm(PassForm):
    """The same for recording: what a phone still holds at the end is not lost."""

    valid_until = time_field(
        "失效时间",
        help_text="失效后不能再登记；手机上已经登记、还没有上传的，两天之内仍可上传，会标明“到期后上传”。",
    )


class QueueFileForm(ZwgkForm):
    """A file that a phone saved because it could not send."""

    file = forms.FileField(
        label="登记文件",
        help_text="在手机登记页面的“设置”中导出，文件名以 .json 结尾，内容不要改动。",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": "请选择手机导出的登记文件。",
            "empty": "文件是空的，请在手机上重新导出后再上传。",
            "invalid": "文件没有上传完整，请重新选择后再试。",
        },
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, unless it is larger than any queue; it is not read yet."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > files.MAX_UPLOAD_BYTES:
            raise forms.ValidationError("文件超过 20MB，不是手机导出的登记文件，请重新选择。")
        return upload
