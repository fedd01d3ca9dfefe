"""Code stays readable: limits on the size of functions and files, and every function annotated."""

import ast
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUNCTION_P95, FUNCTION_MAX = 40, 80
FILE_P95, FILE_MAX = 400, 600

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def sources() -> dict[Path, str]:
    found = {
        path.relative_to(ROOT): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "zwgk").rglob("*.py"))
        if "migrations" not in path.parts
    }
    assert found
    return found


def functions() -> Iterator[tuple[str, Function]]:
    for path, text in sources().items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, Function):
                yield f"{path}:{node.lineno} {node.name}", node


def p95(values: list[int]) -> int:
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def over(sizes: dict[str, int], limit: int) -> list[str]:
    return [f"{name}: {size} lines" for name, size in sizes.items() if size > limit]


def unannotated(node: Function) -> list[str]:
    """The names of a function's arguments without annotation; "return" for its result."""
    positional = [*node.args.posonlyargs, *node.args.args]
    if positional and positional[0].arg in ("self", "cls"):
        positional = positional[1:]
    rest = [arg for arg in (node.args.vararg, node.args.kwarg) if arg]
    missing = [a.arg for a in [*positional, *node.args.kwonlyargs, *rest] if not a.annotation]
    return missing if node.returns else [*missing, "return"]


def test_functions_are_short() -> None:
    sizes = {name: (node.end_lineno or 0) - node.lineno + 1 for name, node in functions()}
    assert over(sizes, FUNCTION_MAX) == []
    assert p95(list(sizes.values())) <= FUNCTION_P95, over(sizes, FUNCTION_P95)


def test_files_are_short() -> None:
    sizes = {str(path): len(text.splitlines()) for path, text in sources().items()}
    assert over(sizes, FILE_MAX) == []
    assert p95(list(sizes.values())) <= FILE_P95, over(sizes, FILE_P95)


def test_every_function_is_annotated() -> None:
    missing = {name: names for name, node in functions() if (names := unannotated(node))}
    assert missing == {}


def test_the_measure_finds_what_is_missing() -> None:
    node = ast.parse("def f(self, a, b: int, *c, d, **e): ...").body[0]
    assert isinstance(node, Function)
    assert unannotated(node) == ["a", "d", "c", "e", "return"]
    assert p95(list(range(1, 101))) == 95
