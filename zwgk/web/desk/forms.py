"""What is typed at a desk. Every form carries the entry's UUID, so that sending twice is once."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from zwgk.desk.models import Desk, Material, Question
from zwgk.kinds import KINDS, QUALIFIER_NAMES
from zwgk.web.shared.forms import ZwgkForm, text_area, text_field, time_field

CLOCK_TOLERANCE = timedelta(minutes=10)


def _number(label: str, initial: int | None = None, *, low: int = 0, high: int) -> Any:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=low, max_value=high, initial=initial, widget=widget,
    )  # fmt: skip


class EntryForm(ZwgkForm):
    """What all entries have: the id made beforehand, and a time when written up later."""

    id = forms.UUIDField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "请刷新页面后重新登记。", "invalid": "请刷新页面后重新登记。"},
    )
    recorded_at = time_field(
        "登记时间", required=False, help_text="补登纸质记录时填写实际时间；不填就是现在。"
    )

    field_order = ["id"]

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("id", uuid.uuid4())
        super().__init__(*args, **kwargs)
        self.desk = desk
        self.move_time_last()

    def move_time_last(self) -> None:
        """The time stands last, folded away."""
        self.fields["recorded_at"] = self.fields.pop("recorded_at")

    def renew_id(self) -> None:
        """Give the form shown again an id of its own: what was refused was not recorded."""
        sent = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        sent["id"] = str(uuid.uuid4())
        self.data = sent

    def clean_recorded_at(self) -> datetime | None:
        """Nothing is recorded before it happened; a phone's clock may be a little fast."""
        at: datetime | None = self.cleaned_data.get("recorded_at")
        if at and at > timezone.now() + CLOCK_TOLERANCE:
            raise forms.ValidationError("登记时间不能晚于现在，请核对。")
        return at

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The visible fields without the folded time."""
        return [field for field in self.visible_fields() if field.name != "recorded_at"]


class VisitForm(EntryForm):
    """People who came."""

    people = _number("来访人数", 1, low=1, high=999)
    matter = text_field(
        "事由", 100, required=False, help_text="如：医保、宅基地。不登记姓名和电话。"
    )


class QuestionForm(EntryForm):
    """A question with answer and rating."""

    text = text_area("咨询内容", rows=2, help_text="只写问题本身，不写个人信息。")
    department = forms.ChoiceField(label="答复部门", required=False)
    answer = text_area("答复", required=False, rows=2, help_text="没有当场答复的可以留空。")
    on_spot = forms.BooleanField(label="当场答复", required=False, initial=True)
    rating = forms.ChoiceField(
        label="群众评价", choices=Question.Rating.choices, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict.fromkeys(self.desk.departments.values_list("name", flat=True))
        typed = self.initial.get("department")
        if typed:
            names.setdefault(typed)
        field = self.fields["department"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "未指定"), *((name, name) for name in names)]


class HandoutForm(EntryForm):
    """Copies of a material."""

    material = forms.ModelChoiceField(
        label="资料", queryset=Material.objects.none(), widget=forms.RadioSelect,
        empty_label=None, error_messages={"required": "请选择资料。"},
    )  # fmt: skip
    copies = _number("份数", 1, low=1, high=9999)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["material"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = self.desk.participation.materials.all()


class TallyForm(EntryForm):
    """A number counted without individual records."""

    kind = forms.ChoiceField(
        label="指标", choices=[(k.key, k.name) for k in KINDS.values() if k.tallied]
    )
    value = _number("数量", high=9_999_999)
    out_of = forms.IntegerField(
        label="总数", required=False, min_value=1, max_value=9_999_999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text="只有比率需要填，如满意率的评价总数。",
    )  # fmt: skip
    qualifier = forms.ChoiceField(
        label="准确程度", choices=[(q.value, name) for q, name in QUALIFIER_NAMES.items()]
    )
    counted_by = text_field("计数人", 50)
    evidence = text_field("计数依据", 200, help_text="如：签到表3页、手按计数器")


class MaterialForm(ZwgkForm):
    """A material that was not named before."""

    name = text_field("资料名称", 80, help_text="不用加书名号。")
    form = forms.ChoiceField(label="形式", choices=Material.Form.choices)


FORMS: dict[str, type[EntryForm]] = {
    "visit": VisitForm,
    "question": QuestionForm,
    "handout": HandoutForm,
    "tally": TallyForm,
}
