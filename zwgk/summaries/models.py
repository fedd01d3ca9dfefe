"""Summaries: drafts as append-only revisions, submissions frozen for ever, reviews."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from zwgk.core.scoping import ScopedQuerySet, scoped
from zwgk.kinds import Qualifier


class Revision(models.Model):
    """草稿版本: one saved state of a unit's draft. The latest number is the draft.

    ``sections`` is a list of {key, heading, body}; figure references stand in the bodies as
    ``{visitors}`` or ``{visitors~1}`` (``zwgk.summaries.refs``).
    """

    participation = models.ForeignKey(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    title = models.CharField("标题", max_length=150)
    sections = models.JSONField("正文")
    note = models.CharField("说明", max_length=50)
    # What the system wrote itself is nobody's copy of another unit's words.
    composed = models.BooleanField("由系统生成", default=False)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.CharField(max_length=50)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "草稿版本"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "number"], name="revision_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} 第{self.number}稿"


class Unsaved(models.Model):
    """未保存稿: what a person typed and has not saved, kept against a crash; one for each person.

    ``content`` is {title, sections} as in a revision, ``based_on`` the revision it was begun from.
    """

    participation = models.ForeignKey(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="+"
    )
    user_id = models.BigIntegerField()
    based_on = models.PositiveIntegerField()
    content = models.JSONField("正文")
    saved_at = models.DateTimeField("保存时间", auto_now=True)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "未保存稿"
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "user_id"], name="unsaved_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"第{self.based_on}稿之后未保存的修改"


class Comment(models.Model):
    """修改意见: what a colleague of the unit says about a passage of the draft.

    ``passage`` is what stood there; the comment follows it through later drafts. Never part of the
    document.
    """

    participation = models.ForeignKey(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="comments"
    )
    passage = models.CharField("原文", max_length=300)
    text = models.CharField("意见", max_length=500)
    written_by = models.CharField("提出人", max_length=50)
    written_at = models.DateTimeField("提出时间", auto_now_add=True)
    answer = models.CharField("答复", max_length=500, blank=True)
    resolved_by = models.CharField("处理人", max_length=50, blank=True)
    resolved_at = models.DateTimeField("处理时间", null=True, blank=True)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "修改意见"
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by="")
                | (Q(resolved_at__isnull=False) & ~Q(resolved_by="")),
                name="comment_resolved_by_and_at",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Submission(models.Model):
    """报送: a summary as it was submitted, with its document, text and figures frozen.

    ``content`` is the document with every figure resolved; ``docx`` and ``pdf`` are the files made
    from it then. ``findings`` is what the check said of it. Nothing here changes except that a
    withdrawal is noted and the PDF may come later.

    Of one that was written elsewhere ``uploaded`` is the file as it came; ``on_behalf_by`` names
    the superior that handed it in (代报) and ``on_behalf_why`` the reason.
    """

    class Origin(models.TextChoices):
        """成文方式."""

        WRITTEN = "written", "在系统中撰写"
        UPLOADED = "uploaded", "上传文件"

    participation = models.ForeignKey(
        "campaigns.Participation", on_delete=models.PROTECT, related_name="submissions"
    )
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("次数")
    title = models.CharField("标题", max_length=150)
    content = models.JSONField("正文")
    docx = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    findings = models.JSONField("核查意见", default=list)
    origin = models.CharField(
        "成文方式", max_length=10, choices=Origin.choices, default=Origin.WRITTEN
    )
    uploaded = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="上传的原件",
    )  # fmt: skip
    on_behalf_by = models.CharField("代报单位", max_length=100, blank=True)
    on_behalf_why = models.CharField("代报原因", max_length=200, blank=True)
    submitted_at = models.DateTimeField("报送时间", auto_now_add=True)
    submitted_by = models.CharField("报送人", max_length=50)
    submitted_by_id = models.BigIntegerField()
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    objects: Any = scoped("participation__unit", superiors_see=Q()).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "number"], name="submission_once"),
            models.CheckConstraint(
                condition=Q(on_behalf_by="") | ~Q(on_behalf_why=""), name="on_behalf_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def paragraphs(self) -> list[str]:
        """The text of the frozen document, heading by heading and paragraph by paragraph."""
        return ["".join(text for text, _ in p["runs"]) for p in self.content["paragraphs"]]


class SubmittedFigure(models.Model):
    """报送数据: one figure of a submission with its frozen value and evidence.

    ``evidence`` is a list of {source, type, id, value, out_of, label, at}. ``printed`` is the text
    as it stands in the document, empty for a figure that is reported but not quoted.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="figures")
    kind = models.CharField("指标", max_length=40)
    value = models.PositiveBigIntegerField("数量")
    out_of = models.PositiveBigIntegerField("总数", null=True, blank=True)
    qualifier = models.CharField(max_length=10, choices=[(q.value, q.value) for q in Qualifier])
    by_records = models.PositiveBigIntegerField(default=0)
    by_tally = models.PositiveBigIntegerField(default=0)
    by_declared = models.PositiveBigIntegerField(default=0)
    printed = models.CharField(max_length=200, blank=True)
    evidence = models.JSONField(default=list)

    objects: Any = scoped("submission__participation__unit", superiors_see=Q()).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送数据"
        constraints = [
            models.UniqueConstraint(fields=["submission", "kind"], name="submitted_figure_once")
        ]
        # A kind through all units and editions is read from the index alone, past the evidence.
        indexes = [
            models.Index(
                fields=["kind", "submission"],
                include=["value", "out_of", "qualifier", "by_records", "by_tally", "by_declared"],
                name="figures_by_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Justification(models.Model):
    """核查说明: why something the check called an error was submitted as it is; never changed.

    ``key`` is that of the finding among the submission's ``findings``.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="justifications"
    )
    key = models.CharField(max_length=16)
    reason = models.CharField("说明", max_length=500)
    written_by = models.CharField("说明人", max_length=50)
    written_at = models.DateTimeField("说明时间", auto_now_add=True)

    objects: Any = scoped("submission__participation__unit", superiors_see=Q()).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "核查说明"
        constraints = [
            models.UniqueConstraint(fields=["submission", "key"], name="justified_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="justification_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.reason)


class Review(models.Model):
    """审核意见: the superior's decision on a submission; a return states its reasons."""

    class Decision(models.TextChoices):
        """处理结果."""

        ACCEPTED = "accepted", "采纳"
        RETURNED = "returned", "退回"

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="review")
    decision = models.CharField("处理结果", max_length=10, choices=Decision.choices)
    reasons = models.TextField("意见", blank=True)
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.CharField(max_length=50)

    objects: Any = scoped("submission__participation__unit", superiors_see=Q()).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核意见"
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="accepted") | ~Q(reasons=""), name="return_states_reasons"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_decision_display())


