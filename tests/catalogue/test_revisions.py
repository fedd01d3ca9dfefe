"""Every save is kept; two versions are compared; an earlier one comes back as a new one."""

from datetime import date

import pytest

from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns, as_kept, from_kept
from zwgk.catalogue.differences import differences
from zwgk.catalogue.models import State
from zwgk.core.actor import Actor
from zwgk.core.errors import Conflict, DomainError

FULL = Columns(
    name="高龄津贴发放", topic="养老服务", formed_on=date(2026, 3, 1), channels=("site", "board"),
    audience="group", audience_who="80周岁以上老人", levels=("town",), body="<p>说明</p>",
    disclose_within="other", disclose_within_text="每月10日前", statutory_days=0,
)  # fmt: skip


def test_columns_survive_being_kept() -> None:
    assert from_kept(as_kept(FULL)) == FULL


def test_a_revision_from_before_a_column_was_added_is_read() -> None:
    assert from_kept({"name": "甲", "gone": "乙"}) == Columns(name="甲")


@pytest.mark.django_db
def test_every_save_is_a_revision_and_one_is_restored(clerk: Actor) -> None:
    item = actions.create_item(FULL, by=clerk)
    actions.save_item(item, Columns(name="乙"), based_on=1, by=clerk, why="改名")
    first, second = item.revisions.get(number=1), item.revisions.get(number=2)
    assert (second.why, second.made_by, first.columns) == ("改名", clerk.name, FULL)
    with pytest.raises(Conflict):
        actions.restore_revision(first, based_on=1, by=clerk)
    actions.restore_revision(first, based_on=2, by=clerk)
    item.refresh_from_db()
    assert (item.columns, item.version) == (FULL, 3)
    assert item.revisions.get(number=3).restored_from == 1


@pytest.mark.django_db
def test_nothing_is_restored_during_a_review(clerk: Actor) -> None:
    item = actions.create_item(FULL, by=clerk)
    actions.submit_item(item, by=clerk)
    with pytest.raises(DomainError, match="正在审核"):
        actions.restore_revision(item.revisions.get(), based_on=1, by=clerk)
    item.refresh_from_db()
    assert (item.state, item.version) == (State.FIRST, 1)


def test_differences_name_the_column_and_mark_the_words() -> None:
    before = Columns(name="甲", phone="0415-2150000", channels=("site",), fee="不收费")
    after = Columns(name="甲", phone="0415-2150001", channels=("site", "board"), fee="不收费")
    found = {one.name: one for one in differences(before, after)}
    assert set(found) == {"咨询电话", "公开渠道和载体"}
    phone = found["咨询电话"]
    assert [piece.text for piece in phone.before if piece.changed] == ["0"]
    assert [piece.text for piece in phone.after if piece.changed] == ["1"]
    assert "".join(p.text for p in found["公开渠道和载体"].after).startswith("政府网站、社区")


def test_long_texts_are_compared_by_lines() -> None:
    lines = [f"第{number}条　有关事项的规定\n" for number in range(400)]
    after = [*lines[:10], "新的一条\n", *lines[10:]]
    (one,) = differences(Columns(name="甲", content="".join(lines)),
                         Columns(name="甲", content="".join(after)))  # fmt: skip
    assert [piece.text for piece in one.after if piece.changed] == ["新的一条\n"]
