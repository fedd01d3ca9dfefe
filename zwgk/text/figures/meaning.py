"""From a counted noun and the verb over it to the kind of figure."""

from typing import Final

from zwgk.text.figures.cases import case, online
from zwgk.text.figures.handed import gift, material
from zwgk.text.figures.page import NounAt
from zwgk.text.figures.people import people
from zwgk.text.figures.spot import Label, Spot
from zwgk.text.figures.units import PERSON
from zwgk.text.figures.vocabulary import Noun, Verb, listed

# Nouns of one kind only, whatever was done.
SIMPLE: Final = {
    Noun.DEPARTMENT: "departments",
    Noun.APPLICATION: "applications",
    Noun.BOARD: "boards",
    Noun.BANNER: "banners",
    Noun.SCREEN: "screens",
    Noun.DESK: "desks",
    Noun.MEETING: "meetings",
    Noun.VIEW: "online_views",
    Noun.FOLLOW_UP: "followups",
    Noun.FOLLOWED_UP: "followups_answered",
}
_ITEM_KINDS: Final = {Verb.CHECK: "items_checked", Verb.COMPLETE: "items_completed"}
_ANY_PLACE: Final = listed("any_place")


def of_noun(spot: Spot, noun: NounAt) -> Label | None:
    """The label of a number that counts a noun, or None where it is no figure of the registry."""
    words = spot.words(noun)
    if noun.kind is Noun.OTHER:
        return gift(spot, words)
    if noun.kind is Noun.MATERIAL:
        return material(spot, words)
    if noun.kind in (Noun.PUBLIC, Noun.STAFF, Noun.INVITED):
        return people(spot, noun)
    if noun.kind in (Noun.CONSULT, Noun.QUESTION):
        return case(spot, noun)
    if noun.kind is Noun.ONLINE:
        return online(spot, noun)
    if noun.kind is Noun.ITEM:
        return _item(spot, words)
    if noun.kind is Noun.SUGGESTION:
        consulted = _beside_consultation(spot, noun)
        if consulted:
            return case(spot, consulted)
        return _suggestion(spot, words)
    return _simple(spot, noun, words)


def _simple(spot: Spot, noun: NounAt, words: str) -> Label | None:
    if noun.kind not in SIMPLE or (noun.kind is Noun.DEPARTMENT and spot.is_a):
        return None
    if noun.kind is Noun.DEPARTMENT and spot.governing() is Verb.CHECK:
        return None
    if noun.kind is Noun.DESK and words in _ANY_PLACE:
        set_up = any(verb.kind is Verb.SHOW for verb in spot.verbs_since(spot.clause))
        if not set_up:
            return None
    return Label(SIMPLE[noun.kind], words, source=noun.kind)


def _beside_consultation(spot: Spot, noun: NounAt) -> NounAt | None:
    """受理咨询、投诉和建议8127件 counts all of them, and questions first."""
    if spot.page.text[noun.start - 1 : noun.start] not in ("、", "和", "及", "与"):
        return None
    before = spot.page.nouns_in(max(spot.clause, noun.start - 10), noun.start)
    return next((n for n in before if n.kind in (Noun.CONSULT, Noun.QUESTION)), None)


def _suggestion(spot: Spot, words: str) -> Label | None:
    """Suggestions received; of those adopted (采纳建议3条) the registry has no kind."""
    behind = spot.page.verbs_in(spot.number.start, spot.end)
    verb = spot.governing() or (behind[0].kind if behind else None)
    return None if verb is Verb.ADOPT else Label("suggestions", words, source=Noun.SUGGESTION)


def _item(spot: Spot, words: str) -> Label | None:
    """公开事项 checked or completed: by the nearest verb that says which."""
    behind = spot.page.verbs_in(spot.number.end, spot.clause_end)
    before = reversed(spot.verbs_since(spot.clause))
    for verb in (*before, *behind, *reversed(spot.verbs_since(spot.sentence))):
        if verb.kind in _ITEM_KINDS:
            return Label(_ITEM_KINDS[verb.kind], words, source=Noun.ITEM)
    return None


def unnamed_item(spot: Spot, verb: Verb | None) -> Label | None:
    """修订86条 in a sentence about 公开事项."""
    unit = spot.number.unit
    later = [found.kind for found in spot.verbs_behind(12)]
    if verb is Verb.CHECK and unit in ("项", "条"):
        kind = "items_checked"
    elif Verb.COMPLETE in (verb, *later) and unit in ("项", "条", "处", "个"):
        kind = "items_completed"
    else:
        return None
    return Label(kind, "事项", source=Noun.ITEM) if spot.spoke_of(Noun.ITEM) else None


def unnamed_views(spot: Spot, verb: Verb | None) -> Label | None:
    """观看1.2万人次."""
    if verb is Verb.VIEWED and (spot.number.unit in PERSON or spot.number.unit == "次"):
        return Label("online_views", "浏览", source=Noun.VIEW)
    return None
