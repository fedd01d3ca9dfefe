"""Files made to do harm: each is refused with a message, soon, and nothing leaks."""

from io import BytesIO
from pathlib import Path
from zlib import compress

import pytest
from pypdf import PdfWriter

from tests.text.reading.files import (
    claiming,
    docx,
    locked,
    ole,
    paragraph,
    pdf,
    pdf_of,
    replaced,
    wml,
    xlsx,
    zipped,
)
from zwgk.text.reading import Unreadable, read_bytes, zips
from zwgk.text.reading.model import MAX_FILE, Refused
from zwgk.text.reading.zips import Meter, open_zip

LOCKED, BOMB, UNSAFE, DAMAGED = "解除保护", "解压后的内容过大", "内部结构异常", "已损坏"
COMPLEX = "过于复杂"


def refusal(data: bytes, name: str = "坏文件.docx") -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, name)
    assert str(caught.value).startswith(f"“{name}”")
    return caught.value.reason


def with_document(text: str) -> bytes:
    return docx("", document=text)


def test_a_file_too_large_is_not_looked_at() -> None:
    assert "超过 20 MB" in refusal(b"x" * (MAX_FILE + 1))


def test_a_zip_bomb_is_refused_by_its_directory() -> None:
    assert BOMB in refusal(docx(paragraph("零" * 1_000_000)))


def test_many_small_members_are_counted_together() -> None:
    padding: dict[str, bytes | str] = {f"word/{at}.bin": bytes(64_000) for at in range(1_700)}
    assert BOMB in refusal(zipped({"[Content_Types].xml": "<x/>", **padding}))


def test_a_directory_that_tells_less_than_there_is_does_not_help() -> None:
    bomb = zipped({"word/document.xml": bytes(30_000_000), "[Content_Types].xml": "<x/>"})
    assert DAMAGED in refusal(claiming(bomb, unpacked=60_000))
    assert UNSAFE in refusal(claiming(bomb, packed=20_000_000))


def test_bytes_are_counted_while_unpacking() -> None:
    with open_zip(zipped({"a": bytes(600), "b": bytes(600)})) as archive:
        meter = Meter(1_000)
        first, second = archive.infolist()
        assert len(meter.read(archive, first)) == 600
        with pytest.raises(Refused, match=BOMB):
            meter.read(archive, second)


def test_members_sharing_their_bytes_are_refused() -> None:
    data = bytearray(zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = bytes(4)
    assert UNSAFE in refusal(bytes(data))


def test_too_many_members_are_refused() -> None:
    assert "2000" in refusal(zipped({str(at): "" for at in range(zips.MAX_MEMBERS + 1)}))


@pytest.mark.parametrize("name", ["../../etc/x", "/etc/x", "C:\\x", "word/..\\..\\x"])
def test_paths_out_of_the_archive_are_refused(name: str) -> None:
    assert "路径不安全" in refusal(replaced(docx(paragraph("甲")), name, b"x"))


def test_a_file_in_a_folder_of_two_dots_in_its_name_is_no_attack() -> None:
    assert read_bytes(replaced(docx(paragraph("甲")), "word/a..b", b"x"), "甲").text == "甲\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_outside_entities_are_not_fetched(tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密内容", encoding="utf-8")
    attack = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = wml("document", f"<w:body>{paragraph('&x;')}</w:body>")
    text = text.replace("?>", f"?>{attack}").replace("UTF-8", encoding)
    data = replaced(docx(""), "word/document.xml", text.encode(encoding))
    assert UNSAFE in refusal(data)
    assert UNSAFE in refusal(
        replaced(xlsx({"一": [[1]]}), "xl/workbook.xml", text.encode(encoding))
    )


BOMB_DTD = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/other.bin", "docProps/core.xml"])
def test_an_entity_bomb_is_refused_in_any_part_of_a_table(name: str) -> None:
    attack = f"{BOMB_DTD}]><x>&i;</x>".encode()
    assert UNSAFE in refusal(replaced(xlsx({"一": [[1]]}), name, attack), "表.xlsx")


def test_a_document_type_behind_a_long_comment_is_refused() -> None:
    # Not one letter repeated: that would be refused as a zip bomb.
    filling = " ".join(str(number) for number in range(60_000))
    long = f"<!--{filling}-->{BOMB_DTD}]><x>&i;</x>".encode()
    assert UNSAFE in refusal(replaced(xlsx({"一": [[1]]}), "xl/other.xml", long), "表.xlsx")


def test_xml_nested_too_deep_is_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 100 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 100
    assert COMPLEX in refusal(docx(deep))


@pytest.mark.parametrize("inner", ["<div>" * 300_000, "<p><b>x" * 100_000])
def test_a_page_nested_too_deep_is_refused(inner: str) -> None:
    assert "层级过深" in refusal(f"<html>{inner}".encode(), "页.html")


def test_a_page_cannot_keep_the_sniffing_busy() -> None:
    assert read_bytes(b"<!---->" * 500 + b"x", "页.html").text.endswith("x\n")


def test_a_page_of_tags_that_never_end_is_soon_over() -> None:
    assert "没有读到文字" in refusal(b"<html>" + b"<script" * 1_000_000, "页.html")


def test_a_text_too_long_is_refused() -> None:
    assert "200 万字" in refusal("多".encode() * 2_000_001, "长.txt")


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    assert "500 页" in refusal(pdf(["一"] * 501), "书.pdf")


def test_a_pdf_whose_stream_explodes_is_refused() -> None:
    stream = compress(b"q " * 60_000_000, 1).decode("latin-1")
    data = pdf_of(
        {
            1: "<</Type/Catalog/Pages 2 0 R>>",
            2: "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
            "/Resources<</Font<</F 5 0 R>>>>>>",
            4: f"<</Filter/FlateDecode/Length {len(stream)}>>stream\n{stream}\nendstream",
        }
    )
    assert COMPLEX in refusal(data, "弹.pdf")


@pytest.mark.parametrize(
    "page", ["10 0 R 2 0 R", "[" * 50_000 + "]" * 50_000, "99 0 R", "<</Kids[2 0 R]>>"]
)
def test_a_pdf_that_leads_in_circles_is_refused(page: str) -> None:
    message = refusal(pdf(["一"], kids=page), "环.pdf")
    assert any(reason in message for reason in (DAMAGED, COMPLEX, "没有读到文字"))


def test_what_is_locked_is_refused_as_such() -> None:
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.encrypt("密码", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    word = b"\xec\xa5" + bytes(9) + b"\x01"
    for data in (
        out.getvalue(),
        locked(docx(paragraph("甲"))),
        ole("EncryptedPackage", "WordDocument"),
        ole("WordDocument", tail=word),
    ):
        assert LOCKED in refusal(data)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_what_was_cut_off_is_damaged(share: float) -> None:
    data = docx(paragraph("甲" * 500))
    assert DAMAGED in refusal(data[: int(len(data) * share)])
