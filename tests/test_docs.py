"""What the docs say is what the code does."""

import re
from pathlib import Path

from django.apps import apps

from zwgk.cli.main import parser

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_glossary_names_every_model_by_its_term() -> None:
    rows = re.findall(r"^\| (\S+) \| (\w+\.\w+) \|$", _read(DOCS / "glossary.md"), re.M)
    models = {
        model._meta.label: str(model._meta.verbose_name)
        for model in apps.get_models()
        if model.__module__.startswith("zwgk.")
    }
    assert {label: term for term, label in rows} == models


def test_every_model_has_its_chinese_term_in_the_docstring() -> None:
    without = [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("zwgk.")
        and not re.match(r"[\u4e00-\u9fff]", (model.__doc__ or "").strip())
    ]
    assert without == []


def test_every_environment_variable_is_documented() -> None:
    code = "".join(
        _read(path) for path in [*(ROOT / "zwgk").rglob("*.py"), *(ROOT / "scripts").iterdir()]
    )
    used = set(re.findall(r"\bZWGK_[A-Z_]+[A-Z]\b", code))
    documented = set(re.findall(r"\bZWGK_[A-Z_]+[A-Z]\b", _read(DOCS / "operations.md")))
    assert {"ZWGK_DATABASE_URL", "ZWGK_SECRET_KEY", "ZWGK_SITE_ICP"} <= used
    assert used - documented == set()


def test_every_command_is_documented() -> None:
    verbs = re.search(r"\{([^}]+)\}|命令:\n((?:.|\n)+)", parser().format_help())
    assert verbs
    page = _read(DOCS / "cli.md")
    verbs_of_text = ("extract", "facts", "check", "mask", "privacy", "compare", "read")
    for verb in ("serve", "demo", "summary", "rollup", "format", *verbs_of_text):
        assert verb in parser().format_help()
        assert f"`zwgk {verb}" in page


def test_the_two_readmes_are_twins() -> None:
    english, chinese = _read(ROOT / "README.md"), _read(ROOT / "README.zh-CN.md")
    for pattern in (r"^## ", r"^\d+\. ", r"^\| ", r"!\[", r"^```"):
        assert len(re.findall(pattern, english, re.M)) == len(re.findall(pattern, chinese, re.M))
    for link in re.findall(r"\]\((docs/[^)]+)\)", english):
        assert (ROOT / link).exists(), link
        assert link in chinese
