"""Records a second that phones at desks get acknowledged, and what a killed server loses.

Serves with gunicorn and as many processes and threads as ``zwgk serve`` has; phones are threads
with a connection and a key each. For 1, 10 and 50 phones, one record a request and batches of 20:
records a second and the 99th percentile of a request, as a ratio to bare INSERTs into the same
table with the same durability over as many connections (phones and INSERTs in turn, the table
emptied before each), and to the same server answering an empty view. Then the server is killed
with SIGKILL under load (``--kills`` times): how many acknowledged records are gone, and whether
each record is in the ledger once after the phones have sent the rest. SQLite writes with
synchronous=FULL, PostgreSQL in a cluster of its own with fsync on. Prints JSON and a table.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from zwgk.cli.service import THREADS, processes

ROOT = Path(__file__).resolve().parent.parent
PHONES, BATCHES = (1, 10, 50), (1, 20)
DESKS = 5


def scene() -> list[str]:
    """A town with desks, and the keys of as many phones as there will be."""
    from django.utils import timezone

    from zwgk.campaigns.models import Campaign, Notice, Participation
    from zwgk.core.actor import Actor, Permission
    from zwgk.desk import passes
    from zwgk.desk.models import Desk
    from zwgk.units.actions import plant_unit

    unit = plant_unit(
        None, code="town", name="柳河镇人民政府", short_name="柳河镇", level="town",
        self_reference="我镇",
    )  # fmt: skip
    now = timezone.now()
    campaign = Campaign.objects.create(
        slug="day", edition=20, year=now.year, theme="", starts_on=now, ends_on=now,
        summary_due_on=now, unit=unit,
    )  # fmt: skip
    notice = Notice.objects.create(campaign=campaign, unit=unit, title="通知", body="通知")
    part = Participation.objects.create(
        campaign=campaign,
        unit=unit,
        notice=notice,
        state="under_way",
        acknowledged_at=now,
        planned_at=now,
        acknowledged_by="甲",
    )
    by = Actor(
        user_id=1, name="经办人员", unit_id=unit.pk, unit_path=unit.path, unit_name=unit.name,
        permissions=frozenset(Permission),
    )  # fmt: skip
    tokens = []
    for number in range(DESKS + 1):  # nobody records at the last one but the bare INSERTs
        desk = Desk.objects.create(
            participation=part, name=f"{number}号台", place="集市",
            opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=8),
        )  # fmt: skip
        tokens.append(passes.token_of(passes.issue(part, kind="record", desk=desk, by=by)))
    return [
        passes.enter(tokens[number % DESKS], device=uuid.uuid4(), name=f"登记员{number}")[1]
        for number in range(max(PHONES))
    ]


def visit() -> dict[str, Any]:
    """A record as a phone makes it."""
    identity, at = str(uuid.uuid4()), datetime.now(UTC).isoformat()
    return {
        "id": identity, "kind": "visit", "root": identity, "replaces": None, "version": 1,
        "made_at": at, "recorded_at": at, "is_void": False, "reason": "",
        "data": {"people": 1, "matter": "医保报销"},
    }  # fmt: skip


def body_of(entries: list[dict[str, Any]]) -> bytes:
    """A request."""
    sent_at = datetime.now(UTC).isoformat()
    given = {"sent_at": sent_at, "waiting": 0, "version": "1", "entries": entries}
    return json.dumps(given, ensure_ascii=False).encode()


def start_server(port: int) -> subprocess.Popen[bytes]:
    """The production server in a process group of its own."""
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}",
               "--workers", str(processes()), "--threads", str(THREADS),
               "--worker-class", "gthread", "--log-level", "critical",
               "django.core.wsgi:get_wsgi_application()"]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        time.sleep(0.05)
        try:
            if _post(port, "/empty/", "", b"{}")[0] == 200:
                return process
        except OSError:
            continue
    raise SystemExit("the server did not start")


@contextmanager
def server() -> Iterator[int]:
    """The production server on a free port."""
    port = free_port()
    process = start_server(port)
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _post(port: int, url: str, key: str, body: bytes) -> tuple[int, bytes]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        return _send(link, url, key, body)
    finally:
        link.close()


def _send(link: http.client.HTTPConnection, url: str, key: str, body: bytes) -> tuple[int, bytes]:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    link.request("POST", url, body, headers)
    answer = link.getresponse()
    return answer.status, answer.read()


def at_once(count: int, seconds: float, act: Callable[[int], Callable[[], None]]) -> list[float]:
    """So many threads do something over and over for so long; how long each time took."""
    from django.db import connections

    waits: list[list[float]] = [[] for _ in range(count)]
    start = threading.Barrier(count)

    def run(number: int) -> None:
        once = act(number)
        once()  # connects
        start.wait()
        until = time.perf_counter() + seconds
        while (began := time.perf_counter()) < until:
            once()
            waits[number].append(time.perf_counter() - began)
        connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [wait for one in waits for wait in one]


def phones(port: int, url: str, keys: list[str], count: int, batch: int, seconds: float) -> Any:
    """What so many phones get acknowledged."""

    def phone(number: int) -> Callable[[], None]:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

        def once() -> None:
            body = body_of([visit() for _ in range(batch)])
            try:
                status, answer = _send(link, url, keys[number], body)
            except (OSError, http.client.HTTPException):
                # The server ends connections that were idle for a while.
                link.close()
                status, answer = _send(link, url, keys[number], body)
            if status != 200 or answer.count(b'"kept"') not in (batch, 0):
                raise SystemExit(f"{url}: {status} {answer[:200]!r}")

        return once

    return summary(at_once(count, seconds, phone), batch, seconds)


def inserts(count: int, batch: int, seconds: float) -> Any:
    """Bare INSERTs of the same rows, committed after so many, over as many connections."""
    from django.db import connection, transaction

    from zwgk.desk.models import Desk, Visit

    desk = Desk.objects.order_by("-pk")[0]
    fields = Visit._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {Visit._meta.db_table} ({names}) VALUES ({marks})"

    def row() -> list[Any]:
        one = Visit(desk=desk, recorded_by="甲", people=1, matter="医保报销")
        one.root, one.received_at = one.pk, one.made_at
        return [field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields]

    def writer(number: int) -> Callable[[], None]:
        def once() -> None:
            rows = [row() for _ in range(batch)]
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.executemany(sql, rows)

        return once

    return summary(at_once(count, seconds, writer), batch, seconds)


def summary(waits: list[float], batch: int, seconds: float) -> dict[str, float]:
    """Records a second and percentiles of a request."""
    ordered = sorted(waits)
    return {
        "records a second": round(len(waits) * batch / seconds, 1),
        "p50, ms": round(1000 * statistics.median(ordered), 1),
        "p99, ms": round(1000 * ordered[int(0.99 * (len(ordered) - 1))], 1),
    }  # fmt: skip


def forget() -> None:
    """Empty the tables that were filled, so that each measurement finds the same."""
    from django.db import connection

    from zwgk.core.models import AuditEvent
    from zwgk.desk.models import Visit

    with connection.cursor() as cursor:
        for model in (Visit, AuditEvent):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def rates(keys: list[str], seconds: float) -> list[dict[str, Any]]:
    """All combinations."""
    found = []
    with server() as port:
        phones(port, "/api/v1/desk/entries", keys, max(PHONES), 1, 1.0)  # every thread has begun
        for batch in BATCHES:
            for count in PHONES:
                forget()
                bare = inserts(count, batch, seconds)
                forget()
                sync = phones(port, "/api/v1/desk/entries", keys, count, batch, seconds)
                empty = phones(port, "/empty/", keys, count, batch, seconds)
                found.append({
                    "phones": count, "batch": batch, "sync": sync, "bare INSERTs": bare,
                    "empty view": empty, "of bare": _ratio(sync, bare),
                    "of empty": _ratio(sync, empty),
                })  # fmt: skip
    return found


def _ratio(one: dict[str, float], other: dict[str, float]) -> float:
    return round(one["records a second"] / other["records a second"], 3)


class Crowd:
    """Phones that send, keep what was not acknowledged, and send it again."""

    def __init__(self, port: int, keys: list[str]) -> None:
        self.port, self.keys = port, keys
        self.waiting: list[list[dict[str, Any]]] = [[] for _ in keys]
        self.acknowledged: set[str] = set()
        self.stopping = threading.Event()
        self._guard = threading.Lock()

    def send(self, number: int, fresh: int) -> bool:
        """Send what waits and some more; whether it was acknowledged."""
        waiting = self.waiting[number]
        waiting += [visit() for _ in range(fresh)]
        try:
            status, answer = _post(
                self.port, "/api/v1/desk/entries", self.keys[number], body_of(waiting[:500])
            )
        except (OSError, http.client.HTTPException):
            return False
        if status != 200:
            return False
        done = {row["id"] for row in json.loads(answer)["results"] if row["state"] != "refused"}
        self.waiting[number] = [row for row in waiting if row["id"] not in done]
        with self._guard:
            self.acknowledged |= done
        return True

    def work(self, number: int) -> None:
        """Go on until told to stop."""
        while not self.stopping.is_set():
            if not self.send(number, random.randint(1, 5)):
                time.sleep(0.05)


def kills(keys: list[str], times: int) -> dict[str, Any]:
    """Kill the server so often under load; what of the acknowledged is gone."""
    from zwgk.campaigns.models import Participation
    from zwgk.desk.models import Visit
    from zwgk.figures.ledger import ledger

    forget()
    port = free_port()
    crowd = Crowd(port, keys[:20])
    lost: set[str] = set()
    process = start_server(port)
    threads = [threading.Thread(target=crowd.work, args=(n,)) for n in range(len(crowd.keys))]
    for thread in threads:
        thread.start()
    for _ in range(times):
        time.sleep(random.uniform(0.5, 1.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        told = set(crowd.acknowledged)
        lost |= told - {str(pk) for pk in Visit.objects.values_list("pk", flat=True)}
        process = start_server(port)
    crowd.stopping.set()
    for thread in threads:
        thread.join()
    for number in range(len(crowd.keys)):
        while crowd.waiting[number]:
            crowd.send(number, 0)
    process.terminate()
    process.wait()
    made = len(crowd.acknowledged)
    counted = ledger(Participation.objects.get().pk)["visitors"].value
    return {"kills": times, "acknowledged": made, "acknowledged and lost": len(lost),
            "in the ledger": counted, "exactly once": counted == made}  # fmt: skip


def measure(seconds: float, times: int) -> dict[str, Any]:
    """Everything on the database of the environment."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    keys = scene()
    report: dict[str, Any] = {"load average": os.getloadavg()[0]}
    report["rates"] = rates(keys, seconds)
    report["killed"] = kills(keys, times)
    return report


