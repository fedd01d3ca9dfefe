"""Numbers that are no figure by their very form: dates, phones, ordinals, document numbers …

Each form is a list of alternatives, tried in their order; a number whose digits stand inside a
match is refused with the form's reason. What the text says about a number is no matter here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from zwgk.text.figures.numbers import Number
from zwgk.text.figures.units import HOURS

_HAN: Final = "零〇一二三四五六七八九十百两"
_TEN: Final = "一二三四五六七八九十"
_N: Final = rf"[\d{_HAN}]{{1,3}}"
_UNTIL: Final = "-|—+|~|～|至|到"
_COUNTER: Final = "(?:浏览|阅读|点击|访问"

_DATE: Final = (
    # 2018年, 20xx年, 二〇一八年度, 2018年5月15日
    r"(?:\d{4}|\d{2}[xX×]{2}|[xX×]{4}|[〇零一二三四五六七八九]{4}) ?年度?"
    rf"(?: ?{_N} ?月(?:份| ?{_N} ?[日号])?)?",
    # 5月底, 5月15日至20日, 5月15日、6月1日
    rf"{_N} ?月(?:份|底|初| ?{_N} ?[日号]?)?"
    rf"(?: ?(?:{_UNTIL}|和|、|及) ?(?:{_N} ?月)? ?{_N} ?[日号])*",
    # 15日, 15-20号; not 3号线, 2日常
    rf"(?<![\d.路街巷道])\d{{1,2}}"
    rf"(?:(?: ?(?:{_UNTIL}|、) ?\d{{1,2}})? ?[日号](?![人码线院本语常楼门窗馆厅]))+",
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    # 2017-2018, 2018级, （2018)
    r"(?<!\d)(?:19|20)\d{2}(?= ?(?:[-—~～至] ?20\d{2})| ?年| ?级|\))",
    # 20180515
    r"(?<!\d)(?:19|20)\d{6}(?!\d)",
)
_TIME: Final = (
    r"\d{1,2} ?[:：] ?\d{2}(?: ?[-—~～至到]+ ?\d{1,2} ?[:：] ?\d{2})?",
    rf"[上下中]午 ?[\d{_TEN}]+ ?[时点]半?",
    r"(?<!\d)\d{1,2} ?(?:时|点钟|点半|点整|时许|点许)(?!段)",
    r"(?<!\d)\d{1,2} ?点(?=[一过前后多左才就])",
    r"7 ?[×xX*] ?24 ?小时",
)
_ORDINAL: Final = (
    rf"第 ?[\d{_HAN}]{{1,12}} ?"
    r"(?:届|个|次|条|款|项|章|期|批|轮|名|位|号|季|版|部|页|类|种|场)?",
    r"[首本上下历往][届次]",
)
_DOCUMENT: Final = (
    # 〔2017〕36号
    r"[〔\[【(（] ?(?:\d{4}|\d{2}[xX×]{2}) ?[〕\]】)）] ?(?:第 ?)?[\dxX×]+ ?号?",
    r"第 ?\d+ ?号",
)
_NAMED_DAY: Final = (
    r"(?<![\d.])(?:5|12|3|6|11) ?[·.•?] ?(?:15|4|5|26|9)(?! ?[\d%万千])",
    r"(?<!\d)515(?=政务|活动|宣传)",
)
_PHONE: Final = (
    r"(?:0\d{2,3}[-— ]?)?\d{7,8}(?:[-—]\d+)?(?! ?[余多人次份])",
    r"0\d{2,3}[-—]\d{3,8}",
    r"1[3-9]\d[- ]?\d{4}[- ]?\d{4}",
    r"\d{9,}",
    r"(?:电话|热线|传真|邮编|QQ|群号|微信)(?:号码?)?[:：为是]? ?\d{5,}",
    # 12345热线, 110、119
    r"(?<!\d)(?:12\d{3}|96\d{3,4}|95\d{3,4}|110|119|120|122)"
    r"(?= ?(?:[、”\"']|政|市民|服务|热线|平台|举报|投诉|便民|公共))",
)
_ADDRESS: Final = (
    r"\d+ ?(?:号(?:楼|院|门|窗|线|馆|厅|会议室|[)）])|路(?=公交|车)|栋|单元|室(?!内))",
    r"(?<=[路街道巷]) ?\d+ ?号",
)
_LIST_NUMBER: Final = (
    rf"^[ \t]*[（(]?[\d{_TEN}]{{1,3}}[)）、.](?!\d)",
    rf"[（(][\d{_TEN}]{{1,2}}[)）](?=\D)",
    r"(?<=[。；：:\n])\d{1,2}[.、](?!\d)",
)
_PAGE_COUNTER: Final = (
    rf"{_COUNTER}|查看|点阅)(?:次数|数|量|率)?(?: ?[:：]|\[|【|\() ?\d+",
    r"字号[:：]",
    r"阅读 ?\d+(?= ?(?:$|\n| ))",
)
_COUNTER_BEFORE: Final = (
    rf"{_COUNTER}|观看|在看|点赞|转发)(?:次数|数|量|率)?[ :：]+[\d.]+万?\+?(?! ?[余多次人\d])",
)
_MEASURE: Final = (
    rf"[\d.,{_HAN}万千]{{1,15}} ?(?:余|多|几)? ?(?:万|亿)? ?"
    r"(?:元|亩|公顷|平方米|平方公里|平米|公里|千米|米|吨|公斤|斤|度|毫升|岁|周岁|多岁)",
)
_DURATION: Final = (
    rf"[\d{_HAN}几半数]{{1,12}} ?(?:余|多|来)? ?"
    r"(?:周年|(?<!(?:19|20)\d{2})年(?!画|历|货|级)|个月|个?多?小时|小时|分钟|秒|天(?!窗)|周(?!边|围)"
    r"|个工作日|工作日|个星期|星期|日内|课时|分(?=钟)|刻钟)",
)
_STRUCTURE: Final = (
    rf"[\d{_HAN}]{{1,12}} ?(?:个|大|项|条|点|种|类)? ?"
    r"(?:方面|环节|层面|层级|层次|部分|阶段|步骤|角度|关键|坚持|确保|到位|结合|转变|维度"
    r"|强化|提升|突出|注重|加强|统一|明确|要求|原则|目标|意识|自信|维护|文明|特点|特色|亮点"
    r"|成效|关口|台阶|层楼|篇章|领域|渠道|途径|形式|方式|步走|级联动|级同步|级政府|级联|位一体"
    r"|微一端|代表一委员|审三校|个一|个必须|公里(?=[”\"])|(?:大|个)板块(?!\d)|大类)",
)
_SET_PHRASE: Final = (
    # 一起, 一站式, 一致 …: 一 that counts nothing
    r"一(?:起|同|直|样|般|些|致|并|定|切|律|旦|向|系列|番|体化|举|站式|窗式|次性|网通办|把手"
    r"|岗双责|门式|条龙|对一|[一是](?=[^，,]{2})|方面|线(?!牌)|侧|刻|经|心|路|大批|目了然|如既往"
    r"|张网|件事|本账|张嘴|卡通|本通|步|家人|视同仁|概|贯|再|流|时|度|旁|带|味|片|股脑|老一小"
    r"|问一答|下子|会儿|点儿|点通|句话|盏|份力|阵|米阳光|公里)",
    # 三农, 两务公开, 五公开, 两代表
    r"[三五四两]农|[三五四]务(?=公开)|五公开|四风|两委|三会一课|两微|四有|六进|五级|三级|两级|四级"
    r"|三审|三校|两代表|两会|二级|一级|三甲",
    # 百姓, 千家万户, 十分
    r"百姓|千家|万户|万众|万[家元物]|千[方万]|百[货科年花家]|十[分足字]",
    rf"[{_TEN}]是(?=[^，,。])",
    r"星期[一二三四五六日]|周[一二三四五六日末]|礼拜[一二三四五六]",
    r"九三学社|四川|三亚|五常|六安|二维码|统一|唯一|万一|同一|单一|进一步|之一|一一",
    rf"十八大|十九大|二十大|三中全会|[{_TEN}]中全会",
)
_QUOTED: Final = (
    r"“[^”\n，。；]{0,8}[一二三四五六七八九十两\d]+[^”\n，。；]{0,6}”"
    r"(?:活动|工程|行动|机制|模式|工作法|战略|宣传|要求|品牌|服务|平台)?",
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A way of writing; ``begin`` finds where its matches may begin, which is often faster."""

    reason: str
    pattern: re.Pattern[str]
    begin: re.Pattern[str] | None = None

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where the form stands in a text."""
        if self.begin is None:
            for match in self.pattern.finditer(text):
                yield match.start(), match.end(), self.reason
            return
        at = 0
        for place in self.begin.finditer(text):
            if place.start() >= at and (found := self.pattern.match(text, place.start())):
                at = found.end()
                yield found.start(), at, self.reason


def _form(reason: str, alternatives: Sequence[str], begin: str = "") -> _Form:
    pattern = re.compile("|".join(alternatives), re.MULTILINE)
    return _Form(reason, pattern, re.compile(begin) if begin else None)


_NO_COUNT: Final = "结构或固定说法，不是数量"
_LASTED: Final = "时间长短，不是数据"
# 电子屏滚动播放标语120小时: the one length of time that is a figure.
_PLAYED: Final = re.compile(
    r"(?:屏|LED|LCD)[^。；;\n]{0,40}播(?:放|出|映)[^，,。；;\n\d]{0,10}$", re.IGNORECASE
)
_FORMS: Final = (
    _form("日期，不是数据", _DATE, rf"[\dxX×{_HAN}]"),
    _form("时间，不是数据", _TIME, r"\d(?=\d? ?[:：时点])|7(?= ?[×xX*])|[上下中](?=午)"),
    _form("序数（第几届、第几条），不是数量", _ORDINAL),
    _form("文号，不是数据", _DOCUMENT),
    _form("日子的名称（5·15），不是数据", _NAMED_DAY, r"\d(?=\d? ?[·.•?]|15)"),
    _form("电话或号码，不是数据", _PHONE, r"\d(?=\d\d)|[电热传邮Q群微]"),
    _form("门牌或编号，不是数据", _ADDRESS, r"\d(?=\d* ?[号路栋单室])|(?<=[路街道巷]) "),
    _form("序号，不是数据", _LIST_NUMBER, rf"[ \t（(\d{_TEN}]"),
    _form("网页计数，不是活动数据", _PAGE_COUNTER),
    _form("网页计数，不是活动数据", _COUNTER_BEFORE),
    _form("金额、面积或其他计量，不在登记的数据之内", _MEASURE),
    _form(_LASTED, _DURATION),
    _form(_NO_COUNT, _STRUCTURE),
    _form(_NO_COUNT, _SET_PHRASE, rf"[{_TEN}两百千万统唯同单进之星周礼]"),
    _form(_NO_COUNT, (r"[一二三四五六七八九]个口", r"(?<=[每任哪这那某])一")),
    _form("引号内的名称，不是数据", _QUOTED),
    _form("书名号内的名称，不是数据", (r"《[^》\n]{0,60}》",)),
    _form("名次，不是数量", (rf"前[{_HAN}\d]+名",)),
    _form("活动或栏目的名称，不是数据", (r"\d+ ?\+ ?\d+",), r"\d(?=\d* ?\+)"),
    _form("尺寸，不是数据", (r"\d+ ?[xX×*] ?\d+",), r"\d(?=\d* ?[xX×*])"),
)


def refusals(text: str, found: Sequence[Number]) -> dict[int, str]:
    """The reason for each number (by its start) whose form shows that it is no figure."""
    spans = sorted(span for form in _FORMS for span in form.spans(text))
    reasons: dict[int, str] = {}
    at = 0
    active: list[tuple[int, int, str]] = []
    for number in found:
        while at < len(spans) and spans[at][0] < number.end:
            active.append(spans[at])
            at += 1
        active = [span for span in active if span[1] > number.start]
        body = text.find(number.body, number.start)
        reason = next((why for start, end, why in active if start <= body < end), None)
        if reason and not (reason == _LASTED and _is_played(text, number)):
            reasons[number.start] = reason
    return reasons


def _is_played(text: str, number: Number) -> bool:
    """Whether it tells the hours a screen played."""
    return number.unit in HOURS and bool(
        _PLAYED.search(text[max(0, number.start - 64) : number.start])
    )
