"""Pages a second of the portal through the production server, and the weight of its home page.

Serves so many invented publications (``--size``) with gunicorn and as many processes and threads as
``zwgk serve`` has, and asks for each page over eight connections. Prints JSON: for home, list,
item and search the pages a second with and without the page cache, each as a ratio to an empty
view of the same server in the same run; the queries of each page at a tenth of the size and at the
whole size (must be the same); the bytes of the home page with all it loads; what an ordinary
visitor has left beside hostile searches, of what is left beside ordinary ones. ``--database
sqlite|postgresql`` runs one of the two alone.
"""

import argparse
import http.client
import json
import multiprocessing
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sentences import corpus

from zwgk.cli.service import THREADS, processes

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS, ROUND, ROUNDS = 8, 1.5, 3
CONTEXT = multiprocessing.get_context("spawn")
WORDS = ("政务公开", "咨询台", "宅基地", "低保", "营业执照", "法律援助", "养老保险", "便民服务")
HOSTILE = {
    "10,000 characters": "政务公开" * 2500,
    "backtracking": "(a+)+$" * 16,
    "many phrases": " ".join(f'"公开{n}"' for n in range(60)),
    "one character": "的",
    "quotes": '"' * 99,
}
PAGES = ("empty", "home", "list", "item", "search")


def publications(size: int) -> Iterator[Any]:
    """Invented public summaries of about 800 characters, guides and answers between them."""
    from datetime import date, timedelta

    from django.utils import timezone

    from zwgk.library.models import Publication
    from zwgk.library.publishing import excerpt

    kinds = [Publication.Kind.SUMMARY] * 8 + [Publication.Kind.GUIDE, Publication.Kind.ANSWER]
    for number, written in enumerate(corpus(5, size)):
        kind = kinds[number % 10]
        text = [{"level": 0, "text": line} for line in written.text.splitlines() if line]
        yield Publication(
            kind=kind, source=f"bench:{number}", unit_id=1, unit_name=written.unit, level="town",
            region="town", title=f"{WORDS[number % len(WORDS)]}工作情况（{number}）",
            year=written.year, edition=1 + written.year % 20, paragraphs=text,
            excerpt=excerpt(text), length=sum(len(p["text"]) for p in text),
            details={"question": "怎样办理？"} if kind == Publication.Kind.ANSWER else {},
            published_at=timezone.now() - timedelta(minutes=number),
            dated_on=date(written.year, 5, 15),
        )  # fmt: skip


def build(size: int) -> None:
    """Fill the database up to so many publications, and the index with it."""
    from zwgk.library import searching
    from zwgk.library.copies.summaries import shelf_of_summaries
    from zwgk.library.models import Publication

    shelf = shelf_of_summaries()
    batch = []
    for row in publications(size):
        row.collection = shelf if row.kind == Publication.Kind.SUMMARY else None
        batch.append(row)
    Publication.objects.all().delete()
    Publication.objects.bulk_create(batch, batch_size=500)
    searching.rebuild()


def urls() -> dict[str, str]:
    """The pages asked for."""
    from zwgk.library.models import Publication

    item = Publication.objects.filter(kind="summary").order_by("source")[0]
    return {
        "empty": "/empty/",
        "home": "/",
        "list": "/library/summaries/",
        "item": f"/summaries/{item.pk}/",
        "search": "/search/?q=%E5%92%A8%E8%AF%A2%E5%8F%B0",
    }


def queries(pages: dict[str, str]) -> dict[str, int]:
    """Database queries of each page, uncached."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, url in pages.items():
        client = Client(headers={"host": "localhost"})
        client.get(url)  # what is done once a day or a process is none of the page's
        with CaptureQueriesContext(connection) as context:
            assert client.get(url).status_code == 200, url
        found[name] = len(context)
    return found


@contextmanager
def server(cache: str) -> Iterator[int]:
    """The production server on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PORTAL_CACHE": cache,
                   "DJANGO_SETTINGS_MODULE": "benchmarks._portal_settings"}  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}",
               "--workers", str(processes()), "--threads", str(THREADS),
               "--worker-class", "gthread", "--log-level", "error",
               "django.core.wsgi:get_wsgi_application()"]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        for _ in range(100):
            time.sleep(0.1)
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield port
    finally:
        process.terminate()
        process.wait()


def rate(port: int, url: str) -> float:
    """Pages a second over all connections: the median of the rounds."""
    ask(port, url, 0.3)
    return statistics.median(ask(port, url, ROUND) for _ in range(ROUNDS))


