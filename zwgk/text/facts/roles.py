"""What a day in the text is: a day of the activity, a day's name, or another date.

The verb that governs a date mostly stands behind it in the same sentence (5月15日，我镇开展…;
5月8日，镇政府召开专题会议…): the first telling word behind the date decides; labels and deadlines
come before that.
"""

import re
from enum import IntEnum

from zwgk.text.facts.dates import Found
from zwgk.text.facts.frame import Frame
from zwgk.text.facts.grammar import DAY, FIFTEENTH
from zwgk.text.facts.page import Page


class Role(IntEnum):
    """From the surest day of the activity down to no day of it."""

    HELD = 4
    PLANNED = 3
    NAMED = 2
    OPEN = 1
    OTHER = 0


_SENTENCE = re.compile(r"[。！；;\n]")
_TITLE_IN_MARKS = re.compile(r"《[^《》]*》")
_LABEL = re.compile(
    r"(?:活动|举办|开放|举行|宣传|开展|启动|参观)(?:的)?(?:时间|日期)(?:(?:及|和|、)(?:活动)?地点)?\s*"
    r"(?:[:：]|为|是|定于|定在|安排在|暂定)*[^。\n\d]{0,8}$"
    r"|(?:^|\n|[。；;、）)])\s*[一二三四五六七八九十\d]{0,3}[、.．]?\s*(?:时\s*间|日\s*期)\s*(?:[:：]|为)\s*$"
)
_OTHER_LABEL = re.compile(
    r"(?:报名|截止|报送|提交|征集|公示|发布|成文|印发|上传|更新|录入|打印|填报|评审|会议|培训|出生|生成|公开|录用|施行)"
    r"[^。，\n\d]{0,6}(?:时间|日期)\s*[:：为是]?\s*$"
)
_TIME_HEADING = re.compile(
    r"(?:活动|举办|开放|宣传|举行)(?:的)?(?:时间|日期)|^\W*[一二三四五六七八九十]*\W*(?:时间|日期)"
)
_CLOCK = r"(?:\s*(?:上午|下午|中午|晚上?)?\s*\d{1,2}(?:[:：]\d\d|[时点]\d{0,2}分?))?"
_DEADLINE = re.compile(
    rf"^(?:[(（][^()（）]{{1,6}}[)）])?(?:上午|下午|中午|晚上?)?{_CLOCK}(?:下班)?\s*(?:之前|以前|前(?!后|来|往|期)|截止|止(?!$)|为止)"
)
_DEADLINE_LEFT = re.compile(
    r"(?:截至|截止|截止到|不迟于|不晚于|最迟|务必于|限于|(?:截止|报名)[^。\n]{0,6})(?:于|至|到|为)?\s*$"
)
ANOTHER_TIME = re.compile(
    r"(?:去年|上年|前年|往年|历年|上一?届|往届|每年|明年|来年|次年)(?:的|度)?[^，。；\n\d]{0,6}$"
)
_NOTHING_HELD = re.compile(
    r"^\s*(?:讯|电(?=[\s(（:：])|消息)|^(?:起)?(?:正式|开始)?(?:施行|实施|颁布|公布|生效|修订|修正|以来|至今|出生|成立|生)|^[^，。；\n]{0,20}(?:颁布实施|公布施行|正式施行|[周]年)"
)
_NAMED = re.compile(
    rf"^[^，。；\n]{{0,8}}?[，,]?(?:是|为|系|即|正是|恰逢|正值|迎来|恰是|既是|也是)[^，。；\n]{{0,24}}?(?:{DAY}|公开日|开放日)"
    rf"|^\s*(?:第?[一二三四五六七八九十\d]{{1,3}}[个届])?\s*[“\"「『]?\s*(?:{FIFTEENTH})?[”\"]?(?:{DAY})"
    rf"|^[^，。；\n]{{0,12}}第[一二三四五六七八九十\d]{{1,3}}[个届][^，。；\n]{{0,10}}?(?:{DAY})"
)
_SAME_DAY = re.compile(r"^[^，。；\n]{0,20}?(?:当天|当日|这一天|这天)")
_IS_ANOTHER = re.compile(r"^(?:是|为)(?!期|了|进一步|切实|深入|推进|加强)")
_PLAN_LEFT = re.compile(
    r"(?:拟|计划|预计|争取|打算)(?:于|在)?\s*$|(?:下一步|今后|接下来|下步)[^。\n]*$"
)
_ACTIVITY_LEFT = re.compile(
    r"(?:活动|宣传|开放日|公开日|启动仪式)[^。；，,\n]{0,10}(?:于|在|定于|定在|安排在|时间为)\s*$|(?:^|[。\n，,])\s*活动于\s*$"
)
_MEETING = (
    r"召开(?![^，。；]{0,14}(?:座谈|恳谈|开放日|见面会|听证|院坝会|板凳会|公开日))"
    r"|(?:主持|组织|参加|听取|举行|开了)[^，。；]{0,12}(?:专题会|工作会|部署会|动员会|推进会|协调会|碰头会|培训|例会|常务会|调度会|筹备会)"
)
_NOT_THE_DAY = re.compile(
    rf"{_MEETING}|印发|下发|制定|制订|出台|转发了?《|发出|发布[^，。；]{{0,16}}(?:公告|通知|预告|方案)|下达|接到|收到|部署|报送|上报|报名"
    r"|印制|制作|筹备|备齐|准备|成立|检查|核查|自查|验收|培训|动员|总结会|考核|颁布|施行|曾(?:经)?(?:举行|开展|组织|举办)|演练|刊发|发表|署名|编印|彩排|约谈|通报"
    r"|[交汇]报|审议|审定|审核|修订|踩点"
)
_THE_DAY = re.compile(
    r"开展|举办|连办|联办|承办|举行|启动|启幕|拉开|现场|宣传|设立|设置|设点|摆|悬挂|拉起|拉上|发放|派发|散发|分发|张贴|走进|走上|走出|来到|深入|邀请"
    r"|参观|接待|咨询|活动|开放|集市|大集|赶集|广场|门前|门口|座谈|恳谈|走访|直播|做客|访谈|体验|观摩|搬到|搬进|搬上|亮相|进社区|当天"
    r"|当日|热闹|晒|公开日|迎来|院坝|敞开|街头|悬挂|播放|上街|大厅|摊位|沿街|宣讲"
)
_AND = re.compile(r"^(?:上午|下午)?[、和及与,，]?(?:以及)?$")


