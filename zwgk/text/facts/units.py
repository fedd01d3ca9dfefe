"""Whose text it is: from title, signature, letterhead, the name behind 我镇, or the lead."""

import re

from zwgk.text.facts.frame import Frame
from zwgk.text.facts.page import Page
from zwgk.text.model import Mention

_SUFFIX = (
    r"(?:人民政府办公厅|人民政府办公室|人民政府|政府办公厅|政府办公室|街道办事处|管理委员会|管委会办公室|管委会|委员会|办事处|办公厅|办公室"
    r"|政府办|党政办|公开办|营商局|开发区|高新区|示范区|试验区|园区|新区|街道|社区|苏木|嘎查|镇|乡|村|县|区|市|省|旗|州|局|委|厅|处|科|股"
    r"|中心|支队|大队|派出所|服务站|监管所|司法所|供电所|财政所|税务所|学校|中学|小学|医院|集团|公司|联合会|联社|银行)"
)
_NAME = r"[\u4e00-\u9fffxX×*_某〇○]{1,28}?"
_BREAK = re.compile(
    r"[:：]|多部门|各部门|参加|参与|联动|联合(?!会|社)|这场|关于|\d{4}年|20[xX×*]{2}|[xX×*]{4}年|第[一二三四五六七八九十\d]|[“\"「『《]|\d{1,2}[.·]\d|积极|组织|开展|举办|举行|召开|多措|扎实|认真"
    r"|精心|全力|政务(?!公开(?:工作)?(?:办|领导|协调)|服务|局|办|中心|信息)|政府开放|政府信息|活动|“|以|全面|深入|走进|启动|晒|邀请|成功|有序|多形式|多渠道|多种|圆满|印发|年度|着力|做好|推进|集中|顺利|广泛"
)
_UNIT = re.compile(rf"^(?:关于)?(?P<unit>{_NAME}{_SUFFIX})$")
_OWN = re.compile(
    r"[我本](街道|社区|开发区|高新区|管委会|中心|镇|乡|村|县|区|市|省|局|委|厅|处|办|所|院|校|旗|苏木)"
)
_LEAD = re.compile(
    rf"(?:^|[，,。；\n日））午时])\s*(?P<unit>{_NAME}{_SUFFIX})(?=在|于|积极|组织|开展|举办|举行|召开|认真|高度|紧紧|紧密|围绕|按照|结合|将|以|利用|通过|多|按)"
)
_SOURCE = re.compile(
    rf"(?:来源|发布单位|发布机构|发文机关)\s*[:：]\s*(?P<unit>{_NAME}{_SUFFIX})(?=\s|$|发布|作者|点击|浏览)"
)
_LEADING = re.compile(
    r"^(?:中共|在|由|和|与|及|按照|根据|结合|经|近日|日前|当天|现将|为|对|向|从|到|是|全|各|该|此次)+"
)
_LETTERHEAD = re.compile(rf"^(?P<unit>{_NAME}{_SUFFIX})文件$")

# 乡镇, 街道 … are kinds of units, not one of them.
_NAMELESS = re.compile(
    r"^(?:乡镇|全[省市县区镇乡]|街道|社区|[镇乡村县区市省局委厅处科]|办公室|县区|市县|单位|部门)+$"
)


def unit(page: Page, frame: Frame) -> Mention | None:
    """The unit whose text it is, None when the text does not say it."""
    for find in (
        _from_title,
        _from_subtitle,
        _from_signature,
        _from_letterhead,
        _from_own,
        _from_source,
        _from_lead,
    ):
        span = find(page, frame)
        if span and not _NAMELESS.match(page.text[slice(*span)]):
            return page.mention(*span)
    return None


def _from_title(page: Page, frame: Frame) -> tuple[int, int] | None:
    if not frame.title:
        return None
    start, end = frame.title
    title = page.text[start:end]
    skip = 2 if title.startswith("关于") else 0
    cut = _BREAK.search(title, skip)
    if not cut:
        return None
    match = _UNIT.match(re.sub(r"\s", " ", title[skip : cut.start()]).rstrip(" :："))
    if not match:
        return None
    return start + skip + match.start("unit"), start + skip + match.end("unit")


def _from_subtitle(page: Page, frame: Frame) -> tuple[int, int] | None:
    """——某市某局政务公开主题日见闻 below the title."""
    if not frame.title:
        return None
    line = next((line for line in page.lines if line.start >= frame.title[1]), None)
    dash = re.match(r"[—―-]{1,3}\s*", line.text) if line else None
    cut = _BREAK.search(line.text, dash.end()) if line and dash else None
    if not line or not dash or not cut:
        return None
    match = _UNIT.match(line.text[dash.end() : cut.start()])
    at = line.start + dash.end()
    return (at + match.start("unit"), at + match.end("unit")) if match else None


def _from_signature(page: Page, frame: Frame) -> tuple[int, int] | None:
    if not frame.signed:
        return None
    start, end = frame.signed
    words = page.text[start:end]
    if not re.search(rf"{_SUFFIX}$", words) or re.search(r"[，。；、：]", words):
        return None
    return start, end


def _from_letterhead(page: Page, frame: Frame) -> tuple[int, int] | None:
    for line in page.lines[:3]:
        match = _LETTERHEAD.match(line.text)
        if match:
            return line.start, line.start + match.end("unit")
    return None


def _from_own(page: Page, frame: Frame) -> tuple[int, int] | None:
    """我镇 with the town's name somewhere in the text."""
    own = _OWN.search(page.text)
    if not own:
        return None
    kind = {"区": "(?:开发区|高新区|新区|区)", "办": "(?:办公室|街道|办)"}.get(
        own[1], re.escape(own[1])
    )
    name = re.compile(
        rf"(?:^|[，,。；;：:、\s（(“\"》日]|结合|根据|由|在|是|经)(?P<unit>(?!全|各|我|本|该|此|某些|市区|辖区|城|社)[\u4e00-\u9fffxX×*某]{{1,9}}?{kind})"
        r"(?!长|内|里|域|级|情|民|分|别|间|外|委书|志|属|直)"
    )
    for match in name.finditer(page.text):
        words = _LEADING.sub("", match["unit"])
        if len(words) >= 2 and not re.search(
            r"[的了和与及为是在个最]|我|本|各|打造|建设|全体", words
        ):
            return match.end("unit") - len(words), match.end("unit")
    return None


def _from_source(page: Page, frame: Frame) -> tuple[int, int] | None:
    match = _SOURCE.search(page.text)
    return match.span("unit") if match else None


def _from_lead(page: Page, frame: Frame) -> tuple[int, int] | None:
    for match in _LEAD.finditer(page.text[:600]):
        words = _LEADING.sub("", match["unit"])
        if len(words) >= 2 and not re.search(r"我|本|该|[的了]", words):
            return match.end("unit") - len(words), match.end("unit")
    return None
