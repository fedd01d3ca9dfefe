"""The sync of phones at a desk (docs/desk.md): enter, reference, entries, photos, totals."""

import uuid
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from zwgk.desk import passes, photos, sync
from zwgk.desk.models import Desk
from zwgk.desk.queries import both_totals, departments_of, materials_of, tallied_kinds
from zwgk.desk.slips import links_for
from zwgk.library.queries import at_desk
from zwgk.web.api.keys import DeviceKey, DeviceRequest
from zwgk.web.api.limits import DeviceThrottle, EnterThrottle
from zwgk.web.api.schemas import desk as out

# Entering is for everybody who holds a code; all else is for those who have entered.
door = Router(tags=["desk"], throttle=[EnterThrottle()])
router = Router(tags=["desk"], auth=DeviceKey(), throttle=[DeviceThrottle()])

PhotoId = Annotated[uuid.UUID, Path(description="照片的编号，由手机生成")]


@door.post(
    "/desk/enter", response=out.EnterOut, summary="进入咨询台", by_alias=True,
    description="凭登记码进入，得到本机的密钥。同一部手机再次进入得到新的密钥，原来的即失效。",
)  # fmt: skip
def enter_desk(request: HttpRequest, given: out.EnterIn) -> out.EnterOut:
    """Let a phone in."""
    device, key = passes.enter(
        given.token, device=given.device, name=given.name, about=given.about,
        version=given.version,
    )  # fmt: skip
    return out.EnterOut.of(device, key)


@router.get(
    "/desk/reference", response=out.ReferenceOut, summary="备查资料",
    description="没有网络时要用的部门、资料、指标、评价链接、常见问答和办事指南。",
)  # fmt: skip
def get_desk_reference(request: DeviceRequest) -> out.ReferenceOut:
    """What a phone keeps for the time without a network."""
    device, desk = request.auth, _desk(request)
    guides, answers = at_desk(device.desk_pass.participation.unit)
    return out.ReferenceOut(
        departments=[out.DepartmentAtDesk(name=n, topics=t) for n, t in departments_of(desk)],
        materials=[out.MaterialAtDesk.of(row) for row in materials_of(desk)],
        tallies=[out.TallyAtDesk.of(kind) for kind in tallied_kinds()],
        rating_links=links_for(device),
        questions=[out.AnswerAtDesk.of(row) for row in answers],
        guides=[out.GuideAtDesk.of(row) for row in guides],
    )  # fmt: skip


@router.post(
    "/desk/entries", response=out.EntriesOut, summary="上传登记",
    description=(
        "上传手机上的登记，答复时已经保存。可以重复发送，次序不限；有误的只影响自己，不影响其他各条。"
    ),
)  # fmt: skip
def post_desk_entries(request: DeviceRequest, given: out.EntriesIn) -> out.EntriesOut:
    """Take in a batch."""
    receipt = sync.take_in(
        request.auth,
        sync.Batch(
            entries=given.entries, sent_at=given.sent_at, waiting=given.waiting,
            version=given.version,
        ),
    )  # fmt: skip
    return out.EntriesOut.of(receipt, both_totals(_desk(request)))


_PHOTO = {
    "requestBody": {
        "required": True,
        "content": {
            name: {"schema": {"type": "string", "format": "binary"}} for name in photos.TYPES
        },
    }
}


@router.put(
    "/desk/photos/{id}", response=out.PhotoOut, summary="上传计数凭证", openapi_extra=_PHOTO,
    description="上传纸质计数表的照片，JPEG 或 PNG，最大 5MB。可以重复发送，可以先于所属的计数。",
)  # fmt: skip
def put_desk_photo(request: DeviceRequest, id: PhotoId) -> out.PhotoOut:
    """Keep a photo of a paper tally."""
    data = request.read(photos.MOST_BYTES + 1)
    return out.PhotoOut.model_validate({"id": id, "state": photos.keep(request.auth, id, data)})


@router.get(
    "/desk/totals", response=out.TotalsOut, summary="咨询台合计",
    description="本咨询台和本次活动全部咨询台到现在的合计。",
)  # fmt: skip
def get_desk_totals(request: DeviceRequest) -> out.TotalsOut:
    """What was counted so far."""
    passes.heard_of(request.auth)
    desk, site = both_totals(_desk(request))
    return out.TotalsOut(
        desk=out.Counted(**desk), site=out.Counted(**site), server_time=timezone.now()
    )


def _desk(request: DeviceRequest) -> Desk:
    desk = request.auth.desk_pass.desk
    assert desk is not None
    return desk
