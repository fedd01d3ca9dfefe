"""A frozen document never changes, whatever is done with records, drafts and reviews afterwards."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.records import ready_to_submit
from tests.world import World, person
from zwgk.campaigns.models import Participation
from zwgk.core import files
from zwgk.core.errors import DomainError
from zwgk.desk import actions as desk
from zwgk.desk.models import Visit
from zwgk.figures.ledger import ledger
from zwgk.summaries import actions
from zwgk.summaries.checking import check_draft
from zwgk.summaries.models import Submission
from zwgk.summaries.queries import draft_of

pytestmark = pytest.mark.django_db

WRONG = "共接待群众500余人次。"


def _part(world: World) -> Participation:
    return Participation.objects.get(pk=world.town_part.pk)


def _write(world: World) -> None:
    part, latest = _part(world), actions.latest_number(world.town_part)
    section = {"key": "x", "heading": "", "body": f"{WRONG}第{latest}稿，接待{{visitors}}。"}
    actions.save_draft(
        part, title="总结", sections=[section], based_on=latest, by=person(world.town)
    )


def _submit(world: World) -> None:
    part, by = _part(world), person(world.town)
    draft = draft_of(part, by)
    assert draft is not None
    found = check_draft(part, draft.title, draft.sections, ledger(part.pk), by=by)
    actions.submit(part, by=by, reasons={one.key: f"理由：{one.message}" for one in found})


def _correct(world: World) -> None:
    visit = Visit.objects.filter(is_current=True).first()
    assert visit is not None
    desk.correct_entry(visit, by=person(world.town), people=visit.people + 1)


def _record(world: World) -> None:
    desk.record_visit(world.desk, people=3, by=person(world.town))


def _last(world: World) -> Submission:
    last = Submission.objects.order_by("-number").first()
    if last is None:
        raise DomainError("还没有报送。")
    return last


def _withdraw(world: World) -> None:
    actions.withdraw(_last(world), by=person(world.town))


def _return(world: World) -> None:
    remarks = [(0, "", "请修改。")]
    actions.return_submission(_last(world), reasons="", remarks=remarks, by=person(world.city))


def _accept(world: World) -> None:
    actions.accept_submission(_last(world), by=person(world.city))


def _compose(world: World) -> None:
    actions.compose_draft(_part(world), by=person(world.town))


def _keep_pdf(world: World) -> None:
    actions.keep_pdf(_last(world), by=person(world.city))


STEPS: tuple[Callable[[World], None], ...] = (
    _write, _submit, _correct, _record, _withdraw, _return, _accept, _compose, _keep_pdf,
)  # fmt: skip


def _frozen(submission: Submission) -> dict[str, Any]:
    return {
        "text": json.dumps([submission.title, submission.content, submission.findings]),
        "docx": hashlib.sha256(files.read(submission.docx)).hexdigest(),
        "pdf": submission.pdf and hashlib.sha256(files.read(submission.pdf)).hexdigest(),
        "figures": list(submission.figures.order_by("kind").values()),
        "reasons": list(submission.justifications.order_by("key").values()),
        "remarks": list(
            submission.review.remarks.values() if hasattr(submission, "review") else ()
        ),
    }


@settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(steps=st.lists(st.sampled_from(STEPS), min_size=4, max_size=10))
def test_no_step_changes_what_was_frozen(
    world: World, steps: list[Callable[[World], None]]
) -> None:
    with transaction.atomic():  # every example begins with the same small world
        world.town_part.refresh_from_db()
        ready_to_submit(world)
        _run(world, [_write, _submit, *steps])
        transaction.set_rollback(True)


def _run(world: World, steps: list[Callable[[World], None]]) -> None:
    known: dict[int, dict[str, Any]] = {}
    for step in steps:
        # A step that is not allowed now must not change anything either.
        with suppress(DomainError):
            step(world)
        for submission in Submission.objects.all():
            now = _frozen(submission)
            then = known.setdefault(submission.pk, now)
            # What comes later is added once: the decision with its remarks, the PDF.
            assert now | {"remarks": 0, "pdf": 0} == then | {"remarks": 0, "pdf": 0}
            assert then["remarks"] in ([], now["remarks"])
            assert then["pdf"] in (None, now["pdf"])
            known[submission.pk] = now
    assert known
    assert known[min(known)]["reasons"]
