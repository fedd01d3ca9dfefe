"""The standard columns: counts read from words, links of steps, what has to go with what."""

from typing import Any

import pytest

from zwgk.catalogue.actions import checked
from zwgk.catalogue.columns import Columns, Material, Step, steps_of
from zwgk.core.errors import DomainError


@pytest.mark.parametrize(
    ("words", "originals", "duplicates"),
    [
        ("原件1份、复印件2份", 1, 2),
        ("原件及复印件各1份", 1, 1),
        ("原件核对，复印件一份", None, 1),
        ("原件一份，窗口提供样表", 1, None),
        ("复印件两份", None, 2),
        ("按要求提供", None, None),
    ],
)
def test_copies_are_read_from_the_words(
    words: str, originals: int | None, duplicates: int | None
) -> None:
    material = Material("身份证", words)
    assert (material.originals, material.duplicates) == (originals, duplicates)


def test_a_step_may_have_an_address() -> None:
    assert steps_of("申请|窗口|当场|https://a.example/b") == [
        Step("申请", "窗口", "当场", "https://a.example/b")
    ]
    for address in ("javascript:alert(1)", 'https://a"b', "a.example"):
        with pytest.raises(DomainError, match="https"):
            steps_of(f"申请|窗口|当场|{address}")


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"disclose_within": "other"}, "disclose_within_text"),
        ({"audience": "group", "audience_who": " "}, "audience_who"),
        ({"body": "长" * 20_001}, "body"),
    ],
)
def test_an_answer_that_needs_words_gets_them(written: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        checked(Columns(name="甲", **written))
    assert refused.value.field == field


def test_words_that_belong_to_another_answer_are_not_kept() -> None:
    kept = checked(
        Columns(name="甲", audience_who="老人", disclose_within_text="每月",
                channels=("board", "site", "no-such"))
    )  # fmt: skip
    assert (kept.audience_who, kept.disclose_within_text) == ("", "")
    assert kept.channels == ("site", "board")
