"""The catalogue's import from xlsx, and its lists with very many items, as JSON.

Import: ``--rows`` items written as a workbook are imported into an empty unit, step by step as the
page does. Told: seconds of reading and of writing, the slowest single step, the queries of each
and those a chunk of 500 rows takes, the peak memory of the process and of the child that parses;
undoing the import. The baseline of the same run is what a script would do: openpyxl read row by
row (``read_only``) and ``bulk_create`` of items and first versions, without looking at anything.

Lists: ``--items`` items in one unit, half of them public with their moves and public copies. Told
for each page through Django's test client: median milliseconds, queries, and how they grow.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MB = 1024 * 1024


def peak(who: int = resource.RUSAGE_SELF) -> int:
    """The most memory so far, in MB."""
    return resource.getrusage(who).ru_maxrss // 1024


def make(rows: int, path: Path) -> None:
    """The workbook."""
    from _catalogue_items import columns

    from zwgk.catalogue.models import column_name
    from zwgk.catalogue.sheets import ORDER, _cells, workbook

    head = ("序号", *map(column_name, ORDER))
    path.write_bytes(workbook(head, ((n, *_cells(columns(n))) for n in range(rows))))


def bare(path: Path) -> dict[str, Any]:
    """A script's way: no headings, no checks, no choices, everything in one go."""
    from _catalogue_items import plant
    from openpyxl import load_workbook

    from zwgk.catalogue.models import ItemRevision, ServiceItem

    unit = plant()
    began, used = time.perf_counter(), processor()
    book = load_workbook(path, read_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True, min_row=2)
    texts = [
        {"topic": row[2] or "", "name": row[3], "content": row[4] or "", "basis": row[5] or "",
         "section": row[16] or "", "phone": str(row[26] or "")[:60]}
        for row in rows
    ]  # fmt: skip
    read = time.perf_counter() - began
    made = ServiceItem.objects.bulk_create(
        (ServiceItem(unit=unit, **text) for text in texts), batch_size=500
    )
    ItemRevision.objects.bulk_create(
        (ItemRevision(item=item, number=1, kept=text, made_by="甲")
         for item, text in zip(made, texts, strict=True)),
        batch_size=500,
    )  # fmt: skip
    return {"read_s": round(read, 2), "whole_s": round(time.perf_counter() - began, 2),
            "cpu_s": round(processor() - used, 2), "peak_mb": peak()}  # fmt: skip


def whole(path: Path) -> dict[str, Any]:
    """The import as the page does it."""
    from _catalogue_items import plant

    from zwgk.catalogue import imports
    from zwgk.catalogue.models import CatalogueImport, ServiceItem
    from zwgk.units.models import User
    from zwgk.units.queries import actor_for

    unit = plant()
    actor = actor_for(User.objects.get(username="bench"), unit)
    assert actor is not None
    batch = imports.start(path.read_bytes(), name=path.name, by=actor)
    before = peak()
    told: dict[str, Any] = {"reading": _steps(batch, actor)}
    progress = imports.progress(batch)
    assert progress.new == progress.all, progress
    imports.confirm(batch, by=actor)
    told["writing"] = _steps(batch, actor)
    assert ServiceItem.objects.count() == progress.all
    told |= {"rows": progress.all, "start_mb": before, "peak_mb": peak(),
             "child_mb": peak(resource.RUSAGE_CHILDREN),
             "file_mb": round(path.stat().st_size / MB, 1)}  # fmt: skip
    told["cpu_s"] = round(told["reading"]["cpu_s"] + told["writing"]["cpu_s"], 2)
    told["whole_s"] = round(told["reading"]["s"] + told["writing"]["s"], 2)
    imports.undo(CatalogueImport.objects.get(pk=batch.pk), by=actor)
    told["undoing"] = _steps(batch, actor)
    assert ServiceItem.objects.count() == 0
    return told


def _steps(batch: Any, actor: Any) -> dict[str, Any]:
    from zwgk.catalogue import imports

    taken, working, used = [], True, processor()
    with counted() as queries:
        while working:
            began = time.perf_counter()
            working = imports.step(batch, by=actor).working
            taken.append(time.perf_counter() - began)
    return {"s": round(sum(taken), 2), "cpu_s": round(processor() - used, 2),
            "steps": len(taken), "slowest_s": round(max(taken), 2),
            "queries": len(queries)}  # fmt: skip


@contextmanager
def counted() -> Iterator[list[None]]:
    """One entry for each query; capturing their texts would be most of the memory."""
    from django.db import connection

    queries: list[None] = []

    def count(execute: Any, *words: Any) -> Any:
        queries.append(None)
        return execute(*words)

    with connection.execute_wrapper(count):
        yield queries


