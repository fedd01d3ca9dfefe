"""Word files: what a reader of the printed page sees, in its order."""

import pytest

from tests.text.reading.files import STRICT, docx, paragraph, replaced, wml
from zwgk.text.reading import Unreadable, read_bytes


def text_of(body: str, parts: dict[str, str] | None = None) -> str:
    return read_bytes(docx(body, parts), "总结.docx").text


def warnings_of(body: str, parts: dict[str, str] | None = None) -> str:
    return "".join(read_bytes(docx(body, parts), "总结.docx").warnings)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*texts: str) -> str:
    return "<w:tc>" + "".join(paragraph(text) for text in texts) + "</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


BOX = "<w:txbxContent>" + paragraph("框内文字") + "</w:txbxContent>"


def test_paragraphs_and_tables_stand_in_document_order() -> None:
    rows = table(cell("资料") + cell("") + cell("300余份"), cell("群众") + cell("50人") + cell(""))
    body = paragraph("前文。") + rows + paragraph("后文。")
    assert text_of(body) == "前文。\n资料\t\t300余份\n群众\t50人\n后文。\n"


def test_a_text_laid_out_in_a_table_keeps_its_paragraphs() -> None:
    long = "现场发放宣传资料，解答群众提问。" * 30
    body = table(cell("标题"), cell("主要做法") + cell("一、组织领导", long, "二、宣传"))
    assert text_of(body) == f"标题\n主要做法\n一、组织领导\n{long}\n二、宣传\n"


def test_tables_in_tables_are_read() -> None:
    inner = "<w:tc>" + table(cell("内") + cell("表")) + "<w:p/></w:tc>"
    assert text_of(table(inner)) == "内\t表\n"


def test_breaks_hyphens_symbols_and_spaces_are_kept() -> None:
    inner = (
        "<w:t xml:space='preserve'>甲 </w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>5</w:t>"
        "<w:noBreakHyphen/><w:t>15</w:t><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>满意</w:t>"
    )
    assert text_of(f"<w:p><w:r>{inner}</w:r></w:p>") == "甲  乙\n5-15☑满意\n"


def test_links_content_controls_and_ruby_are_part_of_the_text() -> None:
    body = (
        "<w:sdt><w:sdtContent><w:p>"
        + f"<w:hyperlink>{run('政务')}</w:hyperlink>"
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{run('公开')}</w:sdtContent></w:sdt>"
        + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        + f"<w:sdtContent>{run('单击此处输入文字')}</w:sdtContent></w:sdt>"
        + f"<w:r><w:ruby><w:rt>{run('ri')}</w:rt>"
        + f"<w:rubyBase>{run('日')}</w:rubyBase></w:ruby></w:r>"
        + "</w:p></w:sdtContent></w:sdt>"
    )
    assert text_of(body) == "政务公开日\n"


@pytest.mark.parametrize(
    "box",
    [
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent>",
        f"<mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback><w:pict>{BOX}</w:pict>"
        "</mc:Fallback></mc:AlternateContent>",
        f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>",
    ],
)
def test_a_text_box_is_read_once_after_its_paragraph(box: str) -> None:
    body = f"<w:p>{run('锚定段')}<w:r>{box}</w:r></w:p>" + paragraph("下一段")
    assert text_of(body) == "锚定段\n框内文字\n下一段\n"


def test_tracked_changes_are_accepted_and_told() -> None:
    body = (
        f"<w:p>{run('发放')}<w:del><w:r><w:delText>300</w:delText></w:r></w:del>"
        f"<w:ins>{run('500')}</w:ins>{run('份')}"
        f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo></w:p>"
    )
    assert text_of(body) == "发放500份移来\n"
    assert "修订" in warnings_of(body)


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    body = paragraph("接待群众", "<w:rPr><w:del/></w:rPr>") + paragraph("200人次。")
    assert text_of(body) == "接待群众200人次。\n"


def test_deleted_rows_are_left_out() -> None:
    body = (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}</w:tr>"
        f"<w:tr><w:trPr><w:ins/></w:trPr>{cell('新')}</w:tr></w:tbl>"
    )
    assert text_of(body) == "新\n"
    assert "修订" in warnings_of(body)


