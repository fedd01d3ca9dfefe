"""Numbers of the right kind that are not this unit's figure of this day, and why."""

import re
from typing import Final

from zwgk.text.figures.labels import Label
from zwgk.text.figures.numbers import Number
from zwgk.text.figures.page import Page

_PLAN_TITLE = re.compile(
    r"(?:关于.{2,60}(?:的|之)?(?:通知|公告|通告|函|意见|方案|安排)|(?:活动|工作|实施|宣传|组织|接待)(?:方案|安排|计划|预告|公告)|"
    r"(?:的通知|邀请函|倡议书|实施细则|预告|公告))(?:[》」”]|（[^）]*）|\([^)]*\))*$"
)
_PLAN_HEAD = re.compile(
    r"(?:方案|安排|事项通知|通知|公告|预告|通告)如下|(?:制定|制订)(?:本|如下|此)方案|特制定本"
)
_SIGN_UP = re.compile(
    r"报名(?:方式|时间|条件|要求|须知|对象|人员|电话|截止)|(?:招募|征集)[^。\n]{0,16}(?:市民|公民|观察员|体验官|群众)代表"
)
_EACH_UNIT = re.compile(
    r"各(?:单位|部门|村|社区|站所|乡镇|镇|街道|科室|县区)[^。；，]{0,2}(?:由|均|都|派|选派|抽调|做到|应|要)(?!.*共)[^，。；]*$|[“\"][一二三四五六七八九]个一[”\"][^。]*$"
)
_PLANNED = re.compile(
    r"(?:计划(?!生育)|(?<![虚模草])拟(?!定|订)|将(?=于|在|会|有|邀请|举办|开展|组织|召开|设|发放|参加|举行|安排|选派|继续|全面|陆续)|预计|力争|原则上|"
    r"不得少于|力求|争取|目标(?:是|为|任务)|应当|须(?!知)|务必|控制在|每[个人家单镇村户]|至少(?=[^，。]{0,4}$)|确保(?:达到)?)[^，。；]*$"
)
_OTHER_YEAR = re.compile(
    r"去年|上年|前年|往年|历年|上届|上一届|历届|近年来|[近前]\S{1,2}年(?:来|间)?|同期|同比|环比|自\d{4}年以来|今年以来|"
    r"年初以来|多年来|至今|成立以来|(?:较|比)(?:上|去|前)|曾(?:经)?(?:举行|举办|开展|组织|召开|接待|发放)|首届(?:和|、|至)|前[两三几]届"
)
_ONCE = re.compile(r"曾(?:经)?(?:举行|举办|开展|组织)(?!.*(?:此次|本次|今年|今天))")
_RISE = re.compile(
    r"(?:增长|增加|提高|上升|下降|减少|提升|同比|占(?!地)|比例)(?![^，。；]*[到至])[^，。；]{0,6}$"
)
_LEFT_OVER = re.compile(r"(?:其余|剩余|余下|剩下|未能|尚有|仍有)[^，。；]{0,6}$|除(?:去|了)?$")
_ONLY = re.compile(
    r"仅[^，。；]{0,12}(?:局|镇|乡|村|街道|社区|单位|展台|县|区|办|所|中心)[^，。；]{0,4}(?:就|便)[^，。；]*$"
)
_GROUP = re.compile(r"组成[^，。]{0,6}(?:领导小组|工作组|专班|小组)|为成员")
_REACHED = re.compile(r"受教育|受益|惠及|覆盖|受众|辐射")
_VAGUE: Final = "约数没有具体数值（如“数百”“几十”），无法采用"
_STRUCTURE = re.compile(
    r"(?:下?辖|管辖|共辖|总人口|常住人口|户籍人口|现有人口|区划|在编|在册|现有)[^。；]{0,20}$"
)
_PLACE = re.compile(
    r"(?:^|[。；;\n，,：:]|其中[，,]?)\s*(?P<unit>(?:(?![在到来自由于设各的了和与对从向为把被将等搭摆会])[\u4e00-\u9fff]){2,8}?(?:自治县|自治州|[省市县区镇乡村旗]|街道|社区|苏木|开发区|新区))"
    r"(?=[\u4e00-\u9fff]{2,})(?!中心|[^，。]{0,40}等(?:\d|$))"
)
_THE_REST = re.compile(
    r"其余(?:[\d一二三四五六七八九十各]+个?)?(?:县|区|镇|乡|单位|部门|街道|社区|村|站所|市)[市区镇]?"
)
_GENERIC = re.compile(
    r"^(?:我|全|各|本|该|辖|当|在|到|由|向|为|与|和|共|赴|从|进|深入|走进|及|其他|所有|每|乡|城|社|小|园|市|县|区|镇|村|街道|"
    r"咨询|服务|宣传|群众|现场|展|接待|办事|等候|休息|活动|公开|阅览|体验|政务|查阅)"
)
LEVEL: Final = {
    "省": 5,
    "市": 4,
    "自治州": 4,
    "县": 3,
    "区": 3,
    "旗": 3,
    "自治县": 3,
    "开发区": 3,
    "新区": 3,
    "镇": 2,
    "乡": 2,
    "街道": 2,
    "苏木": 2,
    "村": 1,
    "社区": 1,
}
_TITLE_PLACE = re.compile(
    r"(?:(?![进入到在来自由于设各的了和与对从向为把被将等全我本该某])[\u4e00-\u9fff]){2,8}?"
    r"(自治县|自治州|开发区|新区|街道|社区|苏木|[省市县区镇乡村旗])(?![民长内场])"
)
_SELF = re.compile(r"我(省|市|州|县|区|旗|镇|乡|街道|村|社区)")
_DEPARTMENT = re.compile(r"我[局委厅办院校所]|本[局委厅院]")


