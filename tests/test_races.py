"""Several people at once, on a real server: nobody's record is lost, nothing is done twice.

SQLite's test database lives in one connection's memory, so these run in the PostgreSQL pass of the
suite (``scripts/test`` always makes both passes).
"""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.records import ready_to_submit
from tests.world import make_world, person
from zwgk.campaigns.models import Participation
from zwgk.core.errors import DomainError
from zwgk.desk import actions as desk
from zwgk.desk.models import Desk, Visit
from zwgk.summaries import actions as summaries
from zwgk.summaries import reviewing
from zwgk.summaries.models import Revision, Submission

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in connection.vendor, reason="runs in the PostgreSQL pass"),
]


def _at_once(times: int, act: Callable[[int], Any]) -> list[Any]:
    """What each of several threads got: a result, or the message it was refused with."""
    results: list[Any] = []
    start = threading.Barrier(times)

    def run(number: int) -> None:
        start.wait()
        try:
            results.append(act(number))
        except DomainError as refusal:
            results.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == times
    return results


def test_the_first_visits_of_a_day_are_all_kept() -> None:
    world = make_world()
    by = person(world.town)
    _at_once(6, lambda _: desk.record_visit(Desk.objects.get(), by=by, people=1))
    assert Visit.objects.counted().count() == 6


def test_the_same_entry_sent_at_once_is_one() -> None:
    world = make_world()
    by, identity = person(world.town), uuid.uuid4()
    _at_once(6, lambda _: desk.record_visit(Desk.objects.get(), by=by, people=2, id=identity))
    assert Visit.objects.count() == 1


def test_corrections_at_once_leave_one_current_and_all_in_the_history() -> None:
    world = make_world()
    by = person(world.town)
    visit = desk.record_visit(world.desk, by=by, people=9)
    _at_once(6, lambda n: desk.correct_entry(Visit.objects.get(pk=visit.pk), by=by, people=n + 1))
    assert Visit.objects.filter(root=visit.root).count() == 7
    assert Visit.objects.filter(root=visit.root, is_current=True).count() == 1


def test_saving_and_submitting_at_once_lose_and_double_nothing() -> None:
    world = make_world()
    part, by = ready_to_submit(world), person(world.town)
    sections = Revision.objects.get().sections

    def save(number: int) -> int:
        fresh = Participation.objects.get(pk=part.pk)
        title = f"总结{number}"
        return summaries.save_draft(
            fresh, title=title, sections=sections, based_on=1, by=by
        ).number  # fmt: skip

    assert sorted(_at_once(5, save)) == [2, 3, 4, 5, 6]
    results = _at_once(4, lambda _: summaries.submit(Participation.objects.get(pk=part.pk), by=by))
    assert sum(isinstance(result, Submission) for result in results) == 1
    assert Submission.objects.count() == 1


def test_a_submission_is_decided_once_even_by_two_reviewers() -> None:
    world = make_world()
    summaries.submit(ready_to_submit(world), by=person(world.town))
    head = person(world.city)

    def decide(number: int) -> Any:
        submission = Submission.objects.get()
        if number % 2:
            return summaries.accept_submission(submission, by=head)
        return summaries.return_submission(submission, reasons="请改", by=head)

    results = _at_once(4, decide)
    assert sum(not isinstance(result, str) for result in results) == 1


def test_a_bulk_acceptance_and_a_withdrawal_at_once_do_not_both_happen() -> None:
    world = make_world()
    submission = summaries.submit(ready_to_submit(world), by=person(world.town))
    by, head = person(world.town), person(world.city)

    def act(number: int) -> Any:
        if number:
            return reviewing.accept_many([submission.pk], by=head).accepted
        return summaries.withdraw(Submission.objects.get(), by=by)

    results = _at_once(2, act)
    part = Participation.objects.get(pk=world.town_part.pk)
    withdrawn = Submission.objects.get().withdrawn_at is not None
    assert (part.state == "accepted") != withdrawn, results
