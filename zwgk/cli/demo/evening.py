"""After the day: photos, a desk held together, an example, a reminder, a frozen roll-up."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image, ImageDraw

from zwgk.campaigns.models import Campaign, Participation
from zwgk.campaigns.reminding import remind
from zwgk.core.actor import Actor
from zwgk.desk.models import Desk
from zwgk.desk.sharing import share_desk
from zwgk.summaries import photos, reviewing
from zwgk.summaries.models import Submission
from zwgk.summaries.snapshots import freeze

_FIRST = datetime(2018, 5, 21, 16, 20)


def spend_evening(
    parts: Mapping[str, Participation], *, writer: Actor, owner: Actor, reviewer: Actor
) -> None:
    """What clerks and the city's office do once the desks are cleared away."""
    campaign = Campaign.objects.get(pk=parts["demo-town"].campaign_id)
    _date_submissions()
    _photos(parts["demo-south"], writer)
    desk = Desk.objects.filter(participation=parts["demo-town"]).first()
    assert desk is not None
    share_desk(desk, [parts["demo-south"].unit_id], by=owner)
    submission = Submission.objects.get(participation=parts["demo-town"])
    reviewing.praise(submission, why="设置老年人专席，讲解细致", by=reviewer)
    remind(campaign, [parts["demo-south"].pk], on=campaign.summary_due_on, by=reviewer)
    freeze(campaign, campaign.unit, by=reviewer, note="全市通报用")


def _date_submissions() -> None:
    """The summaries came in one after another, the last of them a day late."""
    for number, pk in enumerate(Submission.objects.order_by("pk").values_list("pk", flat=True)):
        at = timezone.make_aware(_FIRST + timedelta(days=number + number // 5))
        Submission.objects.filter(pk=pk).update(submitted_at=at)


def _photos(part: Participation, by: Actor) -> None:
    for name, caption, colours in (
        (
            "现场",
            "5月15日，群众在街道办事大厅门前咨询政策（示意图）",
            ("#dbe7f0", "#a81c1c", "#3d6b8f"),
        ),
        (
            "展板",
            "5月15日，街道办事大厅门前的办事流程宣传板（示意图）",
            ("#eef2e6", "#3d6b35", "#a8741c"),
        ),
    ):
        photos.add_photo(part, _drawn(*colours), name=f"{name}.jpg", caption=caption, by=by)


def _drawn(ground: str, first: str, second: str) -> bytes:
    """A simple picture, for nobody is shown in the demo: a table under an awning."""
    image = Image.new("RGB", (1200, 800), ground)
    pen = ImageDraw.Draw(image)
    pen.polygon([(150, 300), (600, 120), (1050, 300)], fill=first)
    pen.rectangle([200, 300, 220, 640], fill=second)
    pen.rectangle([980, 300, 1000, 640], fill=second)
    pen.rectangle([260, 480, 940, 640], fill=second)
    for at in (340, 560, 780):
        pen.ellipse([at, 380, at + 80, 460], fill=first)
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
