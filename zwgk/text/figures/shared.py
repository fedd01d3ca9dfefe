"""One number that several kinds share: 条幅、展板各2块, 答复率和满意率均达100%."""

from zwgk.text.figures.meaning import SIMPLE
from zwgk.text.figures.numbers import Number
from zwgk.text.figures.page import Mark, Page
from zwgk.text.figures.rates import KIND_OF_RATE
from zwgk.text.figures.spot import Label


def shared(page: Page, number: Number, label: Label) -> list[tuple[str, str]]:
    """The other kinds that have the number's value, each with its noun."""
    start = page.before(Mark.CLAUSE, number.start)
    return (
        _rates(page, number, label, start) if number.percent else _each(page, number, label, start)
    )


def _rates(page: Page, number: Number, label: Label, start: int) -> list[tuple[str, str]]:
    rates = [noun for noun in page.nouns_in(start, number.start) if noun.kind in KIND_OF_RATE]
    if {noun.kind for noun in rates} != set(KIND_OF_RATE):
        return []
    between = page.text[rates[0].end : rates[-1].start].strip("群众的现场问题总体")
    if between not in ("、", "和", "与", "及"):
        return []
    return [(kind, "率") for kind in KIND_OF_RATE.values() if kind != label.kind]


def _each(page: Page, number: Number, label: Label, start: int) -> list[tuple[str, str]]:
    if not page.text[start : number.start].rstrip("约近 ").endswith("各"):
        return []
    ends = (before.end for before in page.numbers if start <= before.end < number.start)
    kinds = {
        SIMPLE[noun.kind]: page.text[noun.start : noun.end]
        for noun in page.nouns_in(max(ends, default=start), number.start)
        if noun.kind in SIMPLE
    }
    kinds.pop(label.kind, None)
    return list(kinds.items())
