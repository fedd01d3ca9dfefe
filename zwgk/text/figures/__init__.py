"""Figures (数据) out of free text: ``figures(text)``.

numbers.py finds every number, forms.py sets aside what is none by its form (dates, phones,
第N届), labels.py tells what each of the others counts, scope.py sets aside what is not this unit's
figure of this day, totals.py tells parts from totals. Vocabulary is data in vocabulary.py.
"""

import re
from dataclasses import replace

from zwgk.text.figures import scope, totals
from zwgk.text.figures.labels import Label, Labeller
from zwgk.text.figures.numbers import Number
from zwgk.text.figures.page import Page
from zwgk.text.figures.phrases import said_in_words
from zwgk.text.model import Figure, Figures, Mention, Rejected, Role, Scope, Stage
from zwgk.text.normal import Normal, normalise

__all__ = ["figures"]

_TOTAL = re.compile(r"合计|共计|总计|总共|累计|一共|共(?!有?同|建|享|产|青)|总数")
_OF_WHICH = re.compile(r"[，,、；;（(]?\s*其中")
_EACH = re.compile(r"各(?:约|近)?\s*$")
_AREA = re.compile(r"(?:^|[，,。；：:\n])[^，,。；：:\n《》]{0,5}全(省|市|州|县|区|旗|镇|乡|街道)")
_OWN = re.compile(r"我[省市州县区旗镇乡街委局办厅院校社村]|本(?:单位|局|镇|乡|街道|村|社区)")
_UNKNOWN = "文中没有说明数的是什么，或不属于登记的数据种类"
_AREA_ONLY = "是上级地区的合计，不是本单位的数据"
_STAGES = {
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
    found: list[Figure] = []
    rejected: list[Rejected] = []
    is_total: dict[int, bool] = {}
    labeller = Labeller(page)
    end = 0
    for at, number in enumerate(page.numbers):
        following = page.numbers[at + 1].start if at + 1 < len(page.numbers) else len(page.text)
        why = page.refused.get(number.start, "")
        label = None if why else labeller.label(number, end, following)
        if label:
            why = scope.reason(page, number, label)
            if not why:
                figure = _figure(page, number, label)
                why = _AREA_ONLY if figure.scope is Scope.AREA else _STAGES.get(figure.stage, "")
                found.append(figure)
                found += [
                    replace(found[-1], kind=kind, noun=noun)
                    for kind, noun in labeller.also(number, label)
                ]
                is_total[number.start] = _is_total(page, number, end, following)
        if why or (label is None and _worth_saying(number)):
            rejected.append(_rejected(page, number, why or _UNKNOWN))
        end = number.end
    found += said_in_words(page, found)
    found.sort(key=lambda figure: figure.start)
    sentences = {f.start: page.before("hard", f.start) for f in found}
    found = _merged(totals.with_roles(found, is_total, sentences), sentences)
    return Figures(
        tuple(_placed(figure, normal) for figure in found),
        tuple(_given(item, normal) for item in rejected),
    )


def _figure(page: Page, number: Number, label: Label) -> Figure:
    text = page.text[number.start : number.end]
    value = number.value if number.value is not None else 0
    before = page.text[page.before("mark", number.start) : number.start]
    return Figure(
        label.kind, value, number.qualifier, number.unit, label.noun, number.start, number.end, text,
        high=number.high, stage=label.stage, scope=_scope(page, number),
        times=2 if _EACH.search(before) else 1,
    )  # fmt: skip


def _scope(page: Page, number: Number) -> Scope:
    """The whole area's where a text of a lower unit says 全县 before the number."""
    own = scope.own_level(page)
    sentence = page.text[page.before("hard", number.start) : number.start]
    named = list(_AREA.finditer(sentence))
    if own is None or not named or _OWN.search(sentence, named[-1].end()):
        return Scope.OWN
    return Scope.AREA if scope.LEVEL.get(named[-1][1], 0) > own else Scope.OWN


def _is_total(page: Page, number: Number, previous_end: int, following: int) -> bool:
    start = page.before("clause", number.start)
    if page.text[previous_end : number.start].strip():  # 合计62种11300余份 closes with both
        start = max(start, previous_end)
    if _TOTAL.search(page.text[start : number.start]):
        return True
    return bool(_OF_WHICH.match(page.text, page.after("mark", number.end)))


def _worth_saying(number: Number) -> bool:
    """一 and 两 stand in every sentence; a number a clerk would ask about has digits or 余."""
    return number.arabic or bool(number.more) or len(number.body) > 1


def _rejected(page: Page, number: Number, why: str) -> Rejected:
    return Rejected(page.text[number.start : number.end], number.start, number.end, why)


def _merged(found: list[Figure], sentences: dict[int, int]) -> list[Figure]:
    """The same kind, value and qualifier said again in another sentence is another mention."""
    kept: list[Figure] = []
    for figure in found:
        mention = Mention(figure.start, figure.end, figure.text)
        twin = next(
            (
                at
                for at, other in enumerate(kept)
                if (other.kind, other.value, other.qualifier, other.stage)
                == (figure.kind, figure.value, figure.qualifier, figure.stage)
                and sentences[other.start] != sentences[figure.start]
            ),
            None,
        )
        if twin is None:
            kept.append(replace(figure, mentions=(mention,)))
        else:
            other = kept[twin]
            role = other.role if other.role is not Role.SINGLE else figure.role
            kept[twin] = replace(other, mentions=(*other.mentions, mention), role=role)
    return kept


def _placed(figure: Figure, normal: Normal) -> Figure:
    """The figure with its spans in the text as it was given."""
    mentions = tuple(_mention(normal, m.start, m.end) for m in figure.mentions)
    first = mentions[0]
    return replace(figure, start=first.start, end=first.end, text=first.text, mentions=mentions)


def _mention(normal: Normal, start: int, end: int) -> Mention:
    low, high = normal.span(start, end)
    return Mention(low, high, normal.given[low:high])


def _given(item: Rejected, normal: Normal) -> Rejected:
    place = _mention(normal, item.start, item.end)
    return Rejected(place.text, place.start, place.end, item.reason)
