"""What import-linter cannot say: nothing below web knows a request, a form or a template."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "zwgk"
BELOW = (
    "core", "units", "catalogue", "campaigns", "selfcheck", "desk", "enquiries", "figures",
    "summaries", "library",
)  # fmt: skip
OF_THE_WEB = ("django.http", "django.forms", "django.template", "django.shortcuts", "django.urls")


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def test_nothing_below_web_imports_a_request_a_form_or_a_template() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for area in BELOW
        for path in (ROOT / area).rglob("*.py")
        for name in _imported(path)
        if name in OF_THE_WEB
    ]
    assert wrong == []
