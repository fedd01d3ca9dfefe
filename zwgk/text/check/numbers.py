"""Figures against one another: parts and totals, repeated figures, rates, double approximations."""

import math
import re
from itertools import groupby, pairwise

from zwgk.kinds import KINDS, Qualifier
from zwgk.text.check.rules import Findings, Subject, finding
from zwgk.text.figures.totals import counted
from zwgk.text.model import Figure, Role

_VAGUE_BEFORE = re.compile(r"^(?:将近|接近|大约|大概|近|约)")
_VAGUE_AFTER = re.compile(r"(?<=[\d\s十百千万])[余多几]|左右|上下|来(?=[个名位人份件条次])")
# 最近300余人, 预约300余人: the character belongs to the word before the number.
_WORD_BEFORE = re.compile(r"[最附就邻临周靠亲远相贴新]近|[预邀节签特制契条大相履公合誓]约")
_MORE = re.compile(r"^[^\d]*(\d+)\s*[余多]")
_UP_TO = re.compile(r"[余多几来]")
# Where the 量词 is missing the clause ends or goes on with what the people did.
_NO_MEASURE = re.compile(r"[，。；、！,;\n]|$|参加|参与|到场|前来")
_CLOSES = re.compile(r"(?:共计?|合计|总计|总共|计)[^\d，。；]{0,10}$")


def bounds(figure: Figure) -> tuple[float, float]:
    """The values a figure can mean: 300余 is [300, 400), 约 at least a tenth to either side.

    余 leaves open what stands below the last digit written: 1800余 is below 1900, 10000余 below
    20000. 超过, 以上 and 不足 leave everything open on their side.
    """
    value = float(figure.value)
    if figure.high is not None:
        return value, float(figure.high)
    step = _step(value)
    if figure.qualifier is Qualifier.MORE_THAN:
        return value, value + step if _UP_TO.search(figure.text) else math.inf
    if figure.qualifier is Qualifier.ABOUT:
        give = max(step, value / 10)
        return value - give, value + give
    if figure.qualifier is Qualifier.LESS_THAN:
        return 0.0, value
    return value, value


def _step(value: float) -> float:
    if value < 10 or value != int(value):
        return 1.0
    digits = str(int(value))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def parts_and_total(subject: Subject) -> Findings:
    """Parts that cannot add up to the total said beside them; sums of 余 are compared as ranges."""
    listed = [f for f in counted(subject.figures.found) if f.role is not Role.SINGLE]
    for _, group in groupby(listed, key=lambda f: (f.kind, _sentence(subject.text, f.start))):
        members = list(group)
        totals = [f for f in members if f.role is Role.TOTAL]
        parts = [f for f in members if f.role is Role.PART]
        if len(totals) != 1 or len(parts) < 2:
            continue
        low = sum(bounds(f)[0] * f.times for f in parts)
        high = sum(bounds(f)[1] * f.times for f in parts)
        total = totals[0]
        least, most = bounds(total)
        place = _place(subject.text, parts, total)
        # Things not listed may belong to the total (等), so it may be larger, never smaller.
        too_many = place and low > most
        too_few = place == "after" and high < least and not _open(subject.text, parts, total)
        if too_many or too_few:
            added = _number(low) + ("以上" if high > low else "")
            yield finding(
                "figure-parts", total.start, total.end,
                f"分项相加为{added}，合计写的是“{total.text}”。",
                "请核对各分项和合计。",
            )  # fmt: skip


def _sentence(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) for mark in "。！？\n；")


def _place(text: str, parts: list[Figure], total: Figure) -> str:
    """Where the total stands: after its parts (共计…), before them (…其中), else uncertain."""
    before = text[max(total.start - 14, 0) : total.start]
    if total.start > parts[-1].start and _CLOSES.search(before):
        return "after"
    opened = text[total.end : parts[0].start]
    return "before" if total.end <= parts[0].start and "其中" in opened else ""


def _open(text: str, parts: list[Figure], total: Figure) -> bool:
    """Whether the list does not claim to be whole: …等, 其中, 包括."""
    span = text[min(parts[0].start, total.start) : max(parts[-1].end, total.end) + 6]
    return any(word in span for word in ("等", "其中", "包括", "还有", "其他"))


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


def twice(subject: Subject) -> Findings:
    """The same thing counted twice with values that exclude each other."""
    firsts: dict[tuple[str, str], Figure] = {}
    for figure in counted(subject.figures.found):
        one_value = figure.kind in _ONE_VALUE or _of_the_whole(subject.text, figure)
        if figure.role is not Role.SINGLE or not one_value:
            continue
        first = firsts.setdefault((figure.kind, figure.noun), figure)
        low, high = bounds(figure)
        if first is not figure and (low > bounds(first)[1] or high < bounds(first)[0]):
            yield finding(
                "figure-twice", figure.start, figure.end,
                f"{KINDS[figure.kind].name}前文是“{first.text}”，此处是“{figure.text}”。",
                "如口径不同，请写明；否则请统一。",
            )  # fmt: skip


