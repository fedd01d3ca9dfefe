"""Reads of desk entries."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Sum,
    Value,
    When,
)

from zwgk.core.actor import Actor
from zwgk.desk.models import (
    Desk,
    DeskDepartment,
    DeskEntry,
    Handout,
    Material,
    Question,
    Rating,
    Tally,
    Visit,
)
from zwgk.kinds import KINDS, FigureKind

ENTRY_MODELS: Mapping[str, type[DeskEntry]] = MappingProxyType(
    {"visit": Visit, "question": Question, "handout": Handout, "tally": Tally}
)


def recent_entries(desk: Desk, actor: Actor, *, limit: int = 30) -> list[DeskEntry]:
    """The latest current entries of a desk, deleted ones included, newest first."""
    others = (
        model.objects.visible_to(actor).filter(desk=desk, is_current=True)[:limit]
        for model in (Visit, Question, Tally)
    )
    handed_out = Handout.objects.visible_to(actor).filter(desk=desk, is_current=True)
    per_model = (
        *others,
        handed_out.select_related("material")[:limit],
    )
    newest = sorted(chain.from_iterable(per_model), key=lambda e: e.recorded_at, reverse=True)
    return newest[:limit]


def day_totals(desk: Desk, actor: Actor) -> dict[str, int]:
    """What the desk has counted so far: visitors, questions, copies handed out."""
    own = Desk.objects.visible_to(actor).filter(pk=desk.pk).exists()
    totals = desk_totals(desk.pk) if own else _nothing()
    return {name: totals[name] for name in ("visitors", "questions", "copies")}


def desk_totals(desk_id: int) -> dict[str, int]:
    """What one desk has counted: visitors, questions, copies, rated and of those satisfied.

    The visitor's own rating counts, else what the attendant noted; tallies add to the records.
    """
    return _totals(desk=desk_id)[desk_id]


def site_totals(participation_id: int) -> dict[str, int]:
    """The same of all desks of a participation."""
    return _added_up(_totals(desk__participation=participation_id).values())


def both_totals(desk: Desk) -> tuple[dict[str, int], dict[str, int]]:
    """A desk's totals and those of the whole participation, in one query."""
    by_desk = _totals(desk__participation=desk.participation_id)
    return by_desk[desk.pk], _added_up(by_desk.values())


_TALLIED = {
    "visitors": "visitors", "questions_asked": "questions", "materials_distributed": "copies",
}  # fmt: skip
_SATISFIED = "satisfied"


def _nothing() -> dict[str, int]:
    return dict.fromkeys(("visitors", "questions", "copies", "rated", _SATISFIED), 0)


def _added_up(totals: Any) -> dict[str, int]:
    total = _nothing()
    for one in totals:
        for name, number in one.items():
            total[name] += number
    return total


def _totals(**where: int) -> defaultdict[int, dict[str, int]]:
    """Totals by desk, in one query."""
    [(name, number)] = where.items()
    sql, parameters = _statement(name, connection.vendor)
    found: defaultdict[int, dict[str, int]] = defaultdict(_nothing)
    with connection.cursor() as cursor:
        cursor.execute(sql, [number if given == _HERE else given for given in parameters])
        rows = cursor.fetchall()
    for desk, what, number, part in rows:
        totals = found[desk]
        if what == "satisfaction_rate":
            totals["rated"] += int(part or 0)
            totals[_SATISFIED] += int(number)
        elif (name := _TALLIED.get(what, what)) in totals:
            totals[name] += int(number)
            totals[_SATISFIED] += int(part) if what == "rated" else 0
    return found


_HERE = 2**31 - 1  # stands in the statement for the number asked for


@lru_cache(maxsize=4)
def _statement(name: str, vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The statement, made once: to make it takes ten times as long as to run it.

    It gives rows of (desk, what, number, of those satisfied).
    """
    where = {name: _HERE}
    own = Rating.objects.filter(token=OuterRef("token")).exclude(token="")
    questions = Question.objects.counted().filter(**where)
    first, *others = (
        _sums(Visit.objects.counted().filter(**where), "visitors", Sum("people")),
        _sums(questions, "questions", Count("pk")),
        _sums(Handout.objects.counted().filter(**where), "copies", Sum("copies")),
        _sums(questions.exclude(rating="").filter(~Exists(own)), "rated", Count("pk"),
              _flags("rating")),
        _sums(Rating.objects.filter(**where), "rated", Count("pk"), _flags("score")),
        _sums(Tally.objects.counted().filter(**where), F("kind"), Sum("value"), Sum("out_of")),
    )  # fmt: skip
    made: tuple[str, tuple[Any, ...]] = first.union(*others, all=True).query.sql_with_params()
    return made


def _flags(field: str) -> Sum:
    """How many of the rows say 满意."""
    satisfied = When(**{field: Rating.Score.SATISFIED}, then=1)
    return Sum(Case(satisfied, default=0, output_field=IntegerField()))


def _sums(rows: Any, what: Any, number: Any, part: Any = None) -> QuerySet[Any, Any]:
    label = Value(what, CharField()) if isinstance(what, str) else what
    shaped: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(t_what=label)
        .values("desk_id", "t_what")
        .annotate(t_number=number, t_part=part or Sum(Value(0)))
        .values_list("desk_id", "t_what", "t_number", "t_part")
    )
    return shaped


def departments_of(desk: Desk) -> list[tuple[str, str]]:
    """The departments at a desk with what they receive people for."""
    rows = DeskDepartment.objects.filter(desk=desk).values_list("name", "topics")
    return [(str(name), str(topics)) for name, topics in rows]


def materials_of(desk: Desk) -> list[Material]:
    """What can be handed out at a desk."""
    return list(Material.objects.filter(participation=desk.participation_id))


def tallied_kinds() -> list[FigureKind]:
    """What can be counted without recording it one by one."""
    return [kind for kind in KINDS.values() if kind.tallied]


def history(entry: DeskEntry, actor: Actor) -> list[DeskEntry]:
    """Every version of an entry, oldest first."""
    rows = type(entry).objects.visible_to(actor).filter(root=entry.root)
    return list(rows.order_by("version", "recorded_at", "pk"))
