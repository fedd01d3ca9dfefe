"""What the public sees: accepted, masked, and taken down again."""

from typing import Any

import pytest

from tests.records import submitted
from tests.world import World, person
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.library.actions import publish_summary, withdraw_publication
from zwgk.library.models import Publication
from zwgk.library.queries import (
    current_campaign,
    edition_figures,
    excerpt,
    public_desks,
    publication,
    published,
)
from zwgk.summaries import actions
from zwgk.summaries.models import Submission
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


def _accepted(world: World) -> Submission:
    submission = submitted(world)
    actions.accept_submission(submission, by=person(world.city))
    return submission


def test_only_an_accepted_summary_is_published(world: World) -> None:
    with pytest.raises(DomainError, match="上级采纳后"):
        publish_summary(submitted(world), by=person(world.city))
    assert not Publication.objects.exists()


def test_names_of_the_roster_are_masked(world: World) -> None:
    found = publish_summary(_accepted(world), by=person(world.city))
    text = "".join(p["text"] for p in found.paragraphs)
    assert "尹望舒" not in text
    assert "镇长尹某某任组长" in text
    assert {f["kind"] for f in found.figures} >= {"visitors", "satisfaction_rate"}


def test_personal_numbers_stop_a_publication(world: World) -> None:
    submission = _accepted(world)
    content = submission.content
    content["paragraphs"][0]["runs"].append(["联系电话138 1234 5678", None])
    Submission.objects.filter(pk=submission.pk).update(content=content)
    with pytest.raises(DomainError, match="个人号码"):
        publish_summary(Submission.objects.get(pk=submission.pk), by=person(world.city))
    assert not Publication.objects.exists()


def test_who_may_publish(world: World) -> None:
    submission = _accepted(world)
    with pytest.raises(NotAllowed):
        publish_summary(submission, by=person(world.zone))
    with pytest.raises(NotAllowed):
        publish_summary(submission, by=person(world.city, Role.OFFICER))


def test_publishing_twice_is_once_and_a_withdrawn_copy_is_gone(world: World) -> None:
    submission, head = _accepted(world), person(world.city)
    first = publish_summary(submission, by=head)
    assert publish_summary(submission, by=head).pk == first.pk
    withdraw_publication(first, reason="测试", by=head)
    assert publication(first.pk) is None
    assert not published().exists()
    publish_summary(submission, by=head)
    assert publication(first.pk) is not None


def test_the_public_knows_desks_but_no_record(world: World, django_assert_num_queries: Any) -> None:
    publish_summary(_accepted(world), by=person(world.city))
    campaign = current_campaign()
    assert campaign is not None
    assert campaign.ordinal == "第二十届"
    with django_assert_num_queries(2):
        (desk,) = public_desks("day")
    assert (desk.place, desk.departments, desk.open_now) == ("镇政府门前", ["司法所"], False)
    figures = {f.name: f.text for f in edition_figures("day")}
    assert figures["接待群众"] == "34人次"
    assert figures["满意率"] == "50%"


def test_an_excerpt_ends_with_a_sentence(world: World) -> None:
    found = publish_summary(_accepted(world), by=person(world.city))
    assert excerpt(found).endswith("。")
    assert 40 <= len(excerpt(found)) <= 220
