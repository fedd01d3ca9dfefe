"""Visitors' own ratings: one for each visit, counted with their base, without who it was."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.world import World, make_world
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.desk import actions, ratings
from zwgk.desk.models import Desk, Rating
from zwgk.desk.ratings import AlreadyRated, WrongCode
from zwgk.figures.ledger import ledger


@pytest.fixture
def desk(world: World) -> Desk:
    """The town's desk, open now."""
    now = timezone.now()
    world.desk.opens_at, world.desk.closes_at = now - timedelta(hours=1), now + timedelta(hours=1)
    world.desk.save()
    return world.desk


def rate(token: str, score: str = "satisfied") -> Rating:
    return ratings.rate(ratings.place_of_token(token), token, score=score, channel="slip")


def satisfaction(desk: Desk) -> tuple[int, int | None] | None:
    entry = ledger(desk.participation_id).get("satisfaction_rate")
    return (entry.value, entry.out_of) if entry else None


def test_tokens_are_never_given_twice(desk: Desk) -> None:
    first, second = ratings.new_tokens(desk, 3), ratings.new_tokens(desk, 2)
    assert len({*first, *second}) == 5
    assert {ratings.place_of_token(token).desk_id for token in first + second} == {desk.pk}
    assert ratings.link_of(first[0]) == f"/rate/s/{first[0]}/"


@pytest.mark.parametrize("count", [0, -1, ratings.SLIPS_AT_ONCE + 1])
def test_a_number_of_slips_out_of_reason_is_refused(desk: Desk, count: int) -> None:
    with pytest.raises(DomainError, match="一次最多制作480张"):
        ratings.new_tokens(desk, count)


def test_a_visit_is_rated_once_and_the_first_stays(desk: Desk) -> None:
    (token,) = ratings.new_tokens(desk, 1)
    rate(token, "unsatisfied")
    with pytest.raises(AlreadyRated):
        rate(token, "satisfied")
    kept = ratings.rated(token)
    assert kept is not None
    assert (kept.score, kept.desk_id) == ("unsatisfied", desk.pk)


def test_codes_that_we_never_made_are_told(desk: Desk) -> None:
    (token,) = ratings.new_tokens(desk, 1)
    poster = ratings.poster_of(desk)
    number, serial, signature = token.split("-")
    for wrong in (
        "",
        "abc",
        token[:-1],
        f"{number}-{int(serial) + 1}-{signature}",
        poster,
        f"{int(number) + 1}-{serial}-{signature}",
        token + "\x00",
        "９-1-" + "a" * 16,
    ):
        with pytest.raises(WrongCode):
            ratings.place_of_token(wrong)
    for wrong in ("", "1", f"{desk.pk + 1}-{poster.split('-')[1]}", token, "²-" + "a" * 16):
        with pytest.raises(WrongCode):
            ratings.place_of_poster(wrong)
    with pytest.raises(WrongCode):
        ratings.place_of_kiosk("nothing")


def test_tokens_cannot_be_hoarded(desk: Desk) -> None:
    (token,) = ratings.new_tokens(desk, 1)
    now = timezone.now()
    Desk.objects.update(opens_at=now - timedelta(days=2), closes_at=now - timedelta(hours=25))
    with pytest.raises(DomainError, match="评价已经结束"):
        ratings.place_of_token(token)
    with pytest.raises(DomainError, match="评价已经结束"):
        ratings.place_of_poster(ratings.poster_of(desk))
    Desk.objects.update(opens_at=now + timedelta(hours=2), closes_at=now + timedelta(hours=9))
    with pytest.raises(DomainError, match="还没有开放"):
        ratings.place_of_token(token)


def test_words_are_added_once_and_hold_no_personal_numbers(desk: Desk) -> None:
    (token,) = ratings.new_tokens(desk, 1)
    rate(token)
    for words, told in (
        (" ", "请先写下意见"),
        ("好" * 201, "现在有 201 个"),
        ("打我电话 13800138000", "手机号"),
    ):
        with pytest.raises(DomainError, match=told):
            ratings.add_words(token, words)
    ratings.add_words(token, " 讲得  清楚 ")
    with pytest.raises(AlreadyRated):
        ratings.add_words(token, "再说一句")
    kept = ratings.rated(token)
    assert kept is not None
    assert kept.words == "讲得 清楚"


def test_an_unknown_score_is_told(desk: Desk) -> None:
    (token,) = ratings.new_tokens(desk, 1)
    with pytest.raises(DomainError, match="请在满意"):
        rate(token, "great")
    assert ratings.rated(token) is None


def test_the_rate_counts_the_visitors_own_word_before_the_attendants(
    desk: Desk, clerk: Actor
) -> None:
    assert satisfaction(desk) is None
    tokens = ratings.new_tokens(desk, 3)

    def ask(rating: str, token: str) -> None:
        asked = actions.record_question(
            desk, text="怎样办理？", answer="这样办理。", rating=rating, by=clerk
        )
        type(asked).objects.filter(pk=asked.pk).update(token=token)

    ask("satisfied", tokens[0])
    ask("satisfied", "")
    ask("", tokens[1])
    assert satisfaction(desk) == (2, 2)
    rate(tokens[0], "unsatisfied")  # of the first question: replaces the attendant's note
    rate(tokens[2], "fair")  # of a slip that belongs to no question
    assert satisfaction(desk) == (1, 3)
    rows = ledger(desk.participation_id)["satisfaction_rate"].evidence
    assert sorted(row.record_type for row in rows) == ["question", "rating", "rating"]
    assert {row.label for row in rows if row.record_type == "rating"} == {"不满意", "基本满意"}


@pytest.mark.django_db(transaction=True)
def test_one_token_twice_at_once_is_one_rating() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a race needs a server; this runs in the PostgreSQL pass")
    desk = make_world().desk
    now = timezone.now()
    Desk.objects.update(opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=1))
    (token,) = ratings.new_tokens(desk, 1)
    start, ended = Barrier(4), []

    def visitor(score: str) -> Any:
        start.wait()
        try:
            rate(token, score)
            ended.append("kept")
        except AlreadyRated:
            ended.append("told")
        finally:
            connection.close()

    threads = [Thread(target=visitor, args=(score,)) for score in ("fair", "satisfied") * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["kept", "told", "told", "told"]
    assert Rating.objects.count() == 1
