"""The public copy of an answer: agreed to, read by another, without what is personal."""

import pytest

from tests.world import World, person
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.enquiries import actions
from zwgk.enquiries.models import Enquiry
from zwgk.library.copies.answers import publish_answer, withdraw_answer
from zwgk.library.models import Publication
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db
DOUBTFUL = "老人问宁静怎么办？"


def _answered(world: World, clerk: Actor, reviewer: Actor, question: str, **more: bool) -> Enquiry:
    enquiry, _ = actions.ask(
        unit=world.town, topic="高龄津贴", question=question, consent=more.get("consent", True)
    )
    actions.draft_answer(enquiry, answer="可以代办，请带身份证。", by=clerk)
    actions.approve_answer(enquiry, by=reviewer)
    return enquiry


def test_what_belongs_to_the_asker_is_left_out(world: World, clerk: Actor, reviewer: Actor) -> None:
    question = "我叫王怀远，家住和平小区3栋2单元501室，微信号wjg_1962，老人的津贴能代办吗？"
    enquiry = _answered(world, clerk, reviewer, question)
    copy = publish_answer(enquiry, by=reviewer, checked=True)
    told = str(copy.details) + copy.text
    assert "津贴能代办吗" in told
    for secret in ("怀远", "3栋", "501", "wjg_1962"):
        assert secret not in told


def test_who_wrote_the_answer_does_not_publish_it(world: World, reviewer: Actor) -> None:
    chief = person(world.town, Role.REVIEWER, Role.APPROVER)
    enquiry = _answered(world, reviewer, chief, "津贴能代办吗？")
    with pytest.raises(NotAllowed, match="由您拟写"):
        publish_answer(enquiry, by=reviewer, checked=True)


def test_without_consent_nothing_is_public(world: World, clerk: Actor, reviewer: Actor) -> None:
    enquiry = _answered(world, clerk, reviewer, "津贴能代办吗？", consent=False)
    with pytest.raises(DomainError, match="没有同意公开"):
        publish_answer(enquiry, by=reviewer, checked=True)


def test_a_word_that_may_be_a_name_has_to_be_checked(
    world: World, clerk: Actor, reviewer: Actor
) -> None:
    enquiry = _answered(world, clerk, reviewer, DOUBTFUL)
    with pytest.raises(DomainError, match="已核对"):
        publish_answer(enquiry, by=reviewer)
    copy = publish_answer(enquiry, by=reviewer, checked=True)
    withdraw_answer(enquiry, reason="测试", by=reviewer)
    assert not Publication.objects.filter(pk=copy.pk, withdrawn_at=None).exists()