def reason(page: Page, number: Number, label: Label) -> str:
    """Why a labelled number is not taken; empty when it is."""
    if number.value is None:
        return _VAGUE
    text = page.text
    clause = text[page.before("clause", number.start) : number.start]
    sentence_start = page.before("hard", number.start)
    sentence = text[sentence_start : number.start]
    if _is_plan(page):
        return "通知、方案中的要求或计划，不是已经发生的数据"
    if _PLANNED.search(clause):
        return "计划或要求的数量，不是已经发生的数据"
    if _RISE.search(clause):
        return "增减幅度或占比，不是数据本身"
    if _of_other_time(page, number, sentence, clause):
        return "其他年份或其他时间的数据"
    if _STRUCTURE.search(clause) and label.kind in ("staff", "visitors", "departments"):
        return "机构、人口等基本情况，不是活动数据"
    if _EACH_UNIT.search(
        text[
            max(text.rfind("。", 0, number.start), text.rfind("\n", 0, number.start))
            + 1 : number.start
        ]
    ):
        return "各单位分别的数量，不是合计"
    if _LEFT_OVER.search(clause):
        return "剩余、除外或未办结的部分"
    if _ONLY.search(sentence):
        return "其中一个单位的数据，不是本单位合计"
    behind = text[number.end : page.after("clause", number.end)]
    if label.kind == "staff" and label.noun.endswith(("负责人", "负责同志", "领导", "领导干部")):
        return "领导或负责人的人数，不是参加人员合计"
    if _GROUP.search(behind):
        return "领导小组等组织的构成，不是活动数据"
    if label.kind == "visitors" and _REACHED.search(clause[-12:]):
        return "受教育、受益的人数，不是接待人次"
    other = _other_unit(page, number)
    if other:
        return f"是“{other}”的数据，不是本单位的数据"
    return ""


def _is_plan(page: Page) -> bool:
    lines = [line.strip() for line in page.text[:600].split("\n") if line.strip()][:6]
    titles = [
        line for line in lines if len(line) <= 60 and not line.endswith(("。", "；", "，", "："))
    ]
    if any(re.search(r"总结|情况|小结|汇报|纪实|侧记", title) for title in titles[:3]):
        return False
    if any(_PLAN_TITLE.search(title) for title in titles):
        return True
    return bool(_PLAN_HEAD.search(page.text) or _SIGN_UP.search(page.text))


def _of_other_time(page: Page, number: Number, sentence: str, clause: str) -> bool:
    """去年接待300人 in the number's clause, or a year before it in the sentence that is not the text's."""
    found = list(_OTHER_YEAR.finditer(clause))
    if found and "今年" not in clause[found[-1].end() :]:
        return True
    if _ONCE.search(sentence):
        return True
    years = [int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d{2})年", sentence)]
    own = _own_years(page)
    if not years or not own or years[-1] in own or re.search(r"今年|本次|此次|当天|本届", sentence):
        return False
    return True


def _own_years(page: Page) -> set[int]:
    """The years the text itself is of: those of its title and of the first date with a day."""
    years = {int(y) for y in re.findall(r"(?:19|20)\d{2}(?=年)", page.title)}
    dated = re.findall(r"((?:19|20)\d{2})年\d{1,2}月\d{1,2}日", page.text)
    return years | {int(y) for y in dated}


def _other_unit(page: Page, number: Number) -> str:
    """The lower unit whose figure a superior's text quotes: 昌图县组织…惠及农民6000余人次."""
    rest = _THE_REST.search(page.text[page.before("hard", number.start) : number.start])
    if rest:
        return rest[0]
    own = own_level(page)
    if own is None:
        return _one_of_several(page, number)
    begin = page.before("hard", number.start)
    segment = page.text[begin : number.start]
    found = [m for m in _PLACE.finditer(segment) if not _GENERIC.match(m["unit"])]
    if not found:
        return _one_of_several(page, number)
    unit = found[-1]["unit"]
    ending = next((end for end in sorted(LEVEL, key=len, reverse=True) if unit.endswith(end)), "")
    same = ending == "市" and LEVEL[ending] == own and unit not in page.title
    if (
        not ending
        or (LEVEL[ending] == own and not same)
        or LEVEL[ending] > own
        or unit in page.title
    ):
        return _one_of_several(page, number)
    if re.search(
        r"我[省市县区州旗镇乡]|全[省市县区州旗镇乡]|合计|共计|总计|累计", segment[found[-1].end() :]
    ):
        return ""
    return unit


def _one_of_several(page: Page, number: Number) -> str:
    """A paragraph that goes from unit to unit (鞍山市…；盘锦市…) quotes each one's own figures."""
    begin = page.text.rfind("\n", 0, number.start) + 1
    end = page.text.find("\n", number.start)
    named: dict[str, list[str]] = {}
    own = ""
    at = begin
    for segment in re.split(
        r"(?<=[。；;：:])", page.text[begin : end if end >= 0 else len(page.text)]
    ):
        found = _PLACE.match(segment)
        if found and not _GENERIC.match(found["unit"]) and found["unit"] not in page.title:
            named.setdefault(found["unit"][-1], []).append(found["unit"])
            if at <= number.start < at + len(segment):
                own = found["unit"]
        at += len(segment)
    return own if own and len(set(named[own[-1]])) >= 2 else ""


def own_level(page: Page) -> int | None:
    """How high the text's own unit stands, by 我局, 我县 or its title; None where it does not say."""
    head = page.text[:1200]
    if _DEPARTMENT.search(head):
        return 2
    levels = [LEVEL.get(word, 4) for word in _SELF.findall(head)]
    title = _TITLE_PLACE.findall(page.title)
    if title:
        return LEVEL[title[-1]]
    return max(levels) if levels else None
