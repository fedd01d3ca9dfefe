"""People: the public received, the staff on duty, the representatives invited."""

import re
from typing import Final

from zwgk.text.figures.page import NounAt
from zwgk.text.figures.spot import Label, Spot
from zwgk.text.figures.vocabulary import Noun, Verb, listed

_GUESTS: Final = listed("guest")
_VISITING = re.compile(r"走进|参观|观摩|体验|应邀|受邀|座谈|零距离")
_RECEIVED: Final = ("接待", "接待了", "接待咨询", "接访")
# 43人参加 are those on duty; of hundreds who "took part" most are the public.
_CROWD: Final = 500
# A guided visit takes a few dozen; of more who 走进 an office the doors stood open to all.
_FEW: Final = 50

_VISITORS: Final = Label("visitors", "群众", source=Noun.PUBLIC)


def people(spot: Spot, noun: NounAt) -> Label | None:
    """The label of a number of people named by a noun."""
    if spot.is_a:
        return None
    verbs = [verb.kind for verb in spot.verbs_since(spot.clause)]
    near = verbs[-1] if verbs else spot.governing()
    words = spot.words(noun)
    if noun.kind is Noun.INVITED:
        if words in _GUESTS and near not in (Verb.INVITE, Verb.ATTEND):
            return None
        return _invited(words)
    if _of_the_invited(spot):
        return _invited(words)
    if noun.kind is Noun.PUBLIC:
        return _public(spot, noun, near, invited=Verb.INVITE in verbs[-2:])
    if spot.page.text.endswith(_RECEIVED, 0, noun.start):  # 接待人员300人
        return Label("visitors", words, source=Noun.PUBLIC)
    if near is Verb.INVITE or (near is None and _after_invited(spot)):
        return _invited(words)
    return Label("staff", words, source=Noun.STAFF)


_WATCHING = re.compile(r"[^，。；]{0,4}(?:收看|收听|在线|观看直播|线上)")
_STREAMED = re.compile(r"直播|视频号|抖音|快手")
_MANY: Final = 1000


def _public(spot: Spot, noun: NounAt, near: Verb | None, *, invited: bool) -> Label | None:
    """The public are visitors, unless they were invited or came to see the offices."""
    words = spot.words(noun)
    if spot.number.unit == "次" and near is not Verb.RECEIVE:
        return None
    if _watched(spot) or _WATCHING.match(spot.page.text, max(noun.end, spot.number.end)):
        return Label("online_views", words, source=Noun.VIEW)
    rest = spot.page.text[max(noun.end, spot.number.end) : spot.clause_end]
    few = (spot.number.value or 0) < _FEW
    came_to_see = few and near is not Verb.RECEIVE and _VISITING.search(rest)
    if near is Verb.INVITE or invited or came_to_see:
        return _invited(words)
    return Label("visitors", words, source=Noun.PUBLIC)


def _watched(spot: Spot) -> bool:
    """通过视频号直播，吸引6.4万人次: a crowd that no square holds stands before its screens."""
    if (spot.number.value or 0) < _MANY:
        return False
    return bool(_STREAMED.search(spot.page.text, spot.sentence, spot.number.start))


def _invited(words: str) -> Label:
    return Label("participants_invited", words, source=Noun.INVITED)


def _of_the_invited(spot: Spot) -> bool:
    """30位代表参加，其中参保职工12位、参保居民10位: parts of those invited."""
    if not _after_invited(spot) or spot.verbs_since(spot.start):
        return False
    between = spot.page.text[spot.last_end : spot.start]
    return "其中" in between + spot.text_since(spot.start)[:2] or between.strip() in (
        "、",
        "和",
        "及",
    )


def _after_invited(spot: Spot) -> bool:
    return spot.last is not None and spot.last.source is Noun.INVITED and spot.goes_on()


def unnamed_people(spot: Spot, verb: Verb | None, after: Verb | None) -> Label | None:
    """The label of a number of people without any noun, by the verbs before and behind it."""
    consulted = any(found.kind is Verb.CONSULT for found in spot.verbs_behind(8))
    if Verb.ATTEND in (verb, after) and not consulted:
        return _attending(spot)
    if verb is Verb.RECEIVE and _watched(spot):
        return Label("online_views", "观看", source=Noun.VIEW)
    if consulted or verb in (Verb.RECEIVE, Verb.CONSULT) or after is Verb.RECEIVE:
        return _VISITORS
    if verb is Verb.DISPATCH:
        return Label("staff", "人员", source=Noun.STAFF)
    if verb is Verb.INVITE:
        return _invited("代表")
    return None


def _attending(spot: Spot) -> Label:
    if any(verb.kind is Verb.INVITE for verb in spot.verbs_since(spot.start)):
        return Label("participants_invited", "人员", source=Noun.STAFF)
    if (spot.number.value or 0) >= _CROWD:
        return _VISITORS
    return Label("staff", "人员", source=Noun.STAFF)
