"""The rules of the checker (核查规则): what each is called, how grave it is, and its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zwgk.text.model import Context, Facts, Figures, Finding, Severity

_ERROR, _ADVICE = Severity.ERROR, Severity.ADVICE


@dataclass(frozen=True, slots=True)
class Rule:
    """核查规则: ``source`` is the standard, law or practice it rests on."""

    key: str
    name: str
    severity: Severity
    source: str


_ALL = (
    Rule("date-impossible", "日期不存在", _ERROR, "常识"),
    Rule("date-damaged", "日期缺字", _ERROR, "转载网页常见的缺字"),
    Rule("time-damaged", "时间缺字", _ERROR, "转载网页常见的缺字"),
    Rule("date-weekday", "星期与日期不符", _ERROR, "公历"),
    Rule("date-signature", "落款早于活动日期", _ERROR, "常识"),
    Rule("date-notice", "活动日期早于通知", _ERROR, "活动通知"),
    Rule("date-cited", "所引文号晚于活动年份", _ADVICE, "正文前后对照"),
    Rule("date-title", "标题与正文日期不符", _ADVICE, "标题与正文"),
    Rule("date-other-day", "活动日期不是5月15日", _ADVICE, "活动名称与正文"),
    Rule("date-prescribed", "不在规定的活动日期", _ADVICE, "活动通知"),
    Rule("date-year", "年份与活动年份不符", _ERROR, "活动通知"),
    Rule("edition-two", "届次前后不一", _ADVICE, "正文前后对照"),
    Rule("edition-year", "届次与年份不符", _ADVICE, "首届年份"),
    Rule("edition-notice", "届次与通知不符", _ERROR, "活动通知"),
    Rule("theme-two", "主题前后不一", _ERROR, "正文前后对照"),
    Rule("theme-notice", "主题与通知不符", _ERROR, "活动通知"),
    Rule("theme-own", "主题不是规定的主题", _ADVICE, "活动通知"),
    Rule("unit-self", "自称与单位级别不符", _ADVICE, "正文前后对照"),
    Rule("figure-parts", "分项与合计不符", _ERROR, "正文前后对照"),
    Rule("figure-twice", "同一数据前后不一", _ADVICE, "正文前后对照"),
    Rule("figure-spot", "现场解答数多于解答数", _ERROR, "正文前后对照"),
    Rule("figure-answered", "答复数多于受理数", _ERROR, "正文前后对照"),
    Rule("figure-rate-over", "比率超过100%", _ERROR, "常识"),
    Rule("figure-rate", "比率与数量不符", _ADVICE, "正文前后对照"),
    Rule("figure-twice-vague", "约数重复", _ERROR, "公文用语：约数只用一种表示"),
    Rule("figure-precise", "精确数后加“余”", _ADVICE, "公文用语：精确数不加“余”"),
    Rule("figure-measure", "缺少量词", _ADVICE, "公文用语"),
    Rule("figure-records", "与登记记录不符", _ERROR, "登记记录"),
    Rule("figure-untraced", "没有登记记录", _ADVICE, "登记记录"),
    Rule("privacy", "个人信息", _ERROR, "《中华人民共和国个人信息保护法》"),
    Rule("privacy-unsure", "疑似个人信息", _ADVICE, "《中华人民共和国个人信息保护法》"),
    Rule("placeholder", "有未填写的内容", _ERROR, "公文常识"),
    Rule("mark-width", "标点用了半角", _ADVICE, "GB/T 15834-2011"),
    Rule("mark-repeated", "标点重复", _ADVICE, "GB/T 15834-2011"),
    Rule("mark-pair", "标点不成对", _ADVICE, "GB/T 15834-2011 4.8、4.9、4.15"),
    Rule("mark-enumeration", "引号、书名号之间多用顿号", _ADVICE, "GB/T 15834-2011 4.5.3.5"),
    Rule("mark-dash", "破折号不规范", _ADVICE, "GB/T 15834-2011 4.13"),
    Rule("mark-ellipsis", "省略号不规范", _ADVICE, "GB/T 15834-2011 4.11"),
    Rule("number-mixed", "同一届次两种写法", _ADVICE, "GB/T 15835-2011"),
    Rule("number-zero", "日期有前导零", _ADVICE, "GB/T 9704-2012 7.3.5.4"),
    Rule("document-number", "文号写法不规范", _ADVICE, "GB/T 9704-2012 7.2.5"),
    Rule("copied", "与其他单位雷同", _ADVICE, "雷同比对"),
    Rule("copied-own", "与本单位往年雷同", _ADVICE, "雷同比对"),
    Rule("empty", "没有正文", _ADVICE, "常识"),
    Rule("damaged", "文本可能不完整", _ADVICE, "转载网页常见的损坏"),
)
RULES: Mapping[str, Rule] = MappingProxyType({rule.key: rule for rule in _ALL})


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked: the text, what was read out of it, and what is known beside it."""

    text: str
    figures: Figures
    facts: Facts
    context: Context | None


Findings = Iterator[Finding]


def finding(
    key: str, start: int, end: int, message: str, suggestion: str, replacement: str | None = None
) -> Finding:
    """A finding of a rule, with the rule's severity."""
    return Finding(key, RULES[key].severity, start, end, message, suggestion, replacement)
