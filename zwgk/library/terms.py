"""Recording what is searched: a count per term and day, nothing about who searched."""

import re
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from zwgk.library.models import SearchTerm
from zwgk.library.queries.terms import DAYS
from zwgk.text.privacy import exposures

SHORTEST, LONGEST = 2, 12
_NUMBERS = re.compile(r"[\d\W_]+")


@transaction.atomic
def record_term(term: str) -> bool:
    """Count a search that found something; whether the term is one that may be shown to others.

    Numbers and what looks like personal data are never kept. Old days go with the first term of a
    new one.
    """
    asked = " ".join(term.split())
    term = asked.lower()
    if not SHORTEST <= len(term) <= LONGEST or _NUMBERS.fullmatch(term) or exposures(asked):
        return False
    today = timezone.localdate()
    if not SearchTerm.objects.filter(day=today).exists():
        SearchTerm.objects.filter(day__lte=today - timedelta(days=DAYS)).delete()
    row, _ = SearchTerm.objects.get_or_create(term=term, day=today)
    SearchTerm.objects.filter(pk=row.pk).update(count=F("count") + 1)
    return True
