"""Runs in the child process: limits first, then the parser for the kind, then the answer."""

import json
import os
import resource
import sys
from pathlib import Path

from zwgk.text.reading.model import DAMAGED, TOO_COMPLEX, Refused

_GB = 1024**3
# Address space, not memory used: LibreOffice maps all its libraries into it.
_OFFICE_SPACE = 4 * _GB
_OFFICE = ("doc", "rtf", "odt", "xls")
# A table of 50,000 rows is read cell by cell.
_CPU, _CPU_TABLE = 20, 120
_LIMITS = (
    (resource.RLIMIT_FSIZE, 128 * 1024**2),
    (resource.RLIMIT_NOFILE, 256),
    (resource.RLIMIT_CORE, 0),
)
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000

Found = tuple[str, list[str]]


def main() -> None:
    """Read ./input and write ./answer.json."""
    kind, soffice = sys.argv[2], sys.argv[3]
    limit(_OFFICE_SPACE if kind in _OFFICE else _GB, _CPU_TABLE if kind == "table" else _CPU)
    offline()
    text, reason = "", ""
    warnings: list[str] = []
    try:
        if kind == "table":
            text = _table(Path("input"))
        else:
            text, warnings = extract(kind, Path("input"), soffice)
    except Refused as refusal:
        reason = refusal.reason
    except (MemoryError, RecursionError):
        reason = TOO_COMPLEX
    except Exception:
        # Parsers fail on damaged files in every way there is; the reader needs only one answer.
        reason = DAMAGED
    answer = {"text": text, "warnings": warnings, "reason": reason}
    Path("answer.json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)


def _table(path: Path) -> str:
    """The rows into files of their own, and what there is to tell of the sheets."""
    sys.modules["numpy"] = None  # type: ignore[assignment]
    from zwgk.text.reading.tables import write_sheets

    return write_sheets(path, Path.cwd())


def limit(space: int, cpu: int = _CPU) -> None:
    """Set the limits, never above those already in force."""
    for what, most in (*_LIMITS, (resource.RLIMIT_AS, space), (resource.RLIMIT_CPU, cpu)):
        hard = resource.getrlimit(what)[1]
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (value, value))


def offline() -> None:
    """Leave the network where the system lets an ordinary user do so."""
    import ctypes

    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None)
    if getattr(libc, "unshare", lambda _: -1)(_NEW_USER | _NEW_NETWORK) != 0:
        return
    try:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    except OSError:
        return


def extract(kind: str, path: Path, soffice: str) -> Found:
    """The tidied text and the warnings, by the parser for the kind."""
    from zwgk.text.reading.plain import strange, tidy

    text, warnings = _parse(kind, path, soffice)
    text = tidy(text)
    return text, [*warnings, *strange(text)]


def _parse(kind: str, path: Path, soffice: str) -> Found:
    if kind in _OFFICE:
        from zwgk.text.reading.from_office import convert

        kind, path = convert(kind, path, soffice)
        limit(_GB)
    if kind == "docx":
        from zwgk.text.reading.from_docx import read_docx

        return read_docx(path)
    if kind == "xlsx":
        # openpyxl imports numpy where there is one, which doubles the time it takes to start.
        sys.modules["numpy"] = None  # type: ignore[assignment]
        from zwgk.text.reading.from_xlsx import read_xlsx

        return read_xlsx(path)
    if kind == "pdf":
        from zwgk.text.reading.from_pdf import read_pdf

        return read_pdf(path)
    from zwgk.text.reading.from_html import read_html

    return read_html(path)
