"""Forms of slogans, screens and what a screen plays."""

from collections.abc import Iterable
from typing import Any

from django import forms

from zwgk.campaigns.models import Participation
from zwgk.carriers.models import PRESETS, Screen, ScreenEntry, Slogan
from zwgk.carriers.models.screens import SLOGAN_LENGTH, WEEKDAYS
from zwgk.catalogue.models import ServiceItem
from zwgk.web.shared.forms import ZwgkForm, date_field, text_field

_OTHER = "other"


class SloganForm(ZwgkForm):
    """A slogan's words."""

    text = text_field(
        "标语", SLOGAN_LENGTH,
        help_text="不超过60个字；36个字以内的，长条屏上一页就能看完。由没有参与拟稿的人审核后播放。",
    )  # fmt: skip


class ReturnForm(ZwgkForm):
    """Why a slogan goes back."""

    reason = text_field("退回理由", 200)


def _clock(label: str, initial: str) -> forms.TimeField:
    return forms.TimeField(
        label=label, initial=initial,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "请填写正确的时间，如 08:30。"},
    )  # fmt: skip


class ScreenForm(ZwgkForm):
    """A screen, its size and its timetable."""

    name = text_field("名称", 40, help_text="如“服务大厅正门屏”。")
    place = text_field("地点", 60)
    participation = forms.TypedChoiceField(
        label="所属活动", required=False, coerce=int, empty_value=None,
        help_text="选定活动的，播放时长计入这次活动的数据；只在平时播放的可以不选。",
    )  # fmt: skip
    size = forms.ChoiceField(label="屏幕大小", choices=[*PRESETS, (_OTHER, "其他，在下面填写")])
    width = forms.IntegerField(label="宽（像素）", required=False, min_value=64, max_value=8192)
    height = forms.IntegerField(label="高（像素）", required=False, min_value=64, max_value=8192)
    from_time = _clock("每天开始", "08:00")
    to_time = _clock("每天结束", "18:00")
    from_date = date_field("开始日期", required=False)
    to_date = date_field("结束日期", required=False, help_text="日期不填的，一直播放。")
    weekdays = forms.MultipleChoiceField(
        label="播放日", choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple,
        initial=[digit for digit, _ in WEEKDAYS],
        error_messages={"required": "请至少选择一天。"},
    )  # fmt: skip
    outside = forms.ChoiceField(label="时段外", choices=Screen.Outside.choices)

    def __init__(self, *args: Any, parts: Iterable[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["participation"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "不属于某次活动"), *((p.pk, str(p.campaign)) for p in parts)]

    def clean(self) -> dict[str, Any]:
        """The sides of the chosen size, unless they are written out."""
        given = self.cleaned_data
        size = given.pop("size", "")
        if size and size != _OTHER:
            given["width"], given["height"] = (int(side) for side in size.split("x"))
        elif size:
            for side in ("width", "height"):
                if side not in self.errors and not given.get(side):
                    self.add_error(side, "请填写像素数，屏幕说明书或控制软件上有。")
        return given


def initial_of(screen: Screen) -> dict[str, Any]:
    """What the form of a screen begins with."""
    size = f"{screen.width}x{screen.height}"
    names = ("name", "place", "from_time", "to_time", "from_date", "to_date", "outside")
    return {name: getattr(screen, name) for name in names} | {
        "participation": screen.participation_id,
        "size": size if size in dict(PRESETS) else _OTHER,
        "width": screen.width, "height": screen.height, "weekdays": list(screen.weekdays),
    }  # fmt: skip


class EntryForm(ZwgkForm):
    """What to put on a screen: one list of everything that can be played."""

    what = forms.ChoiceField(label="播放内容")
    seconds = forms.IntegerField(label="每页秒数", initial=10, min_value=3, max_value=600)

    def __init__(
        self, *args: Any, slogans: Iterable[Slogan], items: Iterable[ServiceItem],
        has_theme: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._slogans = {f"slogan-{one.pk}": one for one in slogans}
        self._items = {one.pk: one for one in items}
        kind = ScreenEntry.Kind
        whole = [(kind.THEME, kind.THEME.label)] if has_theme else []
        groups = [
            ("标语", [(key, str(one)) for key, one in self._slogans.items()]),
            ("活动和门户", [*whole, (kind.PORTAL_CODE, kind.PORTAL_CODE.label)]),
            ("办事流程", [(f"flow-{pk}", item.name) for pk, item in self._items.items()]),
            ("事项二维码", [(f"item_code-{pk}", item.name) for pk, item in self._items.items()]),
        ]
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *((name, rows) for name, rows in groups if rows)]

    def chosen(self) -> dict[str, Any]:
        """What the action takes: the kind, and the slogan or the item."""
        kind, _, pk = self.cleaned_data["what"].partition("-")
        return {
            "kind": kind,
            "slogan": self._slogans.get(self.cleaned_data["what"]),
            "item": self._items.get(int(pk)) if pk and kind != "slogan" else None,
            "seconds": self.cleaned_data["seconds"],
        }
