"""What happens at desks.

Entries are append-only and idempotent: the phone makes the UUID and the time; a correction or a
deletion is a new row of the same ``root`` that points to the row it ``replaces`` and has the next
``version``. ``is_current`` is only an index over that history: exactly one row of each root carries
it, the one with the greatest (version, made_at, id), whatever the order of arrival.
"""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from zwgk.core.scoping import ScopedQuerySet
from zwgk.desk.models.passes import Device
from zwgk.desk.models.places import Desk, Material
from zwgk.kinds import KINDS, Qualifier


class EntryQuerySet(ScopedQuerySet):
    """Desk entries of a unit."""

    unit_lookup = "desk__participation__unit"

    def counted(self) -> "EntryQuerySet":
        """The entries that count: the current row of each root, unless it deletes."""
        return self.filter(is_current=True, is_void=False)


class DeskEntry(models.Model):
    """登记: what all desk entries share. See the module's docstring for how corrections work.

    ``recorded_at`` is when it happened, ``made_at`` when this row was made by the clock of what
    made it, ``received_at`` when it came here.
    """

    class Mark(models.TextChoices):
        """到达情况: what was odd about how an entry came."""

        NONE = "", "正常"
        LATE = "late", "登记码到期后上传"
        IMPORTED = "imported", "由单位导入文件"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    root = models.UUIDField(db_index=True)
    replaces = models.UUIDField(null=True, editable=False)
    version = models.PositiveSmallIntegerField(default=1)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)
    made_at = models.DateTimeField("生成时间", default=timezone.now, editable=False)
    received_at = models.DateTimeField("接收时间", auto_now_add=True)
    recorded_by = models.CharField("登记人", max_length=50)
    is_void = models.BooleanField("已撤销", default=False)
    is_current = models.BooleanField(default=True)
    reason = models.CharField("更正原因", max_length=100, blank=True)
    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mark = models.CharField(
        "到达情况", max_length=10, choices=Mark.choices, blank=True, default=Mark.NONE
    )

    objects: Any = EntryQuerySet.as_manager()
    label: ClassVar[str]

    class Meta:
        abstract = True
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["root"], condition=Q(is_current=True), name="%(class)s_one_current"
            )
        ]
        indexes = [
            models.Index(
                fields=["desk"],
                condition=Q(is_current=True, is_void=False),
                name="%(class)s_counted",
            )
        ]

    @property
    def kind_of_entry(self) -> str:
        """The entry's kind in URLs and as a record's type: visit, question, handout, tally."""
        return str(self._meta.model_name)


class Visit(DeskEntry):
    """来访: people who came to a desk together, anonymous."""

    people = models.PositiveSmallIntegerField("人数", default=1)
    matter = models.CharField("来访事由", max_length=100, blank=True)

    label = "来访"

    class Meta(DeskEntry.Meta):
        verbose_name = verbose_name_plural = "来访"
        constraints = [
            *DeskEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(people__gte=1), name="visit_has_people"),
        ]

    def __str__(self) -> str:
        return f"{self.people}人 {self.matter}".strip()


class Question(DeskEntry):
    """咨询: a question with its answer and the visitor's rating (评价)."""

    class Rating(models.TextChoices):
        """评价 of the answer."""

        NONE = "", "未评价"
        SATISFIED = "satisfied", "满意"
        FAIR = "fair", "基本满意"
        UNSATISFIED = "unsatisfied", "不满意"

    text = models.CharField("咨询内容", max_length=300)
    department = models.CharField("答复部门", max_length=60, blank=True)
    answer = models.TextField("答复", blank=True)
    on_spot = models.BooleanField("当场答复", default=True)
    rating = models.CharField("评价", max_length=12, choices=Rating.choices, blank=True, default="")
    token = models.CharField("评价码", max_length=60, blank=True, db_index=True)

    label = "咨询"

    class Meta(DeskEntry.Meta):
        verbose_name = verbose_name_plural = "咨询"

    def __str__(self) -> str:
        return str(self.text)


class Handout(DeskEntry):
    """发放: copies of one named material given to people."""

    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="handouts")
    copies = models.PositiveIntegerField("份数", default=1)

    label = "发放"

    class Meta(DeskEntry.Meta):
        verbose_name = verbose_name_plural = "发放"
        constraints = [
            *DeskEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(copies__gte=1), name="handout_has_copies"),
        ]

    def __str__(self) -> str:
        return f"{self.material} {self.copies}份"


class Tally(DeskEntry):
    """计数: a number counted without individual records, with who counted and the evidence.

    It counts only what is not recorded one by one, so it adds to the records. A rate has ``out_of``
    (the denominator); ``value`` is then the numerator.
    """

    kind = models.CharField("指标", max_length=40)
    value = models.PositiveIntegerField("数量")
    out_of = models.PositiveIntegerField("总数", null=True, blank=True)
    qualifier = models.CharField(
        "准确程度",
        max_length=10,
        choices=[(q.value, q.value) for q in Qualifier],
        default=Qualifier.EXACT,
    )
    counted_by = models.CharField("计数人", max_length=50)
    evidence = models.CharField("计数依据", max_length=200)
    photo = models.UUIDField("凭证照片", null=True, blank=True)

    label = "计数"

    class Meta(DeskEntry.Meta):
        verbose_name = verbose_name_plural = "计数"

    def __str__(self) -> str:
        kind = KINDS[self.kind]
        if kind.is_rate:
            return f"{kind.name} {self.value}／{self.out_of}"
        about = "约" if self.qualifier == Qualifier.ABOUT else ""
        more = "余" if self.qualifier == Qualifier.MORE_THAN else ""
        return f"{kind.name} {about}{self.value}{more}{kind.measure}"