class Remark(models.Model):
    """批注: what the superior says about one passage when it returns a summary.

    ``paragraph`` counts those of the submission's document, ``passage`` is what stood there.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="remarks")
    position = models.PositiveSmallIntegerField()
    paragraph = models.PositiveSmallIntegerField("段落")
    passage = models.CharField("原文", max_length=300)
    text = models.CharField("意见", max_length=500)

    objects: Any = scoped("review__submission__participation__unit", superiors_see=Q()).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批注"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="remark_once"),
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Upload(models.Model):
    """上传的总结: a summary written elsewhere, while nobody has confirmed what was read out of it.

    It belongs to the unit that uploaded it (``holder``), its own summary or that of a subordinate
    (代报). ``figures`` is a list of {kind, value, out_of, qualifier, stated, passages, keep}, each
    passage (start, end) in ``text``. ``problem`` says why a file could not be read.
    """

    class State(models.TextChoices):
        """状态."""

        PENDING = "pending", "待核对"
        SUBMITTED = "submitted", "已报送"
        DROPPED = "dropped", "已作废"

    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="uploads"
    )
    holder = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey(
        "campaigns.Participation", null=True, blank=True, on_delete=models.PROTECT,
        related_name="uploads",
    )  # fmt: skip
    name = models.CharField("文件名", max_length=200)
    file = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    problem = models.CharField("不能读取的原因", max_length=300, blank=True)
    warnings = models.JSONField("读取提示", default=list)
    title = models.CharField("标题", max_length=150, blank=True)
    text = models.TextField("正文", blank=True)
    dated = models.DateField("成文日期", null=True, blank=True)
    figures = models.JSONField("读出的数据", default=list)
    why = models.CharField("代报原因", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PENDING)
    version = models.PositiveIntegerField(default=1)
    submission = models.OneToOneField(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="upload"
    )
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    uploaded_by = models.CharField("上传人", max_length=50)

    objects: Any = scoped("holder").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "上传的总结"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="submitted", submission__isnull=False)
                | (~Q(state="submitted") & Q(submission__isnull=True)),
                name="upload_submitted_as",
            )
        ]

    def __str__(self) -> str:
        return str(self.title or self.name)

    @property
    def is_own(self) -> bool:
        """Whether the unit uploaded its own summary, not a subordinate's (代报)."""
        return bool(self.participation and self.participation.unit_id == self.holder_id)


