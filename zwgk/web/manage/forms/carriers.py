"""Forms for carriers and a unit's brand."""

from collections.abc import Iterable
from typing import Any

from django import forms

from zwgk.carriers.kinds import CarrierKind
from zwgk.carriers.models import COLOURS
from zwgk.catalogue.models import ServiceItem
from zwgk.web.shared.forms import ZwgkForm, text_field


class CarrierForm(ZwgkForm):
    """What a carrier of one kind says, and how large it is."""

    size = forms.ChoiceField(label="规格")
    title = text_field("标题", 60)
    subtitle = text_field("副标题", 60, required=False, help_text="如活动主题，可以不填。")
    items = forms.TypedMultipleChoiceField(
        label="事项", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="只列出已公开的事项。",
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: CarrierKind, items: Iterable[ServiceItem], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "size", [(key, size.name) for key, size in kind.sizes.items()])
        _offer(self, "items", [(str(item.pk), item.name) for item in items])
        if len(kind.sizes) == 1:
            self.fields["size"].widget = forms.HiddenInput()
            self.fields["size"].initial = next(iter(kind.sizes))


class BannerForm(ZwgkForm):
    """A banner: its words and its cloth."""

    size = forms.CharField(widget=forms.HiddenInput(), initial="cloth")
    title = text_field("条幅文字", 60, help_text="一行字，不加书名号和引号。")
    subtitle = text_field("落款", 30, required=False, help_text="印在右下角的小字，可以不填。")
    length = forms.DecimalField(label="长（米）", min_value=0, max_value=100, decimal_places=2)
    tall = forms.DecimalField(label="高（米）", min_value=0, max_value=100, decimal_places=2)
    colours = forms.ChoiceField(label="底色和字色", choices=COLOURS)

    def cleaned(self) -> dict[str, Any]:
        """What the action takes: millimetres instead of metres."""
        given = dict(self.cleaned_data)
        given["width"] = int(given.pop("length") * 1000)
        given["height"] = int(given.pop("tall") * 1000)
        return given


class BrandForm(ZwgkForm):
    """How a unit's carriers look."""

    name = text_field("落款名称", 60, required=False, help_text="不填则用单位全称。")
    colour = forms.CharField(
        label="主色", initial="#c8102e", widget=forms.TextInput(attrs={"type": "color"}),
        help_text="标题栏和线条的颜色。",
    )  # fmt: skip
    hotline = text_field("咨询电话", 60, required=False, help_text="带区号。")
    complaint = text_field("监督电话", 60, required=False)
    address = text_field("地址", 100, required=False)
    emblem = forms.FileField(label="徽标", required=False, help_text="PNG 或 JPEG，最好底色透明。")
    photo = forms.FileField(
        label="封面照片", required=False,
        help_text="PNG 或 JPEG，用于折页和手册封面。照片上有人物的，请先征得本人同意。",
    )  # fmt: skip
    remove = forms.MultipleChoiceField(
        label="去掉现有图片", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, present: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if present:
            _offer(self, "remove", present)
        else:
            del self.fields["remove"]


def _offer(form: ZwgkForm, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
