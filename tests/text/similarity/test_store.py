"""The store finds the source, alike on SQLite and, in the PostgreSQL pass, on PostgreSQL."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.text.similarity.texts import ANY, SOURCE, STRANGER, nonsense
from zwgk.text.similarity import Candidate, Document, Store, schema
from zwgk.text.similarity import store as store_module

URL = os.environ.get("ZWGK_DATABASE_URL", "")
VENDORS = ("sqlite", "postgresql") if URL.startswith("postgres") else ("sqlite",)
Connect = Callable[[str], Any]


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Connect]:
    """A connection without tables; PostgreSQL's vanish with it."""
    opened = []

    def connect(vendor: str) -> Any:
        if vendor == "sqlite":
            connection: Any = sqlite3.connect(tmp_path / f"{len(opened)}.sqlite3")
        else:
            import psycopg

            connection = psycopg.connect(URL, autocommit=True)
            connection.execute("SET search_path TO pg_temp")
        opened.append(connection)
        return connection

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture(params=VENDORS)
def connection(request: pytest.FixtureRequest, connect: Connect) -> Any:
    return connect(request.param)


@pytest.fixture
def store(connection: Any) -> Store:
    made = Store(connection)
    made.create()
    return made


def _rows(connection: Any) -> list[int]:
    return [
        connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
        for table in ("text_doc", "text_fp", "text_common")
    ]


def _world(store: Store) -> None:
    store.add("source", SOURCE, "柳河镇", 2018)
    store.add("stranger", STRANGER, "南塘街道", 2019)


def _paragraph(text: str, number: int) -> str:
    return text.splitlines()[number]


def test_the_source_is_found_and_named(store: Store) -> None:
    _world(store)
    copy = f"{_paragraph(SOURCE, 4)}{nonsense(1, 40)}{_paragraph(SOURCE, 3).replace('1800', '90')}"
    (found,) = store.candidates(copy, unit="石桥乡", year=2021)
    assert (found.key, found.unit, found.year) == ("source", "柳河镇", 2018)
    assert not found.own_earlier_year
    assert 0.4 < found.containment < 0.9
    assert store.candidates(nonsense(2, 300), unit="石桥乡", year=2021) == []
    assert store.candidates("", unit="石桥乡") == []


def test_the_fuller_source_comes_first_and_the_limit_holds(store: Store) -> None:
    _world(store)
    store.add("half", "".join(SOURCE.splitlines()[4:]), "青山镇", 2019)
    found = store.candidates(SOURCE, unit="石桥乡")
    assert [candidate.key for candidate in found] == ["source", "half"]
    assert found[0].containment == 1.0
    assert store.candidates(SOURCE, unit="石桥乡", limit=1) == found[:1]


def test_a_units_own_text_counts_when_it_is_of_an_earlier_year(store: Store) -> None:
    _world(store)
    (own,) = store.candidates(SOURCE, unit="柳河镇", year=2020)
    assert own == Candidate("source", "柳河镇", 2018, 1.0, True)
    assert store.candidates(SOURCE, unit="柳河镇", year=2018) == []
    assert store.candidates(SOURCE, unit="柳河镇") == [own]
    assert store.candidates(SOURCE, unit="石桥乡", key="source") == []


def test_the_words_of_the_notice_and_titles_find_nothing(store: Store) -> None:
    _world(store)
    asked = _paragraph(SOURCE, 3) + nonsense(1, 60)
    assert store.candidates(asked, unit="石桥乡")
    assert store.candidates(asked, unit="石桥乡", ignore=[_paragraph(SOURCE, 3)]) == []
    title = "《关于公布二十二个开放单位名单和预约参观办法的通告》"
    store.add("titled", f"{nonsense(3, 60)}{title}", "青山镇", 2019)
    assert store.candidates(f"{nonsense(4, 60)}{title}", unit="石桥乡") == []


def test_what_stands_with_many_units_is_left_out_but_not_one_units_many_years(
    connection: Any,
) -> None:
    store = Store(connection, stop_after=3)
    store.create()
    common, own = _paragraph(SOURCE, 3), _paragraph(SOURCE, 4)
    for number in range(5):
        store.add(f"c{number}", nonsense(number, 80) + common, f"u{number}", 2020)
        store.add(f"o{number}", nonsense(50 + number, 80) + own, "one", 2010 + number)
    assert store.refresh_stops() > 0
    found = store.candidates(common + nonsense(99, 80) + own, unit="石桥乡", year=2021)
    assert {candidate.unit for candidate in found} == {"one"}


def test_what_became_common_since_the_count_is_not_read(connection: Any) -> None:
    store = Store(connection, stop_after=1)
    store.create()
    for number in range(9):
        store.add(f"c{number}", SOURCE, f"u{number}", 2020)
    assert store.candidates(SOURCE, unit="石桥乡") == []


