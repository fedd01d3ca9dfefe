"""The text engine on the command line, run as a person runs it."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

ZWGK = Path(sys.executable).with_name("zwgk")
TOWN = (
    "柳河镇2018年政务公开日活动总结\n"
    "2018年5月15日，我镇以“公开惠民生”为主题开展活动，镇长尹望舒同志任组长。"
    "现场接待群众300余人次，发放宣传单200份、手册100余份，群众满意率达到98%。\n"
)
STREET = "东关街道政务公开日活动小结\n2018年5月15日，我街道接待群众40人次，解答问题12个。\n"


def _run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ZWGK, *map(str, words)], capture_output=True, encoding="utf-8", check=False
    )


def _documents(*words: str | Path) -> list[dict[str, Any]]:
    done = _run(*words)
    assert done.stdout, done.stderr
    documents = json.loads(done.stdout)["documents"]
    assert isinstance(documents, list)
    return documents


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "镇.txt"
    path.write_text(TOWN, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path, town: Path) -> Path:
    (tmp_path / "街道.txt").write_text(STREET, "utf-8")
    return tmp_path


def test_extract_gives_the_figures_of_the_contract(town: Path) -> None:
    (document,) = _documents("extract", town, "--json")
    assert document["source"] == "镇.txt"
    assert set(document["facts"]) >= {
        "title", "unit", "edition", "dates", "theme", "headings", "notices",
    }  # fmt: skip
    assert document["facts"]["dates"] == ["2018-05-15"]
    assert document["facts"]["theme"] == "公开惠民生"
    found = {(f["kind"], f["value"], f["qualifier"]) for f in document["figures"]}
    assert found == {
        ("visitors", 300, "more_than"),
        ("materials_distributed", 200, "exact"),
        ("materials_distributed", 100, "more_than"),
        ("satisfaction_rate", 98, "exact"),
    }
    for figure in document["figures"]:
        assert set(figure) >= {
            "kind", "value", "qualifier", "unit", "noun", "start", "end", "text",
        }  # fmt: skip
        assert TOWN[figure["start"] : figure["end"]] == figure["text"]
    for number in document["rejected"]:
        assert TOWN[number["start"] : number["end"]] == number["text"]
        assert number["reason"]


def test_a_folder_is_one_table_with_totals(folder: Path) -> None:
    done = _run("extract", folder)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "接待群众（人次）" in lines[0]
    assert [line.split()[0].split("/")[-1] for line in lines[2:]] == ["街道.txt", "镇.txt", "合计"]
    assert "340余" in lines[-1]
    assert "300余" in lines[-1]
    assert "—" in lines[-1]  # a rate is not added


def test_the_same_text_in_two_files_counts_once(folder: Path) -> None:
    (folder / "镇（副本）.txt").write_bytes(TOWN.replace("\n", "\r\n").encode("gb18030"))
    done = _run("extract", folder)
    assert "相同，不计入合计" in done.stdout
    assert "340余" in done.stdout.splitlines()[-1]
    assert "2 篇" in done.stdout.splitlines()[-1]


def test_json_lines_give_a_document_a_line(folder: Path) -> None:
    done = _run("extract", folder, "--jsonl")
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [d["totals"]["visitors"]["value"] for d in documents] == [40, 300]


def test_the_workbook_holds_totals_figures_and_what_was_not_taken(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    assert _run("extract", folder / "镇.txt", folder / "街道.txt", "--xlsx", out).returncode == 0
    book = load_workbook(out)
    assert book.sheetnames == ["汇总", "数据明细", "未采用的数字"]
    head, *rows = book["汇总"].iter_rows(values_only=True)
    assert rows[-1][head.index("接待群众（人次）")] == "340余"
    assert len(list(book["数据明细"].iter_rows())) == 7


def test_a_page_of_several_documents_is_split_and_a_repetition_counted_once(
    tmp_path: Path,
) -> None:
    first = (
        "20xx年5月15日是第十二个政务公开日。按照上级要求，我区以便民利民为主题开展了活动。\n"
        "活动期间，接待来访人员共计30余人次，解答咨询问题23个。\n一、高度重视，精心部署\n"
        "召开专题会议进行部署，成立了活动领导小组，明确了活动的内容和形式，印制开发区宣传图册\n"
    )
    last = (
        "根据工作部署，我镇按照要求组织开展5.15政务公开日主题活动，今年的主题是公开为民。\n"
        "一、领导重视，周密部署。\n镇政府制定了活动方案。\n此次活动共接访群众300余人。\n"
    )
    page = tmp_path / "页.txt"
    page.write_text(f"{first}查看更多>>{first}查看更多>>{last}", "utf-8")
    documents = _documents("extract", page, "--json")
    assert [(d["part"], d["incomplete"], d["same_as"]) for d in documents] == [
        (1, True, None), (2, True, 1), (3, False, None),
    ]  # fmt: skip
    text = page.read_text("utf-8")
    for figure in documents[2]["figures"]:
        assert text[figure["start"] : figure["end"]] == figure["text"]
    total = _run("extract", page).stdout.splitlines()[-1]
    assert "330余" in total
    assert "2 篇" in total


def test_check_says_what_must_be_mended_and_fails(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_text(TOWN + "联系人身份证号：11010519491231002X。\n", "utf-8")
    done = _run("check", path, "--json")
    assert done.returncode == 1
    (document,) = json.loads(done.stdout)["documents"]
    errors = [f for f in document["findings"] if f["severity"] == "error"]
    assert errors
    assert set(errors[0]) >= {"severity", "rule", "start", "end", "message", "suggestion"}
    assert any(f["text"] == "11010519491231002X" for f in errors)


def test_check_compares_with_what_was_prescribed(town: Path) -> None:
    done = _run("check", town, "--json", "--theme", "阳光政务", "--day", "2018-05-15")
    (document,) = json.loads(done.stdout)["documents"]
    assert any("阳光政务" in f["message"] + f["suggestion"] for f in document["findings"])


def test_a_clean_text_passes(town: Path) -> None:
    done = _run("check", town, "--json")
    errors = [
        f for f in json.loads(done.stdout)["documents"][0]["findings"] if f["severity"] == "error"
    ]
    assert errors == []
    assert done.returncode == 0


def test_mask_leaves_no_name(town: Path) -> None:
    (document,) = _documents("mask", town, "--json")
    assert "尹望舒" not in document["masked"]
    assert "柳河镇" not in document["masked"]
    assert {r["kind"] for r in document["replacements"]} <= {
        "person", "place", "organisation", "date", "contact", "number",
    }  # fmt: skip
    for replaced in document["replacements"]:
        assert TOWN[replaced["start"] : replaced["end"]] == replaced["original"]
    assert isinstance(document["unsure"], list)


def test_a_roster_and_words_to_keep_are_obeyed(tmp_path: Path) -> None:
    path, roster, keep = tmp_path / "a.txt", tmp_path / "名单.txt", tmp_path / "保留.txt"
    path.write_text("活动在柳河镇举行，木子美到场指导。\n", "utf-8")
    roster.write_text("木子美\n", "utf-8")
    keep.write_text("柳河镇\n", "utf-8")
    (document,) = _documents("mask", path, "--roster", roster, "--keep", keep, "--json")
    assert "木子美" not in document["masked"]
    assert "柳河镇" in document["masked"]


def test_privacy_fails_on_a_mobile_and_passes_a_declared_phone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("咨询电话0415-2150000，张某手机13812345678。\n", "utf-8")
    done = _run("privacy", path, "--json", "--public-phone", "0415-2150000")
    assert done.returncode == 1
    found = json.loads(done.stdout)["documents"][0]["exposures"]
    assert "13812345678" in [e["text"] for e in found]
    assert "0415-2150000" not in [e["text"] for e in found]


def test_compare_names_the_text_that_was_copied(folder: Path) -> None:
    copied = (
        "我镇召开专题会议部署活动，各站所按照主管工作各负其责，选定专人全程参与，群众反响热烈。"
    )
    for name, unit in (("甲.txt", "青山镇"), ("乙.txt", "白水镇")):
        (folder / name).write_text(f"{unit}政务公开日活动总结\n{copied}\n", "utf-8")
    documents = {d["source"]: d for d in _documents("compare", folder, "--json")}
    (match,) = documents[f"{folder.name}/甲.txt"]["matches"]
    assert match["source"].endswith("乙.txt")
    assert match["share"] > 0.8
    assert documents[f"{folder.name}/街道.txt"]["matches"] == []


def test_a_bad_file_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 not a document")
    written = docx.Document()
    written.add_paragraph("我局接待群众25人次。")
    written.save(str(folder / "好.docx"))
    with zipfile.ZipFile(folder / "包.zip", "w") as archive:
        archive.write(folder / "好.docx", "好.docx")
    done = _run("extract", folder, "--jsonl")
    assert done.returncode == 1
    assert "坏.docx" in done.stderr
    sources = [json.loads(line)["source"] for line in done.stdout.splitlines()]
    assert {Path(source).name for source in sources} == {"街道.txt", "镇.txt", "好.docx"}
    assert sum(source.endswith("好.docx") for source in sources) == 2


def test_read_gives_the_text(town: Path) -> None:
    assert _run("read", town).stdout == TOWN


def test_a_path_that_is_not_there_is_refused_in_chinese(tmp_path: Path) -> None:
    done = _run("facts", tmp_path / "没有.txt", "--json")
    assert done.returncode == 1
    assert "没有.txt" in done.stderr
    assert "Traceback" not in done.stderr
