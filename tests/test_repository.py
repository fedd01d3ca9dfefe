"""The repository itself: its locks, its commands, the licences it depends on, its isolation."""

import os
import re
import socket
import subprocess
import urllib.request
from importlib import metadata
from pathlib import Path

import pytest

from tests.conftest import NetworkBlocked

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]

# LGPL: used unmodified as a dynamically imported library, which the licence allows to anyone.
LGPL_USED_AS_LIBRARY = {"psycopg", "psycopg-binary"}


def locked(lock: str) -> list[str]:
    """The names of the distributions in a lock file that this platform installs."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = re.findall(r"^([A-Za-z0-9._-]+)==[^\\\n]*", text, re.M)
    foreign = re.findall(r"^([A-Za-z0-9._-]+)==[^\\\n]*; *[^\\\n]*win32", text, re.M)
    return [name for name in lines if name not in foreign]


def licence(name: str) -> str:
    """What a distribution says of its licence, in the first place where it does."""
    about = metadata.metadata(name)
    classifiers = [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    first_line = (about.get("License") or "").strip().split("\n")[0]
    return about.get("License-Expression") or " / ".join([*classifiers, first_line]).strip(" /")


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_host_and_hash_everything(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert all("--hash=sha256:" in entry for entry in re.findall(r"^[^#\s].*\n.*", text, re.M))


def test_locks_agree() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(encoding="utf-8"), re.M))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


@pytest.mark.parametrize("name", locked("requirements.lock"))
def test_licences_allow_closed_use(name: str) -> None:
    says = licence(name)
    assert says, f"{name} names no licence"
    if name not in LGPL_USED_AS_LIBRARY:
        assert not re.search(r"GPL|General Public|Affero", says), says


def test_ci_runs_what_a_person_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md", "docs/operations.md"])
def test_every_make_target_named_exists(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^\s*\$?\s*)make ([a-z][a-z-]*)", text, re.M))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    assert {"run", "test"} <= named
    assert named <= targets


def test_make_help_lists_every_target() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(re.findall(r"^ +make ([a-z-]+)", shown.stdout, re.M)) == targets


def test_scripts_are_sound() -> None:
    for script in sorted((ROOT / "scripts").iterdir()):
        if script.read_text(encoding="utf-8").startswith("#!/usr/bin/env python3"):
            compile(script.read_bytes(), script, "exec")
        else:
            subprocess.run(["bash", "-n", script], check=True)
        assert script.suffix == ".sh" or os.access(script, os.X_OK), script


def test_the_network_is_out_of_reach() -> None:
    with pytest.raises(NetworkBlocked):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkBlocked):
        urllib.request.urlopen("http://example.invalid/", timeout=1)
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram,
        pytest.raises(NetworkBlocked),
    ):
        datagram.sendto(b"", ("192.0.2.1", 9))


def test_this_machine_is_within_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
