"""Campaigns, notices and each unit's part in them."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from zwgk.core.actor import Actor
from zwgk.core.scoping import ScopedQuerySet, scoped


class CampaignQuerySet(ScopedQuerySet):
    """Campaigns are seen downward too: by every unit that takes part."""

    superiors_see = Q()

    def visible_to(self, actor: Actor) -> Self:
        """Own campaigns, those of the subtree, and those the subtree takes part in."""
        takes_part = Participation.objects.filter(unit__path__startswith=actor.unit_path)
        below = Q(unit__path__startswith=actor.unit_path)
        return self.filter(below | Q(pk__in=takes_part.values("campaign_id")))


class Campaign(models.Model):
    """活动: one Openness Day (or week, or 政府开放日): edition, year, theme and what is due when.

    ``edition`` is the N of 第N届; each series counts for itself.
    """

    slug = models.SlugField("活动编号", max_length=40, unique=True)
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="campaigns", verbose_name="发起单位"
    )
    series = models.CharField("活动名称", max_length=60, default="“5·15”政务公开日")
    edition = models.PositiveSmallIntegerField("届次")
    year = models.PositiveSmallIntegerField("年份")
    theme = models.CharField("活动主题", max_length=100)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    summary_due_on = models.DateField("总结报送期限")
    public = models.BooleanField("在门户公布", default=True)

    objects: Any = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动"
        ordering = ["-year", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="campaign_dates_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.series}"


class NoticeQuerySet(ScopedQuerySet):
    """Notices: a unit reads its own and those addressed to it, not its superior's drafts."""

    def visible_to(self, actor: Actor) -> Self:
        """Own notices, issued ones of the subtree, and those the subtree was notified by."""
        own = Q(unit_id=actor.unit_id)
        below = Q(unit__path__startswith=actor.unit_path, issued_on__isnull=False)
        addressed = Participation.objects.filter(unit__path__startswith=actor.unit_path)
        return self.filter(own | below | Q(pk__in=addressed.values("notice_id")))


class Notice(models.Model):
    """通知: the document that starts a campaign for a unit's subordinates.

    ``adapts`` is the superior's notice this one passes on (转发).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="notices")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="notices")
    adapts = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    title = models.CharField("标题", max_length=150)
    doc_number = models.CharField("发文字号", max_length=60, blank=True)
    body = models.TextField("正文")
    issued_on = models.DateField("印发日期", null=True, blank=True)
    issued_by = models.CharField("签发人", max_length=50, blank=True)

    objects: Any = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True, issued_by="")
                | (Q(issued_on__isnull=False) & ~Q(issued_by="")),
                name="notice_issued_by_and_on",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)


class State(models.TextChoices):
    """办理状态 of a participation; ``zwgk.campaigns.states`` holds the allowed moves."""

    NOTIFIED = "notified", "待签收"
    ACKNOWLEDGED = "acknowledged", "已签收"
    PLANNED = "planned", "已制定方案"
    UNDER_WAY = "under_way", "正在开展"
    SUMMARISED = "summarised", "正在总结"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已采纳"


class Participation(models.Model):
    """参与单位: one unit's part in a campaign: theme, plan, dates, state.

    A superior sees how far its units are; what they wrote it sees when they submit.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="participations")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="participations")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="participations")
    state = models.CharField(
        "状态", max_length=12, choices=State.choices, default=State.NOTIFIED, db_index=True
    )
    local_theme = models.CharField("本单位主题", max_length=100, blank=True)
    starts_on = models.DateField("开展日期", null=True, blank=True)
    ends_on = models.DateField("结束日期", null=True, blank=True)
    plan = models.TextField("活动方案", blank=True)
    next_steps = models.TextField("下一步打算", blank=True)
    acknowledged_at = models.DateTimeField("签收时间", null=True, blank=True)
    acknowledged_by = models.CharField("签收人", max_length=50, blank=True)
    planned_at = models.DateTimeField("方案制定时间", null=True, blank=True)

    objects: Any = scoped("unit", superiors_see=Q()).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参与单位"
        ordering = ["unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="participation_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by="")
                | (Q(acknowledged_at__isnull=False) & ~Q(acknowledged_by="")),
                name="participation_acknowledged_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state=State.NOTIFIED) | Q(acknowledged_at__isnull=False),
                name="participation_acknowledged_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.campaign}"

    @property
    def theme(self) -> str:
        """The local theme, or the campaign's."""
        return self.local_theme or str(self.campaign.theme)


class Move(models.Model):
    """状态变动: one transition of a participation, with actor, time and note."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="moves")
    came_from = models.CharField(max_length=12, choices=State.choices)
    went_to = models.CharField(max_length=12, choices=State.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=50)
    note = models.TextField(blank=True)

    objects: Any = scoped("participation__unit", superiors_see=Q()).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "状态变动"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_came_from_display()} → {self.get_went_to_display()}"


class Reminder(models.Model):
    """催办: a superior asked a unit for its summary; one a day."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="reminders"
    )
    on = models.DateField("日期")
    at = models.DateTimeField("催办时间", auto_now_add=True)
    by = models.CharField("催办人", max_length=50)
    unit_name = models.CharField("催办单位", max_length=100)

    objects: Any = scoped("participation__unit", superiors_see=Q()).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "催办"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "on"], name="reminded_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}{self.by}催办"


class LeadingGroupMember(models.Model):
    """领导小组成员: 组长 (负总责), 副组长 (具体负责) and 成员 with their duties."""

    class Position(models.TextChoices):
        """职务 in the group."""

        HEAD = "head", "组长"
        DEPUTY = "deputy", "副组长"
        MEMBER = "member", "成员"

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="leading_group"
    )
    position = models.CharField("组内职务", max_length=8, choices=Position.choices)
    name = models.CharField("姓名", max_length=50)
    post = models.CharField("行政职务", max_length=60)
    duty = models.CharField("分工", max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "领导小组成员"
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return f"{self.get_position_display()} {self.name}"


class Meeting(models.Model):
    """会议: a meeting held for the campaign."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="meetings"
    )
    title = models.CharField("会议名称", max_length=100)
    held_on = models.DateField("召开日期")
    place = models.CharField("地点", max_length=100, blank=True)
    decisions = models.TextField("议定事项", blank=True)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        ordering = ["held_on", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class Task(models.Model):
    """任务: one line of the checklist, with owner, due date and evidence that it is done.

    ``key`` names the entry of the standard checklist, empty for a unit's own task. Where the entry
    counts a figure (boards, banners …) ``quantity`` is the number and ``outcome`` says of what.
    """

    class Status(models.TextChoices):
        """完成情况."""

        OPEN = "open", "待办"
        DONE = "done", "已完成"
        NOT_NEEDED = "not_needed", "不涉及"

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=30, blank=True)
    title = models.CharField("任务", max_length=100)
    owner = models.CharField("责任人", max_length=50, blank=True)
    due_on = models.DateField("完成时限", null=True, blank=True)
    status = models.CharField(
        "完成情况", max_length=10, choices=Status.choices, default=Status.OPEN
    )
    outcome = models.TextField("完成内容", blank=True)
    quantity = models.PositiveIntegerField("数量", null=True, blank=True)
    evidence = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, verbose_name="佐证材料"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=50, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任务"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "key"],
                condition=~Q(key=""),
                name="standard_task_once",
            ),
            models.CheckConstraint(
                condition=(Q(status="done") & Q(done_at__isnull=False) & ~Q(done_by=""))
                | (~Q(status="done") & Q(done_at__isnull=True, done_by="")),
                name="task_done_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)
