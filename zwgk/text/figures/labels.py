"""Which figure kind a number states: from its 量词, the noun it counts and the verb that governs it.

Order of evidence: the noun right behind the number (30余名群众), the noun before it in its fragment
(接待群众300余人), what follows (13条当场给予解答), the verb alone (接待300余人), and last what the
sentence spoke of before (折页400余份，宣传袋500余个).
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from zwgk.text.figures.numbers import Number
from zwgk.text.figures.page import NounAt, Page
from zwgk.text.figures.vocabulary import Noun, Verb
from zwgk.text.model import Stage

_PEOPLE: Final = frozenset("人次 人 号人 个人 名 位 人(次) 人（次） 人／次 人/次 次".split())
_PERSON: Final = frozenset("人次 人 号人 个人 名 位 人(次) 人（次） 人／次 人/次".split())
_PIECES: Final = frozenset(
    "份 册 本 张 个 把 只 条 件 套 支 袋 块 副 幅 部 盒 箱 瓶 卷 页 枚 面 包 封 顶 双 款 摞 叠 捆 提 篇 期".split()
)
_SHEETS: Final = frozenset("张 份 本 册 把 只 套 袋".split())
_CASES: Final = frozenset("个 件 条 项 次 起 例 宗 类 道 件次 个次 条次 人次 处 点".split())
_COMPATIBLE: Final[dict[Noun, frozenset[str]]] = {
    Noun.PUBLIC: _PEOPLE,
    Noun.STAFF: _PEOPLE - {"次"},
    Noun.INVITED: _PEOPLE - {"次"},
    Noun.DEPARTMENT: frozenset("个 家".split()),
    Noun.CONSULT: _CASES | _PERSON,
    Noun.QUESTION: _CASES,
    Noun.SUGGESTION: frozenset("条 个 件 项 次 份 余条 点".split()),
    Noun.APPLICATION: frozenset("件 份 条 个 次 起 项".split()),
    Noun.MATERIAL: _PIECES | {"种", "类", "样"},
    Noun.BOARD: frozenset("块 个 幅 张 面 处 板 版 副 架 份 组 期 套".split()),
    Noun.BANNER: frozenset("条 幅 个 副 道 块 张 处 面 组".split()),
    Noun.SCREEN: frozenset("块 个 台 处 面 条 张 部 组".split()),
    Noun.DESK: frozenset("个 处 张 台 家 座 块 间".split()),
    Noun.MEETING: frozenset("次 场 个 场次 期 轮 回".split()),
    Noun.ITEM: frozenset("项 条 个 件 处 类 余项".split()),
    Noun.VIEW: frozenset("次 人次 人 条次 户次 车次".split()) | {""},
    Noun.SATISFACTION: frozenset({"%", ""}),
    Noun.ANSWER_RATE: frozenset({"%", ""}),
}
# Nouns strong enough to name a number without any 量词 (解答问题23，).
_BARE: Final = frozenset({Noun.VIEW, Noun.SATISFACTION, Noun.ANSWER_RATE})
_FILLER = re.compile(
    r"(?:总|累|合|共)?计(?:为|达|约)?|共有|共|合|约|近|达到?了?|等|各类|各种|相关|有关|了|有|为|的|总数|数量|分别|均|已|也|还|就|仅|"
    r"总共|一共|先后|累计|超|的有|们|多|人数|量|数|件数|[：:（( \u3000]"
)
_ALL_GONE = re.compile(
    r"[，,]?(?:并|当天|当日|现场|均|都|已|不到\S{1,4}就)*(?:全部|一并|免费|被)?(?:向\S{2,6})?(?:全部(?:发放|散发|分发|派发|赠送|送)|发完|抢光|领完|一抢而空|领取一空|发放(?:完毕|一空|完))"
)
_TITLED = re.compile(
    r"(《[^《》\n]{2,40}》)(?:等|共|计|各|约|近|总|合|达|了|宣传单|宣传册|、|\s)*$"
)
_ANSWERING = ("解答", "答复", "回答", "回复", "答")
_MEASURE_BEFORE = re.compile(r"[（(]((?:人次)|[\u4e00-\u9fff]{1,2})[)）][\s:：]*$")
_ONSPOT = re.compile(
    r"(?:现场|当场|当面|即时|当即|就地|立即)[^，,。；]{0,6}?(?:解答|答复|回答|回复|解决|解释|办理|办结|答疑|释疑|讲解|处理|答|解读|解惑)"
)
_ANSWERED_AFTER = re.compile(
    r"^[^，,。；]{0,4}?(?P<spot>现场|当场|当面|即时|当即|立即)?(?:都|均|全部)?(?:已|作了|给予了?|予以|得到了?|进行了?|作出|做出|获得)?(?:圆满|耐心)?"
    r"(?:解答|答复|回答|回复|解决|办结|解释|回应|答了)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """The kind a number states, the noun it was known by, and how far the thing got."""

    kind: str
    noun: str
    stage: Stage = Stage.DONE
    source: Noun | None = None


class Labeller:
    """Labels the numbers of one page in order; a list's later members lean on the earlier ones."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.last: Label | None = None
        self.last_end = -1

    def label(self, number: Number, previous_end: int, next_start: int) -> Label | None:
        """The number's label, or None when nothing in the text says what it counts."""
        page = self.page
        start = max(page.before("mark", number.start), previous_end)
        while (
            start > previous_end
            and not page.text[start : number.start].strip()
            and (page.text[start - 1] in "：:（(\t")
        ):
            start = max(page.before("mark", start - 1), previous_end)
        end = min(page.after("mark", number.end), next_start)
        if page.text.startswith(("（", "("), number.end) and number.unit:
            end = number.end
        label = self._label(number, start, end)
        if label:
            self.last, self.last_end = label, number.end
        return label

    def _label(self, number: Number, start: int, end: int) -> Label | None:
        page = self.page
        if number.percent:
            return self._rate(number)
        if not number.unit and not number.more:
            measured = _MEASURE_BEFORE.search(page.text[start : number.start])
            if measured is None:
                return self._bare(number, start)
            number = replace(number, unit=measured[1], start=start + measured.start())
        if number.unit in ("次", "场") and (held := self._held(number)):
            return held
        noun = self._behind(number, self._past_attribute(number, end))
        if noun is not None:
            return self._of_noun(number, noun, start, end)
        answered = _ANSWERED_AFTER.match(page.text[number.end : end])
        noun = self._in_front(number, start)
        if answered and number.unit in _CASES and (noun is None or noun.kind in _ASKABLE):
            spot = answered["spot"] or _ONSPOT.search(page.text[start : number.start])
            return Label("answered_on_spot" if spot else "questions_answered", "问题")
        if noun is not None:
            return self._of_noun(number, noun, start, end)
        return self._by_verb(number, start, end) or self._inherited(number, start, end)

    def _held(self, number: Number) -> Label | None:
        """先后3次召开协调会: how often a meeting named behind the verb was held."""
        end = self.page.after("clause", number.end)
        verbs = self.page.verbs_in(number.end, min(end, number.end + 6))
        if not verbs or verbs[0].kind is not Verb.HOLD:
            return None
        named = [n for n in self.page.nouns_in(verbs[0].end, end) if n.kind is Noun.MEETING]
        return Label("meetings", "会议", source=Noun.MEETING) if named else None

    # The noun that is counted.

    def _past_attribute(self, number: Number, end: int) -> int:
        """26个区直、驻区部门: a short attribute before 、 is not yet what is counted."""
        text = self.page.text
        short = 0 < end - number.end <= 6 and text.startswith("、", end)
        if short and not self.page.nouns_in(number.end, end):
            following = min(
                (n.start for n in self.page.numbers if n.start > end), default=len(text)
            )
            return min(self.page.after("mark", end + 1), following)
        return end

    def _behind(self, number: Number, end: int) -> NounAt | None:
        """The head of the noun phrase right behind the number: 8块宣传展板, 12名来自…的市民代表."""
        found: NounAt | None = None
        other: NounAt | None = None
        verbs = [v.start for v in self.page.verbs_in(number.end, end)]
        limit = min(verbs[0] if verbs else end, number.end + 16)
        for noun in self.page.nouns_in(number.end, end):
            gap = noun.start - (found or other or number).end
            if noun.start > limit or gap > (10 if found is other is None else 0 if found else 1):
                break
            fits = self._fits(noun, number) or (
                number.unit == "个"
                and gap <= 2
                and noun.kind in (Noun.PUBLIC, Noun.STAFF, Noun.INVITED)
            )
            if fits and (noun.kind is not Noun.VIEW or self._online(number)):
                found = noun
            elif noun.kind is Noun.OTHER and found is not None:
                # 117家单位代表队: the head of the phrase is another thing.
                found = None if noun.end - noun.start > 2 else found
                break
            elif found is None and gap <= 4 and noun.kind is Noun.OTHER:
                other = noun
        return found or other

    def _in_front(self, number: Number, start: int) -> NounAt | None:
        """The last noun before the number in its fragment, if nothing but fillers stands between."""
        titled = _TITLED.search(self.page.text[start : number.start])
        if titled and number.unit in _PIECES:
            return NounAt(start + titled.start(), start + titled.end(1), Noun.MATERIAL)
        for noun in reversed(self.page.nouns_in(start, number.start)):
            between = _FILLER.sub("", self.page.text[noun.end : number.start])
            if len(between) > 6:
                return None
            if self._fits(noun, number):
                return noun
            if noun.kind is Noun.OTHER:
                words = self.page.text[noun.start : noun.end]
                if number.unit in _PERSON and not words.endswith("奖"):
                    return None
                return self._beside(noun, number) or noun
        return None

    def _beside(self, noun: NounAt, number: Number) -> NounAt | None:
        """咨询、投诉80余人次: the noun that 、 or 和 sets beside an unknown one."""
        if self.page.text[noun.start - 1 : noun.start] not in ("、", "和", "及", "与"):
            return None
        near = self.page.nouns_in(max(0, noun.start - 8), noun.start - 1)
        fits = [n for n in near if n.end == noun.start - 1 and self._fits(n, number)]
        return fits[-1] if fits else None

    def _online(self, number: Number) -> bool:
        """观看 behind a number of people is a view only where the sentence speaks of the net."""
        if number.unit not in _PERSON:
            return True
        begin = self.page.before("hard", number.start)
        return bool(_NET.search(self.page.text, begin, self.page.after("clause", number.end)))

    def _fits(self, noun: NounAt, number: Number) -> bool:
        units = _COMPATIBLE.get(noun.kind)
        return units is not None and (
            number.unit in units or (not number.unit and bool(number.more))
        )

    def also(self, number: Number, label: Label) -> list[tuple[str, str]]:
        """The other kinds that 各 gives the same value: 条幅、展板各2块."""
        page = self.page
        start = page.before("clause", number.start)
        if number.percent:
            rates = [n for n in page.nouns_in(start, number.start) if n.kind in _RATES]
            joined = (
                page.text[rates[0].end : rates[-1].start].strip("群众的现场问题总体")
                in ("、", "和", "与", "及")
                if rates
                else False
            )
            return (
                [
                    (
                        "answer_rate" if label.kind == "satisfaction_rate" else "satisfaction_rate",
                        "率",
                    )
                ]
                if (joined and {n.kind for n in rates} == _RATES)
                else []
            )
        if not page.text[start : number.start].rstrip("约近 ").endswith("各"):
            return []
        low = max(
            (n.end for n in page.numbers if start <= n.end <= number.start - 1), default=start
        )
        kinds = {
            _SIMPLE[n.kind]: page.text[n.start : n.end]
            for n in page.nouns_in(low, number.start)
            if n.kind in _SIMPLE
        }
        kinds.pop(label.kind, None)
        return list(kinds.items())

    # From noun and verb to kind.

    def _of_noun(self, number: Number, noun: NounAt, start: int, end: int) -> Label | None:
        words = self.page.text[noun.start : noun.end]
        kind = noun.kind
        if kind is Noun.OTHER:
            return self._gift(number, words, start, end)
        if kind is Noun.MATERIAL:
            return self._material(number, words, start, end)
        if kind in (Noun.PUBLIC, Noun.STAFF, Noun.INVITED):
            return self._people(number, noun, words, start, end)
        if kind in (Noun.CONSULT, Noun.QUESTION):
            return self._case(number, noun, words, start, end)
        if kind is Noun.ITEM:
            return self._item(number, words, start, end)
        if kind is Noun.SUGGESTION:
            adopted = self._verb(start, number.start, end) is Verb.ADOPT
            return None if adopted else Label("suggestions", words, source=kind)
        if (
            kind is Noun.DESK
            and words in _ANY_PLACE
            and Verb.SHOW not in self._verbs(self.page.before("clause", number.start), number.start)
        ):
            return None
        simple = _SIMPLE.get(kind)
        if simple is None:
            return None
        if number.value == 1 and not number.arabic and kind is Noun.DEPARTMENT:
            return None
        return Label(simple, words, source=kind)

    def _verb(self, start: int, at: int, end: int) -> Verb | None:
        """The verb that governs a number: the nearest before it in its fragment, else earlier."""
        page = self.page
        for low in (start, page.before("clause", at), page.before("hard", at)):
            found = page.verbs_in(low, at)
            if found:
                return found[-1].kind
        behind = page.verbs_in(at, end)
        return behind[0].kind if behind else None

    def _verbs(self, start: int, at: int) -> list[Verb]:
        return [verb.kind for verb in self.page.verbs_in(start, at)]

    def _material(self, number: Number, words: str, start: int, end: int) -> Label | None:
        if number.unit in ("种", "类", "样", "款"):
            return Label("material_kinds", words, source=Noun.MATERIAL)
        if number.value == 1 and not number.arabic:
            return None
        return Label("materials_distributed", words, self._stage(start, number, end), Noun.MATERIAL)

    def _stage(self, start: int, number: Number, end: int) -> Stage:
        """Handed out, or only printed or prepared: the nearest verb that says so decides."""
        page = self.page
        near = page.verbs_in(start, number.start)
        if near and near[-1].kind is Verb.SHOW:
            return Stage.PREPARED
        stages = {
            Verb.DISTRIBUTE: Stage.DONE,
            Verb.PRINT: Stage.PRINTED,
            Verb.PREPARE: Stage.PREPARED,
        }
        for verb in page.verbs_in(number.end, end):
            if verb.kind is Verb.DISTRIBUTE:
                return Stage.DONE
        if _ALL_GONE.match(page.text, page.after("mark", number.end)):
            return Stage.DONE
        clause = page.before("clause", number.start)
        # 送出扇子60把、定制布袋120个: an attribute in a list of what was handed out.
        if self.last and self.last.stage is Stage.DONE and self.last.source is Noun.MATERIAL:
            if (
                page.text[self.last_end : start].strip() in ("、", "和", "及", "")
                and start > self.last_end
            ):
                return Stage.DONE
        for low in (start, clause, page.before("hard", number.start)):
            verbs = [v for v in page.verbs_in(low, number.start) if v.kind in stages]
            if verbs:
                return stages[verbs[-1].kind]
        return Stage.DONE

    def _gift(self, number: Number, words: str, start: int, end: int) -> Label | None:
        """Anything handed out by the piece is 发放资料, but for money, forms to fill in and messages."""
        if number.unit not in _PIECES or words in _NOT_HANDED or number.value == 1:
            return None
        verbs = self._verbs(start, number.start)
        listed = not verbs and self._listed(start) and number.unit in _SHEETS
        if listed or (verbs and verbs[-1] is Verb.DISTRIBUTE):
            return Label("materials_distributed", words, source=Noun.MATERIAL)
        return None

    def _people(
        self, number: Number, noun: NounAt, words: str, start: int, end: int
    ) -> Label | None:
        verbs = self._verbs(self.page.before("clause", number.start), number.start)
        near = verbs[-1] if verbs else self._verb(start, number.start, number.end)
        if number.value == 1 and not number.arabic:
            return None
        behind = self.page.text[max(noun.end, number.end) : self.page.after("clause", number.end)]
        if noun.kind is Noun.INVITED:
            if words in _GUESTS and near not in (Verb.INVITE, Verb.ATTEND):
                return None
            return Label("participants_invited", words, source=Noun.INVITED)
        if noun.kind is Noun.PUBLIC:
            if number.unit == "次" and near is not Verb.RECEIVE:
                return None
            if (
                near is Verb.INVITE
                or Verb.INVITE in verbs[-2:]
                or (near is not Verb.RECEIVE and _VISITING.search(behind))
            ):
                return Label("participants_invited", words, source=Noun.INVITED)
            return Label("visitors", words, source=Noun.PUBLIC)
        if self.page.text[: noun.start].endswith(("接待", "接待了", "接待咨询", "接访")):
            return Label("visitors", words, source=Noun.PUBLIC)
        if near is Verb.INVITE or (
            near is None
            and self.last
            and self.last.source is Noun.INVITED
            and self.last_end >= self.page.before("hard", number.start)
        ):
            return Label("participants_invited", words, source=Noun.INVITED)
        return Label("staff", words, source=Noun.STAFF)

    def _case(self, number: Number, noun: NounAt, words: str, start: int, end: int) -> Label | None:
        """Questions by what was done with them; a consultation counted in people is a visitor."""
        page = self.page
        if number.value == 1 and not number.arabic:
            return None
        if number.unit in _PERSON:
            return Label("visitors", words, source=Noun.PUBLIC)
        if words in ("服务", "政策宣讲", "政策解读", "来访"):
            return None
        after = (
            _ANSWERED_AFTER.match(page.text[max(noun.end, number.end) : end])
            if noun.start >= number.end
            else None
        )
        verb = self._case_verb(start, number.start)
        if after and verb is None:
            return Label(
                "answered_on_spot" if after["spot"] else "questions_answered",
                words,
                source=noun.kind,
            )
        if verb is Verb.ANSWER or "解答" in words or "答疑" in words:
            spot = _ONSPOT.search(page.text[page.before("clause", number.start) : number.start])
            return Label(
                "answered_on_spot" if spot else "questions_answered", words, source=noun.kind
            )
        if verb in (Verb.ACCEPT, None):
            if verb is None and noun.kind is Noun.CONSULT:
                return Label("questions_answered", words, source=noun.kind)
            return Label("questions_asked", words, source=noun.kind)
        if verb is Verb.COMPLETE:
            return Label("items_completed", words)
        if verb in (Verb.CHECK, Verb.TRANSFER, Verb.ADOPT):
            return None
        return Label("questions_answered", words, source=noun.kind)

    def _case_verb(self, start: int, at: int) -> Verb | None:
        wanted = {
            Verb.TRANSFER,
            Verb.ADOPT,
            Verb.ANSWER,
            Verb.ACCEPT,
            Verb.CONSULT,
            Verb.RECEIVE,
            Verb.COMPLETE,
            Verb.CHECK,
        }
        for low in (start, self.page.before("clause", at)):
            said = [v for v in self.page.verbs_in(low, at) if v.kind in wanted]
            # 解答群众提出的问题: what the public did stands in the attribute.
            said = [v for v in said if v is said[0] or self.page.text[v.end : v.end + 1] != "的"]
            found = [v.kind for v in said]
            if not found:
                continue
            # 受理咨询, 提供咨询: the verb before 咨询 says what was done.
            if (
                found[-1] is Verb.CONSULT
                and len(found) > 1
                and found[-2] in (Verb.ANSWER, Verb.ACCEPT)
            ):
                return found[-2]
            return found[-1]
        return None

    def _item(self, number: Number, words: str, start: int, end: int) -> Label | None:
        page = self.page
        behind = page.verbs_in(number.end, page.after("clause", number.end))
        for verbs in (
            reversed(page.verbs_in(page.before("clause", number.start), number.start)),
            behind,
            reversed(page.verbs_in(page.before("hard", number.start), number.start)),
        ):
            for verb in verbs:
                if verb.kind in _ITEM_KINDS:
                    return Label(_ITEM_KINDS[verb.kind], words, source=Noun.ITEM)
        return None

    # Without a noun of its own.

    def _by_verb(self, number: Number, start: int, end: int) -> Label | None:
        found = self.page.verbs_in(start, number.start)
        behind = self.page.verbs_in(number.end, min(end, number.end + 6))
        verb = found[-1].kind if found else None
        after = behind[0].kind if behind else None
        unit = number.unit
        if unit in _PERSON:
            if after is Verb.ATTEND or verb is Verb.ATTEND:
                invited = any(v.kind is Verb.INVITE for v in found)
                if not invited and number.value and number.value >= _CROWD:
                    return Label("visitors", "群众", source=Noun.PUBLIC)
                return Label(
                    "participants_invited" if invited else "staff", "人员", source=Noun.STAFF
                )
            if verb in (Verb.RECEIVE, Verb.CONSULT) or after in (Verb.CONSULT, Verb.RECEIVE):
                return Label("visitors", "群众", source=Noun.PUBLIC)
            if verb is Verb.DISPATCH:
                return Label("staff", "人员", source=Noun.STAFF)
            if verb is Verb.INVITE:
                return Label("participants_invited", "代表", source=Noun.INVITED)
            if verb is Verb.VIEWED:
                return Label("online_views", "浏览", source=Noun.VIEW)
        if verb is Verb.DISTRIBUTE and unit in _PIECES:
            return Label("materials_distributed", "资料", source=Noun.MATERIAL)
        plain = bool(found) and self.page.text[found[-1].start : found[-1].end].startswith(
            _ANSWERING
        )
        if (
            verb in (Verb.ANSWER, Verb.ACCEPT, Verb.CONSULT)
            and unit in _CASES
            and (plain or self._askable(number))
        ):
            spot = _ONSPOT.search(self.page.text[start : number.start])
            if verb is Verb.ANSWER:
                return Label("answered_on_spot" if spot else "questions_answered", "问题")
            return Label("questions_asked" if verb is Verb.ACCEPT else "questions_answered", "问题")
        if verb is Verb.VIEWED and unit in ("次", "人次"):
            return Label("online_views", "浏览", source=Noun.VIEW)
        later = self.page.verbs_in(number.end, min(end, number.end + 12))
        completed = Verb.COMPLETE in (verb, *(v.kind for v in later))
        if verb is Verb.CHECK and unit in ("项", "条") and self._spoke_of(number, Noun.ITEM):
            return Label("items_checked", "事项", source=Noun.ITEM)
        if completed and unit in ("项", "条", "处", "个") and self._spoke_of(number, Noun.ITEM):
            return Label("items_completed", "事项", source=Noun.ITEM)
        return None

    def _askable(self, number: Number) -> bool:
        return any(self._spoke_of(number, noun) for noun in _ASKABLE)

    def _spoke_of(self, number: Number, kind: Noun) -> bool:
        """Whether the sentence named such a thing before the number."""
        begin = self.page.before("hard", number.start)
        return any(noun.kind is kind for noun in self.page.nouns_in(begin, number.start))

    def _inherited(self, number: Number, start: int, end: int) -> Label | None:
        """A number whose fragment names nothing: what stood before it, or the list it is part of."""
        page = self.page
        own = _FILLER.sub("", page.text[start : number.start])
        sentence = page.before("hard", number.start)
        same_sentence = self.last is not None and self.last_end >= sentence
        strange = any(n.kind is Noun.OTHER for n in page.nouns_in(start, number.start))
        if len(own) <= 3 and not strange:
            for noun in reversed(page.nouns_in(max(sentence, self.last_end), number.start)):
                if self._fits(noun, number):
                    return self._of_noun(number, noun, page.before("mark", noun.start), end)
            if (
                same_sentence
                and self.last
                and self.last.source
                and self._fits(NounAt(0, 0, self.last.source), number)
            ):
                if self.last.source is Noun.MATERIAL and number.unit in ("种", "类"):
                    return Label("material_kinds", self.last.noun, source=Noun.MATERIAL)
                if self.last.source is Noun.MATERIAL:
                    return Label(
                        "materials_distributed",
                        self.last.noun,
                        self._stage(start, number, end),
                        Noun.MATERIAL,
                    )
                if page.verbs_in(start, number.start):
                    return None
                return self.last if number.unit in _PIECES | _PERSON | _CASES else None
        if (
            self.last
            and self._listed(start)
            and number.unit in _PIECES
            and not page.verbs_in(start, number.start)
            and len(own) <= 10
            and not any(n.kind is Noun.OTHER for n in page.nouns_in(start, end))
        ):
            return Label("materials_distributed", own, self.last.stage, Noun.MATERIAL)
        return None

    def _listed(self, start: int) -> bool:
        """Whether a fragment goes on with a list of what was handed out."""
        page = self.page
        return (
            self.last is not None
            and self.last.kind == "materials_distributed"
            and self.last_end >= page.before("hard", start)
            and page.text[self.last_end : start].strip() in ("、", "，", ",", "和", "及", "")
        )

    # Rates and numbers without 量词.

    def _rate(self, number: Number) -> Label | None:
        page = self.page
        begin = page.before("clause", number.start)
        if page.text[begin - 1 : begin] in ("：", ":"):
            begin = page.before("clause", begin - 1)
        end = page.after("clause", number.end)
        for noun in reversed(page.nouns_in(begin, number.start)):
            if noun.kind in (Noun.SATISFACTION, Noun.ANSWER_RATE):
                return self._rate_of(noun)
        for noun in page.nouns_in(number.end, end):
            if noun.kind in (Noun.SATISFACTION, Noun.ANSWER_RATE):
                return self._rate_of(noun)
        before = page.text[begin : number.start]
        if re.search(r"(?:答复|解答|回答|回复)[^，。]{0,6}率", before):
            return Label("answer_rate", "答复率")
        return None

    def _rate_of(self, noun: NounAt) -> Label:
        kind = "satisfaction_rate" if noun.kind is Noun.SATISFACTION else "answer_rate"
        return Label(kind, self.page.text[noun.start : noun.end])

    def _bare(self, number: Number, start: int) -> Label | None:
        """满意率：98, 阅读量达1.2万, 接待群众：320."""
        page = self.page
        noun = next(
            (
                n
                for n in reversed(page.nouns_in(page.before("clause", start), number.start))
                if len(_FILLER.sub("", page.text[n.end : number.start])) == 0
            ),
            None,
        )
        if noun is None or (number.value or 0) < 1:
            return None
        if noun.kind is Noun.VIEW and number.value and number.value >= 10:
            return Label("online_views", page.text[noun.start : noun.end])
        return None


