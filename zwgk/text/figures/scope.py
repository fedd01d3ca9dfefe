"""Numbers of the right kind that are not this unit's figure of this day, and why."""

import re
from typing import Final

from zwgk.text.figures.elsewhere import other_unit
from zwgk.text.figures.numbers import Number
from zwgk.text.figures.origin import SHORTCOMINGS, Origin
from zwgk.text.figures.page import Mark, Page
from zwgk.text.figures.spot import Label

_VAGUE: Final = "约数没有具体数值（如“数百”“几十”），无法采用"
_NOTICE: Final = "通知、方案中的要求或计划，不是已经发生的数据"
_OTHER_TIME: Final = "其他年份或其他时间的数据"

_PLANNED = re.compile(
    r"""
    (?:
        计划(?!生育) | (?<![虚模草])拟(?!定|订)
        | 将(?=于|在|会|有|邀请|举办|开展|组织|召开|设|发放|参加|举行|安排|选派|继续|全面|陆续)
        | 预计 | 力争 | 力求 | 争取 | 目标(?:是|为|任务) | 原则上
        | 不得少于 | 应当 | 须(?!知) | 务必 | 控制在 | 确保
        | 每[个人家单镇村户] | 至少(?=[^，。]{0,4}$)
    )
    [^，。；]*$
    """,
    re.VERBOSE,
)
_AVERAGE = re.compile(
    r"(?:平均|日均|月均|人均|年均|每天|每日|每月|每小时|每分钟|单条|单日|单篇|最高|最多时)[^，。；]*$"
)
# 与铁东区接待4000余人次相比: what stands between is what one compares oneself with.
_COMPARED = re.compile(r"(?:^|[，,：:])\s*[与和同跟][^。；]*$")
_COMPARING = re.compile(r"[^。；，]*?相比")
_TARGETS: Final = ("不少于", "不低于", "至少", "最少", "不超过", "不多于")
_RISE = re.compile(
    r"(?:增长|增加|提高|上升|下降|减少|提升|同比|占(?!地)|比例)(?![^，。；]*[到至])[^，。；]{0,6}$"
)
_OTHER_YEAR = re.compile(
    r"""
    \d{4}年(?:全年|度|上半年|下半年)
    | 去年 | 上年 | 前年 | 往年 | 历年 | 上届 | 上一届 | 历届 | 近年来 | [近前]\S{1,2}年
    | 同期 | 同比 | 环比 | (?:较|比)(?:上|去|前)
    | 自\d{4}年以来 | 今年以来 | 年初以来 | 多年来 | 至今 | 成立以来
    | 曾(?:经)?(?:举行|举办|开展|组织|召开|接待|发放) | 首届(?:和|、|至) | 前[两三几]届
    """,
    re.VERBOSE,
)
# 去年，全市接待…，发放…: the whole sentence speaks of another time.
_OPENS_ELSEWHERE = re.compile(
    r"[\s　]*(?:据悉|据了解|此外|另外)?[，,]?"
    r"(?:去年|上年|前年|往年|今年以来|年初以来|近年来|近[两三]年|上一?届|上次)"
    r"(?!.*(?:此次|本次|今天|当天|今年(?!以来)))"
)
_ONCE = re.compile(r"曾(?:经)?(?:举行|举办|开展|组织)(?!.*(?:此次|本次|今年|今天))")
_NOW = re.compile(r"今年|(?:提高|上升|提升|增加|增长|增)[到至]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_THIS_TIME = re.compile(r"今年|本次|此次|当天|本届")
# What a place is or has at any time.
_STANDING = re.compile(r"(?:辖|总人口|常住人口|户籍人口|区划|在编|在册|现有)[^。；]{0,20}$")
_EACH_UNIT = re.compile(
    r"""
    各(?:单位|部门|村|社区|站所|乡镇|镇|街道|科室|县区)[^。；，]{0,2}
    (?:由|均|都|派|选派|抽调|做到|应|要)(?!.*共)[^，。；]*$
    | [“\"][一二三四五六七八九]个一[”\"][^。]*$
    """,
    re.VERBOSE,
)
_LEFT_OVER = re.compile(
    r"(?:其余|剩余|余下|剩下|未能|尚有|仍有|合并为|归纳为|合并成)[^，。；]{0,20}$|除(?:去|了)?$|"
    r"(?:乡|镇|村|街道|社区|局|单位)仅[^，。；]{0,8}$"
)
_NOT_YET = re.compile(r"未(?:当场|能|予|办|解|答)[^，。；]{0,8}$")
_NOT_DONE = re.compile(r"[^，。；]{0,2}(?:不能|未能|无法|难以|没有|待办|待解决|遗留|未办结|有待)")
_EXAMPLE = re.compile(
    r"(?:^|[，,。；：:])(?:例如|比如|如)[\u4e00-\u9fff]{2,10}?(?:局|委|镇|乡|村|街道|社区|县|区|市)[^。；]*$"
)
_SEPARATE_CASES = re.compile(r"(?:另有|还有|另外)[^，。；]{0,4}$")
_CASES_KINDS: Final = ("answered_on_spot", "questions_answered", "questions_asked")
_ONE_OF_THEM = re.compile(
    r"仅[^，。；]{0,12}(?:局|镇|乡|村|街道|社区|单位|展台|县|区|办|所|中心)"
    r"[^，。；]{0,4}(?:就|便)[^，。；]*$"
)
_LEADERS: Final = ("负责人", "负责同志", "领导", "领导干部")
_GROUP = re.compile(r"组成[^，。]{0,6}(?:领导小组|工作组|专班|小组)|为成员")
_REACHED = re.compile(r"受教育|受益|惠及|覆盖|受众|辐射")


def reason(page: Page, number: Number, label: Label, origin: Origin) -> str:
    """Why a labelled number is not taken; empty when it is."""
    if number.value is None:
        return _VAGUE
    if origin.is_plan:
        return _NOTICE
    if (outside := origin.section(number.start)) and not (
        outside is SHORTCOMINGS and label.kind in ("visitors", "materials_distributed")
    ):
        return outside
    clause = page.text[page.before(Mark.CLAUSE, number.start) : number.start]
    sentence = page.text[page.before(Mark.SENTENCE, number.start) : number.start]
    return (
        _not_yet_or_not_now(page, number, clause, sentence, origin)
        or _part_of_it(page, number, label, clause, sentence)
        or _of_others(page, number, label, clause, origin)
    )


def _not_yet_or_not_now(
    page: Page, number: Number, clause: str, sentence: str, origin: Origin
) -> str:
    if _PLANNED.search(clause) or page.text.startswith(_TARGETS, number.start):
        return "计划或要求的数量，不是已经发生的数据"
    if _RISE.search(clause):
        return "增减幅度或占比，不是数据本身"
    if _AVERAGE.search(clause):
        return "平均数或单项最高数，不是合计"
    if _COMPARED.search(sentence) and _COMPARING.match(page.text, number.end):
        return "用来比较的其他数据"
    return _OTHER_TIME if _of_other_time(clause, sentence, origin) else ""


def _of_other_time(clause: str, sentence: str, origin: Origin) -> bool:
    """去年接待300人, or a year in the sentence that is not one of the text's own."""
    found = list(_OTHER_YEAR.finditer(clause))
    if found and not _NOW.search(clause, found[-1].end()):
        return True
    if _ONCE.search(sentence) or _OPENS_ELSEWHERE.match(sentence):
        return True
    years = [int(year) for year in _YEAR.findall(sentence)]
    if not years or not origin.years or years[-1] in origin.years:
        return False
    return not _THIS_TIME.search(sentence)


def _part_of_it(page: Page, number: Number, label: Label, clause: str, sentence: str) -> str:
    if _STANDING.search(clause) and label.kind in ("staff", "visitors", "departments"):
        return "机构、人口等基本情况，不是活动数据"
    full_stop = max(page.text.rfind(mark, 0, number.start) for mark in "。\n")
    if _EACH_UNIT.search(page.text[full_stop + 1 : number.start]):
        return "各单位分别的数量，不是合计"
    if (
        _LEFT_OVER.search(clause)
        or _NOT_YET.search(clause)
        or _NOT_DONE.match(page.text, number.end)
    ):
        return "剩余、除外或未办结的部分"
    if label.kind in _CASES_KINDS and _SEPARATE_CASES.search(clause):
        return "剩余、除外或未办结的部分"
    if _ONE_OF_THEM.search(sentence) or _EXAMPLE.search(sentence):
        return "其中一个单位的数据，不是本单位合计"
    return ""


def _of_others(page: Page, number: Number, label: Label, clause: str, origin: Origin) -> str:
    if label.kind == "staff" and label.noun.endswith(_LEADERS):
        return "领导或负责人的人数，不是参加人员合计"
    if _GROUP.search(page.text, number.end, page.after(Mark.CLAUSE, number.end)):
        return "领导小组等组织的构成，不是活动数据"
    if label.kind == "visitors" and _REACHED.search(clause[-12:]):
        return "受教育、受益的人数，不是接待人次"
    other = other_unit(page, number, origin)
    return f"是“{other}”的数据，不是本单位的数据" if other else ""
