"""Everything recorded that a draft may speak of, read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Sum

from zwgk.campaigns.models import LeadingGroupMember, Meeting, Participation, Task
from zwgk.desk.models import Desk, Handout, Material, Question, Rating
from zwgk.desk.sharing import sharing
from zwgk.enquiries.models import Channel, Enquiry
from zwgk.enquiries.states import OPEN
from zwgk.figures.ledger import Entry
from zwgk.kinds import Qualifier
from zwgk.summaries.drafting.quoting import Asked
from zwgk.summaries.models import Review, Submission

# A standard task whose work is recorded in a place of its own is done once that is there.
_RECORDED_ELSEWHERE = {"meeting_held", "group_formed", "desk_set_up", "photos_kept"}


@dataclass(frozen=True)
class Pending:
    """A question from the desk that still waits for its answer."""

    topic: str
    department: str
    overdue: bool


@dataclass(frozen=True)
class Facts:
    """The records of a participation; ``before`` are the figures accepted last year.

    ``joint`` are desks held with other units, as (owner, place): they count for their owners.
    """

    participation: Participation
    ledger: Mapping[str, Entry]
    group: tuple[LeadingGroupMember, ...]
    meetings: tuple[Meeting, ...]
    tasks: Mapping[str, Task]
    own_tasks: tuple[Task, ...]
    undone: tuple[str, ...]
    desks: tuple[Desk, ...]
    departments: tuple[str, ...]
    topics: Mapping[str, str]
    materials: tuple[Material, ...]
    run_out: tuple[str, ...]
    asked: tuple[Asked, ...]
    pending: tuple[Pending, ...]
    unsatisfied: bool
    before: Mapping[str, tuple[int, int | None]]
    joint: tuple[tuple[str, str], ...] = ()


def gather(
    participation: Participation, ledger: Mapping[str, Entry], *, today: date
) -> Facts:  # fmt: skip
    """Read what is recorded for a participation; ``today`` decides what is overdue."""
    desks = tuple(participation.desks.prefetch_related("departments"))
    rows = [row for desk in desks for row in desk.departments.all()]
    tasks = tuple(participation.tasks.all())
    done = [task for task in tasks if task.status == Task.Status.DONE]
    materials = tuple(participation.materials.all())
    return Facts(
        participation=participation,
        ledger=ledger,
        group=tuple(participation.leading_group.all()),
        meetings=tuple(participation.meetings.all()),
        tasks={task.key: task for task in done if task.key},
        own_tasks=tuple(task for task in done if not task.key and task.outcome.strip()),
        undone=tuple(task.title for task in tasks if _undone(task, today)),
        desks=desks,
        departments=tuple(dict.fromkeys(row.name for row in rows)),
        topics={row.name: row.topics.strip() for row in reversed(rows) if row.topics.strip()},
        materials=materials,
        run_out=_run_out(materials),
        asked=_asked(participation),
        pending=_pending(participation, today),
        unsatisfied=_unsatisfied(participation),
        before=_before(participation),
        joint=tuple(
            (one.desk.participation.unit.short_name, one.desk.place)
            for one in sharing(participation)
        ),
    )


def _undone(task: Task, today: date) -> bool:
    late = task.due_on is not None and task.due_on < today
    return task.status == Task.Status.OPEN and late and task.key not in _RECORDED_ELSEWHERE


def _run_out(materials: Iterable[Material]) -> tuple[str, ...]:
    printed = {material.pk: material for material in materials if material.printed}
    given = Handout.objects.counted().filter(material__in=printed).order_by().values("material")
    copies = dict(given.annotate(n=Sum("copies")).values_list("material", "n"))
    return tuple(m.name for pk, m in printed.items() if copies.get(pk, 0) >= (m.printed or 0))


def _asked(participation: Participation) -> tuple[Asked, ...]:
    rows = Question.objects.counted().filter(desk__participation=participation).exclude(answer="")
    columns = rows.order_by("text", "answer").values_list("text", "answer", "department")
    return tuple(Asked(*row) for row in columns)


def _pending(participation: Participation, today: date) -> tuple[Pending, ...]:
    rows = Enquiry.objects.filter(
        participation=participation, channel=Channel.DESK, state__in=OPEN
    ).order_by("due_on", "topic", "department")
    return tuple(Pending(row.topic, row.department, row.due_on < today) for row in rows)


def _unsatisfied(participation: Participation) -> bool:
    """Whether anybody was; a visitor's own rating stands for what the attendant noted."""
    ratings = Rating.objects.filter(desk__participation=participation)
    own = Rating.objects.filter(token=OuterRef("token")).exclude(token="")
    noted = Question.objects.counted().filter(
        ~Exists(own), desk__participation=participation, rating=Question.Rating.UNSATISFIED
    )
    said: bool = ratings.filter(score=Rating.Score.UNSATISFIED).exists() or noted.exists()
    return said


def _before(participation: Participation) -> dict[str, tuple[int, int | None]]:
    """The exact figures of the unit's accepted submission of last year's edition."""
    campaign = participation.campaign
    submission = (
        Submission.objects.filter(
            participation__unit=participation.unit_id,
            participation__campaign__series=campaign.series,
            participation__campaign__year=campaign.year - 1,
            withdrawn_at__isnull=True,
            review__decision=Review.Decision.ACCEPTED,
        )
        .order_by("-number")
        .first()
    )
    if submission is None:
        return {}
    exact = submission.figures.filter(qualifier=Qualifier.EXACT)
    return {figure.kind: (figure.value, figure.out_of) for figure in exact}