class Praise(models.Model):
    """好的做法: what a superior holds up as an example, a passage of a summary or all of it.

    ``passage`` is empty where the whole is meant.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="praises")
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="表扬单位"
    )
    passage = models.CharField("做法原文", max_length=500, blank=True)
    why = models.CharField("理由", max_length=200)
    marked_by = models.CharField("标记人", max_length=50)
    marked_at = models.DateTimeField("标记时间", auto_now_add=True)

    objects: Any = scoped("submission__participation__unit", superiors_see=Q()).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "好的做法"
        ordering = ["marked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "unit", "passage"], name="praised_once"),
            models.CheckConstraint(condition=~Q(why=""), name="praise_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.why)


class SummaryPhoto(models.Model):
    """活动照片: a photo of a unit's activity with its caption, in the unit's order.

    ``origin`` is the desk's photo it was taken over from. ``included`` is whether it is printed.
    """

    participation = models.ForeignKey(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="photos"
    )
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = models.CharField("照片说明", max_length=100, blank=True)
    taken_on = models.DateField("拍摄日期", null=True, blank=True)
    included = models.BooleanField("选入文件", default=True)
    position = models.PositiveSmallIntegerField("次序")
    origin = models.UUIDField(null=True, blank=True)
    added_by = models.CharField("上传人", max_length=50)
    added_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动照片"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption or "活动照片"


class Annexes(models.Model):
    """总结附件: which attachments a unit prints behind its summary."""

    participation = models.OneToOneField(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="annexes"
    )
    table = models.BooleanField("主要数据表", default=False)
    charts = models.BooleanField("图表", default=False)
    photos = models.BooleanField("活动照片", default=False)
    sealed = models.BooleanField("落款留盖章位置", default=True)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "总结附件"

    def __str__(self) -> str:
        chosen = (("主要数据表", self.table), ("图表", self.charts), ("活动照片", self.photos))
        return "、".join(name for name, on in chosen if on) or "无附件"


class Frozen(ScopedQuerySet):
    """Rows that are written once: changing or deleting them is a programming error."""

    unit_lookup = "unit"
    superiors_see = Q()

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise TypeError("a frozen roll-up never changes")

    def delete(self) -> NoReturn:
        """Refused."""
        raise TypeError("a frozen roll-up never changes")


class RollUpSnapshot(models.Model):
    """定稿汇总: a roll-up as it stood when the superior's report was made; never changed.

    ``content`` is the roll-up as data with the submissions it rests on and the SHA-256 of their
    documents; ``sha256`` is over its canonical JSON (``zwgk.summaries.snapshots``).
    """

    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="snapshots"
    )
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    branch_code = models.CharField(max_length=40)
    branch_name = models.CharField("汇总范围", max_length=100)
    level = models.CharField("层级", max_length=10, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    content = models.JSONField("汇总内容")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField("定稿时间", auto_now_add=True)
    made_by = models.CharField("定稿人", max_length=50)

    objects: Any = Frozen.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "定稿汇总"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.campaign}汇总（{self.branch_name}）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only ever a new row."""
        if not self._state.adding:
            raise TypeError("a frozen roll-up never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise TypeError("a frozen roll-up never changes")
