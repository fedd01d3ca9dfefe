"""The roll-up over 300 and over 3,000 units of 300 records each, on SQLite or PostgreSQL.

Prints JSON for each database: seconds (median of five), the number of queries at both sizes (must
be the same), the growth from 300 to 3,000 units (at most linear: 10 ×), and the ratio to a naive
loop over units in the same run. ``--database sqlite|postgresql`` runs one of the two alone.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIZES = (300, 3000)
KINDS = ("visitors", "questions_asked", "questions_answered", "answered_on_spot", "answer_rate",
         "satisfaction_rate", "materials_distributed", "material_kinds", "desks", "boards",
         "banners", "departments", "staff", "meetings", "items_checked")  # fmt: skip


def build(units: int, records: int) -> Any:
    """A city with so many units, each with its records and a standing submission."""
    from datetime import date, datetime

    from zwgk.campaigns.models import Campaign, Notice
    from zwgk.units.actions import plant_unit
    from zwgk.units.models import Unit

    city = plant_unit(
        None, code="city", name="市政府办公室", short_name="市", level="city", self_reference="我市"
    )
    day = date(2026, 5, 15)
    campaign = Campaign.objects.create(
        slug="big", unit=city, edition=20, year=2026, theme="主题", starts_on=day, ends_on=day,
        summary_due_on=day,
    )  # fmt: skip
    notice = Notice.objects.create(
        campaign=campaign, unit=city, title="通知", body="", issued_on=day, issued_by="甲"
    )
    Unit.objects.bulk_create(
        Unit(
            path=city.path + Unit._int2str(n + 1).rjust(Unit.steplen, "0"), depth=2, numchild=0,
            code=f"u{n}", name=f"第{n}单位", short_name=f"{n}", level="town",
        )
        for n in range(units)
    )  # fmt: skip
    Unit.objects.filter(pk=city.pk).update(numchild=units)
    at = datetime(2026, 5, 15, 2, tzinfo=UTC)
    _submissions(campaign, notice, at)
    _records(records, at)
    return campaign


def _submissions(campaign: Any, notice: Any, at: Any) -> None:
    from zwgk.campaigns.models import Participation
    from zwgk.core.models import StoredFile
    from zwgk.summaries.models import Revision, Submission, SubmittedFigure
    from zwgk.units.models import Unit

    below = list(Unit.objects.exclude(pk=campaign.unit_id))
    parts = Participation.objects.bulk_create(
        Participation(campaign=campaign, unit=unit, notice=notice, state="submitted",
                      acknowledged_at=at, acknowledged_by="甲", planned_at=at)
        for unit in below
    )  # fmt: skip
    kept = StoredFile.objects.create(
        unit=below[0], name="a.docx", content_type="", size=1, sha256="0" * 64, created_by="甲"
    )
    drafts = Revision.objects.bulk_create(
        Revision(participation=part, number=1, title="总结", sections=[], note="", saved_by="甲")
        for part in parts
    )
    submissions = Submission.objects.bulk_create(
        Submission(participation=draft.participation, revision=draft, number=1, title="总结",
                   content={}, docx=kept, submitted_by="甲", submitted_by_id=1)
        for draft in drafts
    )  # fmt: skip
    evidence = [{"source": "records", "type": "visit", "id": str(n), "value": 1} for n in range(20)]
    SubmittedFigure.objects.bulk_create(
        (
            SubmittedFigure(submission=submission, kind=kind, value=20,
                            out_of=25 if kind.endswith("rate") else None, qualifier="exact",
                            by_records=15, by_tally=5, evidence=evidence)
            for submission in submissions
            for kind in KINDS
        ),
        batch_size=2000,
    )  # fmt: skip


def _records(records: int, at: Any) -> None:
    import uuid
    from datetime import timedelta

    from zwgk.campaigns.models import Participation
    from zwgk.desk.models import Desk, Question, Visit

    desks = Desk.objects.bulk_create(
        Desk(participation_id=pk, name="台", place="门前", opens_at=at,
             closes_at=at + timedelta(hours=8))
        for pk in Participation.objects.values_list("pk", flat=True)
    )  # fmt: skip
    for model, own in ((Visit, {"people": 1}), (Question, {"text": "问", "answer": "答"})):
        ids = (uuid.uuid4() for _ in iter(int, 1))
        model.objects.bulk_create(
            (
                model(id=(identity := next(ids)), root=identity, desk=desk, recorded_at=at,
                      recorded_by="甲", **own)
                for desk in desks
                for _ in range(records // 2)
            ),
            batch_size=2000,
        )  # fmt: skip


def naive(campaign: Any, actor: Any) -> dict[str, int]:
    """What a first attempt does: a loop over units, a query for each one's figures."""
    from zwgk.summaries.models import Submission
    from zwgk.summaries.rollup import participations

    totals: dict[str, int] = {}
    for part in participations(campaign, actor):
        for submission in Submission.objects.filter(participation=part):
            for figure in submission.figures.all():
                totals[figure.kind] = totals.get(figure.kind, 0) + figure.value
    return totals