# Things may stand in several places and be counted in each; a rate of one thing has one value, and
# so has what is said of the whole activity (本次活动共…).
_ONE_VALUE = frozenset({"satisfaction_rate", "answer_rate"})
_WHOLE = re.compile(r"(?:此次|本次|这次|整个)活动.*(?:共计?|累计|总计|合计)[^，；]{0,12}$")
_SHARE = re.compile(r"上午|下午|线上|线下|其中|分别|期间|天|点|场|村|社区|镇|街道")


def _of_the_whole(text: str, figure: Figure) -> bool:
    said = text[max(_sentence(text, figure.start) + 1, figure.start - 80) : figure.start]
    return _WHOLE.search(said) is not None and _SHARE.search(said) is None


def answered(subject: Subject) -> Findings:
    """More questions answered than received, told in one sentence: 受理32个，现场解答40个."""
    kinds = ("questions_asked", "questions_answered", "answered_on_spot")
    own = [f for f in counted(subject.figures.found) if f.kind in kinds]
    # The one nearest may be a part: 提问58个：…其他22个，当场答了55个.
    most = max((bounds(f)[1] for f in own if f.kind == kinds[0]), default=0.0)
    for asked, figure in pairwise(sorted(own, key=lambda f: f.start)):
        if asked.kind != kinds[0] or figure.kind == kinds[0]:
            continue
        together = _sentence(subject.text, asked.start) == _sentence(subject.text, figure.start)
        if together and bounds(figure)[0] > most:
            yield finding(
                "figure-answered", figure.start, figure.end,
                f"答复了“{figure.text}”，多于受理的“{asked.text}”。", "请核对受理数和答复数。",
            )  # fmt: skip


def on_spot(subject: Subject) -> Findings:
    """More answered on the spot than answered at all: 解答23个，其中现场解答30个."""
    kinds = ("questions_answered", "answered_on_spot")
    own = [f for f in counted(subject.figures.found) if f.kind in kinds]
    for whole, spot in pairwise(sorted(own, key=lambda f: f.start)):
        if (whole.kind, spot.kind) != kinds or bounds(spot)[0] <= bounds(whole)[1]:
            continue
        if re.search(r"^[^。！？\n；]{0,4}其中", subject.text[whole.end : spot.start]):
            yield finding(
                "figure-spot", spot.start, spot.end,
                f"现场解答“{spot.text}”，多于解答总数“{whole.text}”。", "请核对两个数据。",
            )  # fmt: skip


def rates(subject: Subject) -> Findings:
    """Rates over 100 %, and an on-the-spot rate that its two numbers contradict."""
    own = counted(subject.figures.found)
    for figure in own:
        if KINDS[figure.kind].is_rate and figure.value > 100:
            yield finding(
                "figure-rate-over", figure.start, figure.end,
                f"“{figure.text}”超过了100%。", "请核对比率。",
            )  # fmt: skip
    exact = {
        kind: [f for f in own if f.kind == kind and f.qualifier is Qualifier.EXACT]
        for kind in ("questions_asked", "answered_on_spot", "answer_rate")
    }
    if any(len(found) != 1 for found in exact.values()):
        return
    asked, spot, rate = (found[0] for found in exact.values())
    named = "现场" in rate.noun or "当场" in rate.noun
    if not named or not asked.value or spot.value > asked.value:
        return
    real = 100 * spot.value / asked.value
    if not math.isclose(real, rate.value, abs_tol=1.0):
        yield finding(
            "figure-rate", rate.start, rate.end,
            f"受理{asked.text}、现场答复{spot.text}，比率应为{real:.1f}%，文中是“{rate.text}”。",
            "请核对数量和比率。",
        )  # fmt: skip


def approximations(subject: Subject) -> Findings:
    """约7700余, 近300余, 约25人左右; 3196余; 20余参加."""
    for figure in subject.figures.found:
        text = figure.text
        word = _WORD_BEFORE.match(subject.text, max(figure.start - 1, 0))
        vague = _VAGUE_BEFORE.search(text) and not word
        precise = _MORE.match(text)
        bare = not figure.unit and text.endswith(("余", "多"))
        if vague and _VAGUE_AFTER.search(text):
            yield finding(
                "figure-twice-vague", figure.start, figure.end,
                f"“{text}”前后都表示约数。", "请保留其中一个，如“约300人”或“300余人”。",
            )  # fmt: skip
        elif precise and int(precise[1]) > 20 and int(precise[1]) % 10:
            yield finding(
                "figure-precise", figure.start, figure.end,
                f"“{text}”已精确到个位，又用“余”。", "请去掉“余”，或写成整数加“余”。",
            )  # fmt: skip
        elif bare and _NO_MEASURE.match(subject.text, figure.end):
            yield finding(
                "figure-measure", figure.start, figure.end,
                f"“{text}”后缺少量词。", "请补上量词，如“人”“份”“个”。",
            )  # fmt: skip


CHECKS = (parts_and_total, twice, answered, on_spot, rates, approximations)
