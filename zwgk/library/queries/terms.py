"""Popular search terms (热门搜索), of the last thirty days."""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from zwgk.library.models import SearchTerm

DAYS = 30
AT_LEAST = 3  # a term one or two people searched says something about them


def popular_terms(number: int = 8) -> list[str]:
    """The terms searched most often, the most popular first."""
    since = timezone.localdate() - timedelta(days=DAYS - 1)
    rows = SearchTerm.objects.filter(day__gte=since).values("term").annotate(times=Sum("count"))
    popular = rows.filter(times__gte=AT_LEAST).order_by("-times", "term")
    return list(popular.values_list("term", flat=True)[:number])
