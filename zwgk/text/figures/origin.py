"""Whose text it is, of which years, and whether it reports at all or only announces."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from zwgk.text.figures.page import Page

# How high a unit stands by the last characters of its name.
LEVEL: Final = {
    "省": 5,
    "市": 4,
    "自治州": 4,
    "州": 4,
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
_PREFECTURE: Final = 4
_DEPARTMENT_LEVEL: Final = 2
_HEAD: Final = 1200  # where a text says who speaks
_TITLES: Final = 600  # where its title stands
_TITLE_LENGTH: Final = 60

_DEPARTMENT = re.compile(r"我[局委厅办院校所]|本[局委厅院]")
_SELF = re.compile(r"我(省|市|州|县|区|旗|镇|乡|街道|村|社区)")
_TITLE_PLACE = re.compile(
    r"""
    (?:(?![进入到在来自由于设各的了和与对从向为把被将等全我本该某])[\u4e00-\u9fff]){2,8}?
    (自治县|自治州|开发区|新区|街道|社区|苏木|[省市县区镇乡村旗])
    (?![民长内场])
    """,
    re.VERBOSE,
)
_REPORT_TITLE = re.compile(r"总结|情况|小结|汇报|纪实|侧记")
_PLAN_TITLE = re.compile(
    r"""
    (?:
        关于.{2,60}(?:通知|公告|通告|函|意见|方案|安排)
        | (?:活动|工作|实施|宣传|组织|接待)(?:方案|安排|计划)
        | 的通知 | 邀请函 | 倡议书 | 实施细则 | 预告 | 公告
    )
    (?:[》」”]|（[^）]*）|\([^)]*\))*$
    """,
    re.VERBOSE,
)
_PLAN_HEAD = re.compile(
    r"(?:方案|安排|事项通知|通知|公告|预告|通告)如下|(?:制定|制订)(?:本|如下|此)方案|特制定本"
)
_SIGN_UP = re.compile(
    r"报名(?:方式|时间|条件|要求|须知|对象|人员|电话|截止)"
    r"|(?:招募|征集)[^。\n]{0,16}(?:市民|公民|观察员|体验官|群众)代表"
)
# A heading, or the first words of a paragraph that say what it is about.
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_SECTION = re.compile(
    rf"^[ \t　]*(?:{_HAN_NUMBER}[、.．]|[（(]{_HAN_NUMBER}[)）])[^\n。；，]{{0,30}}"
    r"|^[ \t　]*[【\[(（]?(?:拓展阅读|相关阅读|延伸阅读|相关链接|上一篇|下一篇)"
    r"|^[ \t　]*(?:下一?步|今后|接下来|下阶段|存在(?:的)?(?:主要)?(?:问题|不足))",
    re.MULTILINE,
)
_FURNITURE = re.compile(r"拓展阅读|相关阅读|延伸阅读|相关链接|上一篇|下一篇")
_OUTLOOK = re.compile(r"下一?步|今后|接下来|下阶段|工作打算|明年")
SHORTCOMINGS: Final = "存在问题部分的举例，不是活动数据"
_SHORTCOMINGS = re.compile(r"存在(?:的)?(?:主要)?(?:问题|不足)|不足之处|问题(?:和|与)不足")
_YEAR_IN_TITLE = re.compile(r"(?:19|20)\d{2}(?=年)")
_YEAR_OF_DATE = re.compile(r"((?:19|20)\d{2})年\d{1,2}月\d{1,2}日")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a text as a whole says about its numbers.

    ``level`` is how high its own unit stands (see ``LEVEL``), None where it does not say.
    """

    is_plan: bool
    years: frozenset[int]
    level: int | None
    sections: tuple[tuple[int, str], ...] = ()

    def section(self, place: int) -> str:
        """Why the numbers of the section around a place do not count; empty where they do."""
        at = bisect_right(self.sections, (place, "\uffff")) - 1
        return self.sections[at][1] if at >= 0 else ""


def origin_of(page: Page) -> Origin:
    """The origin of a text, found once for all its numbers."""
    return Origin(_is_plan(page), _years(page), _level(page), _sections(page))


def _sections(page: Page) -> tuple[tuple[int, str], ...]:
    """Where the outlook and the shortcomings begin, and where another heading ends them."""
    found: list[tuple[int, str]] = []
    for match in _SECTION.finditer(page.text):
        if _OUTLOOK.search(match[0]):
            found.append((match.start(), "下一步打算中的数量，不是已经发生的数据"))
        elif _FURNITURE.search(match[0]):
            found.append((match.start(), "页面附带的其他内容，不是本文的数据"))
        elif _SHORTCOMINGS.search(match[0]):
            found.append((match.start(), SHORTCOMINGS))
        else:
            found.append((match.start(), ""))
    return tuple(found)


def _is_plan(page: Page) -> bool:
    """Whether the text is a notice, a plan or an invitation: its numbers are yet to come true."""
    lines = [line.strip() for line in page.text[:_TITLES].split("\n") if line.strip()][:6]
    titles = [
        line
        for line in lines
        if len(line) <= _TITLE_LENGTH and not line.endswith(("。", "；", "，", "："))
    ]
    if any(_REPORT_TITLE.search(title) for title in titles[:3]):
        return False
    if any(_PLAN_TITLE.search(title) for title in titles):
        return True
    return bool(_PLAN_HEAD.search(page.text) or _SIGN_UP.search(page.text))


def _years(page: Page) -> frozenset[int]:
    """The years the text itself is of: those of its title and of its full dates."""
    written = _YEAR_IN_TITLE.findall(page.title) + _YEAR_OF_DATE.findall(page.text)
    return frozenset(map(int, written))


def _level(page: Page) -> int | None:
    """By 我局, by the title, else by the highest of 我县, 我镇 …"""
    head = page.text[:_HEAD]
    if _DEPARTMENT.search(head):
        return _DEPARTMENT_LEVEL
    named = _TITLE_PLACE.findall(page.title)
    if named:
        return LEVEL[named[-1]]
    return max((LEVEL.get(word, _PREFECTURE) for word in _SELF.findall(head)), default=None)
