"""What visitors themselves say of how they were received."""

from typing import Any

from django.db import models

from zwgk.core.scoping import scoped
from zwgk.desk.models.places import Desk


class Rating(models.Model):
    """评价: one visitor's own rating, one for each visit token; who it was is kept nowhere."""

    class Score(models.TextChoices):
        """满意度."""

        SATISFIED = "satisfied", "满意"
        FAIR = "fair", "基本满意"
        UNSATISFIED = "unsatisfied", "不满意"

    class Channel(models.TextChoices):
        """评价方式: how the visitor came to the page."""

        SLIP = "slip", "评价码"
        POSTER = "poster", "台前二维码"
        KIOSK = "kiosk", "评价平板"

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="ratings")
    token = models.CharField(max_length=60, unique=True)
    score = models.CharField("满意度", max_length=12, choices=Score.choices)
    words = models.CharField("意见建议", max_length=200, blank=True)
    channel = models.CharField("评价方式", max_length=10, choices=Channel.choices)
    rated_at = models.DateTimeField("评价时间", auto_now_add=True)

    objects: Any = scoped("desk__participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评价"
        ordering = ["-rated_at", "-pk"]

    def __str__(self) -> str:
        return str(self.get_score_display())
