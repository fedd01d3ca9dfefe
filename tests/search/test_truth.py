"""Random texts: every back end finds what stands there, nothing else, in one order."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.documents import document, found, holding
from zwgk.search import Query
from zwgk.search.question import read

# Few characters, so that words repeat, run into one another and end in every way.
TEXT = st.text("政务公開开日A1b ，。\n第", max_size=40)
TEXTS = st.lists(st.tuples(TEXT, TEXT, st.integers(-3, 3)), min_size=1, max_size=12)
WORD = st.text("政务公开日ab1第，", min_size=1, max_size=5)
SLOWLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SLOWLY
@given(texts=TEXTS, words=st.lists(WORD, min_size=1, max_size=12))
def test_found_is_what_stands_there(
    everywhere: list[Any], texts: list[tuple[str, str, int]], words: list[str]
) -> None:
    documents = [
        document(f"k{number}", text, title, day)
        for number, (text, title, day) in enumerate(texts)
    ]  # fmt: skip
    for index in everywhere:
        index.clear()
        index.add(documents)
    asked = [*words, *(text[at : at + 2] for text, _, _ in texts for at in (0, 3))]
    for word in asked:
        query = f'"{word}"'
        orders = [[hit.key for hit in index.search(Query(query)).hits] for index in everywhere]
        assert all(order == orders[0] for order in orders)
        if everywhere[0].search(Query(query)).corrected or not word.strip("，。 \n"):
            continue
        literal = found_literally(everywhere, query)
        assert literal == holding(documents, word)


def found_literally(everywhere: list[Any], query: str) -> set[str]:
    """What is found, less titles that only sound so."""
    match = read(Query(query), ())
    assert match
    (phrase,) = match.phrases
    only = replace(match, phrases=(replace(phrase, wordings=phrase.wordings[:1]),))
    answers = []
    for index in everywhere:
        ids = index.newest(only, 100).ids
        answers.append({row.key for row in index.rows(ids)})
    assert all(answer == answers[0] for answer in answers)
    return answers[0]


@SLOWLY
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["add", "delete"]), st.integers(0, 4), TEXT, st.integers(-2, 2)),
        max_size=15,
    )
)
def test_changes_leave_no_trace(
    everywhere: list[Any], steps: list[tuple[str, int, str, int]]
) -> None:
    kept: dict[str, Any] = {}
    for index in everywhere:
        index.clear()
    for verb, number, text, day in steps:
        key = f"k{number}"
        for index in everywhere:
            if verb == "add":
                kept[key] = document(key, text, text[:5], day, unit=text[:1] or "无")
                index.add([kept[key]])
            else:
                index.delete([key])
        if verb == "delete":
            kept.pop(key, None)
    for word in ("政务", "公开", "开", "a", "第1", ""):
        truth = holding(list(kept.values()), word) if word else set(kept)
        for index in everywhere:
            assert set(found(index, word)) == truth
            assert index.count() == len(kept)
