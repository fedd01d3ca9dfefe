"""Publications and keys to ask for; counts of earlier tests forgotten."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.records import submitted
from tests.world import World, person
from zwgk.library.models import Collection, Publication
from zwgk.library.publishing import Copy, publish
from zwgk.summaries.models import Submission
from zwgk.units import actions
from zwgk.units.models import Unit

HERE = "/api/v1"


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=True)


def published(world: World, number: int, **fields: Any) -> Publication:
    """A published summary of the town."""
    shelf, _ = Collection.objects.get_or_create(slug="summaries", defaults={"name": "活动总结"})
    values: dict[str, Any] = {
        "kind": Publication.Kind.SUMMARY, "source": f"sample:{number}", "unit": world.town,
        "title": f"政务公开日活动总结（{number}）", "collection": shelf, "campaign_slug": "day",
        "paragraphs": [{"level": 1, "text": "一、总体情况"}, {"level": 0, "text": "接待群众。"}],
        "edition": 20, "year": 2026, "theme": "办好群众身边事", "dated_on": date(2026, 5, 20),
        "figures": [
            {"kind": "visitors", "value": 34, "out_of": None, "qualifier": "exact",
             "text": "34人次"},
        ],
    }  # fmt: skip
    return publish(Copy(**{**values, **fields}), by=person(world.city))


def bearer(unit: Unit) -> dict[str, str]:
    """The header with a new key of a unit."""
    expires_on = timezone.localdate() + timedelta(days=30)
    _, secret = actions.issue_api_key(name="数据平台", expires_on=expires_on, by=person(unit))
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def submission(world: World) -> Submission:
    """The town's summary, submitted."""
    return submitted(world)
