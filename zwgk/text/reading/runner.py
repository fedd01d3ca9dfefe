"""The child process that parses a file: started with limits, stopped with everything it started."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zwgk.text.reading.model import (
    DAMAGED,
    MAX_TEXT,
    SAVE_AS_DOCX,
    SAVE_AS_XLSX,
    TOO_COMPLEX,
    Refused,
)
from zwgk.text.reading.sniff import Kind

CONVERTED = {Kind.DOC, Kind.XLS, Kind.RTF, Kind.ODT}
BUSY = "暂时无法读取：正在处理其他旧版格式文件，请稍后重试。"
NO_ROOM = "暂时无法读取：系统的临时空间或进程数不足，请稍后重试或联系管理员。"
_ROOT = Path(__file__).resolve().parents[3]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); import zwgk.text.reading.child as c; c.main()"
)
# LibreOffice takes some 200 MB a call: one at a time.
_office = threading.BoundedSemaphore(1)


def run(kind: Kind, data: bytes, seconds: float) -> tuple[str, tuple[str, ...]]:
    """The text and the warnings found by the child within the time. Raises Refused."""
    soffice = _soffice(kind) if kind in CONVERTED else ""
    with _turn(kind, seconds), workplace(kind.value, data, seconds, soffice) as (place, code):
        return _answer(place / "answer.json", code)


@contextmanager
def workplace(
    kind: str, data: bytes, seconds: float, soffice: str = ""
) -> Iterator[tuple[Path, int]]:
    """The folder in which the child has done its work, and its exit status. Raises Refused."""
    try:
        with tempfile.TemporaryDirectory(prefix="zwgk-read-") as folder:
            place = Path(folder)
            (place / "input").write_bytes(data)
            yield place, _start_and_wait(kind, place, soffice, seconds)
    except OSError:
        raise Refused(NO_ROOM) from None


@contextmanager
def run_table(data: bytes, seconds: float) -> Iterator[tuple[Path, str]]:
    """The folder with the rows of a workbook, and what the child tells of it. Raises Refused."""
    with workplace("table", data, seconds) as (place, code):
        yield place, _answer(place / "answer.json", code)[0]


def _soffice(kind: Kind) -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        raise Refused(SAVE_AS_XLSX if kind is Kind.XLS else SAVE_AS_DOCX)
    return found


@contextmanager
def _turn(kind: Kind, seconds: float) -> Iterator[None]:
    if kind not in CONVERTED:
        yield
        return
    if not _office.acquire(timeout=seconds):
        raise Refused(BUSY)
    try:
        yield
    finally:
        _office.release()


def _start_and_wait(kind: str, place: Path, soffice: str, seconds: float) -> int:
    """The child's exit status; nothing of its process group is left behind."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, str(_ROOT), kind, soffice],
        cwd=place,
        env=_environment(place),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Refused(TOO_COMPLEX) from None
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _environment(place: Path) -> dict[str, str]:
    """Nothing of the parent's settings and secrets but the search path."""
    here = str(place)
    path = os.environ.get("PATH", os.defpath)
    return {"PATH": path, "HOME": here, "TMPDIR": here, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def _answer(path: Path, code: int) -> tuple[str, tuple[str, ...]]:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_TEXT * 8)
        answer = json.loads(raw)
        reason, text, warnings = answer["reason"], answer["text"], answer["warnings"]
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused(TOO_COMPLEX if code < 0 else DAMAGED) from None
    if reason:
        raise Refused(str(reason))
    return str(text), tuple(str(warning) for warning in warnings)
