"""Stored checks of the site."""

from django.db import models


class SiteCheck(models.Model):
    """站点检查: what one check found, as it stood then.

    ``result`` of a walk (巡检) is what the walker counted over HTTP; of an examination (体检) it is
    the list of indicators. Rows are never changed.
    """

    class Kind(models.TextChoices):
        """种类."""

        WALK = "walk", "页面巡检"
        EXAMINATION = "examination", "网站体检"

    kind = models.CharField("种类", max_length=12, choices=Kind.choices)
    checked_at = models.DateTimeField("检查时间")
    checked_by = models.CharField("检查人", max_length=50)
    base = models.CharField("网站地址", max_length=200, blank=True)
    score = models.PositiveSmallIntegerField("总分", null=True, blank=True)
    vetoes = models.PositiveSmallIntegerField("单项否决数", default=0)
    result = models.JSONField("结果")

    class Meta:
        verbose_name = verbose_name_plural = "站点检查"
        ordering = ["-checked_at", "-pk"]
        indexes = [models.Index(fields=["kind", "-checked_at"], name="site_check_latest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.checked_at:%Y-%m-%d %H:%M}"