def median(run: Callable[[], Any], times: int = 5) -> float:
    """Median seconds of several runs, after one to warm up."""
    run()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def measure(units: int, records: int) -> dict[str, Any]:
    """Build one size and time it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from zwgk.campaigns.models import Participation
    from zwgk.figures.ledger import ledger
    from zwgk.summaries.rollup import contributions, roll_up
    from zwgk.units.models import Unit
    from zwgk.units.queries import system_actor

    began = time.perf_counter()
    campaign = build(units, records)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    built = time.perf_counter() - began
    actor = system_actor(Unit.objects.get(code="city"))
    with CaptureQueriesContext(connection) as queries:
        rolled = roll_up(campaign, actor)
    assert rolled.totals["visitors"].value == 20 * units == naive(campaign, actor)["visitors"]
    part = Participation.objects.order_by("pk")[units // 2].pk
    return {
        "units": units,
        "records": units * records,
        "build_s": round(built, 1),
        "queries": len(queries),
        "rollup_s": round(median(lambda: roll_up(campaign, actor)), 4),
        "contributions_s": round(
            median(lambda: contributions(campaign, actor, kinds=["visitors"])), 4
        ),
        "ledger_of_one_unit_s": round(median(lambda: ledger(part)), 4),
        "naive_s": round(median(lambda: naive(campaign, actor), 1), 4),
    }


def child(units: int, records: int) -> None:
    """One size in a process and a database of its own."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(measure(units, records)))


def one(units: int, records: int, url: str, data: str) -> dict[str, Any]:
    """Run a size in a fresh process; the database is emptied before."""
    env = os.environ | {
        "ZWGK_DATABASE_URL": url, "ZWGK_DATA_DIR": data, "ZWGK_DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "zwgk.config.settings",
    }  # fmt: skip
    words = [sys.executable, __file__, "--child", str(units), "--records", str(records)]
    done = subprocess.run(words, env=env, check=True, stdout=subprocess.PIPE)
    result: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return result


def database(name: str, records: int) -> dict[str, Any]:
    """Both sizes on one database, and how it grows."""
    found = []
    for units in SIZES:
        with tempfile.TemporaryDirectory() as data:
            cluster = f"bench-{os.getpid()}-{units}"
            url = f"sqlite:///{data}/a.sqlite3"
            if name == "postgresql":
                start = [ROOT / "scripts" / "postgres", "start", cluster]
                url = subprocess.run(start, check=True, stdout=subprocess.PIPE).stdout.decode()
            try:
                found.append(one(units, records, url.strip(), data))
            finally:
                if name == "postgresql":
                    subprocess.run([ROOT / "scripts" / "postgres", "remove", cluster], check=True)
    small, large = found
    return {
        "database": name,
        "sizes": found,
        "queries_constant": small["queries"] == large["queries"],
        "growth": round(large["rollup_s"] / small["rollup_s"], 2),
        "units_growth": SIZES[1] / SIZES[0],
        "times_faster_than_naive": round(large["naive_s"] / large["rollup_s"], 1),
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--database", choices=("sqlite", "postgresql"))
    words.add_argument("--records", type=int, default=300)
    words.add_argument("--child", type=int, help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.child:
        child(asked.child, asked.records)
        return
    for name in [asked.database] if asked.database else ["sqlite", "postgresql"]:
        print(json.dumps(database(name, asked.records), indent=2), flush=True)


if __name__ == "__main__":
    main()
