"""Figures said in words: 全部予以答复 after a number of questions is an answer rate of 100 %."""

import re

from zwgk.kinds import Qualifier
from zwgk.text.figures.page import Page
from zwgk.text.model import Figure

_ALL = re.compile(
    r"(?:全部|均|都)(?:已|已经|当场|现场|当面|即时|按时|按期|在\S{1,6}内|给予了?|予以|作出了?|做出了?|得到了?|进行了?|作了|圆满|及时|耐心|一一)*"
    r"(?:解答|答复|回答|回复|答了|办结|回应)(?!人|员|能)|百分之?百(?:解答|答复|回答|回复)"
)
_ASKED = ("questions_asked", "questions_answered", "suggestions", "visitors")


def said_in_words(page: Page, found: list[Figure]) -> list[Figure]:
    """The answer rates said by 全部解答, where the sentence counts questions before it."""
    result: list[Figure] = []
    for match in _ALL.finditer(page.text):
        begin = page.before("hard", match.start())
        asked = [f for f in found if f.kind in _ASKED and begin <= f.start < match.start()]
        if "除" in page.text[page.before("clause", match.start()) : match.start()]:
            continue
        rated = [
            f for f in found if f.kind == "answer_rate" and begin <= f.start <= match.end() + 12
        ]
        if asked and asked[-1].kind != "visitors" and not rated:
            result.append(
                Figure(
                    "answer_rate",
                    100,
                    Qualifier.EXACT,
                    "",
                    "答复率",
                    match.start(),
                    match.end(),
                    match[0],
                )
            )
    return result
