"""The index and the caller's transaction are one; large corpora on databases."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from tests.search.conftest import DATABASES, Make
from tests.search.documents import document, found
from zwgk.search import Query as Q
from zwgk.search import SqliteIndex
from zwgk.search import postgres as postgres_module
from zwgk.search.entry import SPREAD_BITS


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_rollback_takes_the_index_along(
    make: Make, connect: Callable[[str], Any], database: str
) -> None:
    connection = connect(database)
    index = make(database, within=connection)
    index.add([document("a", "公开")])
    connection.execute("BEGIN")
    index.add([document("b", "公开"), document("a", "政务")])
    index.delete(["a"])
    assert found(index, "公开") == ["b"]
    connection.execute("ROLLBACK")
    assert found(index, "公开") == ["a"]
    connection.execute("BEGIN")
    index.clear()
    connection.execute("ROLLBACK")
    assert (index.count(), found(index, "政务")) == (1, [])


def test_a_failed_load_leaves_nothing(make: Make, database: str) -> None:
    index = make(database)

    def broken() -> Any:
        yield from (document(f"d{number}", "公开") for number in range(700))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.add(broken())
    index.add([document("a", "公开")])
    assert found(index, "公开") == ["a"]


def test_writing_does_not_end_the_callers_transaction() -> None:
    connection = sqlite3.connect(":memory:")  # opens transactions by itself
    index = SqliteIndex(lambda: connection, "public", ())
    index.create()
    connection.execute("CREATE TABLE other (x)")
    connection.execute("INSERT INTO other VALUES (1)")
    index.add([document("a", "公开")])
    connection.rollback()
    assert index.count() == 0
    assert connection.execute("SELECT COUNT(*) FROM other").fetchone() == (0,)
    connection.close()


def test_being_first_in_a_transaction_does_not_end_it(
    connect: Callable[[str], Any], make: Make
) -> None:
    if "postgres" not in DATABASES:
        pytest.skip("no PostgreSQL")
    connection = connect("postgres")
    index = make("postgres", within=connection)
    connection.autocommit = False  # as Django's atomic does
    index.add([document("a", "公开")])
    connection.rollback()
    assert index.count() == 0


def test_many_documents_are_read_by_stretches(
    make: Make, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_module, "_FIRST", 20)
    index = make(database)
    documents = [
        document(
            f"d{number}", "公开" + "、政务" * (number % 3 == 0) + "、低保" * (number % 97 == 0),
            day=(number * 7919) % 4000 - 2000, unit=f"u{number % 10}",
        )
        for number in range(3000)
    ]  # fmt: skip
    index.add(documents)
    newest = [one.key for one in sorted(documents, key=lambda one: one.day, reverse=True)]
    order = {key: at for at, key in enumerate(newest)}
    for word, step in (("公开", 1), ("政务", 3), ("低保", 97)):
        truth = [key for key in newest if int(key[1:]) % step == 0]
        assert found(index, word) == truth[:100]
        assert index.search(Q(word)).total == min(len(truth), 1000)
        filtered = [key for key in truth if key.endswith("0")]
        assert found(index, word, facets={"unit": "u0"}) == filtered[:100]
    assert sorted(found(index, "公开、政务"), key=order.__getitem__) == found(index, "公开、政务")


def test_postgres_gives_up_where_it_would_read_all(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "postgres" not in DATABASES:
        pytest.skip("no PostgreSQL")
    monkeypatch.setattr(postgres_module, "_FIRST", 20)
    monkeypatch.setattr(postgres_module, "_READ", 50)
    monkeypatch.setattr(postgres_module, "_AT_ONCE", 10)
    index = make("postgres")
    texts = ["的人和人的"] * 2500 + ["的人的"]
    index.add(document(f"d{at}", text, day=-at) for at, text in enumerate(texts))
    results = index.search(Q("的人的"))
    assert (results.hits, results.total_is_exact) == ((), False)


def test_documents_of_one_place_all_find_room(
    make: Make, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "zwgk.search.entry.place_of", lambda day, key: day.toordinal() << SPREAD_BITS
    )
    index = make(database)
    index.add([document(f"d{number}", "公开") for number in range(5)])
    index.add([document(f"d{number}", "政务") for number in range(3, 8)])
    assert sorted(found(index, "公开")) == ["d0", "d1", "d2"]
    assert sorted(found(index, "政务")) == ["d3", "d4", "d5", "d6", "d7"]


def test_the_titles_of_an_older_index_are_filled_in() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    index = SqliteIndex(connection, "public", ())
    index.create()
    index.add([document("a", "公开", title="夏季办事指南"), document("b", "公开", title="通知")])
    connection.execute("DROP TABLE search_public_titles")
    index.create()
    assert index.suggest("办事") == index.suggest("banshi") == ["夏季办事指南"]
    assert index.delete(["a"]) == 1
    assert (index.suggest("办事"), index.suggest("通知")) == ([], ["通知"])