def roles(page: Page, found: list[Found], frame: Frame) -> list[Role]:
    """The role of every day found."""
    result: list[Role] = []
    following: tuple[Found, Role] | None = None
    for one in reversed(found):
        role = _role(page, one, frame, following[0].start if following else len(page.text))
        if following and _AND.match(page.text[one.end : following[0].start]):
            role = max(role, following[1]) if role is Role.OPEN else role
        result.append(role)
        following = one, role
    return result[::-1]


def _role(page: Page, one: Found, frame: Frame, limit: int) -> Role:
    text = page.text
    line = page.line_number(one.start)
    if line in frame.furniture or line in frame.signature:
        return Role.OTHER
    start = max(_line_start(text, one.start), one.start - 80)
    left, right = text[start : one.start], text[one.end : one.end + 160]
    if left.rfind("《") > left.rfind("》"):
        return Role.OTHER
    if _outside(left, right, one.until is not None):
        return Role.OTHER
    if _LABEL.search(left) or _under_time_heading(page, line, one):
        return Role.HELD
    if one.bare and right.startswith(("晚报", "间")):
        return Role.OTHER
    in_title = frame.title is not None and frame.title[0] <= one.start < frame.title[1]
    sentence = _SENTENCE.split(left)[-1]
    return min(
        _by_sentence(sentence, right, limit - one.end, one), Role.NAMED if in_title else Role.HELD
    )


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _outside(left: str, right: str, period: bool) -> bool:
    """Deadlines, another year's days, days of laws, dates with another label."""
    return bool(
        (_DEADLINE.match(right) and not period)
        or _DEADLINE_LEFT.search(left)
        or ANOTHER_TIME.search(left)
        or _NOTHING_HELD.match(right)
        or _OTHER_LABEL.search(left)
    )


def _under_time_heading(page: Page, line: int, one: Found) -> bool:
    """二、活动时间 on the line above."""
    if not line or one.start - page.lines[line].start > 6:
        return False
    above = page.lines[line - 1].text
    return len(above) <= 16 and bool(_TIME_HEADING.search(above)) and not _OTHER_LABEL.search(above)


def _by_sentence(left: str, right: str, room: int, one: Found) -> Role:
    sentence = _TITLE_IN_MARKS.sub("", _SENTENCE.split(right)[0])
    if _NAMED.match(right) and not _SAME_DAY.match(right):
        return Role.NAMED
    if _IS_ANOTHER.match(right):
        return Role.OTHER
    before_next = sentence[:room] if room > 4 else sentence
    yes, no = _THE_DAY.search(before_next), _NOT_THE_DAY.search(before_next)
    if no and (not yes or no.start() < yes.start()):
        return Role.OTHER
    if yes:
        return Role.PLANNED if _PLAN_LEFT.search(left) else Role.HELD
    if _ACTIVITY_LEFT.search(left):
        return Role.HELD
    backwards = _NOT_THE_DAY.search(left)
    if backwards and not _THE_DAY.search(left):
        return Role.OTHER
    return Role.OPEN
