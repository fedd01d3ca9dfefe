"""Fingerprints: the same for what is only laid out otherwise, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.similarity.texts import ANY, SOURCE, nonsense
from zwgk.text.similarity import Likeness, content_hash, fingerprints, same


def _hashes(text: str) -> list[int]:
    return [fingerprint for fingerprint, _ in fingerprints(text)]


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("向群众发放宣传单1800余份", "向群众发放宣传单950多份"),
        ("向群众发放宣传单1800余份", "向群众发放宣传单三百余份"),
        ("向群众发放宣传单1800余份", "向群众发放宣传单１，８００ 余份"),
        ("20xx年5月15日我镇开展活动", "2018年5月16日，我镇开展活动。"),
        ("滚动LED屏幕宣传公开知识", "滚动ｌｅｄ屏幕\u200b宣传“公开”知识"),
    ],
)
def test_other_numbers_and_marks_change_nothing(written: str, otherwise: str) -> None:
    assert _hashes(written) == _hashes(otherwise) != []


def test_the_hashes_are_part_of_what_is_stored() -> None:
    # Whoever changes them must raise NORMALISATION, or every store silently finds nothing.
    assert _hashes("各部门主要领导按照主管工作各负其责") == [-7892087266065018469]


@given(ANY)
def test_every_place_is_in_the_text_and_hashes_are_signed(text: str) -> None:
    found = fingerprints(text)
    assert all(0 <= place < len(text) for _, place in found)
    assert all(-(2**63) <= fingerprint < 2**63 for fingerprint, _ in found)
    assert [place for _, place in found] == sorted({place for _, place in found})


@given(st.integers(0, 10**6), st.integers(19, 60), ANY, ANY, ANY)
def test_a_shared_run_of_19_symbols_has_a_fingerprint_in_common(
    seed: int, length: int, before: str, after: str, elsewhere: str
) -> None:
    shared = nonsense(seed, length)
    one, other = f"{before}。{shared}。{after}", f"{elsewhere}，{shared}，{before}"
    assert set(_hashes(one)) & set(_hashes(other))


def test_what_is_too_short_has_none() -> None:
    assert fingerprints("") == fingerprints("，。！") == fingerprints("政务公开日") == []


def test_the_content_hash_sees_words_and_numbers_only() -> None:
    assert content_hash("发放资料 59份。") == content_hash("发放资料５９份")
    assert content_hash("发放资料59份") != content_hash("发放资料60份")


@pytest.mark.parametrize(
    ("other", "likeness"),
    [
        (SOURCE.replace("，", "、").replace("\n", ""), Likeness.EXACT),
        (SOURCE.replace("1800", "950"), Likeness.NEAR),
        (SOURCE.replace("柳河", "石桥").replace("社保所的同志", "社保所干部"), Likeness.NEAR),
        (SOURCE[:120], Likeness.NONE),
        ("", Likeness.NONE),
    ],
)
def test_texts_are_the_same_nearly_the_same_or_not(other: str, likeness: Likeness) -> None:
    assert same(SOURCE, other) is same(other, SOURCE) is likeness


@given(ANY)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert same(text, text) is Likeness.EXACT
