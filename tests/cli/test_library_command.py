"""``zwgk library import``: folders and archives into a unit's library."""

from pathlib import Path

import pytest

from tests.library.collection_page import PAGE
from tests.world import World
from zwgk.cli.main import main
from zwgk.library.models import ImportBatch, Sample

pytestmark = pytest.mark.django_db


def test_a_folder_is_imported_and_summed_up(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "总结"
    (folder / "二").mkdir(parents=True)
    (folder / "网页.txt").write_text(PAGE, encoding="utf-8")
    (folder / "二" / "同一页.txt").write_text(PAGE, encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    assert main(["library", "import", str(folder), "--unit", "town", "--name", "旧的"]) == 0
    batch = ImportBatch.objects.get()
    assert (batch.name, batch.unit, batch.created_by) == ("旧的", world.town, "命令行")
    assert [f.name for f in batch.files.all()] == ["总结/网页.txt", "总结/二/同一页.txt"]
    assert Sample.objects.count() == 3
    assert "共 2 个文件：导入 1 个，重复 1 个" in capsys.readouterr().out


def test_a_bad_file_is_named_and_the_exit_code_tells(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\3\4x")
    assert main(["library", "import", str(tmp_path / "坏.docx"), "--unit", "town"]) == 1
    assert "坏.docx”已损坏" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere", "--unit", "town"], "不存在"),
        ([".", "--unit", "nobody"], "没有代码为 nobody 的单位"),
        ([".", "--unit", "town", "--collection", "none"], "没有编号为 none 的栏目"),
    ],
)
def test_wrong_words_are_refused_and_nothing_is_kept(
    world: World, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["library", "import", *words]) == 1
    assert message in capsys.readouterr().err
    assert not ImportBatch.objects.exists()
