"""Which figure kind a number states: from its 量词, the noun it counts and the verb over it.

Order of evidence: the noun right behind the number (30余名群众), what follows it
(13条当场给予解答), the noun before it in its fragment (接待群众300余人), the verb alone
(接待300余人), and last what the sentence spoke of before (折页400余份，宣传袋500余个).
"""

import re
from dataclasses import replace

from zwgk.text.figures import cases, counted, handed, meaning, people
from zwgk.text.figures.numbers import Number
from zwgk.text.figures.page import Mark, Page
from zwgk.text.figures.rates import rate
from zwgk.text.figures.spot import Label, Spot
from zwgk.text.figures.units import CASES, HOURS, PERSON, PIECES
from zwgk.text.figures.vocabulary import Noun, Verb

_MEASURE_BEFORE = re.compile(r"[（(]((?:人次)|[\u4e00-\u9fff]{1,2})[)）][\s:：]*$")


class Labeller:
    """Labels the numbers of one page in order; a list's later members lean on the earlier ones."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._last: Label | None = None
        self._last_end = -1

    def label(self, number: Number, previous_end: int, next_start: int) -> Label | None:
        """The number's label, or None when nothing in the text says what it counts."""
        page = self._page
        end = min(page.after(Mark.FRAGMENT, number.end), next_start)
        if page.text.startswith(("（", "("), number.end) and number.unit:
            end = number.end
        start = self._fragment(number, previous_end)
        label = label_of(Spot(page, number, start, end, self._last, self._last_end))
        if label:
            self._last, self._last_end = label, number.end
        return label

    def _fragment(self, number: Number, previous_end: int) -> int:
        """Where the number's fragment begins; in 群众：300人 before the colon."""
        page = self._page
        start = max(page.before(Mark.FRAGMENT, number.start), previous_end)
        while (
            start > previous_end
            and not page.text[start : number.start].strip()
            and page.text[start - 1] in "：:（(\t"
        ):
            start = max(page.before(Mark.FRAGMENT, start - 1), previous_end)
        return start


def label_of(spot: Spot) -> Label | None:
    """The label of one number in its place."""
    if spot.number.percent:
        return rate(spot)
    if spot.number.unit in HOURS:
        return Label("screen_hours", "播放时长")
    if not spot.number.unit and not spot.number.more:
        measured = _measured_before(spot)
        if measured is None:
            return _bare(spot)
        spot = measured
    held = _held(spot)
    if held:
        return held
    noun = counted.behind(spot)
    if noun is not None:
        return meaning.of_noun(spot, noun)
    noun = counted.in_front(spot)
    answered = cases.answered_behind(spot, noun)
    if answered:
        return answered
    if noun is not None:
        return meaning.of_noun(spot, noun)
    return _by_verb(spot) or _inherited(spot)


def _measured_before(spot: Spot) -> Spot | None:
    """接待群众（人次）：320, as tables write it: the 量词 stands before the number."""
    measured = _MEASURE_BEFORE.search(spot.text_since(spot.start))
    if measured is None:
        return None
    start = spot.start + measured.start()
    return replace(spot, number=spot.number._replace(unit=measured[1], start=start))


def _bare(spot: Spot) -> Label | None:
    """阅读量达12000: a number without 量词 is a view where the noun stands right before it."""
    start = spot.page.before(Mark.CLAUSE, spot.start)
    for noun in reversed(spot.nouns_since(start)):
        if not counted.without_fillers(spot.text_since(noun.end)):
            if noun.kind is Noun.VIEW and (spot.number.value or 0) >= 10:
                return Label("online_views", spot.words(noun))
            return None
    return None


def _held(spot: Spot) -> Label | None:
    """先后3次召开协调会: how often a meeting named behind the verb was held."""
    if spot.number.unit not in ("次", "场"):
        return None
    end = spot.clause_end
    verbs = spot.page.verbs_in(spot.number.end, min(end, spot.number.end + 6))
    if not verbs or verbs[0].kind is not Verb.HOLD:
        return None
    named = any(n.kind is Noun.MEETING for n in spot.page.nouns_in(verbs[0].end, end))
    return Label("meetings", "会议", source=Noun.MEETING) if named else None


def _by_verb(spot: Spot) -> Label | None:
    """The label of a number without a noun of its own, by the verb before or behind it."""
    before, behind = spot.verbs_since(spot.start), spot.verbs_behind(6)
    verb = before[-1].kind if before else None
    after = behind[0].kind if behind else None
    if spot.number.unit in PERSON and (label := people.unnamed_people(spot, verb, after)):
        return label
    return (
        handed.unnamed_pieces(spot, verb)
        or cases.unnamed_case(spot, verb)
        or meaning.unnamed_views(spot, verb)
        or meaning.unnamed_item(spot, verb)
    )


def _inherited(spot: Spot) -> Label | None:
    """A number whose fragment names nothing: what stood before it, or the list it is part of."""
    written = spot.text_since(spot.start)
    own = counted.without_fillers(written)
    if own and written.endswith("等") and spot.number.unit in PERSON:
        return None  # 魏国安、别小芬等9人: names
    strange = any(noun.kind is Noun.OTHER for noun in spot.nouns_since(spot.start))
    if len(own) <= 3 and not strange and not spot.is_a:
        for noun in reversed(spot.nouns_since(max(spot.sentence, spot.last_end))):
            if spot.fits(noun.kind) and not spot.page.counts_between(noun.end, spot.number.start):
                start = spot.page.before(Mark.FRAGMENT, noun.start)
                return meaning.of_noun(replace(spot, start=start), noun)
        last = spot.last
        if last and last.source and spot.goes_on() and spot.fits(last.source):
            return _like_the_last(spot, last)
    return handed.next_in_list(spot, own) if len(own) <= 10 else None


def _like_the_last(spot: Spot, last: Label) -> Label | None:
    if last.source is Noun.MATERIAL:
        return handed.like_the_last(spot, last)
    if spot.verbs_since(spot.start):
        return None
    return last if spot.number.unit in PIECES | PERSON | CASES else None
