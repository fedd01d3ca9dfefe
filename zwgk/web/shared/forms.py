"""What the forms of all areas share."""

from django import forms

from zwgk.core.errors import DomainError


class ZwgkForm(forms.Form):
    """A form whose fields carry accessible attributes and whose errors come from the domain too."""

    use_required_attribute = False
    template_name = "shared/form.html"

    def add_domain_error(self, error: DomainError) -> None:
        """Show a domain error at the field it belongs to, else above the form."""
        field = error.field if error.field in self.fields else None
        self.add_error(field, error.message)


def date_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, picked in the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def time_field(label: str) -> forms.DateTimeField:
    """A day and a time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget)


def text_area(
    label: str, *, required: bool = True, rows: int = 4, help_text: str = ""
) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget)
