"""What copying did to a page: said to the reader before any figure is believed."""

import re

from zwgk.text.facts.page import Page

_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARK_LOST = re.compile(r"[\u4e00-\u9fff][?□][;；]?(?=[\u4e00-\u9fff“])")
_ADVERT = re.compile(
    r"博彩|赌场|娱乐城|棋牌|时时彩|六合彩|老虎机|百家乐|亚博|开云体育|皇冠体育|黑料|蜘蛛池|素@?材库|笔杆子星域|成人视频|代孕|私服"
)
_FEW_PINYIN = 3
_FEW_MARKS = 3
# Fewer than this are a name or a quotation.
_MANY_TRADITIONAL = 8


def warnings(page: Page) -> tuple[str, ...]:
    """The damages that are certain, in Chinese."""
    found = []
    if repeated_at(page.text) is not None:
        found.append("全文重复出现两次，疑为复制时重复粘贴，请删除其中一份。")
    if page.pinyin >= _FEW_PINYIN:
        found.append(f"文字后夹有拼音（如“务(wù)”）{page.pinyin}处，请对照原文删除。")
    if page.traditional >= _MANY_TRADITIONAL and page.traditional * 20 > len(
        _HAN.findall(page.text)
    ):
        found.append("含大量繁体字，疑为网页转换所致，请改用规范简体字并核对原文。")
    lost = len(_MARK_LOST.findall(page.text))
    if lost >= _FEW_MARKS and lost > page.text.count("？"):
        found.append(f"有{lost}处标点疑被“?”或“□”代替，请对照原文改正。")
    if "\ufffd" in page.text:
        found.append("含无法识别的乱码字符，请以正确编码重新打开或对照原文补全。")
    advert = _ADVERT.search(page.text)
    if advert:
        found.append(f"夹有与本文无关的内容（“{advert.group()}”），请删除后再使用。")
    return tuple(found)


def repeated_at(text: str) -> int | None:
    """Where the whole text begins a second time, None when it does not."""
    body = text.rstrip()
    start = len(body) - len(body.lstrip())
    head = body[start : start + 40]
    if len(body) < 240:
        return None
    at = body.find(head, len(body) * 2 // 5)
    while at != -1 and at <= len(body) * 3 // 5:
        first, second = body[start:at].split(), body[at:].split()
        if first == second:
            return at
        at = body.find(head, at + 1)
    return None
