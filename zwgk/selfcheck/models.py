"""A unit's check of its catalogue before the day: what was checked, found, mended."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from zwgk.catalogue.columns import COLUMNS
from zwgk.catalogue.gate import Severity
from zwgk.catalogue.models import column_name
from zwgk.core.scoping import scoped

SEVERITIES = [(Severity.ERROR.value, "错误"), (Severity.ADVICE.value, "提示")]


class SelfCheck(models.Model):
    """自查: the check of all items of a participation's unit; run as often as needed.

    ``run`` counts the runs. While one is under way ``cursor`` is the last item it has come to;
    it is empty between runs. ``report`` and ``sheet`` are the files made when it was finished.
    """

    participation = models.OneToOneField(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="self_check",
        verbose_name="所属活动",
    )  # fmt: skip
    begun_at = models.DateTimeField("开始时间", auto_now_add=True)
    begun_by = models.CharField("开始人", max_length=50)
    run = models.PositiveIntegerField("检查次数", default=0)
    run_at = models.DateTimeField("检查时间", null=True, blank=True)
    run_by = models.CharField("检查人", max_length=50, blank=True)
    cursor = models.BigIntegerField(null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    finished_by = models.CharField("结束人", max_length=50, blank=True)
    report = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sheet = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自查"
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, finished_by="")
                | (Q(finished_at__isnull=False, cursor__isnull=True) & ~Q(finished_by="")),
                name="selfcheck_finished_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}自查"

    @property
    def under_way(self) -> bool:
        """Whether a run has not come to its end."""
        return self.cursor is not None


class CheckedItem(models.Model):
    """核查事项: an item that was checked, as it was called then; once in a self-check."""

    check_of = models.ForeignKey(
        SelfCheck, on_delete=models.CASCADE, related_name="lines", verbose_name="自查"
    )
    item = models.ForeignKey(
        "catalogue.ServiceItem", on_delete=models.CASCADE, related_name="+", verbose_name="事项"
    )
    name = models.CharField("事项名称", max_length=100)
    section = models.CharField("科室", max_length=60, blank=True)
    version = models.PositiveIntegerField("核查的版本")
    checked_at = models.DateTimeField("核查时间")

    objects: Any = scoped("check_of__participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "核查事项"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "item"], name="item_checked_once"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class CheckFinding(models.Model):
    """自查问题: what a rule found in an item, who mends it by when, and what became of it.

    ``version`` is the item's version it was found in, ``settled_version`` the one in which it was
    found no more. ``key`` stands for the rule, the column and what it is about.
    """

    class State(models.TextChoices):
        """整改情况."""

        OPEN = "open", "待整改"
        MENDED = "mended", "已整改"
        JUSTIFIED = "justified", "已说明"

    line = models.ForeignKey(
        CheckedItem, on_delete=models.CASCADE, related_name="findings", verbose_name="核查事项"
    )
    key = models.CharField(max_length=64)
    code = models.CharField("规则", max_length=40)
    column = models.CharField("栏目", max_length=30, blank=True)
    where = models.TextField("位置", blank=True)
    severity = models.CharField("严重程度", max_length=6, choices=SEVERITIES)
    message = models.TextField("问题")
    version = models.PositiveIntegerField("发现时的版本")
    found_at = models.DateTimeField("发现时间")
    responsible = models.CharField("责任科室或责任人", max_length=60, blank=True)
    due_on = models.DateField("整改期限", null=True, blank=True)
    state = models.CharField(
        "整改情况", max_length=9, choices=State.choices, default=State.OPEN, db_index=True
    )
    settled_at = models.DateTimeField("办结时间", null=True, blank=True)
    settled_by = models.CharField("办结人", max_length=50, blank=True)
    settled_version = models.PositiveIntegerField("办结时的版本", null=True, blank=True)
    reason = models.TextField("说明", max_length=500, blank=True)

    objects: Any = scoped("line__check_of__participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自查问题"
        ordering = ["line__name", "line", "-severity", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "key"], name="finding_once"),
            models.CheckConstraint(
                condition=Q(
                    state="open", settled_at__isnull=True, settled_by="", settled_version=None
                )
                | (~Q(state="open") & Q(settled_at__isnull=False) & ~Q(settled_by="")),
                name="finding_settled_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="justified") | ~Q(reason=""), name="finding_justified_why"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.line}：{self.message}"

    @property
    def is_error(self) -> bool:
        """Whether it stands in the way of publication."""
        return self.severity == Severity.ERROR

    @property
    def late(self) -> bool:
        """Whether it is open though its day has passed."""
        due = self.due_on
        return self.state == self.State.OPEN and due is not None and due < timezone.localdate()

    @property
    def column_name(self) -> str:
        """The Chinese name of the column, empty for the whole item."""
        return column_name(self.column) if self.column in COLUMNS else ""
