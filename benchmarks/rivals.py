"""The libraries that are measured beside ours, in a virtual environment of their own.

They are dependencies neither of the product nor of its tests: rivals.txt pins them, var/rivals
holds them, and a benchmark runs them in a child process with ``python_with_rivals()``.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "benchmarks" / "rivals.txt"


def python_with_rivals() -> Path:
    """An interpreter that has what rivals.txt names; made anew when the file has changed."""
    folder = ROOT / "var" / "rivals"
    python, stamp = folder / "bin" / "python", folder / "installed"
    wanted = hashlib.sha256(PINS.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", PINS], check=True,
                       stdout=sys.stderr)  # fmt: skip
        stamp.write_text(wanted)
    return python
