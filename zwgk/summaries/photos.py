"""照片: photos of a unit's activity, their captions and their order."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F, Max

from zwgk.campaigns.models import Participation
from zwgk.core import audit, files
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.images import upright_jpeg
from zwgk.core.rules import require, require_own_unit
from zwgk.desk.models import TallyPhoto
from zwgk.gongwen import Attachment, Document, Kind, Paragraph, Picture
from zwgk.summaries.models import Annexes, SummaryPhoto
from zwgk.summaries.pasted import tidy

MOST = 60  # of a unit
MOST_PRINTED = 20  # in a document: more would be larger than a file may be


def photos_of(participation: Participation) -> list[SummaryPhoto]:
    """A unit's photos in their order."""
    return list(participation.photos.select_related("file"))


@transaction.atomic
def add_photo(
    participation: Participation, data: bytes, *, name: str, by: Actor, caption: str = "",
    taken_on: date | None = None,
) -> SummaryPhoto:  # fmt: skip
    """Keep a photo, upright and without what the camera noted. Needs EDIT. Raises DomainError."""
    _may(participation, by)
    clean = upright_jpeg(data)
    rows = participation.photos.select_for_update()
    if rows.filter(file__sha256=hashlib.sha256(clean).hexdigest()).exists():
        raise DomainError("这张照片已经上传过。", field="photos")
    if rows.count() >= MOST:
        raise DomainError(f"最多保存{MOST}张照片，请先移除不用的。", field="photos")
    last = participation.photos.aggregate(last=Max("position"))["last"] or 0
    stem = name.rsplit(".", 1)[0][:80] or "照片"
    stored = files.store(
        clean, name=f"{stem}.jpg", content_type="image/jpeg", unit_id=participation.unit_id, by=by
    )
    room = rows.filter(included=True).count() < MOST_PRINTED
    photo: SummaryPhoto = SummaryPhoto.objects.create(
        participation=participation, file=stored, caption=tidy(caption)[:100], taken_on=taken_on,
        position=last + 1, added_by=by.name, included=room,
    )  # fmt: skip
    audit.record(by, "上传活动照片", photo)
    return photo


def desk_photos(participation: Participation) -> list[TallyPhoto]:
    """Photos that came with tallies at the desks and are not among the unit's photos yet."""
    taken = participation.photos.exclude(origin=None).values("origin")
    rows = TallyPhoto.objects.filter(desk__participation=participation).exclude(pk__in=taken)
    return list(rows.select_related("file", "desk"))


@transaction.atomic
def take_over(participation: Participation, photo: TallyPhoto, *, by: Actor) -> SummaryPhoto:
    """Put a photo from the desk among the unit's. Needs EDIT."""
    _may(participation, by)
    if photo.desk.participation_id != participation.pk:
        raise DomainError("这张照片不是本单位咨询台的。")
    made = add_photo(participation, files.read(photo.file), name=photo.file.name, by=by)
    made.origin = photo.pk
    made.save(update_fields=["origin"])
    return made


@transaction.atomic
def describe(
    participation: Participation, captions: Mapping[int, str], chosen: Sequence[int], *, by: Actor
) -> None:
    """Write captions and choose which photos go into the document. Needs EDIT."""
    _may(participation, by)
    if len(chosen) > MOST_PRINTED:
        raise DomainError(f"最多选入{MOST_PRINTED}张，其余仍保存在这里。", field="included")
    for photo in participation.photos.select_for_update():
        caption = tidy(captions.get(photo.pk, photo.caption)).strip()
        if len(caption) > 100:
            raise DomainError("照片说明不超过100字，请精简。", field=f"caption-{photo.pk}")
        photo.caption, photo.included = caption, photo.pk in chosen
        photo.save(update_fields=["caption", "included"])


@transaction.atomic
def move_photo(photo: SummaryPhoto, *, up: bool, by: Actor) -> None:
    """Change places with the neighbour. Needs EDIT."""
    _may(photo.participation, by)
    rows = list(photo.participation.photos.select_for_update())
    at = next(n for n, row in enumerate(rows) if row.pk == photo.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
        for position, row in enumerate(rows, 1):
            SummaryPhoto.objects.filter(pk=row.pk).update(position=position)


@transaction.atomic
def remove_photo(photo: SummaryPhoto, *, by: Actor) -> None:
    """Take a photo off the list; what was submitted keeps it. Needs EDIT."""
    _may(photo.participation, by)
    SummaryPhoto.objects.filter(
        participation=photo.participation_id, position__gt=photo.position
    ).update(position=F("position") - 1)
    audit.record(by, "移除活动照片", photo, photo.caption)
    photo.delete()


@transaction.atomic
def choose_annexes(
    participation: Participation, *, table: bool, charts: bool, photos: bool, by: Actor,
    sealed: bool = True,
) -> Annexes:  # fmt: skip
    """Choose what is printed behind the summary. Needs EDIT."""
    _may(participation, by)
    annexes, _ = Annexes.objects.update_or_create(
        participation=participation,
        defaults={"table": table, "charts": charts, "photos": photos, "sealed": sealed},
    )
    return annexes


def photo_report(participation: Participation) -> Document:
    """照片集: all chosen photos as a document of their own. Raises DomainError without any."""
    pictures = pictures_of(participation)
    if not pictures:
        raise DomainError("还没有选入文件的照片。请先上传、写好说明并勾选。")
    return Document(
        kind=Kind.SUMMARY,
        title=f"{participation.unit.short_name}{participation.campaign}活动照片",
        blocks=(Paragraph.of(f"共{len(pictures)}张。"), *pictures),
        issuer=participation.unit.name,
    )


def pictures_of(participation: Participation) -> tuple[Picture, ...]:
    """The chosen photos as pictures of a document; their name is the stored file's id."""
    return tuple(
        Picture(files.read(photo.file), photo.caption or "活动照片", name=str(photo.file_id))
        for photo in photos_of(participation)
        if photo.included
    )


def photo_attachment(participation: Participation) -> tuple[Attachment, ...]:
    """The chosen photos as an attachment, if there are any."""
    pictures = pictures_of(participation)
    return (Attachment("活动照片", pictures),) if pictures else ()


def require_captions(participation: Participation) -> None:
    """Raise DomainError while a photo that would be printed has no caption."""
    bare = participation.photos.filter(included=True, caption="").count()
    if bare:
        raise DomainError(
            f"选入的照片有{bare}张没有说明，请在“照片和附件”中补写，或取消选入后再报送。"
        )


def _may(participation: Participation, by: Actor) -> None:
    require(by, Permission.EDIT)
    require_own_unit(by, participation.unit_id)
