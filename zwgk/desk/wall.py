"""The numbers of the live wall (现场大屏): one participation at a glance, nothing personal.

Totals are the participation's as the ledger counts them; the chart of quarters is one day's.
What was tallied is in the totals and told apart. Online questions stand beside, never within.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.desk.models import (
    Desk,
    DeskDepartment,
    DeskPass,
    Device,
    Handout,
    Material,
    Question,
    Rating,
    Tally,
    Visit,
)
from zwgk.enquiries.models import Channel, Enquiry
from zwgk.kinds import Qualifier, combined

QUARTER = timedelta(minutes=15)
# A phone that was not heard of for longer is shown as without a network.
ONLINE = timedelta(minutes=5)
OTHER = "其他"
_SECONDS = 900
_BEHIND = {Qualifier.MORE_THAN: "余"}
_BEFORE = {Qualifier.ABOUT: "约", Qualifier.LESS_THAN: "不足"}


@dataclass
class Number:
    """A count: what was recorded one by one, and what was tallied besides."""

    records: int = 0
    tallied: int = 0
    qualifier: Qualifier = Qualifier.EXACT

    @property
    def total(self) -> int:
        """Both together."""
        return self.records + self.tallied

    @property
    def text(self) -> str:
        """The total as it is shown: 约320, 320余."""
        return f"{_BEFORE.get(self.qualifier, '')}{self.total}{_BEHIND.get(self.qualifier, '')}"

    def tally(self, value: int, qualifier: Qualifier) -> None:
        """Add a tally."""
        self.tallied += value
        self.qualifier = combined([self.qualifier, qualifier])


@dataclass
class DeskLine:
    """A desk: ``state`` is before, open or closed; ``last_at`` when its latest record happened.

    ``phones`` were let in, ``online`` of them were heard of lately, ``waiting`` records are still
    on them as far as they said.
    """

    name: str
    place: str
    opens_at: datetime
    closes_at: datetime
    state: str
    visitors: Number = field(default_factory=Number)
    questions: Number = field(default_factory=Number)
    copies: Number = field(default_factory=Number)
    last_at: datetime | None = None
    phones: int = 0
    online: int = 0
    waiting: int = 0

    def heard(self, at: datetime) -> None:
        """Something happened here at that time."""
        self.last_at = max(at, self.last_at or at)


@dataclass
class Rated:
    """评价: the scores of all who rated; of those tallied only satisfied or not is known."""

    satisfied: int = 0
    fair: int = 0
    unsatisfied: int = 0
    tallied: int = 0
    tallied_satisfied: int = 0

    @property
    def rated(self) -> int:
        """All ratings, the base of the rate."""
        return self.satisfied + self.fair + self.unsatisfied + self.tallied

    @property
    def rate(self) -> float | None:
        """满意率 in percent; None before the first rating."""
        if not self.rated:
            return None
        return 100 * (self.satisfied + self.tallied_satisfied) / self.rated


@dataclass(frozen=True)
class Stock:
    """A material: ``left`` is known where it was said how many were printed."""

    name: str
    printed: int | None
    handed_out: int

    @property
    def left(self) -> int | None:
        """How many there should still be, never less than none."""
        return None if self.printed is None else max(self.printed - self.handed_out, 0)

    @property
    def over(self) -> int:
        """How many more were handed out than printed: one of the two numbers is wrong."""
        return 0 if self.printed is None else max(self.handed_out - self.printed, 0)


@dataclass
class Wall:
    """Everything the wall shows."""

    as_of: datetime
    day: date
    visitors: Number = field(default_factory=Number)
    questions: Number = field(default_factory=Number)
    copies: Number = field(default_factory=Number)
    rated: Rated = field(default_factory=Rated)
    desks: list[DeskLine] = field(default_factory=list)
    quarters: list[tuple[datetime, int]] = field(default_factory=list)
    topics: list[tuple[str, int]] = field(default_factory=list)
    materials: list[Stock] = field(default_factory=list)
    online_questions: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was recorded yet."""
        counted = (self.visitors, self.questions, self.copies)
        return not (any(n.total for n in counted) or self.rated.rated or self.online_questions)


