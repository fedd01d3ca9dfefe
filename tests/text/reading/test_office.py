"""Old formats go through LibreOffice, played by a script here, inside the limited child."""

import sys
import time
from pathlib import Path

import pytest

from tests.text.reading.files import docx, ole, paragraph, xlsx
from zwgk.text.reading import Unreadable, read_bytes

DOC, XLS = ole("WordDocument"), ole("Workbook")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder alone on the search path; `play` puts the script into it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def play(office: Path, body: str) -> None:
    head = f"#!{sys.executable}\nimport os, resource, sys, time\nfrom pathlib import Path\n"
    head += "source = Path(sys.argv[-1])\nout = Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
    head += f"home = Path({str(office)!r})\nout.mkdir()\n"
    script = office / "soffice"
    script.write_text(head + body, encoding="utf-8")
    script.chmod(0o755)


def test_an_old_text_is_converted_with_macros_and_links_off(office: Path) -> None:
    (office / "new.docx").write_bytes(docx(paragraph("旧版文件的内容")))
    play(
        office,
        "where = [a for a in sys.argv if a.startswith('-env:UserInstallation=file://')][0]\n"
        "profile = Path(where.partition('://')[2]) / 'user/registrymodifications.xcu'\n"
        "assert 'DisableMacrosExecution' in profile.read_text()\n"
        "assert source.name == 'source.doc' and 'docx' in sys.argv\n"
        "(out / 'source.docx').write_bytes((home / 'new.docx').read_bytes())\n",
    )
    assert read_bytes(DOC, "总结.wps").text == "旧版文件的内容\n"


def test_an_old_table_is_converted_to_a_table(office: Path) -> None:
    (office / "new.xlsx").write_bytes(xlsx({"一": [["资料", 300]]}))
    play(office, "(out / 'source.xlsx').write_bytes((home / 'new.xlsx').read_bytes())\n")
    assert read_bytes(XLS, "表.xls").text == "资料\t300\n"


def test_the_child_has_limits_and_none_of_our_secrets(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZWGK_SECRET", "机密")
    (office / "new.docx").write_bytes(docx(paragraph("甲")))
    play(
        office,
        "names = ('CPU', 'AS', 'FSIZE', 'NOFILE', 'CORE')\n"
        "got = [resource.getrlimit(getattr(resource, 'RLIMIT_' + n))[1] for n in names]\n"
        "(home / 'seen').write_text(repr([got, dict(os.environ), os.getcwd()]))\n"
        "(out / 'source.docx').write_bytes((home / 'new.docx').read_bytes())\n",
    )
    assert read_bytes(DOC, "总结.doc").text == "甲\n"
    limits, environment, place = eval((office / "seen").read_text())
    assert limits == [20, 4 * 1024**3, 128 * 1024**2, 256, 0]
    assert "ZWGK_SECRET" not in environment
    assert not Path(place).exists()


def test_what_takes_too_long_is_stopped_with_all_it_started(office: Path) -> None:
    play(
        office,
        "child = os.fork()\n(home / ('pid' if child else 'pid2')).write_text(str(os.getpid()))\n"
        "time.sleep(600)\n",
    )
    with pytest.raises(Unreadable, match=r"“总结\.doc”内容过于复杂"):
        read_bytes(DOC, "总结.doc", seconds=1.5)
    for name in ("pid", "pid2"):
        assert ended((office / name).read_text())


def ended(pid: str) -> bool:
    """Whether the process is gone, or dead and only waiting for its parent to notice."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_conversion_that_gives_nothing_is_told(office: Path) -> None:
    play(office, "sys.exit(1)\n")
    with pytest.raises(Unreadable, match=r"“总结\.doc”已损坏"):
        read_bytes(DOC, "总结.doc")


def test_what_libreoffice_gives_is_guarded_like_any_file(office: Path) -> None:
    (office / "new.docx").write_bytes(docx(paragraph("零" * 1_000_000)))
    play(office, "(out / 'source.docx').write_bytes((home / 'new.docx').read_bytes())\n")
    with pytest.raises(Unreadable, match="解压后的内容过大"):
        read_bytes(DOC, "总结.doc")
