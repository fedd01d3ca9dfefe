"""What holds for any text: nothing raised, spans within it, sums free of order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.figures.table import PHRASES
from zwgk.kinds import KINDS
from zwgk.text.figures import figures
from zwgk.text.figures.totals import total
from zwgk.text.figures.vocabulary import LINES
from zwgk.text.model import Figure

_WORDS = [
    word for table in ("nouns", "verbs") for line in LINES[table].values() for word in line.split()
]
_PIECES = [
    *(
        "，",
        "。",
        "、",
        "；",
        "：",
        "\n",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        " ",
        "其中",
        "各",
        "共计",
    ),
    *(
        "去年",
        "全县",
        "我镇",
        "第",
        "近",
        "约",
        "余",
        "多",
        "以上",
        "%",
        "百分之",
        "至",
        "份",
        "人次",
    ),
    *(
        "12",
        "1.2万",
        "三百",
        "两",
        "数百",
        "2018年5月15日",
        "１２",
        "九成八",
        "5·15",
        "個",
        "\u200b",
    ),
]
# Soups of the words that rules look for find more than random characters do.
_SOUP = st.lists(st.sampled_from(_WORDS) | st.sampled_from(_PIECES), max_size=30).map("".join)
_ANY = st.text(max_size=120) | _SOUP
_SENTENCES = st.lists(st.sampled_from([text for text, _ in PHRASES]), max_size=6)
# No number, no noun or verb of the vocabulary, no name of a place.
_NEUTRAL = st.sampled_from(["天气晴好。", "气氛热烈而融洽。", "大家都很高兴。"])


@given(_ANY)
@settings(max_examples=300)
def test_any_text_is_read_and_every_span_lies_within_it(text: str) -> None:
    result = figures(text)
    for figure in result.found:
        assert figure.kind in KINDS
        assert text[figure.start : figure.end] == figure.text != ""
        assert figure.mentions[0].start == figure.start
        assert all(text[m.start : m.end] == m.text for m in figure.mentions)
    for item in result.rejected:
        assert text[item.start : item.end] == item.text != ""
        assert item.reason


@given(_SENTENCES)
def test_the_same_text_is_read_the_same_way_again(sentences: list[str]) -> None:
    text = "".join(sentences)
    assert figures(text) == figures(text)


def _said(text: str) -> list[tuple[object, ...]]:
    return [
        (f.kind, f.value, f.qualifier, f.high, f.stage, f.scope, f.role, f.text)
        for f in figures(text).found
    ]


@given(_SENTENCES, _NEUTRAL)
def test_a_sentence_without_number_behind_changes_nothing(
    sentences: list[str], neutral: str
) -> None:
    text = "".join(sentences)
    assert _said(f"{text}\n{neutral}") == _said(text)


@given(_SENTENCES, _NEUTRAL)
def test_a_sentence_without_number_in_front_changes_nothing(
    sentences: list[str], neutral: str
) -> None:
    text = "".join(sentences)
    assert _said(neutral + "\n" + text) == _said(text)


@given(st.data(), _SENTENCES)
def test_a_total_does_not_depend_on_the_order_of_the_figures(
    data: st.DataObject, sentences: list[str]
) -> None:
    found = figures("".join(sentences)).found
    shuffled: list[Figure] = data.draw(st.permutations(found))
    for kind in KINDS:
        assert total(shuffled, kind) == total(found, kind)


def test_a_total_of_two_equal_values_does_not_depend_on_their_order() -> None:
    found = figures("群众满意率达98%以上。群众满意率为百分之九十八。").found
    assert len(found) == 2
    assert total(found[::-1], "satisfaction_rate") == total(found, "satisfaction_rate")


@pytest.mark.parametrize(
    "text",
    ["发放" + "9" * 400 + "份", "九" * 5000 + "份", "1万" + "9" * 5000 + "份"],
    ids=["digits", "Chinese digits", "mixed"],
)
def test_a_number_without_end_raises_nothing(text: str) -> None:
    assert figures(text).found == ()