class _Quarter(Func):
    """The number of the quarter of an hour since 1970; all our hours begin with one in UTC too."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """``strftime`` counts seconds."""
        template = f"(CAST(strftime('%%%%s', %(expressions)s) AS INTEGER) / {_SECONDS})"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """EXTRACT gives seconds with fractions."""
        template = f"(FLOOR(EXTRACT(EPOCH FROM %(expressions)s) / {_SECONDS}))::integer"
        return self.as_sql(compiler, connection, template=template, **extra)


def stamp(part: Participation) -> tuple[Any, ...]:
    """Changes when a record, a rating or an online question comes in; one query."""
    of_part = {"desk__participation": part.pk}
    entries = [
        _mark(model, "received_at", **of_part) for model in (Visit, Question, Handout, Tally)
    ]
    ratings = _mark(Rating, "rated_at", **of_part)
    asked = _mark(Enquiry, "asked_at", unit=part.unit_id)
    return tuple(sorted(ratings.union(asked, *entries, all=True)))


def _mark(model: Any, at: str, **owner: int) -> QuerySet[Any, Any]:
    rows = model.objects.order_by().filter(**owner)
    label = Value(model._meta.model_name, CharField())
    marked: QuerySet[Any, Any] = (
        rows.annotate(what=label).values("what").annotate(n=Count("pk"), at=Max(at))
    ).values_list("what", "n", "at")
    return marked


def wall(part: Participation, *, now: datetime | None = None) -> Wall:
    """The numbers now; the count of queries depends on nothing."""
    now = now or timezone.now()
    lines = {desk.pk: _line(desk, now) for desk in Desk.objects.filter(participation=part)}
    found = Wall(as_of=now, day=timezone.localdate(now), desks=list(lines.values()))
    visits: dict[int, int] = defaultdict(int)
    for desk, quarter, people, last in _visits(part):
        visits[quarter] += people
        lines[desk].visitors.records += people
        lines[desk].heard(last)
    _count_questions(part, lines, found)
    _count_handouts(part, lines, found)
    _count_tallies(part, lines, found)
    _count_ratings(part, found.rated)
    _count_phones(part, lines, now)
    found.day = _day(found.desks, visits, now)
    found.quarters = _quarters(found, visits, now)
    found.online_questions = _online_questions(part)
    for name in ("visitors", "questions", "copies"):
        setattr(found, name, _sum(getattr(line, name) for line in found.desks))
    return found


def _line(desk: Desk, now: datetime) -> DeskLine:
    state = "before" if now < desk.opens_at else "open" if now <= desk.closes_at else "closed"
    return DeskLine(desk.name, desk.place, desk.opens_at, desk.closes_at, state)


def _sum(numbers: Iterable[Number]) -> Number:
    total = Number()
    for number in numbers:
        total.records += number.records
        total.tally(number.tallied, number.qualifier)
    return total


def _counted(model: Any, part: Participation) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.counted().filter(desk__participation=part).order_by()
    return rows


def _visits(part: Participation) -> QuerySet[Any, Any]:
    by_quarter = _counted(Visit, part).annotate(quarter=_Quarter("recorded_at"))
    sums = (Sum("people"), Max("recorded_at"))
    grouped: QuerySet[Any, Any] = by_quarter.values_list("desk_id", "quarter").annotate(*sums)
    return grouped


def _count_questions(part: Participation, lines: Mapping[int, DeskLine], found: Wall) -> None:
    """Questions by desk and department.

    What an attendant typed instead of choosing a department could be anything: it is 其他 here.
    """
    of_part = DeskDepartment.objects.filter(desk__participation=part).order_by("pk")
    topics = dict.fromkeys([*of_part.values_list("name", flat=True), OTHER], 0)
    rows = _counted(Question, part).values_list("desk_id", "department")
    for desk, department, count, last in rows.annotate(Count("pk"), Max("recorded_at")):
        topics[department if department in topics else OTHER] += count
        lines[desk].questions.records += count
        lines[desk].heard(last)
    asked = [(name, count) for name, count in topics.items() if count]
    found.topics = sorted(asked, key=lambda topic: (topic[0] == OTHER, -topic[1]))


def _count_handouts(part: Participation, lines: Mapping[int, DeskLine], found: Wall) -> None:
    given: dict[int, int] = defaultdict(int)
    rows = _counted(Handout, part).values_list("desk_id", "material_id")
    for desk, material, copies, last in rows.annotate(Sum("copies"), Max("recorded_at")):
        given[material] += copies
        lines[desk].copies.records += copies
        lines[desk].heard(last)
    found.materials = [
        Stock(material.name, material.printed, given[material.pk])
        for material in Material.objects.filter(participation=part)
    ]


def _count_tallies(part: Participation, lines: Mapping[int, DeskLine], found: Wall) -> None:
    fields = {
        "visitors": "visitors", "questions_asked": "questions", "materials_distributed": "copies",
    }  # fmt: skip
    rows = _counted(Tally, part).filter(kind__in=[*fields, "satisfaction_rate"])
    grouped = rows.values_list("desk_id", "kind", "qualifier")
    for desk, kind, qualifier, value, out_of, last in grouped.annotate(
        Sum("value"), Sum("out_of"), Max("recorded_at")
    ):
        lines[desk].heard(last)
        if kind in fields:
            getattr(lines[desk], fields[kind]).tally(value, Qualifier(qualifier))
        else:
            found.rated.tallied_satisfied += value
            found.rated.tallied += out_of or 0


def _count_ratings(part: Participation, rated: Rated) -> None:
    """Visitors' own ratings, and attendants' where the visitor of the question gave none."""
    own = Rating.objects.filter(desk__participation=part).order_by()
    said = Exists(own.filter(token=OuterRef("token")))
    by_attendants = _counted(Question, part).exclude(rating="").exclude(said)
    for rows, score in ((own, "score"), (by_attendants, "rating")):
        for name, count in rows.values_list(score).annotate(Count("pk")):
            setattr(rated, name, getattr(rated, name) + count)


def _count_phones(part: Participation, lines: Mapping[int, DeskLine], now: datetime) -> None:
    let_in = Device.objects.order_by().filter(
        desk_pass__participation=part, desk_pass__kind=DeskPass.Kind.RECORD,
        desk_pass__revoked_at=None, cut_at=None,
    )  # fmt: skip
    heard = Count("pk", filter=Q(seen_at__gte=now - ONLINE))
    for desk, phones, online, waiting in let_in.values_list("desk_pass__desk_id").annotate(
        phones=Count("pk"), online=heard, unsent=Sum("waiting")
    ):
        line = lines[desk]
        line.phones, line.online, line.waiting = phones, online, waiting


def _online_questions(part: Participation) -> int:
    """Questions asked of the unit on the portal on the days of the campaign."""
    begins = part.starts_on or part.campaign.starts_on
    ends = part.ends_on or part.starts_on or part.campaign.ends_on
    asked = Enquiry.objects.filter(unit=part.unit_id, asked_at__gte=_midnight(begins))
    asked = asked.filter(asked_at__lt=_midnight(ends + timedelta(days=1)))
    # What was asked at a desk and is followed up is an enquiry too, but no online question.
    return int(asked.filter(channel=Channel.ONLINE).count())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _moment(quarter: int) -> datetime:
    moment = datetime.fromtimestamp(quarter * _SECONDS, tz=timezone.get_current_timezone())
    return moment


def _day(desks: list[DeskLine], visits: Mapping[int, int], now: datetime) -> date:
    """Today when something is on; else the day of the last visit, or of the first desk."""
    today = timezone.localdate(now)
    days = {timezone.localdate(_moment(quarter)) for quarter in visits}
    opening = {timezone.localdate(desk.opens_at) for desk in desks}
    if today in days | opening:
        return today
    return max(days, default=min(opening, default=today))


def _quarters(found: Wall, visits: Mapping[int, int], now: datetime) -> list[tuple[datetime, int]]:
    """Every quarter of the day from the first desk's opening on, those without visitors too."""
    begins, ends = (_midnight(found.day + timedelta(days=n)) for n in (0, 1))
    first, end = (int(moment.timestamp()) // _SECONDS for moment in (begins, ends))
    own = [quarter for quarter in visits if first <= quarter < end]
    if not own:
        return []
    for desk in found.desks:
        if begins <= desk.opens_at < ends and desk.opens_at <= now:
            own.append(int(desk.opens_at.timestamp()) // _SECONDS)
            own.append(int(min(now, desk.closes_at, ends - QUARTER).timestamp()) // _SECONDS)
    return [(_moment(n), visits.get(n, 0)) for n in range(min(own), max(own) + 1)]
