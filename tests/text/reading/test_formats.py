"""Plain text, pages, tables and PDF files; the kind is told by content."""

from datetime import date
from pathlib import Path

import pytest

from tests.text.reading.files import docx, ole, paragraph, pdf, replaced, xlsx, zipped
from zwgk.text.reading import Piece, Unreadable, read, read_bytes, runner
from zwgk.text.reading import lines as lines_module
from zwgk.text.reading.sniff import Kind

TEXT = "现场发放宣传资料1800余份，接待群众500余人次。"


def no_child(kind: Kind, data: bytes, seconds: float) -> tuple[str, tuple[str, ...]]:
    raise AssertionError("a child process was started")


def refusal(data: bytes, name: str = "总结.docx") -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, name)
    assert caught.value.name == name
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_its_encoding_without_a_child(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "run", no_child)
    data = f"  活动总结\r\n\r\n\r\n\r\n{TEXT}  \r\n".encode(encoding)
    assert read_bytes(data, "甲.txt") == Piece("甲.txt", f"  活动总结\n\n{TEXT}\n")


def test_a_file_is_read_under_its_own_name_or_another(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read(path).name == "总结.txt"
    assert read(path, name="某镇/总结.txt").name == "某镇/总结.txt"


def test_a_page_gives_the_words_a_reader_sees() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>某县</title><style>p{}</style></head><body>"
        "<nav>首页</nav><h1>活动总结</h1><p>现场发放<b>1800余份</b>\n资料。<br>完</p>"
        "<table><tr><td>资料</td><td>300份</td></tr></table><script>x()</script></body></html>"
    )
    assert read_bytes(page.encode(), "甲.html").text == (
        "活动总结\n现场发放1800余份 资料。\n完\n资料\t300份\n"
    )


def test_a_page_may_name_its_encoding() -> None:
    page = f'<html><meta charset="gb2312"><p>{TEXT}</p></html>'
    assert read_bytes(page.encode("gb18030"), "甲.htm").text == f"{TEXT}\n"


def test_a_table_gives_its_values_row_by_row() -> None:
    rows: list[list[object]] = [["资料", 300, None], [None, None], ["日期", date(2025, 5, 15), 0.5]]
    assert read_bytes(xlsx({"一": rows}), "甲.xlsx").text == "资料\t300\n日期\t2025年5月15日\t0.5\n"


def test_several_sheets_stand_under_their_names_and_hidden_ones_are_told() -> None:
    piece = read_bytes(
        xlsx({"甲镇": [["资料", 1]], "乙镇": [["资料", 2]]}, hidden="乙镇"), "表.xlsx"
    )
    assert piece.text == "甲镇\n资料\t1\n\n乙镇\n资料\t2\n"
    assert "隐藏的工作表" in piece.warnings[0]


def test_a_pdf_file_is_read_page_by_page() -> None:
    assert read_bytes(pdf([TEXT, "第二页"]), "甲.pdf") == Piece("甲.pdf", f"{TEXT}\n第二页\n")


def test_the_lines_of_a_page_are_joined_to_paragraphs() -> None:
    full = "活动当天设置宣传点位十四个，悬挂主题条幅三幅，发放宣传资料"
    lines = [
        "活动总结",
        full + "1800余",
        "份，接待群众500余人次，现场解答群众提出的各类问题60余个。",
    ]
    lines += ["二、宣传", full + "和手册等", "（二）现场", "完", "- 1 -"]
    pages = ["\n".join(lines), f"{full}各类\n手册300份。\n第 2 页 共 2 页"]
    assert lines_module.paragraphs(pages).split("\n") == [
        "活动总结",
        lines[1] + lines[2],
        "二、宣传",
        lines[4],
        "（二）现场",
        "完",
        f"{full}各类手册300份。",
    ]


def test_a_running_head_wider_than_the_text_does_not_matter() -> None:
    full = "活动当天设置宣传点位十四个，悬挂主题条幅三幅，发放宣传资料"
    page = f"{full}{full}\n{full}等\n共300份。\n{full}和\n手册"
    assert lines_module.paragraphs([page]).split("\n")[1:] == [
        f"{full}等共300份。",
        f"{full}和手册",
    ]


def test_pages_that_are_pictures_are_told() -> None:
    piece = read_bytes(pdf([TEXT, ""], picture=True), "甲.pdf")
    assert piece.text == f"{TEXT}\n"
    assert piece.warnings == ("第 2 页是图片，其中的文字未能读出，请与原件核对。",)


def test_a_scan_is_refused_not_read_as_nothing() -> None:
    assert "只有图片没有文字" in refusal(pdf(["", ""], picture=True), "扫描.pdf")


@pytest.mark.parametrize("name", ["甲.doc", "甲.txt", "甲.pdf", "甲"])
def test_a_wrong_ending_does_not_matter(name: str) -> None:
    assert read_bytes(docx(paragraph(TEXT)), name).text == f"{TEXT}\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空文件"),
        (b"\0\0\0", "空文件"),
        (b"\x89PNG\r\n\x1a\n", "是图片"),
        (b"\xff\xd8\xff\xe0", "是图片"),
        (b"Rar!\x1a\x07\0", "压缩文件"),
        (b"\x7fELF\2", "程序"),
        (zipped({"OFD.xml": "<x/>"}), "OFD"),
        (zipped({"[Content_Types].xml": "<x/>", "ppt/a.xml": "<x/>"}), "演示文稿"),
        (zipped({"[Content_Types].xml": "<x/>", "ppt/a.xml": "", "xl/a.xml": ""}), "不安全"),
        (zipped({"甲.txt": TEXT}), "解压"),
        (replaced(xlsx({"一": [[1]]}), "xl/workbook.bin", b"x"), r"另存为 .xlsx"),
        (ole("WordDocument"), "另存为 .docx"),
        (ole("Workbook"), "另存为 .xlsx"),
        (ole("PowerPoint Document"), "演示文稿"),
        (ole("Unheard"), "另存为 .docx"),
        (b"{\\rtf1 x}", "另存为 .docx"),
        (b"<?xml version='1.0'?><x/>", "另存为 .docx"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "另存为 .docx"),
        (bytes(range(256)) * 4, "不是文字文件"),
        (TEXT.encode()[:-1] + b"\xff" + TEXT.encode(), "损坏"),
    ],
)
def test_what_is_not_read_is_refused_with_the_way_out(
    data: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    message = refusal(data)
    assert message.startswith("“总结.docx”")
    assert said in message
    assert message.endswith("。")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.txt", tmp_path, Path("/dev/zero")):
        with pytest.raises(Unreadable, match="重新选择文件"):
            read(path)


def test_names_are_shown_without_controls() -> None:
    with pytest.raises(Unreadable, match=r"\A“甲txt.exe”"):
        read_bytes(b"", "甲\u202etxt.exe\n")