def processor() -> float:
    """Seconds of processor time, children's with it: the machine may be shared."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def lists(number: int) -> dict[str, Any]:
    """The pages with so many items."""
    from _catalogue_items import fill, plant, publish
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from zwgk.catalogue.models import ServiceItem
    from zwgk.library.models import Publication
    from zwgk.units.models import User

    began = time.perf_counter()
    unit = plant()
    fill(unit, number)
    guides = publish(unit)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    official, visitor = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    official.force_login(User.objects.get(username="bench"))
    items = reverse("manage:items")
    guide = reverse("portal:guide", args=[Publication.objects.order_by("source")[0].pk])
    pages: dict[str, tuple[Client, str]] = {
        "items": (official, items),
        "items_page_900": (official, f"{items}?page=900"),
        "items_word": (official, f"{items}?q=第77项"),
        "items_state": (official, f"{items}?state=draft"),
        "items_field": (official, f"{items}?field=culture"),
        "items_all_three": (official, f"{items}?q=养老&state=published&field=culture"),
        "item": (official, reverse("manage:item", args=[ServiceItem.objects.first().pk])),
        "portal_guides": (visitor, reverse("portal:guides")),
        "portal_guides_page_100": (visitor, reverse("portal:guides") + "?page=100"),
        "portal_guide": (visitor, guide),
        "portal_search": (visitor, reverse("portal:search") + "?q=养老服务"),
    }  # fmt: skip
    return {
        "items": number, "guides": guides, "build_s": round(time.perf_counter() - began, 1),
        "pages": {name: _page(client, url) for name, (client, url) in pages.items()},
    }  # fmt: skip


def _page(client: Any, url: str) -> dict[str, Any]:
    from django.core.cache import caches

    def get() -> float:
        caches["pages"].clear()
        began = time.perf_counter()
        response = client.get(url)
        taken = time.perf_counter() - began
        assert response.status_code == 200, (url, response.status_code)
        return taken * 1000

    first = get()
    with counted() as queries:
        get()
    number = len(queries)
    used = time.process_time()
    taken = [get() for _ in range(7)]
    return {"first_ms": round(first, 1), "ms": round(statistics.median(taken), 1),
            "cpu_ms": round((time.process_time() - used) / 7 * 1000, 1),
            "queries": number}  # fmt: skip


def child(words: list[str], data: str) -> Any:
    """One measurement in a process and a database of its own."""
    env = os.environ | {
        "ZWGK_DATABASE_URL": f"sqlite:///{data}/a.sqlite3", "ZWGK_DATA_DIR": data,
        "ZWGK_DEBUG": "0", "DJANGO_SETTINGS_MODULE": "zwgk.config.settings",
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    command = [sys.executable, __file__, "--child", *words]
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.decode().splitlines()[-1])


def run_child(words: list[str]) -> None:
    """What ``child`` started."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    kind, *rest = words
    acts: dict[str, Callable[..., Any]] = {
        "make": lambda rows, path: make(int(rows), Path(path)), "bare": lambda p: bare(Path(p)),
        "whole": lambda p: whole(Path(p)), "lists": lambda number: lists(int(number)),
    }  # fmt: skip
    print(json.dumps(acts[kind](*rest)))


def imported(rows: int) -> dict[str, Any]:
    """An import of so many rows beside its baseline."""
    with tempfile.TemporaryDirectory() as place:
        path = f"{place}/items.xlsx"
        found = {}
        for kind, words in (("make", [str(rows), path]), ("bare", [path]), ("whole", [path])):
            with tempfile.TemporaryDirectory() as data:
                found[kind] = child([kind, *words], data)
    ratio = {
        key: round(found["whole"][key] / found["bare"][key], 1) for key in ("whole_s", "cpu_s")
    }
    return found["whole"] | {"bare": found["bare"], "times_the_bare": ratio}


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, nargs="*", default=[2_000, 20_000])
    words.add_argument("--items", type=int, nargs="*", default=[10_000, 100_000])
    words.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.child:
        run_child(asked.child)
        return
    told: dict[str, Any] = {"imports": [imported(rows) for rows in asked.rows], "lists": []}
    for number in asked.items:
        with tempfile.TemporaryDirectory() as data:
            told["lists"].append(child(["lists", str(number)], data))
    if len(told["lists"]) > 1:
        first, last = told["lists"][0]["pages"], told["lists"][-1]["pages"]
        told["growth"] = {
            name: round(last[name]["cpu_ms"] / first[name]["cpu_ms"], 1) for name in first
        }
    print(json.dumps(told, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
