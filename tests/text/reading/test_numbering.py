"""Automatic numbers of Word files: heads 一、（一）1. stand in no text and are counted here."""

import pytest

from tests.text.reading.files import docx, paragraph
from zwgk.text.reading import read_bytes


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>{more}"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
    )


def definition(*levels: str, key: int = 0) -> str:
    return f"<w:abstractNum w:abstractNumId='{key}'>{''.join(levels)}</w:abstractNum>"


def number(key: int, of: int = 0, override: str = "") -> str:
    return f"<w:num w:numId='{key}'><w:abstractNumId w:val='{of}'/>{override}</w:num>"


def item(text: str, at: int = 0, key: int = 1) -> str:
    return paragraph(text, f"<w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='{key}'/></w:numPr>")


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    data = docx(body, {"numbering": numbering, "styles": styles})
    return read_bytes(data, "甲.docx").text.splitlines()


HEADS = definition(
    level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."), level(3, "decimal", "%1.%4", "<w:isLgl/>"),
)  # fmt: skip


def test_levels_count_and_restart_below_a_higher_one() -> None:
    body = (
        item("组织") + item("领导", 1) + item("2万份", 2) + item("分工", 1) + item("宣传")
        + item("现场", 1) + item("咨询", 2) + paragraph("正文") + item("展板", 2)
    )  # fmt: skip
    assert lines(body, HEADS + number(1)) == [
        "一、组织", "（一）领导", "1. 2万份", "（二）分工", "二、宣传", "（一）现场", "1. 咨询",
        "正文", "2. 展板",
    ]  # fmt: skip


def test_a_legal_level_shows_plain_digits_of_those_above() -> None:
    assert lines(item("甲") + item("乙", 3), HEADS + number(1)) == ["一、甲", "1.1 乙"]


def test_lists_of_one_definition_go_on_unless_told_to_start_anew() -> None:
    anew = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    body = item("甲") + item("乙", key=2) + item("丙", key=3) + item("丁", key=3)
    numbering = HEADS + number(1) + number(2) + number(3, override=anew)
    assert lines(body, numbering) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_numbers_may_come_with_the_style() -> None:
    styles = (
        "<w:style w:styleId='1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='2'><w:basedOn w:val='1'/></w:style>"
    )
    linked = definition(
        level(0, "chineseCounting", "%1、", "<w:pStyle w:val='1'/>"),
        level(1, "chineseCounting", "（%2）", "<w:pStyle w:val='2'/>"),
    )
    body = (
        paragraph("甲", "<w:pStyle w:val='1'/>") + paragraph("乙", "<w:pStyle w:val='2'/>")
        + paragraph("丙", "<w:pStyle w:val='1'/><w:numPr><w:numId w:val='0'/></w:numPr>")
    )  # fmt: skip
    assert lines(body, linked + number(1), styles) == ["一、甲", "（一）乙", "丙"]


def test_a_definition_may_be_that_of_a_list_style() -> None:
    styles = (
        "<w:style w:styleId='L'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    )
    link = "<w:abstractNum w:abstractNumId='7'><w:numStyleLink w:val='L'/></w:abstractNum>"
    numbering = HEADS + link + number(1) + number(2, of=7)
    assert lines(item("甲", key=2), numbering, styles) == ["一、甲"]


@pytest.mark.parametrize(
    ("form", "third"),
    [
        ("decimal", "3"), ("decimalZero", "03"), ("decimalFullWidth", "３"), ("upperRoman", "III"),
        ("lowerRoman", "iii"), ("upperLetter", "C"), ("lowerLetter", "c"),
        ("japaneseCounting", "三"), ("ideographDigital", "三"), ("chineseLegalSimplified", "叁"),
        ("ideographTraditional", "丙"), ("ideographZodiac", "寅"), ("decimalEnclosedCircle", "③"),
        ("decimalEnclosedParen", "⑶"), ("unheardOf", "3"), ("bullet", None), ("none", None),
    ],
)  # fmt: skip
def test_the_formats_in_use(form: str, third: str | None) -> None:
    numbering = definition(level(0, form, "（%1）")) + number(1)
    shown = "" if third is None else f"（{third}）"
    assert lines(item("甲") * 3, numbering)[2] == f"{shown}甲"


def test_a_start_and_a_restart_that_never_happens_are_kept() -> None:
    numbering = (
        definition(
            level(0, "decimal", "%1、").replace("<w:start w:val='1'/>", "<w:start w:val='12'/>"),
            level(1, "lowerLetter", "%2）", "<w:lvlRestart w:val='0'/>"),
        )
        + number(1)
    )  # fmt: skip
    body = item("甲") + item("子", 1) + item("乙") + item("丑", 1)
    assert lines(body, numbering) == ["12、甲", "a）子", "13、乙", "b）丑"]


def test_an_empty_paragraph_counts_and_shows_nothing() -> None:
    assert lines(item("甲") + item("") + item("乙"), HEADS + number(1)) == ["一、甲", "", "三、乙"]
