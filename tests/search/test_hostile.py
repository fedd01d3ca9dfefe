"""Whatever is typed or kept, nothing breaks and nothing is read as a command."""

import pytest

from tests.search.documents import document, found
from zwgk.search import Index, Query
from zwgk.search.model import PHRASES, QUERY_LENGTH
from zwgk.search.question import parts_of, read

TYPED = [
    '"', '""', "'", "-", "NOT", "*", "政*", "政务 NOT 公开", "政务 OR 公开", "title:政务",
    "(政务", "政务)", "{title} : 政务", "^政务", "政务 AND", 'NEAR("政务" "公开")', "\x00",
    "政\x00务", "%", "_", "' & '", "'; DROP TABLE search_public_doc; --", "\\", "\\'", "<->",
    "政务:*", "!政务", "🙂", "政🙂务", "\ud83d", "政\udc00务", "\u202e政务", "\u200b", "～",
    "~f0", "~fall", "~w24x1", "$1", "%s", "{name}", "<script>alert(1)</script>",
    "政务" * 5000, "a" * 10_000, " ".join("政务公开日活动" * 2000), "(a+)+$" * 40, "\n\r\t",
    "\u3000", "٣", "ﷺ", "𠀀𠀁", "e\u0301", "Ǆ", "ﬁ", "ß", "İ",
]  # fmt: skip


@pytest.fixture
def filled(index: Index) -> Index:
    index.add([document("a", "政务公开日活动", "政务"), document("b", "政 务", "{name} %s 50%")])
    return index


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
def test_anything_may_be_typed(filled: Index, typed: str) -> None:
    for order in ("relevance", "newest"):
        assert filled.search(Query(typed, order=order)).total <= 2
    assert len(filled.suggest(typed)) <= 2
    filled.search(Query("政务", kinds=(typed,), facets={typed: typed, "'": '"'}))
    assert found(filled, "政务") == ["a"]
    assert filled.count() == 2


@pytest.mark.parametrize("kept", TYPED, ids=range(len(TYPED)))
def test_anything_may_be_kept(filled: Index, kept: str) -> None:
    filled.add([document("c", kept + "终了", kept, unit=kept[:50])])
    assert "c" in found(filled, "终了" if not kept.endswith("a") else "终")
    assert filled.add([document("c", "另文")]) == 1
    assert found(filled, "终了") == []
    assert filled.delete(["c"]) == 1


def test_a_question_is_bounded() -> None:
    match = read(Query(" ".join(f"第{number}项" for number in range(1000))), ())
    assert match
    assert len(match.phrases) == PHRASES
    assert sum(map(len, parts_of("公开 " * 1000))) <= QUERY_LENGTH


def test_no_more_than_a_page_is_given(index: Index) -> None:
    index.add(document(f"d{number}", "公开") for number in range(150))
    assert len(index.search(Query("公开", limit=10**9)).hits) == 100
    assert index.search(Query("公开", limit=-1)).hits == ()


@pytest.mark.parametrize("name", ["", "a b", 'a"', "a;b", "Ä", "UPPER", "1a"])
def test_names_are_names(name: str) -> None:
    from zwgk.search import SqliteIndex

    with pytest.raises(ValueError, match="not a name"):
        SqliteIndex(lambda: pytest.fail("never asked"), name)
