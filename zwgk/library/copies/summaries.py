"""The public copy of a summary: generated from a sample's original and its accepted masks."""

from collections.abc import Sequence
from typing import Any

from zwgk.campaigns.models import LeadingGroupMember
from zwgk.figures.phrase import printed
from zwgk.kinds import KINDS, Qualifier
from zwgk.library.models import Collection, Publication, Sample
from zwgk.library.publishing import Copy, region_named
from zwgk.summaries.models import Submission, SubmittedFigure
from zwgk.units.models import User

_LEVELS = (
    ("省", "province"), ("市", "city"), ("县", "county"), ("区", "county"), ("镇", "town"),
    ("乡", "town"), ("街道", "town"), ("局", "department"), ("委员会", "department"),
)  # fmt: skip


def roster_of(submission: Submission) -> list[str]:
    """Names the system knows: the leading group and the unit's users."""
    group = LeadingGroupMember.objects.filter(participation=submission.participation_id)
    users = User.objects.filter(memberships__unit=submission.participation.unit_id)
    names = [*group.values_list("name", flat=True), *users.values_list("full_name", flat=True)]
    return [*dict.fromkeys(names)]


def submitted_figures(submission: Submission) -> list[dict[str, str | int | None]]:
    """The figures of a submission as the public may have them."""
    rows = {f.kind: f for f in SubmittedFigure.objects.filter(submission=submission)}
    return [
        public_figure(key, row.value, row.out_of, row.qualifier)
        for key in KINDS
        if (row := rows.get(key))
    ]


def public_figure(key: str, value: int, out_of: int | None, qualifier: str) -> dict[str, Any]:
    """One figure as a publication keeps it."""
    kind = KINDS[key]
    return {
        "kind": key, "name": kind.name, "value": value, "out_of": out_of, "qualifier": qualifier,
        "text": printed(kind, value, out_of, Qualifier(qualifier)),
    }  # fmt: skip


def shelf_of_summaries() -> Collection:
    """The collection that summaries without one of their own stand in."""
    shelf, _ = Collection.objects.get_or_create(
        slug="summaries",
        defaults={
            "name": "5·15政务公开活动总结",
            "introduction": "各地各部门政务公开日活动总结。人员姓名等个人信息已作隐去处理。",
            "position": 10,
        },
    )
    return shelf


def level_named(name: str) -> str:
    """The level a unit's name tells of: XX镇 a town, XX市 a city; empty where it tells none."""
    found = [(name.rfind(word), level) for word, level in _LEVELS if word in name]
    return max(found)[1] if found else ""


def source_of(sample: Sample) -> str:
    """What a publication names as its source."""
    if sample.submission_id is not None:
        return f"submission:{sample.submission_id}"
    return f"sample:{sample.pk}"


def copy_of(
    sample: Sample, title: str, paragraphs: Sequence[dict[str, Any]], author_name: str
) -> Copy:
    """A copy of the sample in the masked words given."""
    submission = None
    if sample.submission_id is not None:
        submission = Submission.objects.get(pk=sample.submission_id)
    campaign = submission.participation.campaign if submission else None
    return Copy(
        kind=Publication.Kind.SUMMARY,
        source=source_of(sample),
        unit=sample.unit,
        title=title,
        paragraphs=paragraphs,
        unit_name=author_name,
        level=None if submission else level_named(author_name),
        region=None if submission else region_named(author_name, level_named(author_name)),
        collection=sample.collection or shelf_of_summaries(),
        campaign_slug=campaign.slug if campaign else "",
        edition=sample.edition,
        year=sample.year,
        theme=sample.theme,
        figures=sample.figures,
        incomplete=sample.incomplete,
        dated_on=sample.dated_on,
    )
