"""``zwgk upkeep``: told what it did, and nothing to do the second time."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.world import World
from zwgk.cli.main import main
from zwgk.core.actor import Actor
from zwgk.enquiries import actions
from zwgk.enquiries.models import Enquiry

pytestmark = pytest.mark.django_db


def told(number: int) -> list[str]:
    return [f"提请督办的超期咨询 {number} 件。", f"答复满 30 天，删除联系方式 {number} 件。"]


def test_what_is_due_is_done_once(
    world: World, clerk: Actor, reviewer: Actor, capsys: pytest.CaptureFixture[str]
) -> None:
    actions.ask(unit=world.town, topic="路灯", question="何时修？")
    Enquiry.objects.update(due_on=date(2020, 1, 2))
    done, _ = actions.ask(unit=world.town, topic="津贴", question="何时发？", contact="座机")
    actions.draft_answer(done, answer="次月。", by=clerk)
    actions.approve_answer(done, by=reviewer)
    Enquiry.objects.filter(pk=done.pk).update(answered_at=timezone.now() - timedelta(days=31))
    assert main(["upkeep"]) == 0
    assert (
        capsys.readouterr().out == "提请督办的超期咨询 1 件。\n答复满 30 天，删除联系方式 1 件。\n"
        "按计划时间公开事项 0 项。\n"
    )
    assert main(["upkeep"]) == 0
    assert (
        capsys.readouterr().out == "提请督办的超期咨询 0 件。\n答复满 30 天，删除联系方式 0 件。\n"
        "按计划时间公开事项 0 项。\n"
    )
