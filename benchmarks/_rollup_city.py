"""A generated province for benchmarks/rollup.py: districts, towns, editions, figures, visits."""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

DISTRICT = 50  # towns of a district
KINDS = ("visitors", "questions_asked", "questions_answered", "answered_on_spot", "answer_rate",
         "satisfaction_rate", "materials_distributed", "material_kinds", "desks", "boards",
         "banners", "departments", "staff", "meetings", "items_checked")  # fmt: skip
BOOKLETS = [f"便民手册之{n}" for n in range(60)]
BATCH = 5000
# The same unit's figures of the first edition, those that name nothing a little higher.
LATER = """
INSERT INTO summaries_submittedfigure
  (submission_id, kind, value, out_of, qualifier, by_records, by_tally, by_declared, printed,
   evidence)
SELECT later.id, f.kind, f.value + CASE WHEN f.by_tally > 0 THEN now.unit_id %% 7 ELSE 0 END,
       f.out_of + 7, f.qualifier, f.by_records,
       f.by_tally + CASE WHEN f.by_tally > 0 THEN now.unit_id %% 7 ELSE 0 END, f.by_declared,
       f.printed, f.evidence
FROM campaigns_participation now
JOIN summaries_submission later ON later.participation_id = now.id
JOIN campaigns_participation was ON was.unit_id = now.unit_id
JOIN summaries_submission earlier ON earlier.participation_id = was.id
JOIN summaries_submittedfigure f ON f.submission_id = earlier.id
WHERE now.campaign_id = %s AND was.campaign_id = %s
"""
# One row for each of so many visits of each desk; an entry's root is its own id.
VISITS = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %s),
made AS MATERIALIZED (
  SELECT {identity} AS id, desk.id AS desk_id FROM desk_desk desk
  JOIN campaigns_participation part ON part.id = desk.participation_id, numbers
  WHERE part.campaign_id = %s)
INSERT INTO desk_visit
  (id, root, version, desk_id, recorded_at, made_at, received_at, recorded_by, is_void, is_current,
   reason, mark, people, matter)
