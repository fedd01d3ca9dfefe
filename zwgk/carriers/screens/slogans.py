"""Verbs on slogans: proposed by one person, approved by another, then played."""

from django.db import transaction
from django.utils import timezone

from zwgk.carriers.checked import cleaned
from zwgk.carriers.models import Slogan
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.rules import require, require_own_unit
from zwgk.text.privacy import blocking, exposures

# A strip of 1024×192 shows two lines of 18 letters that are read from across a street.
STRIP_LETTERS = 36


def hints(text: str) -> list[str]:
    """What to look at before a slogan is approved; nothing of it forbids playing."""
    found = []
    if len(text) > STRIP_LETTERS:
        pages = -(-len(text) // STRIP_LETTERS)
        found.append(
            f"共{len(text)}个字，长条屏（1024×192）上要分{pages}页播放；"
            f"不超过{STRIP_LETTERS}个字的可以一页看完。"
        )
    doubtful = dict.fromkeys(f"“{one.text}”" for one in exposures(text))
    if doubtful:
        found.append(f"{'、'.join(doubtful)}像是个人信息，请核实可以公开。")
    return found


@transaction.atomic
def propose_slogan(*, text: str, by: Actor) -> Slogan:
    """Write a slogan for the acting unit. Needs EDIT. No personal number may stand in it."""
    require(by, Permission.EDIT)
    slogan = Slogan(unit_id=by.unit_id, writers=[])
    _write(slogan, text, by)
    audit.record(by, "拟写标语", slogan)
    return slogan


@transaction.atomic
def change_slogan(slogan: Slogan, *, text: str, by: Actor) -> None:
    """Write it otherwise; it has to be approved anew. Needs EDIT."""
    _begin(slogan, by, Permission.EDIT)
    if slogan.approved_at is not None:
        slogan.writers, slogan.approved_at, slogan.approved_by = [], None, ""
    _write(slogan, text, by)
    audit.record(by, "修改标语", slogan)


@transaction.atomic
def approve_slogan(slogan: Slogan, *, by: Actor) -> None:
    """Let screens play it. Needs REVIEW; never by somebody who wrote at it."""
    _begin(slogan, by, Permission.REVIEW)
    if slogan.approved_at is not None:
        raise DomainError("这条标语已经审核通过。")
    if by.user_id in slogan.writers:
        raise NotAllowed("不能审核自己写的标语，请由本单位其他审核人员审核。")
    slogan.approved_by, slogan.approved_at, slogan.returned_for = by.name, timezone.now(), ""
    slogan.save()
    audit.record(by, "审核通过标语", slogan)


@transaction.atomic
def return_slogan(slogan: Slogan, *, reason: str, by: Actor) -> None:
    """Send it back with a reason; screens stop playing it. Needs REVIEW."""
    _begin(slogan, by, Permission.REVIEW)
    if not reason.strip():
        raise DomainError("请写明退回理由，便于拟稿人修改。", field="reason")
    slogan.approved_by, slogan.approved_at, slogan.returned_for = "", None, reason.strip()
    cleaned(slogan)
    slogan.save()
    audit.record(by, "退回标语", slogan, note=slogan.returned_for)


@transaction.atomic
def drop_slogan(slogan: Slogan, *, by: Actor) -> None:
    """Take it off the list and off every screen. Needs EDIT."""
    _begin(slogan, by, Permission.EDIT)
    audit.record(by, "删除标语", slogan, note=slogan.text)
    slogan.delete()


def _begin(slogan: Slogan, by: Actor, permission: Permission) -> None:
    require(by, permission)
    require_own_unit(by, slogan.unit_id)
    slogan.refresh_from_db(from_queryset=Slogan.objects.select_for_update(of=("self",)))


def _write(slogan: Slogan, text: str, by: Actor) -> None:
    slogan.text = " ".join(text.split())
    slogan.written_by, slogan.written_at, slogan.returned_for = by.name, timezone.now(), ""
    if by.user_id not in slogan.writers:
        slogan.writers = [*slogan.writers, by.user_id]
    cleaned(slogan)
    if found := blocking(slogan.text):
        raise DomainError(
            f"标语中有个人信息：{'、'.join(found)}，不能在屏幕上播放，请删去。", field="text"
        )
    if Slogan.objects.filter(unit=slogan.unit_id, text=slogan.text).exclude(pk=slogan.pk).exists():
        raise DomainError("本单位已有这条标语。", field="text")
    slogan.save()
