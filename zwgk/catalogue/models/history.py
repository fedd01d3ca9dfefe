"""What became of an item: its versions, its way through the reviews, what was remarked."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from zwgk.catalogue.columns import Columns, from_kept
from zwgk.catalogue.models.item import ServiceItem, State, column_name
from zwgk.core.scoping import scoped


class ItemRevision(models.Model):
    """版本: an item as it was saved once; rows are never changed."""

    item = models.ForeignKey(
        ServiceItem, on_delete=models.CASCADE, related_name="revisions", verbose_name="事项"
    )
    number = models.PositiveIntegerField("版本号")
    kept = models.JSONField("内容")
    why = models.CharField("修改原因", max_length=200, blank=True)
    restored_from = models.PositiveIntegerField("恢复自", null=True, blank=True)
    made_at = models.DateTimeField("保存时间", auto_now_add=True)
    made_by = models.CharField("保存人", max_length=50)
    made_by_user = models.BigIntegerField(null=True, blank=True)

    objects: Any = scoped("item__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事项版本"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item}第{self.number}版"

    @property
    def columns(self) -> Columns:
        """What was written."""
        return from_kept(self.kept)


class ItemMove(models.Model):
    """流转记录: one step of an item from state to state, with who, when and the reason."""

    item = models.ForeignKey(
        ServiceItem, on_delete=models.CASCADE, related_name="moves", verbose_name="事项"
    )
    from_state = models.CharField("原状态", max_length=10, choices=State.choices)
    to_state = models.CharField("新状态", max_length=10, choices=State.choices)
    version = models.PositiveIntegerField("版本")
    note = models.TextField("说明", blank=True)
    # The time before, so that what an item waited is read without looking for the row before.
    since = models.DateTimeField("进入原状态的时间")
    at = models.DateTimeField("时间")
    by = models.CharField("办理人", max_length=50)
    by_user = models.BigIntegerField(null=True, blank=True)

    objects: Any = scoped("item__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "流转记录"
        ordering = ["pk"]
        indexes = [models.Index(fields=["item", "from_state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(at__gte=models.F("since")), name="move_after_what_was_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}：{self.get_from_state_display()}→{self.get_to_state_display()}"

    @property
    def took(self) -> timedelta:
        """How long the item was in the state before."""
        waited: timedelta = self.at - self.since
        return waited


class ItemRemark(models.Model):
    """审核批注: what a reviewer says about one column; open until the author settles it."""

    item = models.ForeignKey(
        ServiceItem, on_delete=models.CASCADE, related_name="remarks", verbose_name="事项"
    )
    version = models.PositiveIntegerField("版本")
    column = models.CharField("栏目", max_length=24, blank=True)
    text = models.TextField("批注", max_length=500)
    stage = models.CharField("环节", max_length=10, choices=State.choices)
    at = models.DateTimeField("时间", auto_now_add=True)
    by = models.CharField("批注人", max_length=50)
    by_user = models.BigIntegerField(null=True, blank=True)
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    settled_by = models.CharField("处理人", max_length=50, blank=True)

    objects: Any = scoped("item__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核批注"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by="")
                | (Q(settled_at__isnull=False) & ~Q(settled_by="")),
                name="remark_settled_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def column_name(self) -> str:
        """The Chinese name of the column, empty for the whole item."""
        return column_name(self.column) if self.column else ""


class ItemConfirmation(models.Model):
    """提醒确认: one piece of advice of the check that a person answered for at the last review."""

    item = models.ForeignKey(
        ServiceItem, on_delete=models.CASCADE, related_name="confirmations", verbose_name="事项"
    )
    version = models.PositiveIntegerField("版本")
    key = models.CharField("问题", max_length=500)
    message = models.TextField("提醒内容")
    at = models.DateTimeField("确认时间", auto_now_add=True)
    by = models.CharField("确认人", max_length=50)
    by_user = models.BigIntegerField(null=True, blank=True)

    objects: Any = scoped("item__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提醒确认"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["item", "version"])]

    def __str__(self) -> str:
        return str(self.message)


class Correction(models.Model):
    """更正说明: what was wrong in what was public; shown with the text that mends it."""

    item = models.ForeignKey(
        ServiceItem, on_delete=models.CASCADE, related_name="corrections", verbose_name="事项"
    )
    note = models.TextField("更正说明", max_length=500)
    at = models.DateTimeField("填写时间", auto_now_add=True)
    by = models.CharField("填写人", max_length=50)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)

    objects: Any = scoped("item__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "更正说明"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.note)


class ItemFile(models.Model):
    """样表、附件: a file of an item, named by a material as its sample.

    ``found`` is what the check read in it (``catalogue.gate.attachments``), empty until it has.
    """

    item = models.ForeignKey(
        ServiceItem, on_delete=models.CASCADE, related_name="files", verbose_name="事项"
    )
    name = models.CharField("名称", max_length=60)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField("上传时间", auto_now_add=True)
    found = models.JSONField("检查结果", null=True, blank=True, editable=False)

    objects: Any = scoped("item__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事项附件"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "name"], name="item_file_name_once"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class ReviewRule(models.Model):
    """审核设置: how many reviews a unit's items pass (三审 unless it sets two)."""

    unit = models.OneToOneField(
        "units.Unit", on_delete=models.CASCADE, related_name="+", verbose_name="单位"
    )
    stages = models.PositiveSmallIntegerField("审核级数", default=3)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核设置"
        constraints = [
            models.CheckConstraint(condition=Q(stages__in=[2, 3]), name="review_two_or_three"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}：{self.stages}级审核"
