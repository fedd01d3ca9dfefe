"""Submissions with given figures, made directly: a tree of districts and towns for roll-ups."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from zwgk.campaigns.models import Campaign, Notice, Participation, State
from zwgk.core.models import StoredFile
from zwgk.kinds import Qualifier
from zwgk.summaries.models import Revision, Submission, SubmittedFigure
from zwgk.units.actions import plant_unit
from zwgk.units.models import Unit

# A frozen document without a text.
EMPTY = {"kind": "总结", "title": "总结", "issuer": "", "issued_on": None, "paragraphs": []}


def unit(parent: Unit | None, code: str, level: str = "town") -> Unit:
    """A unit below another."""
    return plant_unit(
        parent, code=code, name=f"{code}单位", short_name=code, level=level, self_reference="我镇"
    )


def campaign(city: Unit, slug: str, year: int) -> Campaign:
    """A campaign of the city with its notice."""
    day = date(year, 5, 15)
    made: Campaign = Campaign.objects.create(
        slug=slug, unit=city, edition=year - 2006, year=year, theme="主题", starts_on=day,
        ends_on=day, summary_due_on=day,
    )  # fmt: skip
    Notice.objects.create(
        campaign=made, unit=city, title="通知", body="", issued_on=day, issued_by="甲"
    )
    return made


def report(
    to: Campaign, by: Unit, figures: Mapping[str, Any], *, qualifier: str = Qualifier.EXACT,
    named: Mapping[str, Sequence[str]] | None = None, state: str = State.SUBMITTED,
) -> Submission:  # fmt: skip
    """A standing submission: counts as numbers, rates as pairs; ``named`` counts the names."""
    part = Participation.objects.create(
        campaign=to, unit=by, notice=to.notices.get(), state=state,
        acknowledged_at="2026-05-01T00:00Z", acknowledged_by="甲",
        starts_on=to.starts_on, ends_on=to.starts_on,
    )  # fmt: skip
    draft = Revision.objects.create(
        participation=part, number=1, title="总结", sections=[], note="", saved_by="甲"
    )
    kept = StoredFile.objects.create(
        unit=by, name="a.docx", content_type="", size=1, sha256="0" * 64, created_by="甲"
    )
    made: Submission = Submission.objects.create(
        participation=part, revision=draft, number=1, title="总结", content=EMPTY, docx=kept,
         submitted_by="甲", submitted_by_id=999_999,
    )  # fmt: skip
    rows = [_declared(made, kind, told, qualifier) for kind, told in figures.items()]
    rows += [_named(made, kind, list(given)) for kind, given in (named or {}).items()]
    SubmittedFigure.objects.bulk_create(rows)
    return made


def _declared(submission: Submission, kind: str, told: Any, qualifier: str) -> SubmittedFigure:
    value, out_of = told if isinstance(told, tuple) else (told, None)
    return SubmittedFigure(
        submission=submission, kind=kind, value=value, out_of=out_of, qualifier=qualifier,
        by_declared=value,
    )  # fmt: skip


def _named(submission: Submission, kind: str, given: list[str]) -> SubmittedFigure:
    evidence = [
        {"source": "records", "type": "material", "id": str(at), "value": 1, "out_of": None,
         "label": name, "at": None}
        for at, name in enumerate(given)
    ]  # fmt: skip
    return SubmittedFigure(
        submission=submission, kind=kind, value=len(given), qualifier=Qualifier.EXACT,
        by_records=len(given), evidence=evidence,
    )  # fmt: skip
