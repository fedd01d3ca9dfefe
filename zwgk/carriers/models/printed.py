"""Printed carriers: boards, brochures, banners, and the look of a unit."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from zwgk.carriers.kinds import KINDS
from zwgk.core.scoping import scoped


class Brand(models.Model):
    """单位标识: how a unit's printed carriers look: name, colour, emblem, photo, contacts."""

    unit = models.OneToOneField("units.Unit", on_delete=models.CASCADE, related_name="brand")
    name = models.CharField("落款名称", max_length=60, blank=True)
    colour = models.CharField(
        "主色", max_length=7, default="#c8102e",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z", "颜色请写成 #c8102e 的形式。")],
    )  # fmt: skip
    emblem = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    photo = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    hotline = models.CharField("咨询电话", max_length=60, blank=True)
    complaint = models.CharField("监督电话", max_length=60, blank=True)
    address = models.CharField("地址", max_length=100, blank=True)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位标识"

    def __str__(self) -> str:
        return self.name or "单位标识"


COLOURS = [("yellow", "红底黄字"), ("plain", "红底白字"), ("white", "白底红字")]


class Carrier(models.Model):
    """宣传载体: one board, brochure, handbook, leaflet or banner and the file made of it last.

    ``made_from`` is a list of {item, version}: what stood in the catalogue when it was made, so
    that a carrier older than its items can be told. ``notes`` is what had to be adapted then.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="carriers")
    participation = models.ForeignKey(
        "campaigns.Participation", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="carriers", verbose_name="所属活动",
    )  # fmt: skip
    kind = models.CharField(
        "载体", max_length=10, choices=[(key, kind.name) for key, kind in KINDS.items()]
    )
    size = models.CharField("规格", max_length=20)
    title = models.CharField("标题", max_length=60)
    subtitle = models.CharField("副标题", max_length=60, blank=True)
    width = models.PositiveIntegerField("长（毫米）", null=True, blank=True)
    height = models.PositiveIntegerField("高（毫米）", null=True, blank=True)
    colours = models.CharField(
        "底色和字色", max_length=8, default="yellow",
        choices=COLOURS,
    )  # fmt: skip
    file = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("生成时间", null=True, blank=True)
    made_by = models.CharField("生成人", max_length=50, blank=True)
    made_from = models.JSONField(default=list, blank=True)
    pages = models.PositiveIntegerField("页数", default=0)
    notes = models.JSONField("排版说明", default=list, blank=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "宣传载体"
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=True, made_at__isnull=True, made_by="")
                | (Q(file__isnull=False, made_at__isnull=False) & ~Q(made_by="")),
                name="carrier_made_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}《{self.title}》"

    @property
    def measures(self) -> str:
        """What it is, in words: A1竖版, 8×0.7米."""
        if self.width and self.height:
            return f"{self.width / 1000:g}×{self.height / 1000:g}米"
        return KINDS[self.kind].sizes[self.size].name


class CarrierItem(models.Model):
    """载体事项: an item that stands on a carrier, in order."""

    carrier = models.ForeignKey(Carrier, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey("catalogue.ServiceItem", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField("次序")

    objects: Any = scoped("carrier__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "载体事项"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["carrier", "item"], name="carrier_item_once")
        ]

    def __str__(self) -> str:
        return str(self.item)
