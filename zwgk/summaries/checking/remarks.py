"""What the superior said about passages of the summary it returned, at their place in the draft."""

import re
from dataclasses import dataclass
from typing import Any

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor
from zwgk.summaries.checking.printed import Place, Printed
from zwgk.summaries.models import Remark, Review, Submission

# In the document a heading carries its number, in the draft it does not.
NUMBER = re.compile(r"^[一二三四五六七八九十]+、")


@dataclass(frozen=True)
class Placed:
    """A remark; ``place`` is None where the passage stands no longer, so that it was mended."""

    remark: Remark
    place: Place | None

    def shown(self) -> dict[str, Any]:
        """What the editor needs, as plain data."""
        place = self.place
        return {
            "text": self.remark.text, "passage": self.remark.passage,
            "section": None if place is None else place.section,
            "field": place.field if place else "", "source": place.source if place else "",
            "start": place.start if place else 0, "end": place.end if place else 0,
        }  # fmt: skip


def returned_for(part: Participation, actor: Actor) -> Review | None:
    """The return that the unit is mending, if its last submission was returned."""
    rows = Submission.objects.visible_to(actor).filter(participation=part)
    last = rows.order_by("-number").first()
    review: Review | None = Review.objects.filter(
        submission=last, decision=Review.Decision.RETURNED
    ).first()
    return review


def remarks_on(part: Participation, printed: Printed, actor: Actor) -> list[Placed]:
    """The remarks of that return, in the superior's order."""
    review = returned_for(part, actor)
    rows = Remark.objects.visible_to(actor).filter(review=review) if review else []
    return [Placed(row, printed.find(NUMBER.sub("", row.passage), row.paragraph)) for row in rows]
