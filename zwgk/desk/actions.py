"""Verbs at a desk: set it up, record, correct, undo.

Recording is never refused for the state a participation is in: what happened, happened. What is
recorded after a submission shows there as a difference.
"""

import uuid
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.actions import begin
from zwgk.campaigns.models import Participation
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import Conflict, DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.desk import content
from zwgk.desk.content import own_fields
from zwgk.desk.keeping import again, hold, insert, look_up
from zwgk.desk.models import (
    Desk,
    DeskDepartment,
    DeskEntry,
    Handout,
    Material,
    Question,
    Tally,
    Visit,
)
from zwgk.kinds import Qualifier

E = TypeVar("E", bound=DeskEntry)


@transaction.atomic
def open_desk(
    participation: Participation, *, name: str, place: str, opens_at: datetime,
    closes_at: datetime, by: Actor,
) -> Desk:  # fmt: skip
    """Set up a desk. Needs EDIT in the unit."""
    _may(participation, by, Permission.EDIT)
    if closes_at <= opens_at:
        raise DomainError("结束时间必须晚于开始时间。", field="closes_at")
    # Of two clicks at once the second waits for the first, and is told.
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    same = Desk.objects.filter(participation=participation, name=name, opens_at=opens_at)
    if same.exists():
        raise DomainError("同一时间的同名咨询台已设立。", field="name")
    desk: Desk = Desk.objects.create(
        participation=participation, name=name, place=place, opens_at=opens_at, closes_at=closes_at
    )
    audit.record(by, "设立咨询台", desk)
    return desk


@transaction.atomic
def change_desk(
    desk: Desk, *, name: str, place: str, opens_at: datetime, closes_at: datetime, by: Actor
) -> Desk:
    """Change a desk's name, place or hours. Needs EDIT."""
    _may(desk.participation, by, Permission.EDIT)
    if closes_at <= opens_at:
        raise DomainError("结束时间必须晚于开始时间。", field="closes_at")
    desk.name, desk.place, desk.opens_at, desk.closes_at = name, place, opens_at, closes_at
    desk.save()
    audit.record(by, "变更咨询台", desk)
    return desk


@transaction.atomic
def add_department(
    desk: Desk, *, name: str, by: Actor, staff: int = 1, topics: str = ""
) -> DeskDepartment:
    """Add a department that receives people at the desk. Needs EDIT."""
    _may(desk.participation, by, Permission.EDIT)
    if DeskDepartment.objects.filter(desk=desk, name=name).exists():
        raise DomainError("该部门已在本咨询台登记。", field="name")
    department: DeskDepartment = DeskDepartment.objects.create(
        desk=desk, name=name, staff=staff, topics=topics
    )
    audit.record(by, "登记参与部门", department)
    return department


@transaction.atomic
def remove_department(department: DeskDepartment, *, by: Actor) -> None:
    """Take a department off a desk. Needs EDIT."""
    _may(department.desk.participation, by, Permission.EDIT)
    audit.record(by, "移除参与部门", department, name=department.name, staff=department.staff)
    department.delete()


@transaction.atomic
def add_material(
    participation: Participation, *, name: str, form: str, by: Actor, printed: int | None = None
) -> Material:
    """Name a material that will be handed out. Needs RECORD."""
    _may(participation, by, Permission.RECORD)
    if Material.objects.filter(participation=participation, name=name).exists():
        raise DomainError("已有同名资料，请直接选用。", field="name")
    material: Material = Material.objects.create(
        participation=participation, name=name, form=form, printed=printed
    )
    audit.record(by, "登记宣传资料", material)
    return material


def record_visit(
    desk: Desk, *, by: Actor, people: int = 1, matter: str = "", id: uuid.UUID | None = None,
    recorded_at: datetime | None = None,
) -> Visit:  # fmt: skip
    """Record people who came. Needs RECORD. The same ``id`` again is the same entry."""
    fields = content.visit(people=people, matter=matter)
    return _put(Visit, desk, by, id, recorded_at, fields)


def record_question(
    desk: Desk, *, by: Actor, text: str, department: str = "", answer: str = "",
    on_spot: bool = True, rating: str = "", id: uuid.UUID | None = None,
    recorded_at: datetime | None = None,
) -> Question:  # fmt: skip
    """Record a question, with its answer and rating if there are any. Needs RECORD."""
    fields = content.question(
        text=text, department=department, answer=answer, on_spot=on_spot, rating=rating
    )
    return _put(Question, desk, by, id, recorded_at, fields)


def record_handout(
    desk: Desk, *, by: Actor, material: Material, copies: int = 1, id: uuid.UUID | None = None,
    recorded_at: datetime | None = None,
) -> Handout:  # fmt: skip
    """Record copies of a material given out. Needs RECORD."""
    fields = content.handout(material=material, copies=copies)
    if material.participation_id != desk.participation_id:
        raise DomainError("请选择本次活动登记的资料。", field="material")
    return _put(Handout, desk, by, id, recorded_at, fields)


