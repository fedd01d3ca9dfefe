"""Where people are received, by whom, and what is handed out."""

from typing import Any

from django.db import models
from django.db.models import Q

from zwgk.core.scoping import scoped


class Desk(models.Model):
    """咨询台: a place and opening hours where people are received."""

    participation = models.ForeignKey(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="desks"
    )
    name = models.CharField("名称", max_length=60)
    place = models.CharField("地点", max_length=100)
    opens_at = models.DateTimeField("开始时间")
    closes_at = models.DateTimeField("结束时间")
    # The last number of a visit token given out (see zwgk.desk.ratings).
    last_token = models.PositiveIntegerField(default=0, editable=False)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "咨询台"
        ordering = ["opens_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")), name="desk_hours_in_order"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class DeskShare(models.Model):
    """联合设台: a unit that takes part at another unit's desk; its records count for the owner."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="shares")
    participation = models.ForeignKey(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="joint_desks"
    )
    added_by = models.CharField("登记人", max_length=50)
    added_at = models.DateTimeField("登记时间", auto_now_add=True)
    declined_at = models.DateTimeField("退出时间", null=True, blank=True)

    objects: Any = scoped("participation__unit", superiors_see=Q()).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联合设台"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "participation"], name="desk_shared_once")
        ]

    def __str__(self) -> str:
        return f"{self.desk} {self.participation}"


class DeskDepartment(models.Model):
    """参与部门: a department or section that receives people at a desk."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="departments")
    name = models.CharField("部门", max_length=60)
    staff = models.PositiveSmallIntegerField("工作人员数", default=1)
    topics = models.CharField("接待内容", max_length=200, blank=True)

    objects: Any = scoped("desk__participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参与部门"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "name"], name="desk_department_once")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Material(models.Model):
    """宣传资料: a named brochure, handbook or leaflet that is handed out.

    ``left_over`` (余) is what somebody counted; what should be left follows from the records.
    """

    class Form(models.TextChoices):
        """资料形式."""

        BROCHURE = "brochure", "宣传图册"
        HANDBOOK = "handbook", "宣传手册"
        LEAFLET = "leaflet", "宣传单"
        GUIDE = "guide", "办事指南"
        OTHER = "other", "其他资料"

    participation = models.ForeignKey(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="materials"
    )
    name = models.CharField("资料名称", max_length=80)
    form = models.CharField("形式", max_length=10, choices=Form.choices, default=Form.LEAFLET)
    printed = models.PositiveIntegerField("印制份数", null=True, blank=True)
    cost = models.DecimalField("费用（元）", max_digits=11, decimal_places=2, null=True, blank=True)
    received = models.PositiveIntegerField("收到份数", null=True, blank=True)
    left_over = models.PositiveIntegerField("清点剩余", null=True, blank=True)
    left_by = models.CharField("清点人", max_length=50, blank=True)
    left_at = models.DateTimeField("清点时间", null=True, blank=True)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "宣传资料"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "name"], name="material_once"),
            models.CheckConstraint(
                condition=Q(left_over__isnull=True, left_at__isnull=True, left_by="")
                | (Q(left_over__isnull=False, left_at__isnull=False) & ~Q(left_by="")),
                name="material_left_over_counted_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
