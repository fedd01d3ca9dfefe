"""Photos of paper tallies (计数凭证): kept once, under the id the phone gave."""

import hashlib
import uuid

from django.db import IntegrityError, transaction

from zwgk.core import files
from zwgk.desk.models import Device, TallyPhoto
from zwgk.desk.passes import Refused, attendant_of

MOST_BYTES = 5 * 1024 * 1024
MOST_PHOTOS = 200  # of one phone
TYPES = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}
_NAMES = {"image/jpeg": "计数凭证.jpg", "image/png": "计数凭证.png"}


def keep(device: Device, identity: uuid.UUID, data: bytes) -> str:
    """Keep a photo; says whether it was ``kept`` or is ``known``.

    Raises Refused: too_large, not_an_image, too_many, conflict, other_desk. Its bytes tell what it
    is.
    """
    if len(data) > MOST_BYTES:
        raise Refused("too_large", "照片超过 5MB，请重新拍摄或者降低清晰度。")
    content_type = next((name for name, head in TYPES.items() if data.startswith(head)), None)
    if content_type is None:
        raise Refused("not_an_image", "这不是 JPEG 或 PNG 照片，请重新拍摄。")
    if _known(device, identity, data):
        return "known"
    if TallyPhoto.objects.filter(device=device).count() >= MOST_PHOTOS:
        raise Refused("too_many", f"一部手机最多上传 {MOST_PHOTOS} 张照片，请联系咨询台负责人。")
    by, desk = attendant_of(device), device.desk_pass.desk
    assert desk is not None
    stored = None
    try:
        with transaction.atomic():
            stored = files.store(
                data, name=_NAMES[content_type], content_type=content_type, unit_id=by.unit_id,
                by=by,
            )  # fmt: skip
            TallyPhoto.objects.create(pk=identity, desk=desk, device=device, file=stored)
    except IntegrityError:
        # The same photo came a moment ago on another connection.
        if stored is not None:
            stored.content.delete(save=False)
        if not _known(device, identity, data):
            raise
        return "known"
    return "kept"


def _known(device: Device, identity: uuid.UUID, data: bytes) -> bool:
    here = TallyPhoto.objects.select_related("file").filter(pk=identity).first()
    if here is None:
        return False
    if here.desk_id != device.desk_pass.desk_id:
        raise Refused("other_desk", "这张照片属于另一个咨询台，请用那个咨询台的登记码上传。")
    if here.file.sha256 != hashlib.sha256(data).hexdigest():
        raise Refused("conflict", "这个编号已有另一张照片，请重新拍摄后再保存。")
    return True
