"""The .docx form, opened and read as a file."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from lxml import etree

from tests.gongwen.samples import NOTICE, SUMMARY
from zwgk.gongwen import Document, Kind, Paragraph, Run, check_docx, to_docx
from zwgk.gongwen.layout import signature_indents, title_lines, width_em

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def _style(data: bytes, identity: str) -> Any:
    styles = _part(data, "word/styles.xml").iter(f"{W}style")
    return next(s for s in styles if s.get(f"{W}styleId") == identity)


@pytest.mark.parametrize("document", [SUMMARY, NOTICE], ids=["summary", "notice"])
def test_our_files_conform_and_open(document: Document) -> None:
    data = to_docx(document)
    assert check_docx(data) == []
    opened = docx.Document(io.BytesIO(data))
    text = "".join(paragraph.text for paragraph in opened.paragraphs)
    assert document.title in text
    for paragraph in document.paragraphs:
        assert paragraph.text in text


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_docx(SUMMARY) == to_docx(SUMMARY)
    assert to_docx(SUMMARY) != to_docx(replace(SUMMARY, title="另一个标题"))


def test_page_and_lines() -> None:
    section = docx.Document(io.BytesIO(to_docx(SUMMARY))).sections[0]
    sides = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(side.mm, 1) for side in sides] == [37, 28, 26, 35]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    spacing = _style(to_docx(SUMMARY), "Normal").find(f"{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("578", "exact")
    assert 22 * 578 / 20 / 72 * 25.4 <= 225 < 23 * 578 / 20 / 72 * 25.4


@pytest.mark.parametrize(
    ("identity", "face", "half_points"),
    [
        ("GwTitle", "方正小标宋简体", "44"),
        ("GwBody", "仿宋_GB2312", "32"),
        ("GwHeading1", "黑体", "32"),
        ("GwHeading2", "楷体_GB2312", "32"),
        ("GwHeading3", "仿宋_GB2312", "32"),
        ("GwPageOdd", "宋体", "28"),
    ],
)
def test_faces_and_sizes_are_named_for_every_script(
    identity: str, face: str, half_points: str
) -> None:
    style = _style(to_docx(SUMMARY), identity)
    fonts = style.find(f".//{W}rFonts")
    assert {fonts.get(f"{W}{s}") for s in ("ascii", "hAnsi", "eastAsia", "cs")} == {face}
    assert style.find(f".//{W}sz").get(f"{W}val") == half_points


def test_no_theme_and_no_formatting_of_runs() -> None:
    data = to_docx(SUMMARY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "theme" in name]
        assert b"heme" not in archive.read("word/styles.xml")
    document = _part(data, "word/document.xml")
    assert not list(document.iter(f"{W}rPr"))


def test_paragraphs_are_indented_two_characters_and_headings_have_their_style() -> None:
    data = to_docx(SUMMARY)
    indent = _style(data, "GwBody").find(f".//{W}ind")
    assert indent.get(f"{W}firstLineChars") == "200"
    styles = [s.get(f"{W}val") for s in _part(data, "word/document.xml").iter(f"{W}pStyle")]
    assert styles[:6] == ["GwTitle", "GwTitle", "GwBody", "GwBody", "GwHeading1", "GwHeading2"]
    assert styles[-2:] == ["GwSignature", "GwDate"]


def test_page_numbers_stand_outside_with_a_dash_either_side() -> None:
    data = to_docx(SUMMARY)
    assert _part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    sides = {}
    for name in ("word/footer1.xml", "word/footer2.xml"):
        footer = _part(data, name)
        style = footer.find(f".//{W}pStyle").get(f"{W}val")
        sides[style] = "".join(footer.itertext())
    assert sides == {"GwPageOdd": "— 1 —", "GwPageEven": "— 1 —"}
    assert _style(data, "GwPageOdd").find(f".//{W}jc").get(f"{W}val") == "right"
    assert _style(data, "GwPageEven").find(f".//{W}jc").get(f"{W}val") == "left"


def test_every_live_figure_is_a_bookmark_around_its_text() -> None:
    document = _part(to_docx(SUMMARY), "word/document.xml")
    marks = {}
    for start in document.iter(f"{W}bookmarkStart"):
        marks[start.get(f"{W}name")] = "".join(start.getnext().itertext())
    assert marks == {"fig_visitors_1": "30余人次", "fig_questions_answered_1": "23个"}


def test_the_red_head_and_the_record_of_a_notice() -> None:
    document = _part(to_docx(NOTICE), "word/document.xml")
    styles = [s.get(f"{W}val") for s in document.iter(f"{W}pStyle")]
    assert styles[0] == "GwMark"
    assert styles.count("GwRecord") == 3
    border = document.find(f".//{W}pBdr/{W}bottom")
    assert (border.get(f"{W}color"), border.get(f"{W}space")) == ("FF0000", "11")
    text = "".join(document.itertext())
    assert "临政办发〔2026〕5号" in text
    assert "各县（区）人民政府，市政府各部门：" in text
    assert "附件：1.活动安排表" in text
    assert "抄送：市委办公室。" in text


def test_control_characters_do_not_break_the_file() -> None:
    runs = (Run("甲\x00\x0b乙<&>"), Run("丙\n丁"))
    document = Document(Kind.SUMMARY, "标题\x01", (Paragraph(runs),))
    opened = docx.Document(io.BytesIO(to_docx(document)))
    assert opened.paragraphs[-1].text == "甲乙<&>丙 丁"


def test_signature_and_date_are_placed_by_rule() -> None:
    day = "2026年5月20日"
    name_left, date_left = signature_indents("柳河镇人民政府办公室", day, sealed=False)
    assert name_left == 28 - 2 - 10
    assert date_left == name_left + 2
    name_left, date_left = signature_indents("市局", day, sealed=False)
    assert date_left == 28 - 2 - width_em(day)
    assert name_left == date_left - 2
    name_left, date_left = signature_indents("柳河镇人民政府", day, sealed=True)
    assert date_left + width_em(day) == 24
    assert name_left + 7 / 2 == pytest.approx(date_left + width_em(day) / 2)


@pytest.mark.parametrize(
    "title",
    [
        "柳河镇关于2026年“5·15”政务公开日活动的总结",
        "临川市人民政府办公室关于组织开展2026年全市“5·15”政务公开日活动的通知",
        "总结",
        "字" * 75,
    ],
)
def test_titles_break_between_words_and_fit(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(width_em(line) <= 20 for line in lines)
    for line in lines[1:]:
        assert not line.startswith(("年", "”", "的", "）", "于"))


def test_faults_in_other_files_are_named() -> None:
    buffer = io.BytesIO()
    plain = docx.Document()
    plain.add_paragraph("正文")
    plain.save(buffer)
    codes = {problem.code for problem in check_docx(buffer.getvalue())}
    assert {"page-size", "margin-top", "theme-fonts", "page-number"} <= codes
    with pytest.raises(ValueError, match="不是有效的 Word"):
        check_docx(b"not a zip")
