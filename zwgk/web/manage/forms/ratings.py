"""How many slips to print."""

from django import forms

from zwgk.web.shared.forms import ZwgkForm


class SlipsForm(ZwgkForm):
    """Slips to be handed to visitors."""

    count = forms.IntegerField(
        label="张数", min_value=1, max_value=480, initial=48,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text="每页 24 张，裁开后每位群众给一张，一张只能评价一次。",
    )  # fmt: skip
