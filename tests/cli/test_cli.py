"""The command line, run as a person runs it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from zwgk.gongwen import check_docx

ZWGK = Path(sys.executable).with_name("zwgk")


def _run(*words: str, data: Path, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ZWGK_", "DJANGO_"))}
    fonts = {k: v for k, v in os.environ.items() if k == "ZWGK_FONT_DIR"}
    env = kept | fonts | {"ZWGK_DATA_DIR": str(data), "PYTHONWARNINGS": "default"}
    return subprocess.run([ZWGK, *words], input=text, capture_output=True, env=env, check=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo in it."""
    data = tmp_path_factory.mktemp("data")
    made = _run("demo", data=data)
    assert made.returncode == 0, made.stderr.decode()
    assert "town-approver" in made.stdout.decode()
    return data


def test_the_demo_is_made_once(demo: Path) -> None:
    again = _run("demo", data=demo)
    assert "演示数据已经建立" in again.stdout.decode()


@pytest.mark.parametrize(("unit", "visitors", "printed"), [
    ("demo-zone", 34, "30余人次"), ("demo-town", 316, "300余人次"),
])  # fmt: skip
def test_a_summary_as_data_names_the_records(
    demo: Path, tmp_path: Path, unit: str, visitors: int, printed: str
) -> None:
    out = tmp_path / "a.json"
    done = _run("summary", "export", "--unit", unit, "--campaign", "demo", "--format", "json",
                "-o", str(out), data=demo)  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    data = json.loads(out.read_text("utf-8"))
    figures = {f["kind"]: f for f in data["figures"]}
    assert figures["visitors"]["value"] == visitors
    assert figures["visitors"]["text"] == printed
    assert figures["visitors"]["quoted"] == 1
    assert all(f["records"] for f in data["figures"])
    assert all(r["id"] and r["type"] for f in data["figures"] for r in f["records"])


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("txt", b"")])
def test_a_summary_as_a_document_is_the_same_each_time(
    demo: Path, tmp_path: Path, form: str, begins: bytes
) -> None:
    found = []
    for name in ("a", "b"):
        out = tmp_path / f"{name}.{form}"
        words = ("summary", "export", "--unit", "demo-town", "--format", form, "-o", str(out))
        done = _run(*words, data=demo)
        assert done.returncode == 0, done.stderr.decode()
        found.append(out.read_bytes())
    assert found[0] == found[1]
    assert found[0].startswith(begins)
    if form == "docx":
        assert check_docx(found[0]) == []
    if form == "txt":
        assert "1800余份" in found[0].decode()


def test_the_rollup_of_the_city_and_of_one_unit(demo: Path, tmp_path: Path) -> None:
    whole = _run("rollup", "--campaign", "demo", "--format", "json", "-o", "-", data=demo)
    data = json.loads(whole.stdout)
    assert data["progress"]["units"] == 15
    assert len(data["units"]) == data["progress"]["submitted"]
    assert len(data["missing"]) == 15 - data["progress"]["submitted"]
    total = next(t for t in data["totals"] if t["kind"] == "visitors")
    assert total["value"] == sum(
        u["figures"]["visitors"]["value"] for u in data["units"] if "visitors" in u["figures"]
    )
    out = tmp_path / "zone.xlsx"
    _run("rollup", "--campaign", "demo", "--unit", "demo-zone", "--format", "xlsx", "-o",
         str(out), data=demo)  # fmt: skip
    rows = load_workbook(io.BytesIO(out.read_bytes()))["汇总"].iter_rows(values_only=True)
    assert {row[0]: row[1] for row in rows}["发放资料"] == 59


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("summary", "export", "--unit", "nobody", "--format", "txt", "-o", "-"), "没有代码为"),
        (("summary", "export", "--unit", "demo-city", "--format", "txt", "-o", "-"), "没有参加"),
        (("summary", "export", "--unit", "demo-sand", "--format", "txt", "-o", "-"), "还没有总结"),
        (("rollup", "--campaign", "none", "--format", "json", "-o", "-"), "没有编号为"),
        (("rollup", "--campaign", "demo", "--format", "json", "-o", "/no/such/a"), "无法写入"),
        (("format", "/no/such.txt", "--kind", "总结", "-o", "-"), "无法读取"),
    ],
)
def test_refusals_are_plain_chinese(demo: Path, words: tuple[str, ...], message: str) -> None:
    refused = _run(*words, data=demo)
    assert refused.returncode == 1
    assert message in refused.stderr.decode()
    assert "Traceback" not in refused.stderr.decode()
    assert refused.stdout == b""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_any_text_becomes_an_official_document(tmp_path: Path, encoding: str) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "a.docx"
    source.write_bytes(
        "活动总结\n一、做法\n接待群众30余人次。\n柳河镇\n2026年5月20日".encode(encoding)
    )
    done = _run("format", str(source), "--kind", "总结", "-o", str(out), data=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert check_docx(out.read_bytes()) == []
    assert not (tmp_path / "zwgk.sqlite3").exists()


def test_a_text_from_standard_input_becomes_a_pdf(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    done = _run("format", "-", "--kind", "通知", "-o", str(out), data=tmp_path,
                text="关于开展活动的通知\n各单位：\n请落实。".encode())  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(("text", "name", "message"), [
    (b"", "a.docx", "没有文字"), (b"\x00\x01\x02", "a.docx", "不是文本文件"),
    ("字".encode(), "a.exe", "不支持的文件格式"),
])  # fmt: skip
def test_a_wrong_file_leaves_nothing_behind(
    tmp_path: Path, text: bytes, name: str, message: str
) -> None:
    out = tmp_path / name
    done = _run("format", "-", "--kind", "总结", "-o", str(out), data=tmp_path, text=text)
    assert done.returncode == 1
    assert message in done.stderr.decode()
    assert not out.exists()


def test_wrong_words_show_the_usage_in_chinese(tmp_path: Path) -> None:
    assert _run("nonsense", data=tmp_path).returncode == 2
    shown = _run("--help", data=tmp_path)
    assert "政务公开日" in shown.stdout.decode()


def test_a_reset_asks_before_other_campaigns_are_lost(demo: Path) -> None:
    code = (
        "import django; django.setup()\n"
        "from zwgk.campaigns.models import Campaign\n"
        "c = Campaign.objects.get(); c.pk = None; c.slug = 'real'; c.save()"
    )
    env = os.environ | {
        "ZWGK_DATA_DIR": str(demo),
        "DJANGO_SETTINGS_MODULE": "zwgk.config.settings",
    }
    env.pop("ZWGK_DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", code], env=env, check=True)
    refused = _run("demo", "--reset", data=demo)
    assert refused.returncode == 1
    assert "确认请加 --yes" in refused.stderr.decode()
    assert "演示数据已重新建立" in _run("demo", "--reset", "--yes", data=demo).stdout.decode()
    left = _run("rollup", "--campaign", "real", "--format", "json", "-o", "-", data=demo)
    assert "没有编号为" in left.stderr.decode()
