"""Verbs on summaries: compose, save, submit, withdraw, return, accept."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.actions import move
from zwgk.campaigns.models import Participation, State
from zwgk.campaigns.states import WRITING
from zwgk.core import audit, files
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.core.models import StoredFile
from zwgk.core.rules import require, require_own_unit
from zwgk.figures.ledger import Entry, Ledger, ledger
from zwgk.gongwen import CONTENT_TYPES, Document, MissingFonts, render
from zwgk.kinds import KINDS, Source
from zwgk.summaries.annexes import (
    annexes_of,
    document_of,
    kept_picture,
    offer,
    with_kept_pictures,
)
from zwgk.summaries.branch import compose_branch, figures_of, frozen_below, gather_branch
from zwgk.summaries.checking import (
    TITLE,
    Found,
    Library,
    check_draft,
    forget,
    nothing,
    remember,
)
from zwgk.summaries.document import from_json, printed_as, to_json
from zwgk.summaries.drafting import Length, compose, gather
from zwgk.summaries.models import (
    Justification,
    Remark,
    Review,
    Revision,
    Submission,
    SubmittedFigure,
)
from zwgk.summaries.pasted import tidy
from zwgk.summaries.photos import require_captions
from zwgk.summaries.refs import gaps, unfounded

LONGEST_REASON = 500
LONGEST_TITLE = 150


@transaction.atomic
def compose_draft(
    participation: Participation, *, by: Actor, length: Length = Length.SUMMARY,
    below: bool = False,
) -> Revision:  # fmt: skip
    """Write a new draft from the records; an earlier one stays among the revisions. Needs EDIT.

    ``below`` composes a superior's own summary from what the units below it submitted.
    """
    _may_write(participation, by)
    own = ledger(participation.pk)
    if below:
        united = gather_branch(participation.campaign, participation.unit, own, by)
        title, sections = compose_branch(united, length)
    else:
        facts = gather(participation, own, today=timezone.localdate())
        title, sections = compose(facts, length)
    if length is Length.REPORT:
        offer(participation)
    if participation.state in (State.ACKNOWLEDGED, State.PLANNED, State.UNDER_WAY):
        move(participation, State.SUMMARISED, by=by)
    return _revise(participation, title, sections, by=by, note="根据记录生成", composed=True)


@transaction.atomic
def save_draft(
    participation: Participation, *, title: str, sections: Sequence[Mapping[str, str]],
    based_on: int, by: Actor, note: str = "编辑保存",
) -> Revision:  # fmt: skip
    """Keep what the author wrote as a new revision. Needs EDIT.

    ``based_on`` is the number the author began from. When somebody saved in the meantime both texts
    stay, and ``number`` of the result is then not ``based_on + 1``: the caller says so.
    """
    _may_write(participation, by)
    title = tidy(title).strip()[:LONGEST_TITLE]
    if not title:
        raise DomainError("请填写标题。", field="title")
    latest = latest_number(participation)
    if latest and based_on != latest:
        note = f"{by.name}的版本（与第{latest}稿有冲突）"[:50]
    cleaned = [
        {key: tidy(str(section.get(key, ""))) for key in ("key", "heading", "body")}
        for section in sections
    ]
    return _revise(participation, title, cleaned, by=by, note=note)


@transaction.atomic
def mend_draft(
    revision: Revision, *, key: str, by: Actor, library: Library = nothing
) -> Revision:  # fmt: skip
    """Put the certain mend of a finding in its place, as a new revision. Needs EDIT.

    Raises Conflict when the draft was saved since, or says no longer what was found.
    """
    part = revision.participation
    figures = figures_of(part, by)
    found = check_draft(part, revision.title, revision.sections, figures, by=by, library=library)
    one = next((one for one in found if one.key == key and one.mend is not None), None)
    if one is None or revision.number != latest_number(part):
        raise Conflict("草稿已经有了改动，请刷新页面后再改。")
    title, sections = revision.title, [dict(section) for section in revision.sections]
    holder = sections[one.section] if one.section != TITLE else {"title": title}
    holder[one.field] = f"{holder[one.field][: one.start]}{one.mend}{holder[one.field][one.end :]}"
    return save_draft(
        part, title=holder.get("title", title), sections=sections, based_on=revision.number, by=by,
        note=f"按核查意见修改：{one.passage}"[:50],
    )  # fmt: skip


def latest_number(participation: Participation) -> int:
    """The number of the current draft, 0 without one."""
    newest = Revision.objects.filter(participation=participation).order_by("-number").first()
    return newest.number if newest else 0


@transaction.atomic
def restore_revision(revision: Revision, *, by: Actor) -> Revision:
    """Make an earlier revision the draft again. Needs EDIT."""
    _may_write(revision.participation, by)
    note = f"恢复第{revision.number}稿"
    return _revise(revision.participation, revision.title, revision.sections, by=by, note=note)


def _revise(
    participation: Participation, title: str, sections: Sequence[Mapping[str, str]], *,
    by: Actor, note: str, composed: bool = False,
) -> Revision:  # fmt: skip
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    revision: Revision = Revision.objects.create(
        participation=participation,
        number=latest_number(participation) + 1,
        title=title,
        sections=list(sections),
        note=note,
        composed=composed,
        saved_by=by.name,
    )
    audit.record(by, "保存总结草稿", revision, note)
    return revision


@transaction.atomic
def submit(
    participation: Participation, *, by: Actor, on: date | None = None,
    reasons: Mapping[str, str] | None = None, library: Library = nothing,
) -> Submission:  # fmt: skip
    """Freeze the draft and its figures and send them to the superior. Needs SUBMIT.

    ``on`` is the date of the document (成文日期), today unless given. ``reasons`` justify errors by
    the key of the finding; they go up with the summary. ``library`` is asked for texts to compare.

    Raises DomainError while gaps stand in the text, a quoted figure has no record, or an error of
    the check is neither mended nor justified.
    """
    require(by, Permission.SUBMIT)
    require_own_unit(by, participation.unit_id)
    revision = Revision.objects.filter(participation=participation).order_by("-number").first()
    if revision is None:
        raise DomainError("还没有总结草稿，请先生成草稿。")
    figures = figures_of(participation, by)
    _refuse_incomplete(revision, figures)
    if annexes_of(participation).photos:
        require_captions(participation)
    found = check_draft(
        participation, revision.title, revision.sections, figures, by=by, library=library
    )
    justified = reasons_for(found, reasons or {})
    document = document_of(
        participation, revision.title, revision.sections, figures, dated=on or timezone.localdate()
    )
    document = with_kept_pictures(document, unit_id=participation.unit_id, by=by)
    move(participation, State.SUBMITTED, by=by)
    submission: Submission = Submission.objects.create(
        participation=participation,
        revision=revision,
        number=next_number(participation),
        title=revision.title,
        content=to_json(document)
        | {"below": frozen_below(_bodies(revision), figures, participation.campaign, by)},
        findings=[one.frozen() for one in found],
        submitted_by=by.name,
        submitted_by_id=by.user_id,
        **_frozen_files(participation, revision.title, document, by),
    )
    SubmittedFigure.objects.bulk_create(
        _frozen_figure(submission, entry, document) for entry in figures.values()
    )
    keep_reasons(submission, justified, by=by)
    remember(submission)
    audit.record(by, "报送总结", submission, justified=len(justified))
    return submission


def next_number(participation: Participation) -> int:
    """Which time this will be that the unit submits."""
    return int(Submission.objects.filter(participation=participation).count()) + 1


def keep_reasons(submission: Submission, justified: Mapping[str, str], *, by: Actor) -> None:
    """Let the reasons for what the check called errors go up with the submission."""
    Justification.objects.bulk_create(
        Justification(submission=submission, key=key, reason=reason, written_by=by.name)
        for key, reason in justified.items()
    )


def _bodies(revision: Revision) -> list[str]:
    return [section["body"] for section in revision.sections]


def reasons_for(found: Sequence[Found], reasons: Mapping[str, str]) -> dict[str, str]:
    """The reasons given for the errors; every error needs one."""
    errors = [one for one in found if one.blocks]
    given = {one.key: reasons.get(one.key, "").strip() for one in errors if one.justifiable}
    if missing := [one for one in errors if not given.get(one.key)]:
        told = "；".join(one.message.rstrip("。") for one in missing[:3])
        raise DomainError(
            f"核查发现 {len(missing)} 处错误还没有改正或说明：{told}。请改正，或写明理由后再报送。"
        )
    if any(len(reason) > LONGEST_REASON for reason in given.values()):
        raise DomainError(f"每条说明不超过 {LONGEST_REASON} 字，请精简后再报送。")
    return given


def _refuse_incomplete(revision: Revision, figures: Ledger) -> None:
    missing = [gap for section in revision.sections for gap in gaps(section["body"])]
    if missing:
        raise DomainError(
            f"还有 {len(missing)} 处待补充的内容：{'、'.join(missing)}。请补充或删除后再报送。"
        )
    absent = [r for section in revision.sections for r in unfounded(section["body"], figures)]
    if absent:
        names = "、".join(dict.fromkeys(f"{KINDS[r.key].name}{r.part}" for r in absent))
        raise DomainError(f"引用的数据没有记录：{names}。请补登记录，或删除该数据后再报送。")


def _frozen_files(
    participation: Participation, title: str, document: Document, by: Actor
) -> dict[str, StoredFile | None]:
    docx = _store(title, document, "docx", participation.unit_id, by)
    try:
        return {"docx": docx, "pdf": _store(title, document, "pdf", participation.unit_id, by)}
    except MissingFonts:
        # The submission must not fail for want of a font; ``keep_pdf`` makes it later.
        return {"docx": docx, "pdf": None}


def _store(title: str, document: Document, form: str, unit_id: int, by: Actor) -> StoredFile:
    return files.store(
        render(document, form), name=f"{title}.{form}", content_type=CONTENT_TYPES[form],
        unit_id=unit_id, by=by,
    )  # fmt: skip


@transaction.atomic
def keep_pdf(submission: Submission, *, by: Actor) -> StoredFile:
    """The PDF of a submission, made once from the frozen text where fonts were missing then.

    Anybody who may read the submission may ask for it. Raises MissingFonts if they still are.
    """
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if locked.pdf is None:
        unit = submission.participation.unit_id
        document = from_json(locked.content, kept_picture)
        locked.pdf = _store(locked.title, document, "pdf", unit, by)
        locked.save(update_fields=["pdf"])
    kept: StoredFile = locked.pdf
    return kept


def _frozen_figure(submission: Submission, entry: Entry, document: Document) -> SubmittedFigure:
    key = entry.kind.key
    return SubmittedFigure(
        submission=submission,
        kind=key,
        value=entry.value,
        out_of=entry.out_of,
        qualifier=entry.qualifier,
        by_records=entry.shares.get(Source.RECORDS, 0),
        by_tally=entry.shares.get(Source.TALLY, 0),
        by_declared=entry.shares.get(Source.DECLARED, 0),
        printed="、".join(printed_as(document, key))[:200],
        evidence=[
            {
                "source": row.source, "type": row.record_type, "id": row.record_id,
                "value": row.value, "out_of": row.out_of, "label": row.label,
                "at": row.at.isoformat() if row.at else None,
            }
            for row in entry.evidence
        ],
    )  # fmt: skip


@transaction.atomic
def withdraw(submission: Submission, *, by: Actor) -> None:
    """撤回: take a submission back before the superior has decided. Needs SUBMIT."""
    require(by, Permission.SUBMIT)
    require_own_unit(by, submission.participation.unit_id)
    _refuse_decided(submission)
    move(submission.participation, State.SUMMARISED, by=by, note="撤回报送")
    submission.withdrawn_at = timezone.now()
    submission.save(update_fields=["withdrawn_at"])
    forget(submission)
    audit.record(by, "撤回总结", submission)


@transaction.atomic
def return_submission(
    submission: Submission, *, reasons: str, by: Actor,
    remarks: Sequence[tuple[int, str, str]] = (),
) -> Review:  # fmt: skip
    """退回: send a submission back with reasons. Needs REVIEW in a superior unit.

    ``remarks`` are reasons bound to a passage: (paragraph, passage, what is to be mended). Remarks
    alone are reasons enough.
    """
    said = [(number, passage, text.strip()) for number, passage, text in remarks if text.strip()]
    if not reasons.strip() and not said:
        raise DomainError("请写明退回的理由，便于下级单位修改。", field="reasons")
    rows = [_remark(place, submission.paragraphs, *one) for place, one in enumerate(said, 1)]
    reason = reasons.strip() or f"见正文中的 {len(rows)} 处批注。"
    review = _decide(submission, Review.Decision.RETURNED, State.RETURNED, reason, by)
    for row in rows:
        row.review = review
    Remark.objects.bulk_create(rows)
    return review


def _remark(place: int, paragraphs: Sequence[str], number: int, passage: str, text: str) -> Remark:
    if not 0 <= number < len(paragraphs):
        raise DomainError("批注的段落不在这份总结中，请刷新页面后重新批注。")
    if passage.strip() and passage.strip() not in paragraphs[number]:
        raise DomainError("批注引用的原文不在所选段落中，请重新选取。")
    if len(text) > LONGEST_REASON:
        raise DomainError(f"每处批注不超过 {LONGEST_REASON} 字，请精简。")
    quoted = passage.strip() or paragraphs[number]
    return Remark(position=place, paragraph=number, passage=quoted[:300], text=text)


@transaction.atomic
def accept_submission(submission: Submission, *, by: Actor, remark: str = "") -> Review:
    """采纳: accept a submission. Needs REVIEW in a superior unit."""
    return _decide(submission, Review.Decision.ACCEPTED, State.ACCEPTED, remark.strip(), by)


def _decide(
    submission: Submission, decision: Review.Decision, to: State, reasons: str, by: Actor
) -> Review:
    require(by, Permission.REVIEW)
    unit = submission.participation.unit
    if not by.is_above(unit.pk, unit.path):
        raise NotAllowed("只有上级单位可以审核，本单位不能审核自己的总结。")
    if submission.submitted_by_id == by.user_id:
        raise NotAllowed("您是这份总结的报送人，不能审核自己报送的材料，请由其他人员审核。")
    _refuse_decided(submission)
    move(submission.participation, to, by=by, note=reasons)
    review: Review = Review.objects.create(
        submission=submission, decision=decision, reasons=reasons, decided_by=by.name
    )
    audit.record(by, decision.label, submission, reasons)
    return review


def _refuse_decided(submission: Submission) -> None:
    if submission.withdrawn_at or Review.objects.filter(submission=submission).exists():
        raise Conflict("这份报送已经处理过，请刷新页面查看最新状态。")


def _may_write(participation: Participation, by: Actor) -> None:
    require(by, Permission.EDIT)
    require_own_unit(by, participation.unit_id)
    if participation.state == State.NOTIFIED:
        raise DomainError("请先签收通知，再撰写总结。")
    if participation.state not in WRITING:
        raise DomainError("总结已经报送，如需修改请先撤回。")
