"""Figures that a unit declares because no record and no tally exists."""

from typing import Any

from django.db import models
from django.db.models import Q

from zwgk.core.scoping import scoped
from zwgk.kinds import Qualifier


class Figure(models.Model):
    """数据: a declared value of one kind for a participation, with the basis it rests on (填报).

    It counts only where neither records nor tallies of the kind exist. For a rate ``value`` is the
    numerator and ``out_of`` the denominator.
    """

    participation = models.ForeignKey(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="declared_figures"
    )
    kind = models.CharField("指标", max_length=40)
    value = models.PositiveIntegerField("数量")
    out_of = models.PositiveIntegerField("总数", null=True, blank=True)
    qualifier = models.CharField(
        "准确程度",
        max_length=10,
        choices=[(q.value, q.value) for q in Qualifier],
        default=Qualifier.EXACT,
    )
    basis = models.CharField("填报依据", max_length=200)
    declared_at = models.DateTimeField(auto_now=True)
    declared_by = models.CharField(max_length=50)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "填报数据"
        constraints = [
            models.UniqueConstraint(fields=["participation", "kind"], name="declared_once"),
            models.CheckConstraint(
                condition=Q(out_of__isnull=True) | Q(out_of__gte=models.F("value")),
                name="declared_part_of_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