# 43人参加 are those on duty; of hundreds who "took part" most are the public.
_CROWD: Final = 500
_ANY_PLACE: Final = frozenset(
    "站点 会场 主会场 分会场 展区 专区 办公桌 服务区 桌 条桌 点位 展点 宣传区".split()
)
_ITEM_KINDS: Final = {Verb.CHECK: "items_checked", Verb.COMPLETE: "items_completed"}
_RATES: Final = {Noun.SATISFACTION, Noun.ANSWER_RATE}
_GUESTS: Final = frozenset("嘉宾 特邀嘉宾 记者 媒体记者 新闻记者 人士 老党员 老干部".split())
_NOT_HANDED: Final = frozenset(
    "问卷 调查问卷 测评表 测评问卷 征求意见表 评议表 调查表 补贴 补助 救助金 奖金 贷款 工资 礼金 慰问金 资金 短信 信息 政务信息 "
    "微信 微博 证件 证照 许可证 执照 项目 文件 推文 稿件 通知 户 视频 短视频 图片 照片 新闻 报道 意见书 意见簿 信息稿 文章 规范性文件".split()
)
_NET = re.compile(r"直播|线上|网络|在线|视频|网站|网上|平台|公众号|网友|收看|收听")
_VISITING = re.compile(r"走进|参观|观摩|体验|应邀|受邀|座谈|零距离")
_ASKABLE: Final = frozenset({Noun.QUESTION, Noun.CONSULT, Noun.SUGGESTION})
_SIMPLE: Final[dict[Noun, str]] = {
    Noun.DEPARTMENT: "departments",
    Noun.APPLICATION: "applications",
    Noun.BOARD: "boards",
    Noun.BANNER: "banners",
    Noun.SCREEN: "screens",
    Noun.DESK: "desks",
    Noun.MEETING: "meetings",
    Noun.VIEW: "online_views",
}
