"""How each kind is counted from records: one SELECT per rule, all of one shape.

Every rule yields rows (participation, kind, source, record type, record id, value, out_of,
qualifier, label, at, part); ``zwgk.figures.ledger`` unites them into one query. ``out_of`` is the
part of a rate's denominator a record stands for, NULL for counts; ``part`` names what the record
belongs to (a department, a material), empty where a kind is not split.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat

from zwgk.campaigns.checklist import CHECKLIST
from zwgk.campaigns.models import Meeting, Task
from zwgk.carriers.models import PlayedMinute, Screen
from zwgk.desk.models import (
    Desk,
    DeskDepartment,
    Handout,
    Material,
    Question,
    Rating,
    Tally,
    Visit,
)
from zwgk.enquiries.models import Channel, Enquiry
from zwgk.enquiries.models import State as EnquiryState
from zwgk.enquiries.states import ANSWERED
from zwgk.figures.models import Figure
from zwgk.kinds import Qualifier, Source
from zwgk.selfcheck.models import CheckedItem, CheckFinding
from zwgk.selfcheck.queries import COUNTED_ONE_BY_ONE, checked_one_by_one, completed

COLUMNS = ("f_participation", "f_kind", "f_source", "f_type", "f_id", "f_value", "f_out_of",
           "f_qualifier", "f_label", "f_at", "f_part")  # fmt: skip

Expression = Combinable
_ONE = Value(1, IntegerField())
_NO_TIME = Cast(Value(None), DateTimeField())
_NOT_A_RATE = Cast(Value(None), IntegerField())


def _rows(
    rows: QuerySet[Any], *, participation: str, kind: str | Expression, label: str,
    source: Source = Source.RECORDS, value: Expression = _ONE, out_of: Expression = _NOT_A_RATE,
    qualifier: Expression | None = None, at: Expression = _NO_TIME, part: str = "",
) -> QuerySet[Any, Any]:  # fmt: skip
    text = CharField()
    shaped: QuerySet[Any, Any] = rows.order_by().annotate(
        f_participation=F(participation),
        f_kind=Value(kind, text) if isinstance(kind, str) else kind,
        f_source=Value(source.value, text),
        f_type=Value(rows.model._meta.model_name, text),
        f_id=Cast("pk", text),
        f_value=Cast(value, IntegerField()),
        f_out_of=Cast(out_of, IntegerField()),
        f_qualifier=qualifier or Value(Qualifier.EXACT.value, text),
        f_label=Cast(label, TextField()),
        f_at=Cast(at, DateTimeField()),
        f_part=Cast(part, TextField()) if part else Value("", TextField()),
    ).values_list(*COLUMNS)  # fmt: skip
    return shaped


def _flag(**condition: Any) -> Case:
    return Case(When(**condition, then=1), default=0, output_field=IntegerField())


def _entry_rows(ids: Iterable[int]) -> Iterator[QuerySet[Any, Any]]:
    where = "desk__participation"
    at = F("recorded_at")

    def counted(model: Any) -> Any:
        return model.objects.counted().filter(desk__participation__in=ids)

    def questions(kind: str, rows: Any, **more: Any) -> QuerySet[Any, Any]:
        return _rows(rows, participation=where, kind=kind, label="text", at=at, **more)

    asked = counted(Question)
    answered = asked.exclude(answer="")
    yield _rows(counted(Visit), participation=where, kind="visitors", value=F("people"),
                label="matter", at=at)  # fmt: skip
    yield questions("questions_asked", asked, part="department")
    yield questions("questions_answered", answered, part="department")
    yield questions("answered_on_spot", answered.filter(on_spot=True), part="department")
    yield questions("answer_rate", asked, value=_flag(on_spot=True), out_of=_ONE)
    # The visitor's own rating of a question stands for what the attendant noted.
    own = Rating.objects.filter(token=OuterRef("token")).exclude(token="")
    yield questions(
        "satisfaction_rate", asked.exclude(rating="").filter(~Exists(own)),
        value=_flag(rating=Question.Rating.SATISFIED), out_of=_ONE,
    )  # fmt: skip
    # The score only: a visitor's words are read by the unit and go up with no submission.
    scores = (When(score=value, then=Value(name)) for value, name in Rating.Score.choices)
    said = Case(*scores, output_field=CharField())
    yield _rows(Rating.objects.filter(desk__participation__in=ids).annotate(said=said),
                participation=where, kind="satisfaction_rate",
                value=_flag(score=Rating.Score.SATISFIED), out_of=_ONE, label="said",
                at=F("rated_at"))  # fmt: skip
    yield _rows(counted(Handout), participation=where, kind="materials_distributed",
                value=F("copies"), label="material__name", at=at,
                part="material__name")  # fmt: skip
    yield _rows(counted(Tally), participation=where, kind=F("kind"), source=Source.TALLY,
                value=F("value"), out_of=F("out_of"), qualifier=F("qualifier"), label="evidence",
                at=at)  # fmt: skip


def _enquiry_rows(ids: Iterable[int]) -> Iterator[QuerySet[Any, Any]]:
    """Online and from a desk, each for itself; what was refused as no question is none."""
    asked = Enquiry.objects.filter(participation__in=ids).exclude(state=EnquiryState.REJECTED)
    for channel, every, done in (
        (Channel.DESK, "followups", "followups_answered"),
        (Channel.ONLINE, "online_questions", "online_answered"),
    ):
        rows = asked.filter(channel=channel)
        yield _rows(rows, participation="participation", kind=every, label="topic",
                    at=F("asked_at"), part="department")  # fmt: skip
        yield _rows(rows.filter(state__in=ANSWERED), participation="participation", kind=done,
                    label="topic", at=F("answered_at"), part="department")  # fmt: skip


def _set_up_rows(ids: Iterable[int]) -> Iterator[QuerySet[Any, Any]]:
    given_out = Handout.objects.counted().filter(material=OuterRef("pk"))
    materials = Material.objects.filter(Exists(given_out), participation__in=ids)
    desks = Desk.objects.filter(participation__in=ids)
    departments = DeskDepartment.objects.filter(desk__participation__in=ids)
    # A department at two desks is one department: its first row stands for it.
    earlier = DeskDepartment.objects.filter(
        desk__participation=OuterRef("desk__participation"), name=OuterRef("name"),
        pk__lt=OuterRef("pk"),
    )  # fmt: skip
    own, by_desk = "participation", "desk__participation"
    yield _rows(materials, participation=own, kind="material_kinds", label="name")
    yield _rows(desks, participation=own, kind="desks", label="name", at=F("opens_at"))
    yield _rows(departments.filter(~Exists(earlier)), participation=by_desk, kind="departments",
                label="name")  # fmt: skip
    yield _rows(departments, participation=by_desk, kind="staff", value=F("staff"), label="name")


def _screen_rows(ids: Iterable[int]) -> Iterator[QuerySet[Any, Any]]:
    """A screen counts once it played; its hours are whole ones, and never rounded up."""
    minutes = PlayedMinute.objects.filter(screen=OuterRef("pk")).order_by()
    total = minutes.values("screen").annotate(total=Sum("seconds")).values("total")
    first = minutes.order_by("minute").values("minute")[:1]
    played = Screen.objects.filter(Exists(minutes), participation__in=ids)
    timed = played.annotate(played_s=Subquery(total, IntegerField()))
    yield _rows(played, participation="participation", kind="screens", label="name",
                at=Subquery(first))  # fmt: skip
    yield _rows(timed.filter(played_s__gte=3600), participation="participation",
                kind="screen_hours", value=F("played_s") / 3600, label="name",
                at=Subquery(first), part="name")  # fmt: skip


def _campaign_rows(ids: Iterable[int]) -> Iterator[QuerySet[Any, Any]]:
    meetings = Meeting.objects.filter(participation__in=ids)
    yield _rows(meetings, participation="participation", kind="meetings", label="title")
    counting = {entry.key: entry.counts for entry in CHECKLIST if entry.counts}
    tasks = Task.objects.filter(
        participation__in=ids, status=Task.Status.DONE, key__in=counting, quantity__gt=0
    ).exclude(key__in=COUNTED_ONE_BY_ONE, participation__in=checked_one_by_one(ids))
    kind = Case(
        *(When(key=key, then=Value(kind)) for key, kind in counting.items()),
        output_field=CharField(),
    )
    yield _rows(tasks, participation="participation", kind=kind, source=Source.TALLY,
                value=F("quantity"), label="outcome", at=F("done_at"))  # fmt: skip
    declared = Figure.objects.filter(participation__in=ids)
    yield _rows(declared, participation="participation", kind=F("kind"), source=Source.DECLARED,
                value=F("value"), out_of=F("out_of"), qualifier=F("qualifier"), label="basis",
                at=F("declared_at"))  # fmt: skip


def _self_check_rows(ids: Iterable[int]) -> Iterator[QuerySet[Any, Any]]:
    """The items of a self-check, each with what was found in it and mended."""
    found = CheckFinding.objects.filter(line=OuterRef("pk")).order_by().values("line")
    number = Coalesce(Subquery(found.values(n=Count("pk"))), 0)
    mended = found.filter(state=CheckFinding.State.MENDED).values(n=Count("pk"))
    lines = CheckedItem.objects.filter(check_of__participation__in=ids).annotate(
        found=number, mended=Coalesce(Subquery(mended), 0)
    )  # fmt: skip
    said = Case(
        When(found=0, then=Concat("name", Value("（没有发现问题）"))),
        default=Concat("name", Value("（发现问题"), Cast("found", CharField()), Value("个，已整改"),
                       Cast("mended", CharField()), Value("个）")),
        output_field=TextField(),
    )  # fmt: skip
    for kind, rows in (("items_checked", lines), ("items_completed", completed(lines))):
        yield _rows(rows.annotate(said=said), participation="check_of__participation", kind=kind,
                    label="said", at=F("checked_at"))  # fmt: skip


def counting_query(participation_ids: Iterable[int]) -> QuerySet[Any, Any]:
    """All rows that count for the participations, as one UNION ALL."""
    ids = list(participation_ids)
    first, *others = (*_entry_rows(ids), *_enquiry_rows(ids), *_set_up_rows(ids),
                      *_self_check_rows(ids), *_screen_rows(ids),
                      *_campaign_rows(ids))  # fmt: skip
    return first.union(*others, all=True)
