"""Drafts of two people put together: nothing of either is lost."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from zwgk.summaries.merging import BOTH, MINE, THEIRS, Piece, merge, merged_paragraphs
from zwgk.summaries.versions import (
    GONE,
    NEW,
    SAME,
    amount,
    lines_changed,
    lines_of,
    words_changed,
)

lines = st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=8)


def _texts(pieces: list[Piece]) -> list[str]:
    return [text for piece in pieces for text in (*piece.mine, *(piece.theirs or ()))]


def _settled(pieces: list[Piece], choice: str) -> list[str]:
    return [text for piece in pieces for text in piece.chosen(choice)]


@given(base=lines, changed=lines)
def test_what_only_one_changed_is_taken_over(base: list[str], changed: list[str]) -> None:
    for pieces in (merged_paragraphs(base, changed, base), merged_paragraphs(base, base, changed)):
        assert not any(piece.is_open for piece in pieces)
        assert _settled(pieces, BOTH) == changed


@given(base=lines, both=lines)
def test_what_both_changed_alike_stands_once(base: list[str], both: list[str]) -> None:
    pieces = merged_paragraphs(base, both, both)
    assert not any(piece.is_open for piece in pieces)
    assert _settled(pieces, BOTH) == both


@given(base=lines, mine=lines, theirs=lines)
def test_nothing_new_of_either_is_lost(base: list[str], mine: list[str], theirs: list[str]) -> None:
    kept = Counter(_texts(merged_paragraphs(base, mine, theirs)))
    for text in (mine, theirs):
        assert not Counter(text) - Counter(base) - kept


@given(base=lines, mine=lines, theirs=lines)
def test_it_does_not_matter_who_came_first(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    one, other = merged_paragraphs(base, mine, theirs), merged_paragraphs(base, theirs, mine)
    assert [piece.is_open for piece in one] == [piece.is_open for piece in other]
    assert _settled(one, MINE) == _settled(other, THEIRS)


def _draft(title: str, **bodies: str) -> tuple[str, list[dict[str, str]]]:
    return title, [
        {"key": key, "heading": f"{key}标题", "body": body} for key, body in bodies.items()
    ]


def test_changes_in_different_paragraphs_need_nobody() -> None:
    base = _draft("总结", a="一。\n二。\n三。", b="四。")
    mine = _draft("总结", a="一改。\n二。\n三。", b="四。")
    theirs = _draft("新总结", a="一。\n二。\n三改。", b="四。\n五。")
    merged = merge(base, mine, theirs)
    assert merged.open == []
    title, sections = merged.settled()
    assert title == "新总结"
    assert [section["body"] for section in sections] == ["一改。\n二。\n三改。", "四。\n五。"]


def test_a_conflict_is_chosen_by_a_person_in_the_order_of_the_text() -> None:
    base = _draft("总结", a="一。", b="二。")
    mine = _draft("甲的总结", a="一甲。", b="二甲。")
    theirs = _draft("乙的总结", a="一乙。", b="二乙。")
    merged = merge(base, mine, theirs)
    assert len(merged.open) == 3
    title, sections = merged.settled([MINE, THEIRS, BOTH])
    assert title == "甲的总结"
    assert [section["body"] for section in sections] == ["一乙。", "二乙。\n二甲。"]
    untouched_title, both = merged.settled()
    assert untouched_title == "乙的总结"
    assert both[0]["body"] == "一乙。\n一甲。"


def test_sections_without_a_key_and_new_ones_stay() -> None:
    base = ("总结", [{"key": "", "heading": "", "body": "一。"}])
    mine = ("总结", [{"key": "", "heading": "", "body": "一。"},
                     {"key": "new", "heading": "新", "body": "我的。"}])  # fmt: skip
    theirs = ("总结", [{"key": "", "heading": "", "body": "一改。"}])
    _, sections = merge(base, mine, theirs).settled()
    assert [section["body"] for section in sections] == ["一改。", "我的。"]


@given(old=st.text("甲乙12{}\n", max_size=30), new=st.text("甲乙12{}\n", max_size=30))
def test_a_comparison_holds_both_texts(old: str, new: str) -> None:
    spans = words_changed(old, new)
    assert "".join(s.text for s in spans if s.kind in (SAME, GONE)) == old
    assert "".join(s.text for s in spans if s.kind in (SAME, NEW)) == new


@given(old=lines, new=lines)
def test_a_comparison_of_lines_holds_both(old: list[str], new: list[str]) -> None:
    found = lines_changed(old, new)
    for kind, text in ((GONE, old), (NEW, new)):
        shown = ["".join(s.text for s in line if s.kind in (SAME, kind)) for line in found]
        assert [line for line in shown if line] == text
    assert (amount(found) == 0) == (old == new)


def test_a_number_or_a_reference_changes_as_a_whole() -> None:
    spans = words_changed("接待{visitors}，发放300份", "接待{visitors~1}，发放305份")
    assert [(s.text, s.kind) for s in spans if s.kind != SAME] == [
        ("{visitors}", GONE), ("{visitors~1}", NEW), ("300", GONE), ("305", NEW),
    ]  # fmt: skip


def test_a_draft_as_lines() -> None:
    title, sections = _draft("总结", a="一。\n\n二。")
    assert lines_of(title, sections) == ["总结", "a标题", "一。", "二。"]
