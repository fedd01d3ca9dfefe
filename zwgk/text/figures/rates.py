"""满意率 and 答复率: which of them a percentage is."""

import re
from typing import Final

from zwgk.text.figures.page import Mark, NounAt
from zwgk.text.figures.spot import Label, Spot
from zwgk.text.figures.vocabulary import Noun

KIND_OF_RATE: Final = {
    Noun.SATISFACTION: "satisfaction_rate",
    Noun.ANSWER_RATE: "answer_rate",
}
# 答复群众问题率, a rate that no list of words has.
_SOME_ANSWER_RATE = re.compile(r"(?:答复|解答|回答|回复)[^，。]{0,6}率")


def rate(spot: Spot) -> Label | None:
    """The label of a percentage: by the rate named before it, else by the one behind it."""
    page = spot.page
    start = spot.clause
    if page.text[start - 1 : start] in ("：", ":"):
        start = page.before(Mark.CLAUSE, start - 1)
    behind = page.nouns_in(spot.number.end, spot.clause_end)
    for noun in (*reversed(spot.nouns_since(start)), *behind):
        if noun.kind in KIND_OF_RATE:
            return _named(spot, noun)
    if _SOME_ANSWER_RATE.search(spot.text_since(start)):
        return Label("answer_rate", "答复率")
    return None


def _named(spot: Spot, noun: NounAt) -> Label:
    return Label(KIND_OF_RATE[noun.kind], spot.words(noun))
