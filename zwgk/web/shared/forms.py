"""What the forms of all areas share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import (
    BaseValidator,
    MaxLengthValidator,
    MaxValueValidator,
    MinValueValidator,
)

from zwgk.core.errors import DomainError

_REQUIRED = "请填写此项。"
# Django's own words, in the shorter Chinese of an office form.
_LIMITS: dict[type[BaseValidator], str] = {
    MinValueValidator: "不能小于 %(limit_value)s。",
    MaxValueValidator: "不能大于 %(limit_value)s，请核对。",
    MaxLengthValidator: "最多 %(limit_value)d 个字，现在有 %(show_value)d 个。",
}


class ZwgkForm(forms.Form):
    """A form whose errors are plain Chinese, its own and those of the domain."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # What the field declares itself comes first.
            standard = type(field).default_error_messages.get("required")
            if field.error_messages.get("required") in (None, standard, "这个字段是必填项。"):
                field.error_messages["required"] = _REQUIRED
            if isinstance(field, forms.IntegerField):
                field.error_messages["invalid"] = "请填写整数。"
            for validator in field.validators:
                if isinstance(validator, BaseValidator) and type(validator) in _LIMITS:
                    validator.message = _LIMITS[type(validator)]

    def attempt(self, act: Callable[..., Any], **fixed: Any) -> Any:
        """Validate and run an action with the cleaned data; a refusal becomes a field's error.

        Returns what the action returned, or None when anything was wrong.
        """
        return self.attempt_again(act, **fixed) if self.is_valid() else None

    def attempt_again(self, act: Callable[..., Any], **fixed: Any) -> Any:
        """``attempt`` after the view has taken something out of the cleaned data."""
        try:
            result = act(**{**self.cleaned_data, **fixed})
        except DomainError as error:
            self.add_domain_error(error)
            return None
        return True if result is None else result

    def add_domain_error(self, error: DomainError) -> None:
        """Show a domain error at the field it belongs to, else above the form."""
        field = error.field if error.field in self.fields else None
        self.add_error(field, error.message)


def text_field(
    label: str, length: int, *, required: bool = True, help_text: str = "", initial: str = ""
) -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=label, max_length=length, required=required, help_text=help_text, initial=initial
    )


def date_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, picked in the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=widget,
        error_messages={"invalid": "请填写正确的日期，如 2026-05-15。"},
    )


def time_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateTimeField:
    """A day and a time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label,
        widget=widget,
        required=required,
        help_text=help_text,
        error_messages={"invalid": "请填写正确的日期和时间。"},
    )


def text_area(
    label: str, *, required: bool = True, rows: int = 4, help_text: str = ""
) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget)
