"""What the check says of the demo: the second case's day is told, what is true is not blocked."""

import pytest

from zwgk.cli.demo import ensure_demo
from zwgk.summaries.models import Submission

pytestmark = pytest.mark.django_db


def test_the_day_of_the_second_case_is_told_and_nothing_else_blocks() -> None:
    ensure_demo()
    town = Submission.objects.get(participation__unit__code="demo-town")
    told = {finding["rule"]: finding for finding in town.findings}
    assert told["date-other-day"]["passage"].endswith("5月18日")
    assert "5·15" in told["date-other-day"]["message"]
    blocked = [f for one in Submission.objects.all() for f in one.findings if f["blocks"]]
    assert blocked == []
