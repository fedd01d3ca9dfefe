"""The frame round the body: page furniture, title, recipient, signature.

What a site prints round a text (breadcrumbs, 发布时间, 浏览次数) is neither title nor content, and
its dates are not days of the activity.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from zwgk.text.facts.page import Line, Page

_FURNITURE = re.compile(
    r"^\W{0,3}(?:首页|您?的?当前(?:所在)?的?位置|您(?:现在)?(?:所在)?的?位置|现在位置|导航|内容导航|欢迎(?:访问|您|光临)|无障碍|关怀版"
    r"|(?:信息|文章|稿件|新闻|资料)?(?:来源|来自|索引号|发布(?:时间|日期|机构|单位|人)|发文(?:机关|机构|日期|字号)"
    r"|成文日期|公开(?:日期|方式|时限|范围)|主题(?:分类|词)|生成日期|有效性|信息名称|名\s*称|文\s*号|作者|编辑|责编|责任编辑"
    r"|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|数|量)?|访问(?:次数|人数|量)?|字号|字体|上传(?:时间|人员)|录入"
    r"|更新(?:时间|日期)|撰稿|审核|审签|供稿|打印|分享|扫一扫|收藏|上一[篇条]|下一[篇条]|相关(?:文档|附件|阅读|链接|新闻)|附件"
    r"|标签|版面|今日|听新闻|语音播报)\s*(?:[:：>》]|$|本页|到|次|\d|:)"
    r"|标题|时间[:：].*(?:来源|浏览|点击|作者|编辑|阅读)|日期[:：].*(?:来源|浏览|点击|阅读|字号)"
    r"|\d+、本文档由|ICP备|版权所有)"
)
_DATE_LINE = re.compile(
    r"^\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?(?:\s*来源.*)?$"
)
_COUNTER = re.compile(
    r"(?:浏览|阅读|点击|访问)(?:次数|人数|量|数)?\s*[:：]|字号\s*[:：]|来源\s*[:：]|发布(?:时间|日期)\s*[:：]"
    r"|(?:首页|主页)\s*>|责任?编辑?\s*[:：]|编辑\s*[:：]|上传(?:时间|人员)\s*[:：]"
)
_DATELINE = re.compile(
    r"^(?:时间|日期)\s*[:：]\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?\s*$"
)
_PLACE = re.compile(r"^\W{0,4}(?:活动)?地\s*点")
_LABELLED = re.compile(r"^(?:标\s*题|题\s*目)\s*[:：]\s*")
_LETTERHEAD = re.compile(
    r"(?:文件|人民政府公报|(?:信息|工作|政务|公开|情况)\S{0,4}(?:快报|简报|专报|通讯|交流))$|^[(（]?第\s*\d+\s*期|^\(?\d{4}\)?年?第\d+期"
    r"|^\S{2,12}[〔\[(（【]\d{4}[〕\])）】]\s*\d+号$|^(?:签发人|密级|紧急程度|附件\d*)\W?"
    r"|^(?:附件|模板|范文|样本)\s*\d*\s*[:：]?$"
)
_SENTENCE_END = re.compile(r"[。；，、：;,:]$")
_BODY = re.compile(
    r"^(?:为(?:了|进一步|深入|切实|认真|全面|贯彻|加强|推进|做好|确保|扎实|提升|充分|更好|大力|有效|持续)|根据|按照|近日|日前|近期|连日来|今年"
    r"|本报讯|本报记者|记者|(?:\d{4}年)?\d{1,2}月\d{1,2}日|一、|[(（]一[)）]|第一[章条]|尊敬的|各位)"
)
# What a document calls itself: a line ending so is a whole title.
_TITLE_END = re.compile(
    r"(?:总结|小结|通知|方案|报告|汇报|情况|公告|通告|函|简报|预告|要点|意见|办法|安排|计划|侧记|纪实|活动|材料|启事|预案|通报|倡议书|公开信"
    r"|[日周月](?:宣传)?活动\S{0,6})(?:[(（].{1,12}[)）]|\s*\d+)?$"
)
_SIGNED_DATE = (
    r"(?:(?:19|20)\d\d|[一二][〇○零O一二三四五六七八九]{3}|(?:20|19)?[xX×*]{1,4})\s*年\s*[\dxX×*一二三四五六七八九十]{1,3}\s*月"
    r"\s*[\dxX×*一二三四五六七八九十]{1,3}\s*日|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
)
_SIGNATURE = re.compile(
    rf"^[(（]?(?P<unit>[^\d，。；：:、]{{0,30}}?)\s*(?:{_SIGNED_DATE})\s*(?:印发)?[)）]?$"
)
# （文/图 某某  责编 某某  2024-05-18 11:32）
_CREDITS = re.compile(
    rf"^[(（](?=.*(?:记者|通讯员|文/|图/|摄|编|供稿|审核)).*(?:{_SIGNED_DATE})(?:\s*\d{{1,2}}:\d\d)?\s*[)）]$"
)
_MARKER = re.compile(
    r"\s*(?:范文)?\s*[【\[(（]?第?\s*(?:篇\s*[一二三四五六七八九十\d]+|[一二三四五六七八九十\d]+\s*篇)\s*[】\])）]?[:：]?\s*$"
    r"|\s+\d{1,2}$"
)
_TITLE_LINES = 14
_HEAD_LINES = 4
_TAIL_LINES = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the title stands, which lines are furniture and which are the signature."""

    title: tuple[int, int] | None
    furniture: frozenset[int]
    signature: frozenset[int]
    signed: tuple[int, int] | None


