"""Counting what is searched: terms, never persons."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zwgk.library.models import SearchTerm
from zwgk.library.queries import popular_terms
from zwgk.library.terms import record_term

pytestmark = pytest.mark.django_db


def test_a_term_is_counted_by_the_day() -> None:
    for term in ("营业 执照", "营业  执照", "WIFI", "wifi"):
        assert record_term(term)
    counts = set(SearchTerm.objects.values_list("term", "day", "count"))
    today = timezone.localdate()
    assert counts == {("营业 执照", today, 2), ("wifi", today, 2)}


@pytest.mark.parametrize(
    "term",
    ["", "户", "字" * 13, "13812345678", "2026", "138 1234", "0415-2150000", "——", "辽A12345"],
)
def test_numbers_and_what_may_be_personal_are_not_kept(term: str) -> None:
    assert not record_term(term)
    assert not SearchTerm.objects.exists()


def test_old_days_are_forgotten() -> None:
    today = timezone.localdate()
    SearchTerm.objects.create(term="户口", day=today - timedelta(days=31), count=50)
    SearchTerm.objects.create(term="低保", day=today - timedelta(days=5), count=2)
    record_term("低保")
    assert popular_terms() == ["低保"]
    assert not SearchTerm.objects.filter(term="户口").exists()