@contextmanager
def postgres(folder: str) -> Iterator[str]:
    """A cluster of its own with fsync on, as it comes; its address."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    program = shutil.which("initdb")
    home = found[-1] if found else Path(program).parent if program else None
    if home is None:
        raise SystemExit("PostgreSQL's server programs are not installed")
    owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    base = Path(folder)
    if owner:
        base.chmod(0o755)
    place = base / "cluster"
    place.mkdir()
    if owner:
        shutil.chown(place, "postgres")

    def run(*command: str) -> None:
        subprocess.run([*owner, *command], cwd="/", check=True, stdout=subprocess.DEVNULL)

    data = str(place / "data")
    run(f"{home}/initdb", "-D", data, "-U", "zwgk", "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8")  # fmt: skip
    options = f"-k {place} -c listen_addresses='' -c max_connections=150 -c timezone=UTC"
    run(f"{home}/pg_ctl", "-D", data, "-w", "-l", str(place / "log"), "-o", options, "start")
    try:
        run(f"{home}/createdb", "-h", str(place), "-U", "zwgk", "zwgk")
        yield f"postgresql://zwgk@/zwgk?host={place}"
    finally:
        run(f"{home}/pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


@contextmanager
def sqlite(folder: str) -> Iterator[str]:
    """A file."""
    yield f"sqlite:///{folder}/zwgk.sqlite3"


def run(database: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """Measure on one database, made for it and removed after."""
    made_for_it = postgres if database == "postgresql" else sqlite
    with tempfile.TemporaryDirectory(dir="/tmp") as data, made_for_it(data) as url:
        environment = {
            **os.environ, "ZWGK_DATABASE_URL": url, "ZWGK_DATA_DIR": f"{data}/files",
            "DJANGO_SETTINGS_MODULE": "benchmarks._desk_settings", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, __file__, "--here", "--seconds", str(arguments.seconds),
             "--kills", str(arguments.kills)],
            env=environment, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(database: str, report: dict[str, Any]) -> Iterator[str]:
    """The report as lines of a table."""
    for row in report["rates"]:
        sync, bare, empty = (row[name] for name in ("sync", "bare INSERTs", "empty view"))
        cells = (
            database, row["phones"], row["batch"], sync["records a second"], sync["p50, ms"],
            sync["p99, ms"], bare["records a second"], bare["p99, ms"], row["of bare"],
            empty["records a second"], row["of empty"],
        )  # fmt: skip
        yield f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Run each database in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each number")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--database", choices=("sqlite", "postgresql"))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.here:
        print(json.dumps(measure(arguments.seconds, arguments.kills), ensure_ascii=False))
        return
    wanted = [arguments.database] if arguments.database else ["sqlite", "postgresql"]
    reports = {database: run(database, arguments) for database in wanted}
    print(json.dumps(reports, ensure_ascii=False, indent=1))
    print("| database | phones | batch | records/s | p50 ms | p99 ms | bare/s | bare p99 ms "
          "| of bare | empty/s | of empty |")  # fmt: skip
    for database, report in reports.items():
        print("\n".join(table(database, report)))
    if any(report["killed"]["acknowledged and lost"] for report in reports.values()):
        raise SystemExit("acknowledged records were lost")


if __name__ == "__main__":
    main()