@lru_cache(maxsize=4096)
def is_furniture(line: str) -> bool:
    """Whether a line is what a site prints round a text."""
    return len(line) <= 160 and bool(
        _FURNITURE.search(line) or _COUNTER.search(line) or _DATELINE.search(line)
    )


def frame(page: Page) -> Frame:
    """The frame of the text."""
    lines = page.lines
    furniture = {
        number
        for number, line in enumerate(lines)
        if (number < _TITLE_LINES or number >= len(lines) - _TAIL_LINES)
        and (is_furniture(line.text) or (number < _HEAD_LINES and _DATE_LINE.match(line.text)))
        and not (number == len(lines) - 1 and _SIGNATURE.match(line.text))
        and not _is_activity_time(lines, number)
    }
    title = _title(lines, furniture)
    signature, signed = _signature(lines, furniture)
    return Frame(title, frozenset(furniture), signature, signed)


def _is_activity_time(lines: tuple[Line, ...], number: int) -> bool:
    """时间：2025年3月10日 beside a line 地点：… says when the activity was."""
    beside = lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
    return bool(_DATELINE.search(lines[number].text)) and any(
        _PLACE.search(line.text) for line in beside
    )


def _signature(
    lines: tuple[Line, ...], furniture: set[int]
) -> tuple[frozenset[int], tuple[int, int] | None]:
    """The lines of the date at the end, and the unit that stands with it or above it."""
    for number in range(len(lines) - 1, max(len(lines) - _TAIL_LINES, 0), -1):
        match = _SIGNATURE.match(lines[number].text)
        if number in furniture or not match:
            if _CREDITS.match(lines[number].text):
                furniture.add(number)
            continue
        start = lines[number].start
        if match["unit"].strip():
            return frozenset({number}), (start + match.start("unit"), start + match.end("unit"))
        above = lines[number - 1]
        if len(above.text) <= 30 and not re.search(r"[，。；：:！？]", above.text):
            return frozenset({number, number - 1}), (above.start, above.end)
        return frozenset({number}), None
    last = lines[-1] if lines else None
    if (
        last
        and len(lines) > 2
        and len(last.text) <= 30
        and not re.search(r"[^\w\s（）()]", last.text)
    ):
        return frozenset({len(lines) - 1}), (last.start, last.end)
    return frozenset(), None


def _title(lines: tuple[Line, ...], furniture: set[int]) -> tuple[int, int] | None:
    for number, line in enumerate(lines[:_TITLE_LINES]):
        labelled = _LABELLED.match(line.text)
        if labelled and labelled.end() < len(line.text):
            return line.start + labelled.end(), line.end
        if number in furniture or _LETTERHEAD.search(line.text):
            continue
        if number + 1 < len(lines) and _SIGNATURE.match(line.text):
            furniture.add(number)
            continue
        if not _like_title(line.text):
            return None
        last = _broken_title(lines, number, furniture)
        end = lines[last].end
        marker = _MARKER.search(lines[last].text)
        if marker and marker.start() > 4:
            end = lines[last].start + marker.start()
        return line.start, end
    return None


def _like_title(text: str) -> bool:
    if not 3 <= len(text) <= 70 or "。" in text or _SENTENCE_END.search(text):
        return False
    if _BODY.match(text) and not (_TITLE_END.search(text) and len(text) <= 45 and "，" not in text):
        return False
    return bool(re.search(r"[\u4e00-\u9fff]{2}", text))


def _broken_title(lines: tuple[Line, ...], number: int, furniture: set[int]) -> int:
    """The last line of a title that was broken for its shape (GB/T 9704-2012, 7.3.1)."""
    last = number
    while last < number + 2 and last + 1 < len(lines) and last + 1 not in furniture:
        here, below = lines[last].text, lines[last + 1].text
        whole = _TITLE_END.search(here) or re.search(r"[？！?!]$", here)
        if whole or len(here) > 36 or len(below) > 36 or not _like_title(below):
            break
        if not (_TITLE_END.search(below) or re.match(r"^(?:关于|开展|政务公开)", below)):
            break
        last += 1
    return last
