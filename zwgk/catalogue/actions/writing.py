"""Writing items: every save is a revision; an earlier one is restored as a new one."""

from dataclasses import asdict, replace

from django.db import IntegrityError, transaction

from zwgk.catalogue.actions.common import begin, move
from zwgk.catalogue.columns import Columns, as_kept, materials_of, steps_of
from zwgk.catalogue.models import Correction, ItemFile, ItemRevision, ServiceItem, State
from zwgk.catalogue.richtext import MOST, clean
from zwgk.catalogue.standard import Audience, Channel, Level, Within
from zwgk.core import audit, files
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import Conflict, DomainError
from zwgk.core.rules import require

_FILES = 20


@transaction.atomic
def create_item(columns: Columns, *, by: Actor, why: str = "") -> ServiceItem:
    """Begin an item of the acting unit, as a draft. Needs EDIT."""
    require(by, Permission.EDIT)
    item = ServiceItem(unit_id=by.unit_id, edited_by_user=by.user_id)
    _write(item, columns)
    _keep(item, by=by, why=why)
    audit.record(by, "新增公开事项", item)
    return item


@transaction.atomic
def save_item(
    item: ServiceItem, columns: Columns, *, based_on: int, by: Actor, why: str = "",
    restored_from: int | None = None,
) -> None:  # fmt: skip
    """Keep what was changed; a published item becomes a draft again. Needs EDIT.

    The copy on the portal stays until the new text is approved. Raises Conflict when somebody
    saved after version ``based_on``.
    """
    begin(item, by, Permission.EDIT)
    if item.in_review:
        raise DomainError("事项正在审核，不能修改；请先由审核人退回。")
    if item.version != based_on:
        raise Conflict("您打开之后，其他人修改过这个事项。请复制您改动的内容，刷新页面后再填。")
    if item.state != State.DRAFT:
        move(item, State.DRAFT, by=by, note=why.strip())
    item.version += 1
    item.edited_by_user = by.user_id
    _write(item, columns)
    _keep(item, by=by, why=why, restored_from=restored_from)
    audit.record(by, "修改公开事项", item, version=item.version)


@transaction.atomic
def restore_revision(revision: ItemRevision, *, based_on: int, by: Actor) -> ServiceItem:
    """Write what an earlier version said as a new version. Needs EDIT."""
    item: ServiceItem = revision.item
    save_item(
        item, revision.columns, based_on=based_on, by=by,
        why=f"恢复第{revision.number}版的内容", restored_from=revision.number,
    )  # fmt: skip
    return item


@transaction.atomic
def add_correction(item: ServiceItem, *, note: str, by: Actor) -> Correction:
    """Say publicly what was wrong (更正); it is shown once the mended text is approved.

    Needs EDIT, and an item that is public.
    """
    begin(item, by, Permission.EDIT)
    if item.published_at is None:
        raise DomainError("这个事项没有在门户公开，直接修改即可，不需要更正说明。")
    if item.in_review:
        raise DomainError("事项正在审核，不能填写更正说明；请先由审核人退回。")
    if not note.strip():
        raise DomainError("请写明原来公开的内容哪里有误。", field="note")
    if item.state != State.DRAFT:
        move(item, State.DRAFT, by=by, note="更正")
        item.save()
    correction: Correction = Correction.objects.create(item=item, note=note.strip(), by=by.name)
    audit.record(by, "填写更正说明", item, correction.note)
    return correction


@transaction.atomic
def add_file(item: ServiceItem, *, name: str, data: bytes, file_name: str, by: Actor) -> ItemFile:
    """Keep a sample (样表) that a material names. Needs EDIT."""
    begin(item, by, Permission.EDIT)
    name = name.strip()
    if not name:
        raise DomainError("请填写附件名称，与申请材料中写的样表名称一致。", field="name")
    if item.in_review:
        raise DomainError("事项正在审核，不能增加附件；请先由审核人退回。")
    if item.files.count() >= _FILES:
        raise DomainError(f"每个事项最多 {_FILES} 个附件，请先删除不用的。")
    if item.files.filter(name=name).exists():
        raise DomainError("这个事项已有同名附件，请换一个名称，或先删除原来的。", field="name")
    kept = files.store(
        data, name=file_name, content_type="application/octet-stream", unit_id=item.unit_id, by=by
    )
    added: ItemFile = ItemFile.objects.create(item=item, name=name, file=kept)
    audit.record(by, "增加事项附件", item, name)
    return added


@transaction.atomic
def remove_file(kept: ItemFile, *, by: Actor) -> None:
    """Take a file off its item; the stored bytes stay. Needs EDIT."""
    item: ServiceItem = kept.item
    begin(item, by, Permission.EDIT)
    if item.in_review:
        raise DomainError("事项正在审核，不能删除附件；请先由审核人退回。")
    audit.record(by, "删除事项附件", item, kept.name)
    kept.delete()


def checked(columns: Columns) -> Columns:
    """The columns in the form they are kept in. Raises DomainError at the column that is wrong."""
    materials_of(columns.materials)
    steps_of(columns.steps)
    promised, statutory = columns.promised_days, columns.statutory_days
    if promised is not None and statutory is not None and promised > statutory:
        raise DomainError("承诺时限不能长于法定时限。", field="promised_days")
    if columns.disclose_within == Within.OTHER and not columns.disclose_within_text.strip():
        raise DomainError("公开时限选“其他”的，请写明时限。", field="disclose_within_text")
    if columns.audience == Audience.GROUP and not columns.audience_who.strip():
        raise DomainError("公开对象选“特定群体”的，请写明是哪些人。", field="audience_who")
    if len(columns.body) > MOST:
        raise DomainError(f"详细说明最多 {MOST} 个字，请精简。", field="body")
    everybody = columns.audience == Audience.ALL
    other = columns.disclose_within == Within.OTHER
    return replace(
        columns,
        body=clean(columns.body).html,
        channels=tuple(value for value in Channel.values if value in columns.channels),
        levels=tuple(value for value in Level.values if value in columns.levels),
        audience_who="" if everybody else columns.audience_who,
        disclose_within_text=columns.disclose_within_text if other else "",
    )


def put(item: ServiceItem, columns: Columns) -> None:
    """Set checked columns on an item; the caller saves it."""
    for name, value in asdict(columns).items():
        setattr(item, name, list(value) if isinstance(value, tuple) else value)


def revision_of(
    item: ServiceItem, *, by: Actor, why: str, restored_from: int | None = None
) -> ItemRevision:
    """The item as it stands as a version still to be saved."""
    return ItemRevision(
        item=item, number=item.version, kept=as_kept(item.columns), why=why.strip()[:200],
        restored_from=restored_from, made_by=by.name, made_by_user=by.user_id,
    )  # fmt: skip


def _write(item: ServiceItem, columns: Columns) -> None:
    put(item, checked(columns))
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError:
        raise DomainError(
            "本单位同一个一级事项下已有同名事项，请换一个名称。", field="name"
        ) from None


def _keep(item: ServiceItem, *, by: Actor, why: str, restored_from: int | None = None) -> None:
    revision_of(item, by=by, why=why, restored_from=restored_from).save()