def test_hidden_text_is_left_out_and_told() -> None:
    styles = (
        "<w:style w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:styleId='I'><w:basedOn w:val='H'/></w:style>"
    )
    styled = run("乙", "<w:rStyle w:val='I'/>")
    shown = run("仍可见", "<w:vanish w:val='0'/>")
    body = f"<w:p>{run('可见')}{run('甲', '<w:vanish/>')}{styled}{shown}</w:p>"
    assert text_of(body, {"styles": styles}) == "可见仍可见\n"
    assert "隐藏文字" in warnings_of(body, {"styles": styles})


def test_comments_are_told_not_read() -> None:
    body = f"<w:p><w:commentRangeStart/>{run('正文')}<w:commentRangeEnd/></w:p>"
    comments = f"<w:comment w:author='某人'>{paragraph('此处请核实')}</w:comment>"
    assert text_of(body, {"comments": comments}) == "正文\n"
    assert "批注" in warnings_of(body, {"comments": comments})


def test_embedded_documents_are_told() -> None:
    assert "嵌入" in warnings_of(paragraph("正文") + "<w:altChunk/>")


def test_an_ordinary_file_gives_no_warning() -> None:
    assert warnings_of(paragraph("正文"), {"comments": "", "header": paragraph("页眉")}) == ""


def test_headers_and_footers_stand_once_at_the_end() -> None:
    page = (
        "<w:p><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/>"
        "</w:r><w:r><w:t>17</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        "<w:r><w:t>页</w:t></w:r><w:fldSimple w:instr=' NUMPAGES '><w:r><w:t>9</w:t></w:r>"
        "</w:fldSimple></w:p>"
    )
    parts = {
        "header1": paragraph("某县人民政府办公室"),
        "header2": paragraph("某县人民政府办公室"),
        "header3": paragraph("活动总结"),
        "footer1": page,
        "footer2": paragraph("- 2 -"),
        "footer3": paragraph("内部资料"),
    }
    text = text_of(paragraph("活动总结") + paragraph("正文"), parts)
    assert text == "活动总结\n正文\n某县人民政府办公室\n内部资料\n"


def test_the_notes_referred_to_stand_after_the_body() -> None:
    notes = (
        f"<w:footnote w:id='0' w:type='separator'>{paragraph('——')}</w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('注二')}</w:footnote>"
        f"<w:footnote w:id='3'>{paragraph('注三')}</w:footnote>"
    )
    body = f"<w:p>{run('发放300份')}<w:r><w:footnoteReference w:id='3'/></w:r>{run('。')}</w:p>"
    ends = {"footnotes": notes, "endnotes": f"<w:endnote w:id='1'>{paragraph('尾注')}</w:endnote>"}
    body += f"<w:p>{run('完')}<w:r><w:endnoteReference w:id='1'/></w:r></w:p>"
    assert text_of(body, ends) == "发放300份。\n完\n注三\n尾注\n"


def test_the_table_of_contents_is_left_out() -> None:
    styles = "<w:style w:styleId='21'><w:name w:val='toc 1'/></w:style>"
    contents = paragraph("一、组织领导……1", "<w:pStyle w:val='21'/>")
    assert text_of(contents + paragraph("一、组织领导"), {"styles": styles}) == "一、组织领导\n"


def test_the_strict_standard_is_read_too() -> None:
    strict = wml("document", f"<w:body>{paragraph('严格格式')}</w:body>", STRICT)
    assert read_bytes(docx("", document=strict), "甲.docx").text == "严格格式\n"


def test_a_file_of_pictures_only_is_refused_as_such() -> None:
    with pytest.raises(Unreadable, match=r"只有图片没有文字.*\.docx"):
        text_of("<w:p><w:r><w:drawing/></w:r></w:p>")


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(Unreadable, match="没有读到文字"):
        text_of("<w:p/>")


def test_a_word_file_without_its_text_is_damaged() -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        read_bytes(replaced(docx(""), "word/document.xml", b"<w:document"), "甲.docx")
