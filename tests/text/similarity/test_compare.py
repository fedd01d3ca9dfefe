"""Passages of two texts: found wherever they stand, never beside the text, never free wording."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.text.similarity.texts import ANY, SOURCE, STRANGER, nonsense
from zwgk.text.similarity import Overlap, Wording, compare

LINES = SOURCE.splitlines()


def _check_spans(overlap: Overlap, text: str, other: str) -> None:
    assert 0 <= overlap.covered <= overlap.countable <= len(text)
    for passage in overlap.passages:
        assert 0 <= passage.start < passage.end <= len(text)
        assert 0 <= passage.other_start < passage.other_end <= len(other)
        assert passage.text == text[passage.start : passage.end]
        assert passage.other_text == other[passage.other_start : passage.other_end]
        assert 0 < passage.ratio <= 1
        assert (passage.kind is Wording.VERBATIM) == (passage.ratio == 1)


@given(ANY, ANY, ANY)
@example("1", "", "0")
def test_spans_lie_inside_the_texts(one: str, shared: str, other: str) -> None:
    text, against = one + shared * 2, shared + other + shared
    _check_spans(compare(text, against), text, against)


def test_a_lone_other_number_is_no_passage() -> None:
    assert compare("1", "0").passages == ()


def test_one_changed_word_in_a_long_text_is_no_verbatim_copy() -> None:
    long = nonsense(1, 3000)
    _check_spans(compare(long + "甲", long + "乙"), long + "甲", long + "乙")
    overlap = compare("共5份" + long, "共6份" + long)
    assert [one.kind for one in overlap.passages] == [Wording.REWORDED]
    assert overlap.passages[0].ratio == 0.999


@given(st.one_of(ANY, st.text("公开日a1，一", max_size=300)))
def test_a_text_covers_itself(text: str) -> None:
    overlap = compare(text, text)
    assert overlap.covered == overlap.countable
    assert overlap.share == (1.0 if overlap.countable else 0.0)


@given(st.integers(0, 10**6), st.integers(19, 80), ANY, ANY, ANY, ANY)
def test_a_planted_passage_is_found_whatever_surrounds_it(
    seed: int, length: int, before: str, after: str, left: str, right: str
) -> None:
    planted = nonsense(seed, length)
    text, other = f"{before}。{planted}。{after}", f"{left}。{planted}。{right}"
    overlap = compare(text, other)
    _check_spans(overlap, text, other)
    start = len(before) + 1
    covered = {at for one in overlap.passages for at in range(one.start, one.end)}
    assert covered >= set(range(start, start + length))


@given(st.permutations(LINES[2:]))
def test_shuffled_paragraphs_are_found(lines: list[str]) -> None:
    assert compare("\n".join(lines), SOURCE).share == 1.0


def test_strangers_share_nothing() -> None:
    assert compare(SOURCE, STRANGER) == Overlap((), 0, compare(SOURCE, "").countable)


def test_a_reworded_passage_is_one_passage_with_its_changes() -> None:
    reworded = LINES[3].replace("农贸市场", "供销社门前").replace("1800余份", "三千多份")
    (passage,) = compare(f"另起一段。{reworded}", SOURCE).passages
    assert passage.kind is Wording.REWORDED
    assert 0.7 < passage.ratio < 0.9
    assert (passage.text, passage.other_text) == (reworded[:-1], LINES[3][:-1])
    changed = [
        (passage.text[a - passage.start : b - passage.start], SOURCE[c:d])
        for a, b, c, d in passage.changes()
    ]
    assert all(new != old for new, old in changed)
    assert "180" in "".join(old for _, old in changed)


def test_other_punctuation_is_verbatim() -> None:
    (passage,) = compare(LINES[4].replace("，", "；").replace("。", "\n"), SOURCE).passages
    assert (passage.kind, passage.ratio) == (Wording.VERBATIM, 1.0)


def test_other_numbers_alone_are_reworded_but_covered_whole() -> None:
    overlap = compare(LINES[5].replace("四十七条", "128条"), SOURCE)
    assert [one.kind for one in overlap.passages] == [Wording.REWORDED]
    assert overlap.share == 1.0


@pytest.mark.parametrize(
    "free",
    [
        "《柳河县人民政府办公室关于做好第十二个政务公开日有关工作的通知》（柳政办发〔2018〕15号）",
        "保障人民群众的知情权、参与权、表达权和监督权，打通服务群众最后一公里，推进五公开",
        "中华人民共和国政府信息公开条例、国务院办公厅政府信息与政务公开办公室",
        "第十九届5·15政务公开日主题宣传活动总结如下：取得了良好的社会效果，受到了群众的一致好评",
    ],
)
def test_titles_and_set_phrases_are_not_copying(free: str) -> None:
    text, other = f"{nonsense(1, 40)}，{free}。", f"{nonsense(2, 40)}：{free}；"
    assert compare(text, other).passages == ()
    assert compare(text, other).countable < 40 + len(free) // 2


def test_the_notice_and_the_theme_are_free_to_all() -> None:
    notice = "各镇街要在辖区主要路口设立咨询台，悬挂横幅，安排业务骨干接待来访群众并做好登记。"
    theme = "便民惠企"
    text = f"按照要求，{notice}主题是{theme}。{LINES[3]}"
    assert len(compare(text, f"{notice}{SOURCE}").passages) == 2
    free = compare(text, f"{notice}{SOURCE}", ignore=(notice, theme))
    assert [passage.text for passage in free.passages] == [LINES[3][:-1]]
    assert free.countable < compare(text, "").countable - len(theme) - 30


def test_what_is_shorter_than_19_characters_is_no_passage() -> None:
    assert compare(nonsense(1, 50) + nonsense(9, 18), nonsense(9, 18) + STRANGER).passages == ()
