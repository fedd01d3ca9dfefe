"""Questions and consultations: asked, answered, or answered on the spot."""

import re
from typing import Final

from zwgk.text.figures.page import NounAt
from zwgk.text.figures.spot import Label, Spot
from zwgk.text.figures.units import CASES, PERSON
from zwgk.text.figures.vocabulary import Noun, Verb

ASKABLE: Final = frozenset({Noun.QUESTION, Noun.CONSULT, Noun.SUGGESTION})
_ANSWERING: Final = ("解答", "答复", "回答", "回复", "答")
# What was done without a question being asked for it.
_NO_QUESTION: Final = ("服务", "政策宣讲", "政策解读", "来访")
_NOT_COUNTED: Final = (Verb.CHECK, Verb.TRANSFER, Verb.ADOPT)
_DEALT_WITH: Final = frozenset(
    {Verb.ANSWER, Verb.ACCEPT, Verb.CONSULT, Verb.RECEIVE, Verb.COMPLETE, *_NOT_COUNTED}
)
_ON_SPOT: Final = "现场|当场|当面|即时|当即|立即"
_ANSWERED_ON_SPOT = re.compile(
    rf"""
    (?:{_ON_SPOT}|就地)[^，,。；]{{0,6}}?
    (?:解答|答复|回答|回复|解决|解释|办理|办结|答疑|释疑|讲解|处理|答|解读|解惑|说清|讲清)
    """,
    re.VERBOSE,
)
# 13条当场给予圆满答复: what was done stands behind the number.
_ANSWERED_BEHIND = re.compile(
    rf"""
    (?:(?!不|未|无法|难以)[^，,。；]){{0,4}}?
    (?P<spot>{_ON_SPOT})?(?:都|均|全部)?
    (?:已|作了|给予了?|予以|得到了?|进行了?|作出|做出|获得)?(?:圆满|耐心)?
    (?:解答|答复|回答|回复|解决|办结|解释|回应|答了)
    """,
    re.VERBOSE,
)


def case(spot: Spot, noun: NounAt) -> Label | None:
    """Questions by what was done with them; a consultation counted in people is a visitor."""
    words = spot.words(noun)
    if spot.is_a:
        return None
    if spot.number.unit in PERSON:
        return Label("visitors", words, source=Noun.PUBLIC)
    if words in _NO_QUESTION:
        return None
    verb = _dealing(spot)
    if verb is None and noun.start >= spot.number.end:
        after = _ANSWERED_BEHIND.match(spot.page.text[noun.end : spot.end])
        if after:
            return _answered(words, noun.kind, on_spot=bool(after["spot"]))
    if verb is Verb.ANSWER or "解答" in words or "答疑" in words:
        return _answered(words, noun.kind, on_spot=_said_on_spot(spot, spot.clause))
    if verb is Verb.ACCEPT or (verb is None and noun.kind is Noun.QUESTION):
        return Label("questions_asked", words, source=noun.kind)
    if verb is Verb.COMPLETE:
        return Label("items_completed", words)
    return None if verb in _NOT_COUNTED else _answered(words, noun.kind)


def online(spot: Spot, noun: NounAt) -> Label | None:
    """Questions asked online, which are none of the desk's: asked, or answered."""
    if spot.is_a or spot.number.unit in PERSON:
        return None
    verb = _dealing(spot)
    if verb in _NOT_COUNTED:
        return None
    behind = _ANSWERED_BEHIND.match(spot.page.text[max(noun.end, spot.number.end) : spot.end])
    kind = "online_answered" if verb is Verb.ANSWER or behind else "online_questions"
    return Label(kind, spot.words(noun), source=Noun.ONLINE)


def _dealing(spot: Spot) -> Verb | None:
    """The verb that says what was done with the questions: 受理 in 受理咨询, 解答 in 解答问题."""
    for start in (spot.start, spot.clause):
        found = [verb for verb in spot.verbs_since(start) if verb.kind in _DEALT_WITH]
        # 解答群众提出的问题: what the public did stands in the attribute.
        said = [
            verb.kind
            for verb in found
            if verb is found[0] or not spot.page.text.startswith("的", verb.end)
        ]
        if not said:
            continue
        # 受理咨询, 提供咨询: the verb before 咨询 says what was done.
        if said[-1] is Verb.CONSULT and said[-2:-1] in ([Verb.ANSWER], [Verb.ACCEPT]):
            return said[-2]
        return said[-1]
    return None


def answered_behind(spot: Spot, noun: NounAt | None) -> Label | None:
    """13条当场给予解答, where no other noun says that the cases are something else."""
    if spot.number.unit not in CASES or (noun is not None and noun.kind not in ASKABLE):
        return None
    after = _ANSWERED_BEHIND.match(spot.page.text[spot.number.end : spot.end])
    if after is None:
        return None
    return _answered("问题", on_spot=bool(after["spot"]) or _said_on_spot(spot, spot.start))


def unnamed_case(spot: Spot, verb: Verb | None) -> Label | None:
    """解答23个: a number of cases without any noun, by the verb before it."""
    if verb not in (Verb.ANSWER, Verb.ACCEPT, Verb.CONSULT) or spot.number.unit not in CASES:
        return None
    last = spot.verbs_since(spot.start)[-1]
    plain = spot.page.text[last.start : last.end].startswith(_ANSWERING)
    # 意见建议61条，已办结39条: suggestions that were acted upon are not answers.
    named = (Noun.QUESTION, Noun.CONSULT)
    if not plain and not any(spot.spoke_of(noun) for noun in named):
        return None
    if verb is Verb.ANSWER:
        on_spot = _said_on_spot(spot, spot.start)
        # 意见建议15条，已答复8条: suggestions dealt with later are no questions answered.
        of_suggestions = spot.goes_on() and spot.last and spot.last.kind == "suggestions"
        return None if of_suggestions and not on_spot else _answered("问题", on_spot=on_spot)
    return Label("questions_asked" if verb is Verb.ACCEPT else "questions_answered", "问题")


def _said_on_spot(spot: Spot, start: int) -> bool:
    return bool(_ANSWERED_ON_SPOT.search(spot.text_since(start)))


def _answered(words: str, source: Noun | None = None, *, on_spot: bool = False) -> Label:
    return Label("answered_on_spot" if on_spot else "questions_answered", words, source=source)
