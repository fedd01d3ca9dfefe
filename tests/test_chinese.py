"""Texts that users see carry Chinese punctuation (GB/T 15834-2011), not ASCII marks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent / "zwgk"
_HAN = r"[\u4e00-\u9fff》”]"
# An ASCII mark after a Chinese character, or an opening bracket before one.
_WRONG = re.compile(rf"{_HAN}[,;:?!]|\((?={_HAN})|{_HAN}\)")
# Regular expressions and sets of characters name both widths: groups, classes, alternatives.
_EXPRESSION = re.compile(r"\(\?|\\[ds]|\[\^|\][*+?{]|\)[?*+{$]|\||,，|，,")
_MARKUP = re.compile(r"<[^>]*>|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)


def _literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """String literals other than docstrings and regular expressions (which name both widths)."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in docstrings and not _EXPRESSION.search(node.value):
            yield node.lineno, node.value


def test_python_strings_use_chinese_punctuation() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in ROOT.rglob("*.py")
        if "migrations" not in path.parts and "gongwen" not in path.parts
        for line, text in _literals(ast.parse(path.read_text(encoding="utf-8")))
        if _WRONG.search(text)
    ]
    assert wrong == []


def test_templates_use_chinese_punctuation() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {match[0]} … {text[match.start() - 10 : match.end() + 10]}"
        for path in ROOT.rglob("*.html")
        for text in [_MARKUP.sub("\n", path.read_text(encoding="utf-8"))]
        for match in _WRONG.finditer(text)
    ]
    assert wrong == []
