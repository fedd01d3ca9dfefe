"""The roll-up over many units and editions, on SQLite and PostgreSQL, as JSON.

Each size is a generated province (districts of 50 towns; every town submits 15 figures to every
edition and keeps its visits). Told: seconds (median) of the roll-up, of its pages and exports, the
ratio of each to the bare SQL aggregate over the same rows in the same run, the number of queries,
what one changed summary costs, and how the seconds grow with the units.

``--sizes`` are numbers of units, ``--visits`` are of a unit in an edition.
The full one: ``--database postgresql --sizes 45000 --editions 10 --visits 27`` (12 million
visits).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"sqlite": [300, 1000, 3000], "postgresql": [300, 1000, 3000]}
LAST = 2026
BARE = """
SELECT f.kind, SUM(f.value), SUM(f.out_of), SUM(f.by_records), SUM(f.by_tally), SUM(f.by_declared),
       COUNT(*)
FROM summaries_submittedfigure f
JOIN summaries_submission s ON s.id = f.submission_id
JOIN campaigns_participation p ON p.id = s.participation_id
WHERE p.campaign_id = %s GROUP BY f.kind
"""


def naive(campaign: Any, actor: Any) -> dict[str, int]:
    """What a first attempt does: a loop over units, a query for each one's figures."""
    from zwgk.summaries.models import Submission
    from zwgk.summaries.rollup import participations

    totals: dict[str, int] = {}
    for part in participations(campaign, actor):
        for submission in Submission.objects.filter(participation=part):
            for figure in submission.figures.defer("evidence"):
                totals[figure.kind] = totals.get(figure.kind, 0) + figure.value
    return totals


def bare(campaign: Any) -> dict[str, int]:
    """The aggregate alone, in SQL by hand."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BARE, [campaign.pk])
        return {row[0]: int(row[1]) for row in cursor.fetchall()}


def median(run: Callable[[], Any], times: int = 5) -> float:
    """Median seconds of several runs, after one to warm up; long ones run less often."""
    began = time.perf_counter()
    run()
    if time.perf_counter() - began > 20:
        times = 1
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def measure(units: int, editions: int, visits: int) -> dict[str, Any]:
    """Build one size and time it."""
    from _rollup_city import hold, plant
    from django.db import connection

    from zwgk.units.queries import system_actor

    began = time.perf_counter()
    city = plant(units)
    campaigns = []
    for year in range(LAST - editions + 1, LAST + 1):
        campaigns.append(hold(city, year, visits))
        print(f"{units} units, {year}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    with connection.cursor() as cursor:
        # What a server does by itself after such a load.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    built = time.perf_counter() - began
    campaign, actor = campaigns[-1], system_actor(city)
    alone = median(lambda: bare(campaign))
    seconds = {name: median(run) for name, run in _runs(campaign, actor, city).items()}
    return {
        "units": units,
        "editions": editions,
        "visits": units * editions * visits,
        "build_s": round(built, 1),
        "bare_s": round(alone, 4),
        "seconds": {name: round(value, 4) for name, value in seconds.items()},
        "times_the_bare": {name: round(value / alone, 1) for name, value in seconds.items()},
        "queries": _queries(campaign, actor),
        "naive_s": round(median(lambda: naive(campaign, actor), 1), 3),
        "after_one_record_s": round(_recorded(campaign), 4),
        "after_one_change_s": round(_changed(campaign, actor), 4),
    }


def _runs(campaign: Any, actor: Any, city: Any) -> dict[str, Callable[[], Any]]:
    from django.test import Client
    from django.urls import reverse

    from zwgk.summaries.export import rollup_json, rollup_xlsx
    from zwgk.summaries.outliers import outliers
    from zwgk.summaries.rollup import Branch, contributions, roll_up
    from zwgk.summaries.trend import before, editions, trend
    from zwgk.units.models import Membership, User

    user = User.objects.create_user("head", full_name="甲")
    Membership.objects.create(user=user, unit=city, role="reviewer")
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    slug, series, earlier = campaign.slug, editions(campaign, actor), before(campaign, actor)
    district = Branch(city.path + "0001")

    def page(name: str, *more: str, **query: str) -> Callable[[], Any]:
        def run() -> None:
            assert client.get(reverse(name, args=[slug, *more]), query).status_code == 200

        return run

    return {
        "roll_up": lambda: roll_up(campaign, actor),
        "roll_up_of_a_district": lambda: roll_up(campaign, actor, district),
        "trend_of_a_kind": lambda: trend(series, actor, None, ["visitors"]),
        "contributions_of_a_kind": lambda: contributions(campaign, actor, kinds=["visitors"]),
        "outliers": lambda: outliers(campaign, actor, None, earlier),
        "page": page("manage:rollup"),
        "page_of_a_district": page("manage:rollup", branch="d0"),
        "page_of_a_kind": page("manage:rollup-kind", "visitors"),
        "page_compared": page("manage:rollup-compare"),
        "json": lambda: rollup_json(campaign, actor),
        "xlsx": lambda: rollup_xlsx(campaign, actor),
    }


def _queries(campaign: Any, actor: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from zwgk.summaries.rollup import roll_up

    with CaptureQueriesContext(connection) as queries:
        rolled = roll_up(campaign, actor)
    told = {key: total.value for key, total in rolled.totals.items() if not total.kind.is_distinct}
    plain = bare(campaign)
    assert told == {key: plain[key] for key in told}
    return len(queries)


def _recorded(campaign: Any) -> float:
    """One more visit at a desk, and its unit's figures counted anew beside everybody's visits."""
    from zwgk.desk.models import Desk, Visit
    from zwgk.figures.ledger import ledger

    desk = Desk.objects.filter(participation__campaign=campaign).first()
    was = ledger(desk.participation_id)["visitors"].value
    began = time.perf_counter()
    Visit.objects.create(id=(new := uuid.uuid4()), root=new, desk=desk, recorded_by="甲", people=1)
    now = ledger(desk.participation_id)["visitors"].value
    assert now == was + 1
    return time.perf_counter() - began


def _changed(campaign: Any, actor: Any) -> float:
    """Nothing is kept beside the rows, so a changed summary costs no more than reading again."""
    from zwgk.summaries.models import SubmittedFigure
    from zwgk.summaries.rollup import roll_up

    figure = SubmittedFigure.objects.filter(
        kind="visitors", submission__participation__campaign=campaign
    ).first()
    was = roll_up(campaign, actor).totals["visitors"].value
    began = time.perf_counter()
    SubmittedFigure.objects.filter(pk=figure.pk).update(value=figure.value + 1)
    now = roll_up(campaign, actor).totals["visitors"].value
    assert now == was + 1
    return time.perf_counter() - began


def child(units: int, editions: int, visits: int) -> None:
    """One size in a process and a database of its own."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(measure(units, editions, visits)))