def ask(port: int, url: str, seconds: float, connections: int = CONNECTIONS) -> float:
    """Ask for a page over and over for so long; pages a second."""
    counts = [0] * connections
    until = time.perf_counter() + seconds

    def client(number: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < until:
            link.request("GET", url)
            answer = link.getresponse()
            answer.read()
            if answer.status >= 500:
                raise SystemExit(f"{url}: {answer.status}")
            counts[number] += 1
        link.close()

    threads = [threading.Thread(target=client, args=(n,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def beside(port: int, url: str, other: str) -> float:
    """Pages a second of one visitor while seven others ask for something else."""
    crowd = threading.Thread(target=ask, args=(port, other, ROUND + 1.0, CONNECTIONS - 1))
    crowd.start()
    time.sleep(0.5)
    found = ask(port, url, ROUND, 1)
    crowd.join()
    return found


def hostile(port: int, pages: dict[str, str]) -> dict[str, float]:
    """An item's pages a second beside hostile searches, as a ratio to beside plain ones."""
    plain = statistics.median(beside(port, pages["item"], pages["search"]) for _ in range(ROUNDS))
    return {
        name: round(beside(port, pages["item"], f"/search/?q={quote(text)}") / plain, 2)
        for name, text in HOSTILE.items()
    }


def crowd(port: int, pages: dict[str, str]) -> dict[str, dict[str, float]]:
    """200 requests at one moment, searches or ordinary pages, all different: what they got, and
    how long a visitor waited for another page before, during and after."""
    return {
        "nothing": _beside_crowd(port, pages["item"], []),
        "200 pages": _beside_crowd(port, pages["item"], [f"/guides/?page={n}" for n in range(200)]),
        "200 searches": _beside_crowd(
            port, pages["item"], [f"{pages['search']}{n}" for n in range(200)]
        ),
    }  # fmt: skip


def _beside_crowd(port: int, url: str, others: list[str]) -> dict[str, float]:
    told: Any = CONTEXT.Queue()
    strangers = CONTEXT.Process(target=_strangers, args=(port, others, told))
    strangers.start()
    told.get()
    waits: list[float] = []
    while len(waits) < 20 or strangers.is_alive():
        waits.append(1000 * _seconds(port, url))
    strangers.join()
    answered, last = told.get()
    return {
        "answered": answered, "last answer, s": round(last, 2),
        "visitor p50, ms": round(statistics.median(waits), 1),
        "visitor slowest, ms": round(max(waits), 1), "visits": len(waits),
    }  # fmt: skip


def _strangers(port: int, urls: list[str], told: Any) -> None:
    """In a process of its own, so that it takes no turn from the visitor who is timed."""
    statuses: list[int] = []

    def one(url: str) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        link.request("GET", url)
        statuses.append(link.getresponse().status)

    threads = [threading.Thread(target=one, args=(url,)) for url in urls]
    told.put("ready")
    time.sleep(0.2)
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.put((statuses.count(200), time.perf_counter() - began))


def _seconds(port: int, url: str) -> float:
    began = time.perf_counter()
    _fetch(port, url, "identity")
    return time.perf_counter() - began


def weight(port: int) -> dict[str, int]:
    """Bytes of the home page and of everything it loads, as a browser gets them."""
    sizes = {}
    page = _fetch(port, "/", "identity")
    found = re.findall(rb'(?:src|href)="(/static/[^"]+)"', page)
    for url in ["/", *sorted({path.decode() for path in found})]:
        sizes[url] = len(_fetch(port, url, "gzip"))
    sizes["total"] = sum(sizes.values())
    return sizes


def _fetch(port: int, url: str, encoding: str) -> bytes:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    link.request("GET", url, headers={"Accept-Encoding": encoding})
    answer = link.getresponse()
    body = answer.read()
    assert answer.status == 200, url
    return body


def measure(size: int) -> dict[str, Any]:
    """Everything on the database of the environment."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    build(size // 10)
    few = queries(urls())
    build(size)
    pages = urls()
    report: dict[str, Any] = {"size": size, "queries": {"tenth": few, "whole": queries(pages)}}
    for cache in ("on", "off"):
        with server(cache) as port:
            rates = {name: rate(port, pages[name]) for name in PAGES}
            report[f"cache {cache}"] = {
                name: {"pages a second": round(value), "of empty": round(value / rates["empty"], 3)}
                for name, value in rates.items()
            }
            if cache == "off":
                report["hostile"] = hostile(port, pages)
                report["beside a crowd"] = crowd(port, pages)
            else:
                report["home page, bytes"] = weight(port)
    return report


def main() -> None:
    """Run each database in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.here:
        print(json.dumps(measure(arguments.size), ensure_ascii=False, indent=1))
        return
    for database in [arguments.database] if arguments.database else ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory() as data:
            run(database, arguments.size, data)


def run(database: str, size: int, data: str) -> None:
    """Measure on one database, made for it and removed after."""
    name = f"bench-portal-{os.getpid()}"
    url = f"sqlite:///{data}/zwgk.sqlite3"
    if database == "postgresql":
        url = subprocess.run(
            ["scripts/postgres", "start", name], cwd=ROOT, check=True, text=True,
            stdout=subprocess.PIPE,
        ).stdout.strip()  # fmt: skip
    environment = {
        **os.environ, "ZWGK_DATABASE_URL": url, "ZWGK_DATA_DIR": data, "PORTAL_CACHE": "off",
        "DJANGO_SETTINGS_MODULE": "benchmarks._portal_settings", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    print(f"# {database}", flush=True)
    try:
        subprocess.run(
            [sys.executable, __file__, "--here", "--size", str(size)], env=environment, check=True
        )
    finally:
        if database == "postgresql":
            subprocess.run(["scripts/postgres", "remove", name], cwd=ROOT, check=False)


if __name__ == "__main__":
    main()
