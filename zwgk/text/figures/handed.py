"""Things: what was handed out, in how many kinds, and what was only printed or prepared."""

import re
from typing import Final

from zwgk.text.figures.page import Mark
from zwgk.text.figures.spot import Label, Spot
from zwgk.text.figures.units import KINDS, PIECES, SHEETS
from zwgk.text.figures.vocabulary import Noun, Verb, listed
from zwgk.text.model import Stage

_NOT_HANDED_OUT: Final = listed("not_handed_out")
_STAGES: Final = {
    Verb.DISTRIBUTE: Stage.DONE,
    Verb.PRINT: Stage.PRINTED,
    Verb.PREPARE: Stage.PREPARED,
}
# 印制宣传册5000册，当天全部发放完毕: what is said of the things afterwards.
_ALL_GONE = re.compile(
    r"""
    [，,]?(?:并|当天|当日|现场|均|都|已|不到\S{1,4}就)*(?:全部|一并|免费|被)?(?:向\S{2,6})?
    (?:
        全部(?:发放|散发|分发|派发|赠送|送)
        | 发完 | 抢光 | 领完 | 一抢而空 | 领取一空 | 发放(?:完毕|一空|完)
    )
    """,
    re.VERBOSE,
)
_OF_WHICH = re.compile(r"其中|[：:]")
_LIST_MARKS: Final = ("、", "，", ",", "和", "及", "")


def material(spot: Spot, words: str) -> Label | None:
    """The label of a number of materials: their kinds, or their pieces with the stage."""
    if spot.number.unit in KINDS or spot.number.unit in ("样", "款"):
        return Label("material_kinds", words, source=Noun.MATERIAL)
    if spot.is_a:
        return None
    return _handed_out(words, stage(spot))


def gift(spot: Spot, words: str) -> Label | None:
    """Anything handed out by the piece is 发放资料, but for money, forms and messages."""
    unit = spot.number.unit
    if unit not in PIECES or words in _NOT_HANDED_OUT or spot.number.value == 1:
        return None
    verbs = spot.verbs_since(spot.start)
    in_list = not verbs and unit in SHEETS and goes_on_list(spot)
    if in_list or (verbs and verbs[-1].kind is Verb.DISTRIBUTE):
        return _handed_out(words)
    return None


def unnamed_pieces(spot: Spot, verb: Verb | None) -> Label | None:
    """发放300份: a number of pieces without any noun."""
    if verb is Verb.DISTRIBUTE and spot.number.unit in PIECES:
        return _handed_out("资料")
    return None


def like_the_last(spot: Spot, last: Label) -> Label:
    """A number that leans on the materials named before it: 宣传单28种60000余份."""
    if spot.number.unit in KINDS:
        return Label("material_kinds", last.noun, source=Noun.MATERIAL)
    return _handed_out(last.noun, stage(spot))


def next_in_list(spot: Spot, words: str) -> Label | None:
    """围裙500条、小彩灯300个: a thing that no list of words knows, in a list of what was given."""
    if spot.last is None or not goes_on_list(spot) or spot.number.unit not in PIECES:
        return None
    strange = any(n.kind is Noun.OTHER for n in spot.page.nouns_in(spot.start, spot.end))
    if strange or spot.verbs_since(spot.start):
        return None
    return _handed_out(words, spot.last.stage)


def goes_on_list(spot: Spot) -> bool:
    """Whether a fragment goes on with a list of what was handed out."""
    if spot.last is None or spot.last.kind != "materials_distributed":
        return False
    if spot.last_end < spot.page.before(Mark.SENTENCE, spot.start):
        return False
    between = _OF_WHICH.sub("", spot.page.text[spot.last_end : spot.start]).strip()
    return between in _LIST_MARKS


def stage(spot: Spot) -> Stage:
    """Handed out, or only printed or prepared: the nearest verb that says so decides."""
    page, number = spot.page, spot.number
    near = spot.verbs_since(spot.start) or spot.verbs_since(spot.clause)
    if near and near[-1].kind is Verb.SHOW:
        return Stage.PREPARED
    behind = page.verbs_in(number.end, spot.end)
    if any(verb.kind is Verb.DISTRIBUTE for verb in behind):
        return Stage.DONE
    if _ALL_GONE.match(page.text, page.after(Mark.FRAGMENT, number.end)) or _joined_to_done(spot):
        return Stage.DONE
    for start in (spot.start, spot.clause, spot.sentence):
        verbs = [verb.kind for verb in spot.verbs_since(start) if verb.kind in _STAGES]
        if verbs:
            return _STAGES[verbs[-1]]
    return Stage.DONE


def _joined_to_done(spot: Spot) -> bool:
    """送出扇子60把、定制布袋120个: an attribute in a list of what was handed out."""
    last = spot.last
    if last is None or last.stage is not Stage.DONE or last.source is not Noun.MATERIAL:
        return False
    between = spot.page.text[spot.last_end : spot.start].strip()
    return spot.start > spot.last_end and between in ("、", "和", "及", "")


def _handed_out(words: str, how_far: Stage = Stage.DONE) -> Label:
    return Label("materials_distributed", words, how_far, Noun.MATERIAL)
