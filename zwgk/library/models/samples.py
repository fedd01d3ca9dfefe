"""Summaries of a unit before they are public: imported or submitted originals, and their masks."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from zwgk.core.scoping import scoped


class ImportBatch(models.Model):
    """导入批次: files a unit brings in together; work on it may stop and go on at any file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    collection = models.ForeignKey(
        "library.Collection", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("批次名称", max_length=100)
    created_at = models.DateTimeField("导入时间", auto_now_add=True)
    created_by = models.CharField("导入人", max_length=50)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.name)


class ImportFile(models.Model):
    """导入文件: one file of a batch with what came of it; ``message`` says why it was not read.

    ``stored`` is empty where the bytes were never kept: too large, or refused inside an archive.
    """

    class State(models.TextChoices):
        """处理结果."""

        WAITING = "waiting", "等待处理"
        READ = "read", "已导入"
        REPEATED = "repeated", "重复文件"
        FAILED = "failed", "未能导入"

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="files")
    stored = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveIntegerField("序号")
    name = models.CharField("文件名", max_length=200)
    state = models.CharField(
        "处理结果", max_length=10, choices=State.choices, default=State.WAITING
    )
    message = models.CharField("说明", max_length=300, blank=True)

    objects: Any = scoped("batch__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入文件"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="import_file_position")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Sample(models.Model):
    """总结样本: an original summary in the library; it stays with its owner.

    What was submitted may be read and published by the superior; what was imported is the unit's.

    ``original`` is the sample it repeats (重复) or nearly repeats (近似). ``levels`` are the
    heading levels of its lines. The public copy is generated from ``text`` and its masks.
    """

    class State(models.TextChoices):
        """状态."""

        DRAFT = "draft", "待遮蔽"
        PROPOSED = "proposed", "待复核"
        PUBLISHED = "published", "已公开"
        WITHDRAWN = "withdrawn", "已撤下"

    class Likeness(models.TextChoices):
        """与原件的关系."""

        NONE = "", "独立"
        EXACT = "exact", "重复"
        NEAR = "near", "近似"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(
        ImportFile, null=True, blank=True, on_delete=models.PROTECT, related_name="samples"
    )
    submission_id = models.BigIntegerField("报送", null=True, blank=True, unique=True)
    collection = models.ForeignKey(
        "library.Collection", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveIntegerField("序号", default=0)
    title = models.CharField("标题", max_length=150)
    author_name = models.CharField("原作单位", max_length=100, blank=True)
    text = models.TextField("原文")
    levels = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64, db_index=True)
    incomplete = models.BooleanField("不完整", default=False)
    original = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeats"
    )
    likeness = models.CharField(
        "与原件的关系", max_length=10, choices=Likeness.choices, blank=True, default=""
    )
    edition = models.PositiveSmallIntegerField("届次", null=True, blank=True)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    theme = models.CharField("主题", max_length=100, blank=True)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    facts = models.JSONField("要素", default=dict)
    figures = models.JSONField("数据", default=list)
    findings = models.JSONField("疑点", default=list)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    strict = models.BooleanField("严格模式", default=True)
    proposed_by = models.CharField("遮蔽人", max_length=50, blank=True)
    proposed_by_id = models.BigIntegerField(null=True, blank=True)
    proposed_at = models.DateTimeField("提交复核时间", null=True, blank=True)
    confirmed_by = models.CharField("复核人", max_length=50, blank=True)
    confirmed_at = models.DateTimeField("复核时间", null=True, blank=True)
    returned_for = models.CharField("退回意见", max_length=500, blank=True)
    created_at = models.DateTimeField("入库时间", auto_now_add=True)

    objects: Any = scoped("unit", Q(submission_id__isnull=False)).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "总结样本"
        ordering = ["-created_at", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likeness="") | Q(original__isnull=False), name="sample_likeness_of"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(proposed_by=""), name="sample_proposed_by"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(confirmed_by=""), name="sample_confirmed_by"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class MaskProposal(models.Model):
    """遮蔽建议: one word of a sample and what stands for it, everywhere in the document alike.

    ``spans`` are its [start, end) places in the original: title, line break, text. An undecided
    doubt blocks publication in strict mode.
    """

    class Origin(models.TextChoices):
        """来源."""

        ENGINE = "engine", "系统建议"
        DOUBT = "doubt", "系统存疑"
        PERSON = "person", "人工添加"

    class Decision(models.TextChoices):
        """处理."""

        OPEN = "open", "待定"
        MASK = "mask", "遮蔽"
        KEEP = "keep", "保留"

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="proposals")
    original = models.CharField("原词", max_length=200)
    mask = models.CharField("替换为", max_length=200)
    kind = models.CharField("类别", max_length=12)
    spans = models.JSONField("位置")
    origin = models.CharField("来源", max_length=8, choices=Origin.choices)
    decision = models.CharField(
        "处理", max_length=8, choices=Decision.choices, default=Decision.OPEN
    )
    reason = models.CharField("理由", max_length=200, blank=True)
    decided_by = models.CharField("处理人", max_length=50, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)

    objects: Any = scoped("sample__unit", Q(sample__submission_id__isnull=False)).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "遮蔽建议"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "original"], name="mask_proposal_once")
        ]

    def __str__(self) -> str:
        return f"{self.original} → {self.mask}"