def test_adding_again_replaces_and_removing_leaves_nothing(store: Store, connection: Any) -> None:
    store.add("k", SOURCE, "柳河镇", 2018)
    store.add("k", STRANGER, "柳河镇", 2019)
    assert store.candidates(SOURCE, unit="石桥乡") == []
    assert store.exact(STRANGER.replace("，", " ")) == ["k"]
    store.remove("k")
    store.remove("no such key")
    assert _rows(connection) == [0, 0, 0]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(ANY, st.just(SOURCE)), min_size=1, max_size=5))
def test_add_then_remove_leaves_nothing(store: Store, connection: Any, texts: list[str]) -> None:
    store.add_many(
        Document(str(number), text, f"u{number}", 2020) for number, text in enumerate(texts)
    )
    for number in range(len(texts)):
        store.remove(str(number))
    assert _rows(connection) == [0, 0, 0]


def _corpus(count: int) -> list[Document]:
    """Texts that share paragraphs in every degree, one stop among them."""
    parts = [nonsense(1000 + number, 60) for number in range(40)]
    return [
        Document(
            f"k{number}",
            parts[number % 40] + parts[number * 7 % 11] + nonsense(number, 80) + parts[0],
            f"u{number % 250}", 2020 + number // 250,
        )
        for number in range(count)
    ]  # fmt: skip


def test_loading_in_order_keeps_the_same_rows(
    store: Store, connection: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = _corpus(700)
    everything = "SELECT hash, key, pos FROM text_fp JOIN text_doc ON id = doc ORDER BY 1, 2"
    assert store.add_many(documents) == 700
    in_order = connection.execute(everything).fetchall()
    for document in documents:
        store.remove(document.key)
    monkeypatch.setattr(store_module, "_SPOOLED", 10**9)
    store.add_many(documents)
    assert connection.execute(everything).fetchall() == in_order


def test_loading_more_into_a_full_store_replaces_by_key(store: Store, connection: Any) -> None:
    store.add_many(_corpus(600))
    before = _rows(connection)
    store.add_many(_corpus(600))
    assert _rows(connection) == before


def test_a_failed_load_keeps_nothing(store: Store, connection: Any) -> None:
    def broken() -> Iterator[Document]:
        yield from _corpus(2500)
        raise OSError

    with pytest.raises(OSError):
        store.add_many(broken())
    assert _rows(connection) == [0, 0, 0]


def test_within_a_callers_transaction_the_caller_decides(store: Store, connection: Any) -> None:
    connection.execute("BEGIN")
    store.add("k", SOURCE, "柳河镇", 2018)
    connection.execute("ROLLBACK")
    assert _rows(connection) == [0, 0, 0]


def test_texts_of_another_normalisation_ask_for_a_rebuild(store: Store, connection: Any) -> None:
    _world(store)
    assert store.is_current()
    connection.execute("UPDATE text_doc SET normalisation = 0 WHERE key = 'source'")
    assert not store.is_current()
    assert store.rebuild([Document("source", SOURCE, "柳河镇", 2018)]) == 1
    assert store.is_current()
    assert [one.key for one in store.candidates(SOURCE + STRANGER, unit="x")] == ["source"]


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_the_schema_makes_the_same_tables_for_a_migration(vendor: Any, connect: Connect) -> None:
    statements = schema(vendor)
    assert [one.split()[2] for one in statements if one.startswith("CREATE TABLE")] == [
        "text_doc", "text_fp", "text_common",
    ]  # fmt: skip
    if vendor in VENDORS:
        connection = connect(vendor)
        for statement in statements:
            connection.execute(statement)
        Store(connection).add("k", SOURCE, "柳河镇", 2018)
        assert _rows(connection)[0] == 1


def test_both_databases_give_the_same_candidates(connect: Connect) -> None:
    answers = []
    documents = _corpus(900)
    for vendor in VENDORS:
        store = Store(connect(vendor), stop_after=30)
        store.create()
        store.add_many(documents)
        answers.append(
            [
                store.candidates(f"{nonsense(5, 30)}{document.text}", unit="u7", year=2022)
                for document in documents[::30]
            ]
        )
    for found, document in zip(answers[0], documents[::30], strict=True):
        assert document.unit == "u7" or found[0].key == document.key
    assert all(answer == answers[0] for answer in answers)


def test_it_goes_with_the_callers_transaction_even_as_its_first_statement(
    store: Store, connection: Any
) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("BEGIN")
    else:
        connection.autocommit = False
    _world(store)
    connection.rollback()
    assert _rows(connection) == [0, 0, 0]
