"""What the public sees of a submitted summary: accepted, masked by two, and taken down again."""

import pytest

from tests.records import submitted
from tests.world import World, person
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.library import masking
from zwgk.library.masking.whole import publish_summary
from zwgk.library.models import Publication
from zwgk.library.publishing import excerpt
from zwgk.summaries import actions
from zwgk.summaries.models import Submission
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(world: World) -> Actor:
    return person(world.city)


@pytest.fixture
def reviewer(world: World) -> Actor:
    return person(world.city, Role.REVIEWER)


@pytest.fixture
def accepted(world: World, head: Actor) -> Submission:
    submission = submitted(world)
    actions.accept_submission(submission, by=head)
    return submission


def test_only_an_accepted_summary_is_published(world: World, head: Actor, reviewer: Actor) -> None:
    with pytest.raises(DomainError, match="上级采纳后"):
        publish_summary(submitted(world), by=reviewer, confirmed_by=head)
    assert not Publication.objects.exists()


def test_names_of_the_roster_are_masked(accepted: Submission, head: Actor, reviewer: Actor) -> None:
    found = publish_summary(accepted, by=reviewer, confirmed_by=head, keep_doubts=True)
    assert "尹望舒" not in found.text
    assert "镇长尹某某任组长" in found.text
    assert {f["kind"] for f in found.figures} >= {"visitors", "satisfaction_rate"}
    assert (found.campaign_slug, found.level, found.source) == (
        "day", "town", f"submission:{accepted.pk}",
    )  # fmt: skip


def test_phone_numbers_are_masked_and_kept_ones_stop_a_publication(
    accepted: Submission, head: Actor, reviewer: Actor
) -> None:
    content = accepted.content
    content["paragraphs"][0]["runs"].append(["联系电话138 1234 5678", None])
    Submission.objects.filter(pk=accepted.pk).update(content=content)
    sample = masking.from_submission(Submission.objects.get(pk=accepted.pk), by=reviewer)
    masking.keep_open(sample, reason="已核对", by=reviewer)
    masking.decide(sample.proposals.get(kind="contact"), "keep", by=reviewer)
    with pytest.raises(DomainError, match="个人号码"):
        masking.submit_masks(sample, by=reviewer)
    masking.decide(sample.proposals.get(kind="contact"), "mask", by=reviewer)
    masking.submit_masks(sample, by=reviewer)
    assert "1234" not in masking.confirm(sample, by=head).text


def test_nobody_publishes_alone(accepted: Submission, head: Actor) -> None:
    with pytest.raises(NotAllowed, match="另一位审核人"):
        publish_summary(accepted, by=head, confirmed_by=head, keep_doubts=True)
    assert not Publication.objects.exists()


def test_who_may_publish(world: World, accepted: Submission, head: Actor) -> None:
    for other in (person(world.zone), person(world.city, Role.OFFICER)):
        with pytest.raises(NotAllowed):
            publish_summary(accepted, by=other, confirmed_by=head, keep_doubts=True)
        with pytest.raises(NotAllowed):
            publish_summary(accepted, by=head, confirmed_by=other, keep_doubts=True)


def test_publishing_again_is_the_same_copy_and_a_withdrawn_one_is_gone(
    accepted: Submission, head: Actor, reviewer: Actor
) -> None:
    first = publish_summary(accepted, by=reviewer, confirmed_by=head, keep_doubts=True)
    with pytest.raises(DomainError, match="请填写撤下的理由"):
        masking.withdraw_submission(accepted, reason=" ", by=head)
    masking.withdraw_submission(accepted, reason="测试", by=head)
    assert not Publication.objects.filter(withdrawn_at=None).exists()
    again = publish_summary(accepted, by=reviewer, confirmed_by=head, keep_doubts=True)
    assert (again.pk, again.withdrawn_at) == (first.pk, None)


def test_a_copy_from_before_the_workbench_can_be_withdrawn(
    world: World, accepted: Submission, head: Actor
) -> None:
    Publication.objects.create(
        source=f"submission:{accepted.pk}", unit_id=world.town.pk, unit_name="柳河镇",
        title="旧副本", paragraphs=[], published_at=accepted.submitted_at,
    )  # fmt: skip
    masking.withdraw_submission(accepted, reason="测试", by=head)
    assert Publication.objects.get().withdrawn_at is not None


def test_an_excerpt_ends_with_a_sentence(
    accepted: Submission, head: Actor, reviewer: Actor
) -> None:
    found = publish_summary(accepted, by=reviewer, confirmed_by=head, keep_doubts=True)
    assert found.excerpt == excerpt(found.paragraphs)
    assert found.excerpt.endswith("。")
    assert 40 <= len(found.excerpt) <= 220
