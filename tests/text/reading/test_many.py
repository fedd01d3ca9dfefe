"""Folders and archives: every file has its result, a bad one stops nothing."""

from pathlib import Path

import pytest

from tests.text.reading.files import (
    docx,
    legacy_zip,
    locked,
    paragraph,
    replaced,
    with_link,
    zipped,
)
from zwgk.text.reading import Piece, Unreadable, many, read_all
from zwgk.text.reading.model import TOO_LARGE


def results(*paths: Path) -> list[tuple[str, str]]:
    """Names and texts, or names and reasons; their number is known beforehand."""
    batch = read_all(paths)
    found = list(batch)
    assert len(found) == len(batch)
    return [
        (item.name, item.text.strip() if isinstance(item, Piece) else item.reason) for item in found
    ]


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(*paths: Path) -> list[str]:
    return [name for name, _ in results(*paths)]


def test_a_folder_is_read_in_order_of_names_with_its_folders(tmp_path: Path) -> None:
    folder = tmp_path / "各镇"
    for name in ("乙.txt", "丙/丁.txt", "a.txt", "丙/子/戊.txt"):
        put(folder / name, name)
    expected = ["a.txt", "乙.txt", "丙/丁.txt", "丙/子/戊.txt"]
    assert results(folder) == [(f"各镇/{name}", name) for name in expected]


def test_hidden_and_lock_files_are_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "夹"
    for name in (".a", "~$甲.docx", "Thumbs.db", ".git/x.txt", "__MACOSX/甲.txt", "甲.txt"):
        put(folder / name, "正文")
    assert names(folder) == ["夹/甲.txt"]


def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path / "外/密.txt", "机密")
    folder = tmp_path / "夹"
    put(folder / "甲.txt", "正文")
    (folder / "链.txt").symlink_to(outside)
    (folder / "链夹").symlink_to(outside.parent)
    found = dict(results(folder))
    assert found == {"夹/甲.txt": "正文", "夹/链.txt": many.LINK, "夹/链夹": many.LINK}


def test_an_archive_is_opened_and_its_names_are_decoded(tmp_path: Path) -> None:
    path = put(tmp_path / "包.zip", legacy_zip("某镇/总结.txt", "正文".encode()))
    assert results(path) == [("包.zip/某镇/总结.txt", "正文")]


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "夹"
    members: dict[str, bytes | str] = {
        "1好.docx": docx(paragraph("甲")),
        "2坏.docx": docx(paragraph("甲"))[:300],
        "3弹.txt": bytes(9_000_000),
        "4包.zip": zipped({"a.txt": "乙"}),
        "5/../../外.txt": "丙",
        "6图.png": b"\x89PNG\r\n\x1a\n",
        "~$锁.docx": "x",
        "7好.txt": "丁",
    }
    put(folder / "包.zip", zipped(members))
    put(folder / "坏.docx", b"PK\x03\x04")
    put(folder / "末.txt", "戊")
    found = results(folder)
    expected = [
        ("包.zip/1好.docx", "甲"),
        ("包.zip/2坏.docx", "已损坏"),
        ("包.zip/3弹.txt", "解压后的内容过大"),
        ("包.zip/4包.zip", "压缩包里的压缩包"),
        ("包.zip/5/../../外.txt", "路径不安全"),
        ("包.zip/6图.png", "是图片"),
        ("包.zip/7好.txt", "丁"),
        ("坏.docx", "已损坏"),
        ("末.txt", "戊"),
    ]
    assert [name for name, _ in found] == [f"夹/{name}" for name, _ in expected]
    for (_, said), (_, part) in zip(found, expected, strict=True):
        assert part in said


def test_a_locked_member_and_a_link_in_an_archive_are_named(tmp_path: Path) -> None:
    one = put(tmp_path / "一.zip", locked(zipped({"甲.txt": "甲", "乙.txt": "乙"})))
    two = put(tmp_path / "二.zip", with_link("链.txt", "/etc/passwd"))
    found = dict(results(one, two))
    assert "解除保护" in found["一.zip/甲.txt"]
    assert found["一.zip/乙.txt"] == "乙"
    assert found["二.zip/链.txt"] == many.LINK


def test_nothing_is_read_twice(tmp_path: Path) -> None:
    put(tmp_path / "夹/甲.txt", "甲")
    path = put(tmp_path / "夹/乙.txt", "乙")
    assert names(path, tmp_path / "夹", path) == ["乙.txt", "夹/甲.txt"]


def test_empty_folders_empty_archives_and_missing_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    empty = put(tmp_path / "空.zip", zipped({"夹/": ""}))
    found = results(tmp_path / "空", empty, tmp_path / "没有.txt")
    assert found[:2] == [("空", many.NOTHING), ("空.zip", many.NOTHING)]
    assert "重新选择文件" in found[2][1]


def test_an_office_file_is_no_archive(tmp_path: Path) -> None:
    path = put(tmp_path / "甲.zip", replaced(docx(paragraph("甲")), "word/embeddings/a.zip", b"x"))
    assert results(path) == [("甲.zip", "甲")]


def test_large_archives_and_large_members_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "包.zip", zipped({"大.txt": "多" * 300, "小.txt": "少"}))
    monkeypatch.setattr(many, "MAX_FILE", 100)
    assert [said for _, said in results(path)] == [TOO_LARGE, "少"]
    monkeypatch.setattr(many, "MAX_ARCHIVE", 100)
    assert results(path) == [("包.zip", many.TOO_LARGE_ARCHIVE)]


def test_an_archive_gone_meanwhile_is_told(tmp_path: Path) -> None:
    path = put(tmp_path / "包.zip", zipped({"甲.txt": "甲"}))
    batch = read_all([path])
    path.unlink()
    (found,) = batch
    assert isinstance(found, Unreadable)
    assert found.name == "包.zip"