def one(size: int, asked: argparse.Namespace, url: str, data: str) -> dict[str, Any]:
    """Run a size in a fresh process."""
    env = os.environ | {
        "ZWGK_DATABASE_URL": url, "ZWGK_DATA_DIR": data, "ZWGK_DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "zwgk.config.settings", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    words = [sys.executable, __file__, "--child", str(size), "--editions", str(asked.editions),
             "--visits", str(asked.visits)]  # fmt: skip
    done = subprocess.run(words, env=env, check=True, stdout=subprocess.PIPE)
    result: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return result


def database(name: str, asked: argparse.Namespace) -> dict[str, Any]:
    """Every size on one database, and how it grows."""
    found = []
    for size in asked.sizes or SIZES[name]:
        with tempfile.TemporaryDirectory() as data:
            cluster = f"bench-{os.getpid()}-{size}"
            url = f"sqlite:///{data}/a.sqlite3"
            if name == "postgresql":
                start = [ROOT / "scripts" / "postgres", "start", cluster]
                url = subprocess.run(start, check=True, stdout=subprocess.PIPE).stdout.decode()
            try:
                found.append(one(size, asked, url.strip(), data))
            finally:
                if name == "postgresql":
                    subprocess.run([ROOT / "scripts" / "postgres", "remove", cluster], check=True)
    first = found[0]
    return {
        "database": name,
        "sizes": found,
        "queries_constant": len({size["queries"] for size in found}) == 1,
        "growth": [
            {"units": size["units"] / first["units"]}
            | {
                key: round(size["seconds"][key] / first["seconds"][key], 1)
                for key in first["seconds"]
            }
            for size in found[1:]
        ],
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--database", choices=("sqlite", "postgresql"))
    words.add_argument("--sizes", type=int, nargs="*")
    words.add_argument("--editions", type=int, default=3)
    words.add_argument("--visits", type=int, default=27)
    words.add_argument("--child", type=int, help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.child:
        child(asked.child, asked.editions, asked.visits)
        return
    for name in [asked.database] if asked.database else list(SIZES):
        print(json.dumps(database(name, asked), indent=2), flush=True)


if __name__ == "__main__":
    main()