SELECT id, id, 1, desk_id, %s, %s, %s, '甲', FALSE, TRUE, '', '', 1, '' FROM made
"""


def bulk(model: Any, rows: Iterator[Any]) -> None:
    """Store rows without holding all of them."""
    while found := list(islice(rows, BATCH)):
        model.objects.bulk_create(found)


def plant(units: int) -> Any:
    """A city, its districts and so many towns."""
    from zwgk.units.actions import plant_unit
    from zwgk.units.models import Unit

    city = plant_unit(
        None, code="city", name="市政府办公室", short_name="市", level="city", self_reference="我市"
    )
    districts = -(-units // DISTRICT)

    def unit(path: str, depth: int, code: str, level: str, below: int = 0) -> Any:
        return Unit(path=path, depth=depth, numchild=below, code=code, name=f"{code}单位",
                    short_name=code, level=level)  # fmt: skip

    def step(number: int) -> str:
        return str(Unit._int2str(number + 1)).rjust(Unit.steplen, "0")

    def tree() -> Iterator[Any]:
        for d in range(districts):
            path, below = city.path + step(d), min(DISTRICT, units - d * DISTRICT)
            yield unit(path, 2, f"d{d}", "county", below)
            for t in range(below):
                yield unit(path + step(t), 3, f"d{d}-t{t}", "town")

    bulk(Unit, tree())
    Unit.objects.filter(pk=city.pk).update(numchild=districts)
    return city


def hold(city: Any, year: int, visits: int) -> Any:
    """One edition: every town takes part, submits its figures, and keeps its visits."""
    from zwgk.campaigns.models import Campaign, Notice, Participation
    from zwgk.units.models import Unit

    day, at = date(year, 5, 15), datetime(year, 5, 15, 2, tzinfo=UTC)
    campaign = Campaign.objects.create(
        slug=f"y{year}", unit=city, edition=year - 2006, year=year, theme="主题", starts_on=day,
        ends_on=day, summary_due_on=day,
    )  # fmt: skip
    notice = Notice.objects.create(
        campaign=campaign, unit=city, title="通知", body="", issued_on=day, issued_by="甲"
    )
    towns = Unit.objects.filter(level="town").order_by("pk").values_list("pk", flat=True)
    bulk(Participation, (
        Participation(campaign=campaign, unit_id=pk, notice=notice, state="submitted",
                      acknowledged_at=at, acknowledged_by="甲", planned_at=at,
                      starts_on=day, ends_on=day)
        for pk in towns
    ))  # fmt: skip
    _submit(campaign, visits)
    _visit(campaign, at, visits)
    return campaign


def _submit(campaign: Any, visits: int) -> None:
    from zwgk.campaigns.models import Participation
    from zwgk.core.models import StoredFile
    from zwgk.summaries.models import Revision, Submission

    parts = Participation.objects.filter(campaign=campaign).order_by("pk")
    kept = StoredFile.objects.create(
        unit=campaign.unit, name="a.docx", content_type="", size=1, sha256="0" * 64, created_by="甲"
    )
    ids = parts.values_list("pk", flat=True)
    bulk(Revision, (
        Revision(participation_id=pk, number=1, title="总结", sections=[], note="", saved_by="甲")
        for pk in ids
    ))  # fmt: skip
    drafts = Revision.objects.filter(participation__campaign=campaign).order_by("pk")
    bulk(Submission, (
        Submission(participation_id=part, revision_id=pk, number=1, title="总结", content={},
                   docx=kept, submitted_by="甲", submitted_by_id=1)
        for pk, part in drafts.values_list("pk", "participation_id")
    ))  # fmt: skip
    _tell(campaign, visits)


def _tell(campaign: Any, visits: int) -> None:
    """The figures: drawn for the first edition, those of later ones derived from it in SQL."""
    from zwgk.campaigns.models import Campaign
    from zwgk.summaries.models import Submission, SubmittedFigure

    first = Campaign.objects.order_by("pk")[0]
    if first != campaign:
        _execute(LATER, [campaign.pk, first.pk])
        return
    told = Submission.objects.filter(participation__campaign=campaign).order_by("pk")
    chance = random.Random(campaign.year)
    bulk(SubmittedFigure, (
        _figure(chance, pk, kind, visits) for pk in told.values_list("pk", flat=True)
        for kind in KINDS
    ))  # fmt: skip


def _figure(chance: random.Random, submission: int, kind: str, visits: int) -> Any:
    from zwgk.summaries.models import SubmittedFigure

    names = {
        "material_kinds": chance.sample(BOOKLETS, 5),
        "departments": ["县医保局", "县人社局", "县民政局", f"第{submission}司法所"],
        "visitors": ["医保报销"] * visits,
    }.get(kind, [])
    value = len(names) or chance.randint(5, 60)
    evidence = [
        {"source": "records", "type": "visit", "id": str(uuid.UUID(int=chance.getrandbits(128))),
         "value": 1, "out_of": None, "label": name, "at": None}
        for name in names
    ]  # fmt: skip
    return SubmittedFigure(
        submission_id=submission, kind=kind, value=value,
        out_of=value + 5 if kind.endswith("rate") else None, qualifier="exact",
        by_records=value if names else 0, by_tally=0 if names else value, evidence=evidence,
    )  # fmt: skip


def _visit(campaign: Any, at: datetime, visits: int) -> None:
    from django.db import connection

    from zwgk.campaigns.models import Participation
    from zwgk.desk.models import Desk

    parts = Participation.objects.filter(campaign=campaign).order_by("pk")
    bulk(Desk, (
        Desk(participation_id=pk, name="台", place="门前", opens_at=at,
             closes_at=at + timedelta(hours=8))
        for pk in parts.values_list("pk", flat=True)
    ))  # fmt: skip
    postgres = connection.vendor == "postgresql"
    identity = "gen_random_uuid()" if postgres else "lower(hex(randomblob(16)))"
    _execute(VISITS.format(identity=identity), [visits, campaign.pk, at, at, at])


def _execute(sql: str, values: list[Any]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
