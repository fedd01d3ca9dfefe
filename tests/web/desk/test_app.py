"""The phone app's shell: the same for everybody, noticed when it changes, light, and old-fashioned
enough for a phone of five years."""

import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.world import World, person, user_of
from zwgk.web.desk.views import app

LIMIT = 150 * 1024


def _file(name: str) -> Path:
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found)


def _worker_list(client: Client, name: str) -> list[str]:
    text = client.get(reverse("desk:app-worker")).content.decode()
    found = re.search(rf"const {name} = (\[.*?\]);", text)
    assert found
    files: list[str] = json.loads(found[1])
    return files


def test_the_shell_is_the_same_for_everybody(client: Client, world: World) -> None:
    for name in ("app", "app-worker", "app-manifest"):
        url = reverse(f"desk:{name}")
        before = client.get(url)
        client.force_login(user_of(person(world.town)))
        after = client.get(url)
        client.logout()
        assert before.content == after.content
        assert not before.cookies
        assert not after.cookies
        assert before["Cache-Control"] == "no-cache"
        assert "default-src 'self'" in before["Content-Security-Policy"]


def test_nothing_stands_inline_or_comes_from_outside(client: Client) -> None:
    page = client.get(reverse("desk:app")).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", page)
    assert not re.search(r"(src|href)=\"(https?:)?//", page)


def test_the_worker_takes_every_file_of_the_app_along(client: Client) -> None:
    files = set(_worker_list(client, "FILES"))
    page = client.get(reverse("desk:app")).content.decode()
    for linked in re.findall(r'(?:src|href)="(/[^"#]+)"', page):
        assert linked in files
    for name in app.app_files():
        if not name.endswith(".js"):
            continue
        for imported in re.findall(r'(?:from|import\()\s*"(\.[^"]+)"', _file(name).read_text()):
            wanted = os.path.normpath(f"/static/{Path(name).parent}/{imported}")
            assert wanted in files, f"{name} imports {imported}"


def test_a_changed_file_is_another_version(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = app.app_version()
    assert f'data-version="{before}"' in client.get(reverse("desk:app")).content.decode()
    assert f'VERSION = "{before}"' in client.get(reverse("desk:app-worker")).content.decode()
    changed = tmp_path / "sync.js"
    changed.write_bytes(_file("desk/app/sync.js").read_bytes() + b"\n")
    real = app._path
    monkeypatch.setattr(
        app, "_path", lambda name: changed if name == "desk/app/sync.js" else real(name)
    )
    assert app.app_version() != before
    monkeypatch.undo()
    assert app.app_version() == before


def test_the_manifest_makes_it_installable(client: Client) -> None:
    about = client.get(reverse("desk:app-manifest")).json()
    assert about["start_url"] == reverse("desk:app")
    assert about["display"] == "standalone"
    sizes = {icon["sizes"]: icon["src"] for icon in about["icons"]}
    for size in (192, 512):
        head = _file(sizes[f"{size}x{size}"].removeprefix("/static/")).read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        assert int.from_bytes(head[16:20], "big") == size


def test_the_whole_app_is_light(client: Client) -> None:
    pages = [client.get(reverse(f"desk:{name}")).content for name in ("app", "app-worker")]
    files = [_file(name).read_bytes() for name in app.app_files()]
    manifest = client.get(reverse("desk:app-manifest")).content
    weight = sum(len(gzip.compress(each)) for each in [*pages, *files, manifest])
    assert weight <= LIMIT


# What Chrome 87 or Safari 14 do not have. (`await` at the line's begin: at the top of a module.)
TOO_NEW_SCRIPT = re.compile(
    r"\?\?=|\|\|=|&&=|\.at\(|structuredClone|\.hasOwn\(|\.randomUUID\(|\.findLast|\.toSorted|"
    r"Promise\.any|Array\.fromAsync|\.groupBy\(|AbortSignal\.timeout|\.showModal\(|\(\?<[=!]|"
    r"\bstatic\s*\{|^(?:(?:const|let) [^=\n]+= )?await ",
    re.M,
)
TOO_NEW_STYLE = re.compile(
    r":has\(|[^-]\bgap:|\binset:|aspect-ratio|\d[dsl]v[hw]\b|@layer|@container|:is\(|&[ :.]|"
    r"color-mix|accent-color|text-wrap"
)


def _scripts() -> Iterator[tuple[str, str]]:
    for name in [*app.app_files(), "desk/app/worker.js"]:
        if name.endswith(".js") and "/vendor/" not in name:
            yield name, _file(name).read_text(encoding="utf-8")


def test_scripts_and_styles_work_on_a_phone_of_five_years() -> None:
    wrong = [
        f"{name}: {found[0]!r}" for name, text in _scripts()
        for found in TOO_NEW_SCRIPT.finditer(text)
    ]  # fmt: skip
    style = re.sub(r"/\*.*?\*/", "", _file("desk/app/app.css").read_text(encoding="utf-8"))
    wrong += [f"app.css: {found[0]!r}" for found in TOO_NEW_STYLE.finditer(style)]
    assert wrong == []


def test_texts_carry_chinese_punctuation() -> None:
    han = "[\u4e00-\u9fff》”]"
    wrong = re.compile(rf"{han}[,;:?!]|\((?={han})|{han}\)")
    found = [
        f"{name}: {literal}"
        for name, text in _scripts()
        for literal in re.findall(r'"[^"\n]*"|`[^`]*`', re.sub(r"//[^\n]*", "", text))
        if wrong.search(re.sub(r"\$\{[^}]*\}", "", literal))
    ]
    assert found == []
