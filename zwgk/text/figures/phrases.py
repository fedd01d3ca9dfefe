"""Figures said in words: 全部予以答复 after a number of questions is an answer rate of 100 %."""

import re
from collections.abc import Sequence
from typing import Final

from zwgk.kinds import Qualifier
from zwgk.text.figures.page import Mark, Page
from zwgk.text.model import Figure, Mention

_ALL = re.compile(
    r"""
    (?:全部|均|都)
    (?:
        已 | 当场 | 现场 | 当面 | 即时 | 按时 | 按期 | 及时 | 在\S{1,6}内
        | 给予了? | 予以 | 作出了? | 做出了? | 得到了? | 进行了? | 作了
        | 圆满 | 耐心 | 一一
    )*
    (?:解答|答复|回答|回复|答了|办结|回应)(?!人|员|能)
    | 百分之?百(?:解答|答复|回答|回复)
    """,
    re.VERBOSE,
)
_QUESTIONS: Final = ("questions_asked", "questions_answered", "suggestions")
_NEAR: Final = 12  # 全部答复，答复率达100%: the rate itself follows at once


def said_in_words(page: Page, found: Sequence[Figure]) -> list[Figure]:
    """The answer rates said by 全部解答, where the sentence counts questions before it."""
    result: list[Figure] = []
    for match in _ALL.finditer(page.text):
        start, end = match.span()
        if (
            page.text.startswith("其余", start - 2)
            or "除" in page.text[page.before(Mark.CLAUSE, start) : start]
        ):
            continue
        begin = page.before(Mark.SENTENCE, start)
        asked = [
            figure.kind
            for figure in found
            if begin <= figure.start < start and figure.kind in (*_QUESTIONS, "visitors")
        ]
        rated = any(
            figure.kind == "answer_rate" and begin <= figure.start <= end + _NEAR
            for figure in found
        )
        # 接待群众300人，均予以解答 counts people and no questions.
        if asked and asked[-1] != "visitors" and not rated:
            result.append(_full_rate(match))
    return result


def _full_rate(match: re.Match[str]) -> Figure:
    start, end = match.span()
    return Figure(
        kind="answer_rate",
        value=100,
        qualifier=Qualifier.EXACT,
        unit="",
        noun="答复率",
        start=start,
        end=end,
        text=match[0],
        mentions=(Mention(start, end, match[0]),),
    )
