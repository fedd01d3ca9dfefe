"""Tables, pictures, attachments and five heading levels in all three forms."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.gongwen.pictures import png
from zwgk.gongwen import (
    Attachment,
    Block,
    Document,
    Kind,
    Paragraph,
    Picture,
    Pictures,
    Table,
    check_docx,
    to_docx,
    to_pdf,
    to_text,
)
from zwgk.gongwen.layout import TYPE_AREA_PT
from zwgk.gongwen.measures import alignments, column_widths, picture_size, row_sizes

_SPACES = dict.fromkeys(map(ord, " \n\u3000"))
LONG = Table(
    "群众咨询问题",
    ("序号", "问题", "承办单位", "件数"),
    tuple((str(n), f"第{n}问：医疗保险如何参保缴费", "社保所", str(n * 40)) for n in range(1, 61)),
    note="同类问题已合并",
)
SMALL = Table("接待情况", ("单位", "人次"), (("民政所", "120"), ("合计", "120")))
WIDE = Picture(png(800, 300), "现场接待“群众”<一>")
LEVELS = tuple(
    Paragraph.of(text, level)
    for level, text in enumerate(("一、情况", "（一）做法", "1.机制", "（1）领导", "①责任"), 1)
)
FULL = Document(
    Kind.SUMMARY,
    "柳河镇人民政府关于2026年“5·15”政务公开日暨政府开放月系列活动开展情况的总结报告",
    (
        *LEVELS, Paragraph.of("详见表1。"), SMALL, WIDE,
        Pictures((Picture(png(80, 60), "甲"), Picture(png(60, 80), "乙"))),
        Paragraph.of("特此报告。"),
    ),
    issuer="柳河镇人民政府",
    issued_on=date(2026, 5, 20),
    attachments=(
        Attachment("问题清单", (Paragraph.of("汇总如下。"), LONG)),
        Attachment("活动安排表"),
        Attachment("活动照片", (Picture(png(100, 300), "展板"),)),
    ),
    copies_to="市委办公室",
)  # fmt: skip


def _codes(data: bytes) -> set[str]:
    return {problem.code for problem in check_docx(data)}


def _pages(document: Document) -> list[str]:
    pages = PdfReader(io.BytesIO(to_pdf(document))).pages
    return [page.extract_text().translate(_SPACES) for page in pages]


def _with(change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The full document's file with one part changed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(to_docx(FULL))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                changed = change(data.decode()).encode()
                assert changed != data
                data = changed
            new.writestr(name, data)
    return buffer.getvalue()


def test_the_file_conforms_and_is_the_same_each_time() -> None:
    assert check_docx(to_docx(FULL)) == []
    assert to_docx(FULL) == to_docx(FULL)
    assert to_pdf(FULL) == to_pdf(FULL)


def test_tables_and_pictures_are_read_back_whole() -> None:
    opened = docx.Document(io.BytesIO(to_docx(FULL)))
    read = [[tuple(c.text for c in row.cells) for row in table.rows] for table in opened.tables]
    assert [SMALL.header, *SMALL.rows] in read
    assert [LONG.header, *LONG.rows] in read
    with zipfile.ZipFile(io.BytesIO(to_docx(FULL))) as archive:
        media = [archive.read(n) for n in archive.namelist() if n.startswith("word/media/")]
        text = archive.read("word/document.xml").decode()
    assert media[0] == WIDE.data
    assert len(media) == 4
    assert text.count('descr="现场接待“群众”&lt;一&gt;"') == 2
    words = [p.text for p in opened.paragraphs]
    for line in ("表1　接待情况", "图1　现场接待“群众”<一>", "注：同类问题已合并"):
        assert line in words


def test_a_picture_shown_twice_is_kept_once() -> None:
    document = replace(FULL, blocks=(WIDE, WIDE), attachments=())
    with zipfile.ZipFile(io.BytesIO(to_docx(document))) as archive:
        assert len([n for n in archive.namelist() if n.startswith("word/media/")]) == 1
    assert check_docx(to_docx(document)) == []


def test_the_pdf_repeats_a_long_tables_header_and_loses_no_row() -> None:
    pages = _pages(FULL)
    assert sum("承办单位" in page for page in pages) >= 3
    whole = "".join(pages)
    assert all(f"第{n}问" in whole for n in range(1, 61))
    images = [image for page in PdfReader(io.BytesIO(to_pdf(FULL))).pages for image in page.images]
    assert len(images) == 4


def test_each_attachment_begins_a_page_before_the_record() -> None:
    pages = _pages(FULL)
    first = next(n for n, page in enumerate(pages) if page.startswith("附件1"))
    third = next(n for n, page in enumerate(pages) if page.startswith("附件3"))
    assert pages[first].startswith("附件1问题清单汇总如下。表2")
    assert "2026年5月20日" in pages[first - 1]
    assert first < third
    assert "图4展板" in pages[third]
    assert not [page for page in pages if page.startswith("附件2")]
    assert "抄送：市委办公室。" in pages[-1]


def test_a_single_attachment_has_no_number() -> None:
    document = replace(FULL, attachments=(Attachment("名单", (SMALL,)),))
    assert check_docx(to_docx(document)) == []
    assert any(page.startswith("附件名单表2") for page in _pages(document))


def test_plain_text_has_columns_and_names_pictures() -> None:
    lines = to_text(FULL).splitlines()
    at = lines.index("表1　接待情况")
    assert lines[at + 1 : at + 4] == ["单位    人次", "民政所   120", "合计     120"]
    assert "[图1：现场接待“群众”<一>]" in lines
    assert lines[lines.index("附件1") + 1] == "问题清单"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("GwTableCaption", "GwBody", "table-caption"),
        ("GwPictureCaption", "GwBody", "picture-caption"),
        ("<w:tblHeader/>", "", "table-header"),
        ("<w:cantSplit/>", "", "table-split"),
        ("表2　", "表3　", "table-number"),
        ("图2　", "图5　", "picture-number"),
        (r'descr="甲"', 'descr=""', "picture-alt"),
        (r'extent cx="\d+"', 'extent cx="9000000"', "picture-size"),
        (r'<w:gridCol w:w="\d+"/>', '<w:gridCol w:w="9900"/>', "table-width"),
        ("wp:inline", "wp:anchor", "picture-floating"),
        (r'"GwPicture"', '"GwBody"', "picture-cut"),
        (">附件1<", ">附表1<", "attachment-mark"),
        (">附件1<", ">附件9<", "attachment-order"),
        (">附件3<", ">附件7<", "attachment-list"),
        ("：1.问题清单", "：1.问题单", "attachment-title"),
        ("GwHeading2", "GwBody", "heading-skip"),
        ("①责任", "责任", "heading-number"),
    ],
)
def test_a_fault_is_named(old: str, new: str, code: str) -> None:
    assert code in _codes(_with(lambda text: re.sub(old, new, text)))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<w:pageBreakBefore/>", "", "attachment-page"),
        ("黑体", "楷体", "attachment-mark-face"),
        ("黑体", "楷体", "heading-1-face"),
        ("楷体_GB2312", "宋体", "heading-2-face"),
        ("仿宋_GB2312", "宋体", "heading-5-face"),
    ],
)
def test_a_fault_in_the_styles_is_named(old: str, new: str, code: str) -> None:
    assert code in _codes(_with(lambda text: text.replace(old, new), "word/styles.xml"))


def test_figures_stand_right_and_a_running_number_in_the_middle() -> None:
    assert alignments(LONG) == ["center", "left", "center", "right"]


_CELLS = st.text(st.sampled_from("甲乙丙120.5%，/ "), max_size=40)
_TABLES = st.integers(1, 9).flatmap(
    lambda columns: st.builds(
        Table, st.just("表"), st.tuples(*[_CELLS] * columns),
        st.lists(st.tuples(*[_CELLS] * columns), max_size=5).map(tuple),
    )
)  # fmt: skip


@given(_TABLES)
def test_any_table_is_as_wide_as_the_text_and_conforms(table: Table) -> None:
    widths = column_widths(table)
    assert all(width > 0 for width in widths)
    assert sum(widths) <= TYPE_AREA_PT + 0.01
    document = Document(Kind.SUMMARY, "总结", (Paragraph.of("文。"), table, table))
    assert check_docx(to_docx(document)) == []
    lines = to_text(document).splitlines()
    assert sum(line.startswith("表") for line in lines) == 2


@given(st.integers(1, 5000), st.integers(1, 5000), st.floats(0.01, 1))
def test_any_picture_stays_inside_the_type_area(width: int, height: int, share: float) -> None:
    head = png(1, 1)
    data = head[:16] + width.to_bytes(4) + height.to_bytes(4) + head[24:]
    picture = Picture(data, "图", width=share)
    wide, high = picture_size(picture)
    assert wide <= TYPE_AREA_PT * share + 0.01
    assert wide / high == pytest.approx(width / height)
    row = row_sizes((picture, picture))
    assert sum(size[0] for size in row) < TYPE_AREA_PT


@pytest.mark.parametrize("blocks", [(SMALL,), (WIDE,)], ids=["table", "picture"])
def test_a_signature_goes_with_the_last_block(blocks: tuple[Block, ...]) -> None:
    body = tuple(Paragraph.of(f"第{n}段。") for n in range(17))
    pages = _pages(replace(FULL, title="总结", blocks=(*body, *blocks), attachments=()))
    (signed,) = [page for page in pages if "柳河镇人民政府" in page]
    assert "接待" in signed


@pytest.mark.parametrize(
    "make",
    [
        lambda: Picture(b"GIF89a", "图"),
        lambda: Picture(b"\xff\xd8\xff\xe0\x00\x10", "图"),
        lambda: Picture(png(1, 1), "图", width=1.2),
        lambda: Pictures(()),
        lambda: Table("表", ("甲", "乙"), (("一",),)),
        lambda: Table("表", ("甲",), (), widths=(1, 2)),
        lambda: Table("表", ("甲",), (), widths=(0,)),
    ],
)
def test_what_cannot_be_printed_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"图片|表格"):
        make()