def record_tally(
    desk: Desk, *, by: Actor, kind: str, value: int, counted_by: str, evidence: str,
    qualifier: str = Qualifier.EXACT, out_of: int | None = None, id: uuid.UUID | None = None,
    recorded_at: datetime | None = None,
) -> Tally:  # fmt: skip
    """Record a number counted without individual records. Needs RECORD."""
    fields = content.tally(
        kind=kind, value=value, out_of=out_of, qualifier=qualifier, counted_by=counted_by,
        evidence=evidence,
    )  # fmt: skip
    return _put(Tally, desk, by, id, recorded_at, fields)


@transaction.atomic
def correct_entry(
    entry: E, *, by: Actor, reason: str = "", id: uuid.UUID | None = None,
    recorded_at: datetime | None = None, **changes: Any,
) -> E:  # fmt: skip
    """Put a corrected row in an entry's place; the old one stays in the history. Needs RECORD.

    ``recorded_at`` stays the time of what happened; ``received_at`` says when it was corrected.
    """
    fields = {name: changes.get(name, getattr(entry, name)) for name in own_fields(type(entry))}
    fields = content.CONTENT[type(entry)](**fields)
    return _replace(entry, by, id, recorded_at, fields, reason=reason, is_void=False)


@transaction.atomic
def undo_entry(
    entry: E, *, by: Actor, reason: str = "", id: uuid.UUID | None = None,
    recorded_at: datetime | None = None,
) -> E:  # fmt: skip
    """Take an entry back: a deleting row that points to it. Needs RECORD."""
    fields = {name: getattr(entry, name) for name in own_fields(type(entry))}
    return _replace(entry, by, id, recorded_at, fields, reason=reason, is_void=True)


@transaction.atomic
def restore_entry(entry: E, *, by: Actor) -> E:
    """Bring a deleted entry back (撤销删除): a new row with the same content. Needs RECORD."""
    fields = {name: getattr(entry, name) for name in own_fields(type(entry))}
    return _replace(entry, by, None, None, fields, reason="恢复", is_void=False)


@transaction.atomic
def _put(
    model: type[E], desk: Desk, by: Actor, id: uuid.UUID | None, recorded_at: datetime | None,
    fields: dict[str, Any],
) -> E:  # fmt: skip
    _may(desk.participation, by, Permission.RECORD)
    id = id or uuid.uuid4()
    entry = model(
        id=id, root=id, desk=desk, recorded_at=recorded_at or timezone.now(),
        recorded_by=by.name, **fields,
    )  # fmt: skip
    kept, is_new = again(lambda: _keep(entry, fields))
    if is_new:
        begin(desk.participation, by=by)
        audit.record(by, f"登记{model.label}", kept)
    return kept


def _replace(
    entry: E, by: Actor, id: uuid.UUID | None, recorded_at: datetime | None,
    fields: dict[str, Any], *, reason: str, is_void: bool,
) -> E:  # fmt: skip
    _may(entry.desk.participation, by, Permission.RECORD)
    model = type(entry)
    replacing = model(
        id=id or uuid.uuid4(), root=entry.root, replaces=entry.pk, version=entry.version + 1,
        desk=entry.desk, recorded_at=recorded_at or entry.recorded_at, recorded_by=by.name,
        is_void=is_void, reason=reason, **fields,
    )  # fmt: skip
    kept, is_new = again(lambda: _keep(replacing, fields))
    if is_new:
        verb = "撤销" if is_void else "更正"
        audit.record(by, f"{verb}{model.label}", kept, reason, replaces=str(entry.pk))
    return kept


def _keep(row: E, fields: dict[str, Any]) -> tuple[E, bool]:
    """The row of this id, and whether it is new.

    Another content under a used id is another entry (a form opened anew with the back button): it
    is refused aloud, never dropped in silence.
    """
    if row.root != row.pk:
        hold(type(row), [row.root])
    found = look_up(type(row), [row.pk], [row.root])
    existing = found.by_id.get(row.pk)
    if existing is None:
        insert(found, [row])
        return row, True
    if existing.desk_id != row.desk_id:
        raise Conflict("登记编号重复，请刷新页面后重新登记。")
    if any(getattr(existing, name) != value for name, value in fields.items()):
        raise Conflict("上一条登记已经保存。这是另一条的话，请核对内容后再点一次“保存登记”。")
    return existing, False


def _may(participation: Participation, by: Actor, permission: Permission) -> None:
    require(by, permission)
    require_own_unit(by, participation.unit_id)
