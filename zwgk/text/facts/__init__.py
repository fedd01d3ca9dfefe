"""What a text says of itself: title, unit, edition, days, theme, notices (事实要素)."""

from datetime import date

from zwgk.text.facts.activity import activity
from zwgk.text.facts.damage import warnings
from zwgk.text.facts.editions import editions
from zwgk.text.facts.frame import frame
from zwgk.text.facts.notices import notices
from zwgk.text.facts.outline import contacts, headings
from zwgk.text.facts.page import read
from zwgk.text.facts.parts import split
from zwgk.text.facts.theme import themes
from zwgk.text.facts.units import unit
from zwgk.text.model import Facts

__all__ = ["facts", "split"]


def facts(text: str, *, today: date | None = None) -> Facts:
    """The facts of one document; ``today`` gives 今年 a year where the text names none."""
    page = read(text)
    around = frame(page)
    edition, named = editions(page, around)
    held, others = activity(page, around, today)
    theme, wordings = themes(page)
    return Facts(
        title=page.mention(*around.title) if around.title else None,
        unit=unit(page, around),
        edition=edition,
        editions=named,
        dates=held,
        other_dates=others,
        theme=theme,
        themes=wordings,
        headings=headings(page),
        notices=notices(page),
        contacts=contacts(page),
        warnings=warnings(page),
    )
