"""`zwgk serve` on an empty machine: the demo is made, and the server that follows is whole."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

ZWGK = Path(sys.executable).with_name("zwgk")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment(data: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ZWGK_", "DJANGO_"))}
    fonts = {k: v for k, v in os.environ.items() if k == "ZWGK_FONT_DIR"}
    return kept | fonts | {"ZWGK_DATA_DIR": str(data)}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a fresh data folder; its address."""
    port = _free_port()
    running = subprocess.Popen(
        [ZWGK, "serve", "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=_environment(tmp_path_factory.mktemp("served")), text=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:  # refused, or a busy machine still starting
                assert running.poll() is None, running.stdout and running.stdout.read()
                time.sleep(0.2)
        yield address
    finally:
        running.terminate()
        running.wait(timeout=20)
        if running.stdout:
            running.stdout.close()


def test_a_summary_is_submitted_right_after_the_first_start(server: str) -> None:
    """The PDF is typeset in the server's own process, after the demo was made and it forked."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(path: str) -> bytes:
        with opener.open(f"{server}{path}", timeout=30) as response:
            body: bytes = response.read()
            return body

    def post(path: str, **data: str) -> str:
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', get(path))
        assert token
        sent = urllib.parse.urlencode(data | {"csrfmiddlewaretoken": token[1].decode()}).encode()
        with opener.open(f"{server}{path}", data=sent, timeout=30) as response:
            return str(response.read().decode())

    assert "今天要做什么" in post(
        "/account/login/", username="south-approver", password="zwgk-demo-2018"
    )
    home = get("/manage/").decode()
    part = re.search(r"/manage/parts/(\d+)/summary/", home)
    assert part
    assert "总结已报送上级" in post(f"/manage/parts/{part[1]}/summary/submit/")
    submission = re.search(rb"/manage/submissions/\d+/", get(f"/manage/parts/{part[1]}/"))
    assert submission
    assert get(f"{submission[0].decode()}file/pdf/").startswith(b"%PDF-")


def test_a_taken_port_is_named_with_what_to_do(server: str, tmp_path: Path) -> None:
    port = server.rpartition(":")[2]
    refused = subprocess.run(
        [ZWGK, "serve", "--port", port],
        env=_environment(tmp_path),
        capture_output=True,
        check=False,
    )
    assert refused.returncode == 1
    assert f"端口 {port} 不能使用" in refused.stderr.decode()
