"""Figure references in a text."""

from hypothesis import given
from hypothesis import strategies as st

from zwgk.figures.ledger import Entry, Evidence
from zwgk.kinds import KINDS, Qualifier, Source
from zwgk.summaries.refs import (
    choices,
    gap,
    gaps,
    pieces,
    references,
    resolved,
    typed_figures,
    unfounded,
)


def _entry(key: str, value: int, out_of: int | None = None) -> Entry:
    return Entry(KINDS[key], value, out_of, Qualifier.EXACT, {Source.RECORDS: value}, ())


LEDGER = {"visitors": _entry("visitors", 316), "answer_rate": _entry("answer_rate", 1, 3)}


def test_references_print_what_the_records_say() -> None:
    text = "接待{visitors~1}（{visitors}），答复率{answer_rate}。"
    assert resolved(text, LEDGER) == "接待300余人次（316人次），答复率33.3%。"


def test_a_reference_without_records_prints_a_gap() -> None:
    assert resolved("发放{materials_distributed}", {}) == "发放【待补充：发放资料无记录】"


def test_unknown_braces_are_plain_text() -> None:
    assert resolved("{nonsense}{}{visitors~}", LEDGER) == "{nonsense}{}{visitors~}"


@given(
    st.lists(
        st.sampled_from([*(f"{{{k}}}" for k in KINDS), "{visitors~2}", "{x}", "文", "{", "~1}"])
    )
)
def test_cutting_a_text_loses_nothing(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join(str(piece) for piece in pieces(text)) == text


def test_gaps_are_found_until_they_are_filled() -> None:
    text = f"召开{gap('会议时间')}会议，{gap('组长')}"
    assert gaps(text) == ["【待补充：会议时间】", "【待补充：组长】"]
    assert gaps("都写好了") == []


def test_numbers_typed_by_hand_are_found() -> None:
    text = "接待群众30余人次，发放资料 59 份，悬挂条幅3条，满意率达到98%，接待{visitors}。"
    assert typed_figures(text) == ["30余人次", "59 份", "3条", "98%"]


def test_dates_editions_and_numbers_of_documents_are_not_figures() -> None:
    text = "2018年5月15日是第12个政务公开日，按照云政办发〔2018〕15号要求，电话0415-2150000。"
    assert typed_figures(text) == []


def test_a_figure_is_offered_exact_and_rounded_down() -> None:
    offered = {c.token: c.printed for c in choices(LEDGER["visitors"])}
    assert offered == {
        "{visitors}": "316人次", "{visitors~2}": "310余人次", "{visitors~1}": "300余人次",
    }  # fmt: skip


def test_references_lists_each_use() -> None:
    assert [str(r) for r in references("{visitors}和{visitors~1}")] == [
        "{visitors}",
        "{visitors~1}",
    ]


def _rows(key: str, parts: list[tuple[str, int]]) -> Entry:
    rows = tuple(
        Evidence(Source.RECORDS, "question", str(n), value, None, Qualifier.EXACT, "", None, part)
        for n, (part, value) in enumerate(parts)
    )
    whole = sum(value for _, value in parts)
    return Entry(KINDS[key], whole, None, Qualifier.EXACT, {Source.RECORDS: whole}, rows)


def test_a_part_of_a_figure_is_counted_from_its_own_records() -> None:
    book = {"questions_asked": _rows("questions_asked", [("司法所", 1), ("卫生院", 2), ("", 4)])}
    text = "受理{questions_asked}，其中卫生院{questions_asked@卫生院}"
    assert resolved(text, book) == "受理7个，其中卫生院2个"
    assert list(book["questions_asked"].parts()) == ["卫生院", "司法所"]
    assert "{questions_asked@卫生院}" in [c.token for c in choices(book["questions_asked"])]


def test_a_part_that_nothing_was_recorded_of_is_unfounded() -> None:
    book = {"questions_asked": _rows("questions_asked", [("司法所", 1)])}
    text = "{questions_asked@司法所}{questions_asked@民政办}{visitors}"
    assert [str(r) for r in unfounded(text, book)] == ["{questions_asked@民政办}", "{visitors}"]


def test_a_rate_can_be_printed_with_what_it_rests_on() -> None:
    assert (
        resolved("{answer_rate}（{answer_rate@基数}）", LEDGER) == "33.3%（受理3个，现场解答1个）"
    )
    assert [c.token for c in choices(LEDGER["answer_rate"])] == [
        "{answer_rate}", "{answer_rate@基数}",
    ]  # fmt: skip
