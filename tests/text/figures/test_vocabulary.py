"""The words: one class a word, every class used, and every kind of figure within reach."""

from collections import Counter

import pytest

from tests.text.figures.table import PHRASES
from zwgk.kinds import KINDS
from zwgk.text.figures.vocabulary import (
    LINES,
    Noun,
    Verb,
    in_two_classes,
    listed,
    nouns,
    verbs,
)


@pytest.mark.parametrize("table", ["nouns", "verbs"])
def test_no_word_stands_in_two_classes(table: str) -> None:
    assert in_two_classes(LINES[table]) == {}


def test_a_word_in_two_classes_is_reported() -> None:
    table = {"desk": "展台 咨询台", "board": "展板 展台"}
    assert in_two_classes(table) == {"展台": ["desk", "board"]}
    assert in_two_classes({"desk": "展台 展台"}) == {"展台": ["desk", "desk"]}


def test_every_class_has_words_and_no_other_is_in_the_file() -> None:
    assert set(LINES["nouns"]) == {noun.value for noun in Noun}
    assert set(LINES["verbs"]) == {verb.value for verb in Verb}
    assert all(line.split() for table in LINES.values() for line in table.values())


def test_words_are_sorted_so_that_a_new_one_has_its_place() -> None:
    for line in LINES["nouns"].values():
        words = line.split()
        assert words == sorted(words, key=lambda word: word[::-1])
    for line in LINES["verbs"].values():
        assert line.split() == sorted(line.split())


def test_measures_are_units_a_number_can_have() -> None:
    groups = set(LINES["units"]) - {"all"}
    # 个人 is a rule of its own; 板 and 版 stand in tables only: 展板（板）：8.
    known = set(LINES["units"]["all"].split()) | groups | {"个人", "板", "版"}
    assert set(LINES["measures"]) <= {noun.value for noun in Noun}
    for line in (*LINES["measures"].values(), *(LINES["units"][group] for group in groups)):
        assert set(line.split()) <= known


def test_no_unit_stands_twice() -> None:
    for line in LINES["units"].values():
        assert Counter(line.split()).most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", list(LINES["lists"]))
def test_lists_name_each_noun_once(name: str) -> None:
    assert len(listed(name)) == len(LINES["lists"][name].split())


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_reachable_by_a_phrase(kind: str) -> None:
    assert any(figure.split()[0] == kind for _, figures in PHRASES for figure in figures)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("宣传展板", [("宣传展板", Noun.BOARD)]),  # the longest word
        ("市民代表", [("市民代表", Noun.INVITED)]),
        ("政策咨询点", [("咨询点", Noun.DESK)]),  # of two that overlap, the later one
        ("咨询", [("咨询", Noun.CONSULT)]),
        ("咨询服", [("咨询", Noun.CONSULT)]),  # cut off within 咨询服务台
        ("天气晴好", []),
        ("", []),
    ],
)
def test_nouns_of_a_text(text: str, found: list[tuple[str, Noun]]) -> None:
    assert [(text[start:end], kind) for start, end, kind in nouns(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("免费发放", [("免费发放", Verb.DISTRIBUTE)]),
        ("印制并发放", [("印制并发放", Verb.DISTRIBUTE)]),
        ("受理咨询", [("受理", Verb.ACCEPT), ("咨询", Verb.CONSULT)]),
        ("补充完善", [("补充完善", Verb.COMPLETE)]),
    ],
)
def test_verbs_of_a_text(text: str, found: list[tuple[str, Verb]]) -> None:
    assert [(text[start:end], kind) for start, end, kind in verbs(text)] == found
