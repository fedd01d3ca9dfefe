"""Whatever the bytes, reading gives a text or an Unreadable, never another error."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.text.reading.files import docx, ole, paragraph, pdf, xlsx, zipped
from zwgk.text.reading import Piece, Unreadable, read_bytes
from zwgk.text.reading.model import Refused
from zwgk.text.reading.sniff import Kind, kind_of
from zwgk.text.reading.zips import Meter, check_member, open_zip

SEEDS = {
    "docx": docx(paragraph("发放资料300余份"), {"header": paragraph("页眉")}),
    "xlsx": xlsx({"一": [["资料", 300]]}),
    "pdf": pdf(["发放资料300余份"]),
    "html": "<html><p>发放<b>资料</b></p></html>".encode(),
    "zip": zipped({"甲.txt": "甲", "乙/丙.txt": "乙" * 999}),
}
changes = st.lists(st.tuples(st.integers(0, 2**20), st.binary(max_size=4)), min_size=1, max_size=6)


def changed(data: bytes, edits: list[tuple[int, bytes]]) -> bytes:
    for at, piece in edits:
        at %= len(data)
        data = data[:at] + piece + data[at + len(piece) :]
    return data


def is_answered(data: bytes) -> bool:
    try:
        piece = read_bytes(data, "甲")
    except Unreadable as error:
        return str(error).startswith("“甲”") and str(error).endswith("。")
    return isinstance(piece, Piece) and bool(piece.text.strip())


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.text().map(lambda text: text.encode("gb18030", "ignore"))
)
@settings(max_examples=300, deadline=None)
def test_random_bytes(data: bytes) -> None:
    assert is_answered(data)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "html"])
@given(edits=changes)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_files_with_some_bytes_changed(kind: str, edits: list[tuple[int, bytes]]) -> None:
    assert is_answered(changed(SEEDS[kind], edits))


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", ole("Workbook")])
@given(tail=st.binary(max_size=200))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_bytes_behind_a_known_beginning(head: bytes, tail: bytes) -> None:
    assert is_answered(head + tail)


@pytest.mark.parametrize("seed", ["zip", "docx"])
@given(edits=changes)
@settings(max_examples=400, deadline=None)
def test_changed_archives_are_sorted_and_unpacked_or_refused(
    seed: str, edits: list[tuple[int, bytes]]
) -> None:
    data = changed(SEEDS[seed], edits)
    with suppress(Refused):
        assert kind_of(data) in Kind
        with open_zip(data) as archive:
            for info in archive.infolist():
                check_member(info)
                assert len(Meter().read(archive, info)) <= info.file_size
