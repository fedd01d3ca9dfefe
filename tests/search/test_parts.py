"""The parts on their own: forms, snippets, pinyin, synonyms, stretches of places."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.documents import document
from zwgk.search import stamp_of
from zwgk.search.entry import day_of, place_of
from zwgk.search.snippet import marked, snippet, spans
from zwgk.search.sound import cut, sounds
from zwgk.search.synonyms import default_groups, groups, others
from zwgk.search.terms import needle, runs, spaced, terms
from zwgk.search.windows import covering, ending, rounded, stretches


def test_the_normal_form() -> None:
    given = "５月１５日，政務公開（ＳＭＳ）é㎡"
    assert spaced(runs(given)) == " 5 月 15 日 政务公开 sms em2 "
    assert spaced(runs("\u200b政\u200b务")) == " 政务 "
    assert spaced(runs("，。 \n")) == ""
    assert list(terms(runs("公开日5g"))) == ["公开", "开日", "日", "5g"]


@given(st.text(), st.text(min_size=1))
def test_marks_stand_where_the_needle_is(text: str, word: str) -> None:
    parts = runs(word)
    if not parts:
        return
    asked = needle(parts)
    found = spans(text, [asked])
    assert bool(found) == (asked in spaced(runs(text)))
    assert all(asked.strip() in spaced(runs(text[start:end])) for start, end in found)


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=4), max_size=3))
def test_runs_of_a_title_are_the_title(text: str, words: list[str]) -> None:
    needles = [needle(runs(word)) for word in words if runs(word)]
    assert "".join(part for part, _ in marked(text, needles)) == " ".join(text.split("\n"))


def test_a_snippet_begins_and_ends_nicely() -> None:
    text = "前文很长。" * 20 + "居民可以申请低保，按月领取。" + "后文也长，" * 20
    runs_ = snippet(text, [" 低保 ".strip()])
    assert runs_[0] == ("…", False)
    assert runs_[1][0].startswith("前文很长。")
    assert ("低保", True) in runs_
    assert runs_[-2][0].endswith("，")
    assert len("".join(part for part, _ in runs_)) < 100


def test_a_snippet_without_a_hit_is_the_beginning() -> None:
    assert snippet("短文。\n第二段。", ["无"]) == (("短文。 第二段。", False),)
    assert snippet("", ["无"]) == ()
    long = snippet("甲" * 500, ["无"])
    assert long == (("甲" * 80, False), ("…", False))


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [
        ("zhengwugongkai", ("zheng", "wu", "gong", "kai")),
        ("nvxing", ("nv", "xing")),
        ("fangan", ("fan", "gan")),
        ("zwgk", ()),
        ("", ()),
        ("政务", ()),
    ],
)
def test_letters_are_cut_into_syllables(letters: str, syllables: tuple[str, ...]) -> None:
    assert cut(letters) in (syllables, ("fang", "an"))


def test_the_sound_of_a_title() -> None:
    form, found = sounds(["政务", "5", "日"])
    assert form == " ~0zheng ~0wu ZW  ~0ri R "
    assert found == ["~0zheng", "~0wu", "~1zw", "~1w", "~0ri", "~1r"]


def test_synonyms() -> None:
    known = groups(["低保=最低生活保障", "执照=营业执照", "# 注", "", "一=一"])
    assert known == (("低保", "最低生活保障"), ("执照", "营业执照"))
    assert others("申请低保", known) == ["申请最低生活保障"]
    assert others("营业执照", known) == ["执照"]
    assert others("无关", known) == []
    assert len(default_groups()) > 40


@given(st.dates(), st.text(max_size=9))
def test_a_place_is_of_its_day(day: date, key: str) -> None:
    assert day_of(place_of(day, key)) == day


@given(st.integers(0, 1 << 42), st.integers(1, 1 << 33), st.integers(0, 1 << 36))
def test_stretches_fill_a_range(low: int, length: int, at: int) -> None:
    top = low + length
    start, end = rounded(low, top), ending(top)
    assert start <= low <= top < end
    filled = covering(start, end)
    assert len(filled) == len(set(filled)) < 150
    inside = start + at % (end - start)
    assert len(set(filled) & set(stretches(inside))) == 1
    for outside in (start - 1, end):
        assert not set(filled) & set(stretches(outside))


def test_a_stamp_is_of_everything() -> None:
    one = document("a", "文", "题", unit="甲")
    others_ = [
        document("a", "文题", "", unit="甲"), document("a", "文", "题", day=1, unit="甲"),
        document("a", "文", "题", unit="乙"), document("a", "文", "题", kind="b", unit="甲"),
    ]  # fmt: skip
    assert len({stamp_of(each) for each in (one, *others_)}) == 5
    assert stamp_of(document("b", "文", "题", unit="甲")) == stamp_of(one)
