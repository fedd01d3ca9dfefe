"""From a text to its figures: a number is refused by its form, labelled, or left with a reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from zwgk.text.figures import scope, totals
from zwgk.text.figures.elsewhere import whose
from zwgk.text.figures.labels import Labeller
from zwgk.text.figures.mentions import merged, placed
from zwgk.text.figures.numbers import Number
from zwgk.text.figures.origin import origin_of
from zwgk.text.figures.page import Mark, Page
from zwgk.text.figures.phrases import said_in_words
from zwgk.text.figures.shared import shared
from zwgk.text.figures.spot import Label
from zwgk.text.model import Figure, Figures, Mention, Rejected, Scope, Stage
from zwgk.text.normal import normalise

_TOTAL = re.compile(r"合计|共计|总计|总共|累计|一共|共(?!有?同|建|享|产|青)|总数")
_OF_WHICH = re.compile(r"[，,、；;（(]?\s*其中")
_EACH = re.compile(r"各(?:约|近)?\s*$")
_UNKNOWN: Final = "文中没有说明数的是什么，或不属于登记的数据种类"
_AREA_ONLY: Final = "是上级地区的合计，不是本单位的数据"
_STAGES: Final = {
    Stage.PRINTED: "只是印制或制作的数量，未写明已发放",
    Stage.PREPARED: "只是准备或摆放的数量，未写明已发放",
}


def figures(text: str) -> Figures:
    """Every figure of the registry stated in the text, and the numbers deliberately not taken.

    Takes any text and raises nothing. ``found`` also holds what was only printed or prepared
    (``stage``): a roll-up counts only what is done, see ``totals.counted``.
    """
    normal = normalise(text)
    page = Page(normal.text)
    reading = _read(page)
    found = reading.found + said_in_words(page, reading.found)
    found.sort(key=lambda figure: figure.start)
    sentences = {figure.start: page.before(Mark.SENTENCE, figure.start) for figure in found}
    found = merged(totals.with_roles(found, reading.closing, reading.opening, sentences), sentences)
    return placed(found, reading.rejected, normal)


@dataclass(slots=True)
class _Reading:
    """What the numbers of a page have given; the sets hold where totals begin."""

    found: list[Figure] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    closing: set[int] = field(default_factory=set)
    opening: set[int] = field(default_factory=set)

    def reject(self, page: Page, number: Number, why: str) -> None:
        words = page.text[number.start : number.end]
        self.rejected.append(Rejected(words, number.start, number.end, why))


def _read(page: Page) -> _Reading:
    origin = origin_of(page)
    labeller = Labeller(page)
    reading = _Reading()
    for number, previous_end, next_start in _in_turn(page):
        if refused := page.refused.get(number.start):
            reading.reject(page, number, refused)
            continue
        label = labeller.label(number, previous_end, next_start)
        if label is None:
            if _worth_saying(number):
                reading.reject(page, number, _UNKNOWN)
            continue
        why = scope.reason(page, number, label, origin)
        if not why:
            figure = _figure(page, number, label, whose(page, number, origin))
            others = shared(page, number, label)
            reading.found += [figure, *(replace(figure, kind=k, noun=noun) for k, noun in others)]
            if _closes(page, number, previous_end):
                reading.closing.add(number.start)
            if _OF_WHICH.match(page.text, page.after(Mark.FRAGMENT, number.end)):
                reading.opening.add(number.start)
            why = _AREA_ONLY if figure.scope is Scope.AREA else _STAGES.get(figure.stage, "")
        if why:
            reading.reject(page, number, why)
    return reading


def _in_turn(page: Page) -> Iterator[tuple[Number, int, int]]:
    """Each number with the end of the one before it and the start of the next."""
    ends, end = [], 0
    for number in page.numbers:
        ends.append(end)
        if number.start not in page.refused:  # the 百 of 《百问》 ends no fragment
            end = number.end
    starts = [*(number.start for number in page.numbers[1:]), len(page.text)]
    return zip(page.numbers, ends, starts, strict=False)


def _figure(page: Page, number: Number, label: Label, scope_: Scope) -> Figure:
    before = page.text[page.before(Mark.FRAGMENT, number.start) : number.start]
    words = page.text[number.start : number.end]
    return Figure(
        kind=label.kind,
        value=number.value if number.value is not None else 0,
        qualifier=number.qualifier,
        unit=number.unit,
        noun=label.noun,
        start=number.start,
        end=number.end,
        text=words,
        high=number.high,
        stage=label.stage,
        scope=scope_,
        times=2 if _EACH.search(before) else 1,
        mentions=(Mention(number.start, number.end, words),),
    )


def _closes(page: Page, number: Number, previous_end: int) -> bool:
    """Whether 共计 or the like stands before the number."""
    start = page.before(Mark.CLAUSE, number.start)
    if page.text[previous_end : number.start].strip():  # 合计62种11300余份 closes with both
        start = max(start, previous_end)
    return bool(_TOTAL.search(page.text, start, number.start))


def _worth_saying(number: Number) -> bool:
    """一 and 两 stand in every sentence; a number a clerk would ask about has digits or 余."""
    return number.arabic or bool(number.more) or len(number.body) > 1
