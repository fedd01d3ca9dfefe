"""Catalogues brought in from a workbook, row by row, with what became of each."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from zwgk.catalogue.models.item import ServiceItem
from zwgk.core.scoping import scoped


class CatalogueImport(models.Model):
    """目录导入: a workbook of items; read, looked at, confirmed, written, perhaps undone.

    Reading, writing and undoing go on in steps that may stop anywhere. ``heads`` are the headings
    of the file, ``ignored`` those of them nobody knows, ``warnings`` what a person has to know
    before confirming. ``reader`` is the process that reads at present, with the time of its last
    sign of life: a reading that broke off is begun anew.
    """

    class State(models.TextChoices):
        """进度."""

        READING = "reading", "正在读取"
        READY = "ready", "待确认"
        WRITING = "writing", "正在写入"
        DONE = "done", "已导入"
        UNDOING = "undoing", "正在撤销"
        UNDONE = "undone", "已撤销"
        FAILED = "failed", "未能读取"
        DROPPED = "dropped", "已放弃"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    stored = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    state = models.CharField("进度", max_length=10, choices=State.choices, default=State.READING)
    clear_blank = models.BooleanField("空白单元格清空原有内容", default=False)
    message = models.TextField("未能读取的原因", blank=True)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    heads = models.JSONField("表头", default=list)
    ignored = models.JSONField("没有导入的列", default=list)
    warnings = models.JSONField("提示", default=list)
    reader = models.UUIDField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    created_by = models.CharField("上传人", max_length=50)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.CharField("确认人", max_length=50, blank=True)
    confirmed_by_user = models.BigIntegerField(null=True, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.CharField("撤销人", max_length=50, blank=True)
    undone_by_user = models.BigIntegerField(null=True, blank=True)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "目录导入"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["writing", "done", "undoing", "undone"])
                | Q(confirmed_at__isnull=False),
                name="catalogue_import_written_once_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class ImportRow(models.Model):
    """导入行: one row of the workbook, what it is to do to which item, and whether it has.

    ``given`` are the columns it says, as a revision keeps them; ``cells`` are kept where something
    is wrong, for the workbook of the rows to be mended. ``before`` is the version of the item that
    was there when the file was read, ``after`` the one the import wrote.
    """

    class Outcome(models.TextChoices):
        """结果."""

        NEW = "new", "新增"
        CHANGED = "changed", "修改"
        SAME = "same", "没有变化"
        LEFT = "left", "不修改"
        WRONG = "wrong", "有错误"

    class Stage(models.TextChoices):
        """办理情况."""

        WAITING = "waiting", "待写入"
        WRITTEN = "written", "已写入"
        UNDONE = "undone", "已撤销"
        KEPT = "kept", "没有撤销"
        NOTHING = "nothing", "不用办理"

    batch = models.ForeignKey(CatalogueImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("行号")
    topic = models.CharField("一级事项", max_length=100, blank=True)
    name = models.CharField("事项名称", max_length=100, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    stage = models.CharField("办理情况", max_length=10, choices=Stage.choices)
    given = models.JSONField("填写的内容", default=dict)
    cells = models.JSONField("原文", default=list)
    problems = models.JSONField("问题", default=list)
    note = models.CharField("说明", max_length=200, blank=True)
    item = models.ForeignKey(
        ServiceItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    before = models.PositiveIntegerField("原版本", null=True, blank=True)
    after = models.PositiveIntegerField("写入的版本", null=True, blank=True)

    objects: Any = scoped("batch__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入行"
        ordering = ["number"]
        indexes = [
            models.Index(fields=["batch", "outcome", "number"]),
            models.Index(fields=["batch", "stage", "number"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_row_number_once"),
        ]

    def __str__(self) -> str:
        return f"第{self.number}行"
