"""What the public sees: frozen, masked copies."""

import uuid

from django.db import models
from django.db.models import Q


class Publication(models.Model):
    """公开件: the public copy of an accepted summary, masked when made, never edited apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission_id = models.BigIntegerField(unique=True)
    unit_id = models.BigIntegerField()
    campaign_slug = models.CharField(max_length=40, db_index=True)
    unit_name = models.CharField("单位", max_length=100)
    edition = models.PositiveSmallIntegerField("届次")
    year = models.PositiveSmallIntegerField("年份")
    theme = models.CharField("主题", max_length=100)
    title = models.CharField("标题", max_length=150)
    paragraphs = models.JSONField("正文")
    figures = models.JSONField("数据")
    published_at = models.DateTimeField("公开时间", auto_now_add=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开件"
        ordering = ["-published_at"]
        indexes = [
            models.Index(
                fields=["-published_at"],
                condition=Q(withdrawn_at__isnull=True),
                name="publication_public",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)
