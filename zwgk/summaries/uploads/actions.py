"""Verbs on uploads: receive, save what a person mended, drop, confirm."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.actions import move
from zwgk.campaigns.models import Campaign, Participation, State
from zwgk.campaigns.states import WRITING
from zwgk.core import audit, files
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.core.models import StoredFile
from zwgk.core.rules import require, require_own_unit
from zwgk.gongwen import CONTENT_TYPES, render
from zwgk.kinds import KINDS
from zwgk.summaries.actions import keep_reasons, latest_number, next_number, reasons_for
from zwgk.summaries.checking import Found, Library, nothing, remember
from zwgk.summaries.document import to_json
from zwgk.summaries.models import (
    Revision,
    Submission,
    SubmittedFigure,
    Upload,
)
from zwgk.summaries.uploads.extract import MOST_CHARACTERS, read_text
from zwgk.summaries.uploads.freezing import document_of, figures_of
from zwgk.summaries.uploads.queries import doubts, guess, sections, subordinates
from zwgk.text.reading import Piece, Unreadable, read_bytes
from zwgk.text.reading.model import TOO_LARGE, clean_name

MOST_FILES = 60
_MACROS = "带有宏，不能接收，请用 WPS 或 Word 另存为不带宏的 .docx 后再上传。"
_TOO_LONG = f"正文超过{MOST_CHARACTERS // 10_000}万字，不像一份总结，请检查后再上传。"
_UNREADABLE = "application/octet-stream"


def receive(
    campaign: Campaign, arrived: Sequence[tuple[str, bytes]], *, by: Actor,
    participation: Participation | None = None, why: str = "",
) -> list[Upload]:  # fmt: skip
    """Read files and keep them, each with its text or with the reason why not. Needs EDIT.

    With ``participation`` it is the unit's own summary; without, those of subordinates (代报),
    and whose each is gets guessed. The same file sent again is the upload that waits already.
    """
    require(by, Permission.EDIT)
    if participation is not None:
        require_own_unit(by, participation.unit_id)
        if participation.state not in WRITING:
            raise DomainError("总结已经报送，如需更换请先撤回。")
    if len(arrived) > MOST_FILES:
        raise DomainError(f"一次最多上传{MOST_FILES}个文件，请分几次上传。", field="uploads")
    own = None if participation is not None else list(subordinates(campaign, by))
    return [
        _receive(campaign, clean_name(name), data, participation, own, why, by)
        for name, data in arrived
    ]


def _receive(
    campaign: Campaign, name: str, data: bytes, part: Participation | None,
    below: Sequence[Participation] | None, why: str, by: Actor,
) -> Upload:  # fmt: skip
    piece, problem = _read(name, data)
    given: dict[str, Any] = {}
    if piece is not None:
        read = read_text(piece.text, name)
        if below is not None:
            part = guess(below, name=name, title=read.title, text=read.text, unit=read.unit)
        given = {
            "title": read.title, "text": read.text, "dated": read.dated, "figures": read.figures,
            "warnings": list(piece.warnings),
        }  # fmt: skip
    with transaction.atomic():
        Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
        kept = None
        if len(data) <= files.MAX_UPLOAD_BYTES:
            kept = files.store(
                data, name=name, content_type=_content_type(data), unit_id=by.unit_id, by=by
            )
        if kept is not None and (same := _waiting(campaign, kept, by)):
            return same
        upload: Upload = Upload.objects.create(
            campaign=campaign, holder_id=by.unit_id, participation=part, name=name[-200:],
            file=kept, problem=problem[:300], why=why.strip(), uploaded_by=by.name, **given,
        )  # fmt: skip
        audit.record(by, "上传总结", upload, problem)
    return upload


def _read(name: str, data: bytes) -> tuple[Piece | None, str]:
    if len(data) > files.MAX_UPLOAD_BYTES:
        return None, TOO_LARGE
    try:
        piece = read_bytes(data, name)
    except Unreadable as error:
        return None, error.reason
    if b"vbaProject.bin" in data:
        return None, _MACROS
    if len(piece.text) > MOST_CHARACTERS:
        return None, _TOO_LONG
    return piece, ""


def _content_type(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return CONTENT_TYPES["docx"]
    return CONTENT_TYPES["pdf"] if data.startswith(b"%PDF-") else _UNREADABLE


def _waiting(campaign: Campaign, kept: StoredFile, by: Actor) -> Upload | None:
    found: Upload | None = Upload.objects.filter(
        campaign=campaign, holder_id=by.unit_id, state=Upload.State.PENDING, name=kept.name,
        file__sha256=kept.sha256,
    ).first()  # fmt: skip
    return found


@transaction.atomic
def save(
    upload: Upload, *, figures: Sequence[Mapping[str, Any]], based_on: int, by: Actor,
    title: str, dated: date | None = None, participation: Participation | None = None,
    why: str = "",
) -> Upload:  # fmt: skip
    """Keep what a person mended so far; nothing goes up by it. Needs EDIT.

    ``figures`` are {kind, value, out_of, qualifier, keep} with the passages known before, or a
    ``quote`` of the text for one that is added.
    """
    require(by, Permission.EDIT)
    locked = _open(upload, by, based_on)
    below = subordinates(locked.campaign, by)
    if locked.is_own:
        participation = locked.participation
    elif participation is not None and not below.filter(pk=participation.pk).exists():
        raise NotAllowed("只能为参加这次活动的下级单位代报。")
    rows = [_checked(locked, row) for row in figures]
    kinds = [row["kind"] for row in rows if row["keep"]]
    if twice := next((key for key in kinds if kinds.count(key) > 1), None):
        raise DomainError(f"“{KINDS[twice].name}”有两项，请只采用一项，或改为其他指标。")
    locked.figures, locked.participation, locked.why = rows, participation, why.strip()
    locked.title, locked.dated = title.strip(), dated
    locked.version += 1
    locked.save()
    return locked


def _open(upload: Upload, by: Actor, based_on: int | None = None) -> Upload:
    require_own_unit(by, upload.holder_id)
    locked: Upload = (
        Upload.objects.select_for_update(of=("self",))
        .select_related("participation__unit", "participation__campaign", "participation__notice")
        .get(pk=upload.pk)
    )
    if locked.state != Upload.State.PENDING:
        raise Conflict(f"这份文件{locked.get_state_display()}，请刷新页面查看。")
    if based_on is not None and based_on != locked.version:
        raise Conflict("您核对期间有同事保存过，请刷新页面后在最新的基础上核对。")
    return locked


def _checked(upload: Upload, row: Mapping[str, Any]) -> dict[str, Any]:
    if row["kind"] not in KINDS:
        raise DomainError("没有这项指标，请从列表中选择。")
    kind, value, out_of = KINDS[row["kind"]], row.get("value"), row.get("out_of")
    passages = [list(pair) for pair in row.get("passages", ())]
    stated = str(row.get("stated", ""))
    if quote := str(row.get("quote", "")).strip():
        at = upload.text.find(quote)
        if at < 0:
            raise DomainError(f"原文中没有“{quote[:30]}”，请在原文中选中后补充。")
        passages, stated = [[at, at + len(quote)]], quote
    if kind.is_rate and value is not None and out_of and value > out_of:
        raise DomainError(f"“{kind.name}”的数量不能大于总数。")
    return {
        "kind": kind.key, "value": value, "out_of": out_of if kind.is_rate else None,
        "qualifier": str(row["qualifier"]), "stated": stated[:200],
        "also": list(row.get("also", ())), "passages": passages, "keep": bool(row["keep"]),
    }  # fmt: skip


@transaction.atomic
def drop(upload: Upload, *, by: Actor) -> None:
    """作废: an upload that will not be used; the file stays kept. Needs EDIT."""
    require(by, Permission.EDIT)
    locked = _open(upload, by)
    locked.state = Upload.State.DROPPED
    locked.save(update_fields=["state"])
    audit.record(by, "作废上传的总结", locked)


@transaction.atomic
def confirm(
    upload: Upload, *, based_on: int, by: Actor, reasons: Mapping[str, str] | None = None,
    library: Library = nothing,
) -> Submission:  # fmt: skip
    """已逐项核对: freeze the file, its text and the confirmed figures, and send them up.

    Needs SUBMIT in the unit that uploaded it. ``reasons`` justify errors of the check.
    """
    require(by, Permission.SUBMIT)
    locked = _open(upload, by, based_on)
    part = _ready(locked, by)
    found = doubts(locked, by=by, library=library)
    justified = reasons_for(found, reasons or {})
    _advance(part, by)
    submission = _frozen(locked, part, found, by)
    keep_reasons(submission, justified, by=by)
    locked.state, locked.submission = Upload.State.SUBMITTED, submission
    locked.save(update_fields=["state", "submission"])
    remember(submission)
    audit.record(
        by, "代报总结" if submission.on_behalf_by else "报送上传的总结", submission, locked.why
    )
    return submission


def _frozen(upload: Upload, part: Participation, found: Sequence[Found], by: Actor) -> Submission:
    """The submission with its document, its files and the confirmed figures."""
    document = document_of(upload, dated=upload.dated or timezone.localdate())
    revision = Revision.objects.create(
        participation=part, number=latest_number(part) + 1, title=upload.title,
        sections=sections(upload), note=f"上传文件：{upload.name}"[:50], saved_by=by.name,
    )  # fmt: skip
    proxy = not upload.is_own
    original = _own_copy(upload, part, by)
    docx = original
    if original.content_type != CONTENT_TYPES["docx"]:
        docx = files.store(
            render(document, "docx"), name=f"{upload.title}.docx", unit_id=part.unit_id, by=by,
            content_type=CONTENT_TYPES["docx"],
        )  # fmt: skip
    submission: Submission = Submission.objects.create(
        participation=part, revision=revision, title=upload.title, content=to_json(document),
        number=next_number(part), docx=docx,
        origin=Submission.Origin.UPLOADED, uploaded=original,
        on_behalf_by=by.unit_name if proxy else "", on_behalf_why=upload.why if proxy else "",
        findings=[one.frozen() for one in found], submitted_by=by.name,
        submitted_by_id=by.user_id,
    )  # fmt: skip
    SubmittedFigure.objects.bulk_create(figures_of(upload, submission, document, by=by))
    return submission


def _ready(upload: Upload, by: Actor) -> Participation:
    """The participation, after everything a person has to have said."""
    part = upload.participation
    if upload.problem:
        raise DomainError(f"“{upload.name}”{upload.problem}")
    if part is None:
        raise DomainError("请选择这份总结是哪个单位的。", field="participation")
    if not upload.is_own:
        if not by.is_above(part.unit_id, part.unit.path):
            raise NotAllowed("只能为参加这次活动的下级单位代报。")
        if not upload.why:
            raise DomainError("请写明代报原因，如“该单位没有接入系统”。", field="why")
    if not upload.title:
        raise DomainError("请填写标题。", field="title")
    for row in upload.figures:
        kind = KINDS[row["kind"]]
        if row["keep"] and (row["value"] is None or (kind.is_rate and not row["out_of"])):
            what = "数量和总数" if kind.is_rate else "数量"
            raise DomainError(f"请填写“{kind.name}”的{what}；说不清的，请不采用这一项。")
    return part


def _advance(part: Participation, by: Actor) -> None:
    if part.state == State.NOTIFIED:
        if part.unit_id == by.unit_id:
            raise DomainError("请先签收通知，再报送总结。")
        # The notice reached the unit by other ways; who says so stands in the log.
        part.acknowledged_at, part.acknowledged_by = timezone.now(), f"{by.name}（代）"[:50]
        part.save(update_fields=["acknowledged_at", "acknowledged_by"])
        move(part, State.ACKNOWLEDGED, by=by, note=f"{by.unit_name}代为签收")
    if part.state not in (State.SUMMARISED, State.RETURNED):
        move(part, State.SUMMARISED, by=by, note="上传已写好的总结")
    move(part, State.SUBMITTED, by=by)


def _own_copy(upload: Upload, part: Participation, by: Actor) -> StoredFile:
    """The file byte by byte, as one of the unit whose summary it is."""
    held: StoredFile | None = upload.file
    assert held is not None  # what could be read was kept
    return files.store(
        files.read(held), name=held.name, content_type=held.content_type, unit_id=part.unit_id,
        by=by,
    )  # fmt: skip
