"""Screens: the slogans they may show, what each plays and when, and for how long it did."""

from datetime import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from zwgk.core.scoping import scoped

SLOGAN_LENGTH = 60
PRESETS = [
    ("1024x192", "长条屏 1024×192"),
    ("1920x1080", "横屏 1920×1080"),
    ("1080x1920", "竖屏 1080×1920"),
    ("3840x2160", "超高清横屏 3840×2160"),
]
WEEKDAYS = [("1", "周一"), ("2", "周二"), ("3", "周三"), ("4", "周四"), ("5", "周五"),
            ("6", "周六"), ("7", "周日")]  # fmt: skip
_SIDE = [
    MinValueValidator(64, "屏幕的宽和高都不小于64像素。"),
    MaxValueValidator(8192, "屏幕的宽和高都不大于8192像素。"),
]


class Slogan(models.Model):
    """标语: a line for screens; played once somebody who did not write it has approved it.

    ``writers`` are the accounts that wrote at it since it was approved last.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="slogans")
    text = models.CharField("标语", max_length=SLOGAN_LENGTH)
    written_by = models.CharField("拟稿人", max_length=50)
    written_at = models.DateTimeField("拟稿时间")
    writers = models.JSONField(default=list)
    approved_by = models.CharField("审核人", max_length=50, blank=True)
    approved_at = models.DateTimeField("审核时间", null=True, blank=True)
    returned_for = models.CharField("退回理由", max_length=200, blank=True)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "标语"
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "text"], name="slogan_once"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by="")
                | (Q(approved_at__isnull=False, returned_for="") & ~Q(approved_by="")),
                name="slogan_approved_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Screen(models.Model):
    """电子屏: one screen, the secret link that it plays by, and its timetable.

    Only the link's digest is looked up; encrypted it is kept so that it can be shown again.
    ``weekdays`` are digits, Monday is 1. ``seen_at``: when its player reported last.
    """

    class Outside(models.TextChoices):
        """时段外 of the timetable."""

        CLOCK = "clock", "显示时间"
        BLACK = "black", "黑屏"

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="screens")
    participation = models.ForeignKey(
        "campaigns.Participation", null=True, blank=True, on_delete=models.PROTECT,
        related_name="screens", verbose_name="所属活动",
    )  # fmt: skip
    name = models.CharField("名称", max_length=40)
    place = models.CharField("地点", max_length=60)
    width = models.PositiveIntegerField("宽（像素）", validators=_SIDE)
    height = models.PositiveIntegerField("高（像素）", validators=_SIDE)
    from_time = models.TimeField("每天开始")
    to_time = models.TimeField("每天结束")
    from_date = models.DateField("开始日期", null=True, blank=True)
    to_date = models.DateField("结束日期", null=True, blank=True)
    weekdays = models.CharField("播放日", max_length=7, default="1234567")
    outside = models.CharField(
        "时段外", max_length=5, choices=Outside.choices, default=Outside.CLOCK
    )
    token_digest = models.CharField(max_length=64, unique=True)
    token_encrypted = models.TextField()
    made_at = models.DateTimeField("登记时间", auto_now_add=True)
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)
    revoked_by = models.CharField("停用人", max_length=50, blank=True)
    seen_at = models.DateTimeField("最近在线", null=True, blank=True)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "电子屏"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="screen_name_once"),
            models.CheckConstraint(
                condition=Q(to_time__gt=F("from_time")), name="screen_times_in_order"
            ),
            models.CheckConstraint(
                condition=Q(from_date__isnull=True) | Q(to_date__isnull=True)
                | Q(to_date__gte=F("from_date")),
                name="screen_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="screen_revoked_by_and_at",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_strip(self) -> bool:
        """Whether it is so much wider than high that a line or two have to do."""
        return self.width > 3 * self.height

    @property
    def days(self) -> str:
        """The days of the week in words: 每天, 周一、周二."""
        if len(self.weekdays) == len(WEEKDAYS):
            return "每天"
        return "、".join(name for digit, name in WEEKDAYS if digit in self.weekdays)

    def plays_at(self, moment: datetime) -> bool:
        """Whether the timetable lets it play at that time."""
        local = timezone.localtime(moment)
        return (
            self.from_time <= local.time() < self.to_time
            and str(local.isoweekday()) in self.weekdays
            and (self.from_date is None or local.date() >= self.from_date)
            and (self.to_date is None or local.date() <= self.to_date)
        )


class ScreenEntry(models.Model):
    """播放条目: one thing a screen plays, in order, and how long each of its pages stays."""

    class Kind(models.TextChoices):
        """内容 of an entry."""

        SLOGAN = "slogan", "标语"
        THEME = "theme", "活动主题"
        FLOW = "flow", "办事流程"
        ITEM_CODE = "item_code", "事项二维码"
        PORTAL_CODE = "portal_code", "门户二维码"

    screen = models.ForeignKey(Screen, on_delete=models.CASCADE, related_name="entries")
    position = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("内容", max_length=11, choices=Kind.choices)
    slogan = models.ForeignKey(
        Slogan, null=True, blank=True, on_delete=models.CASCADE, related_name="entries"
    )
    item = models.ForeignKey(
        "catalogue.ServiceItem", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    seconds = models.PositiveSmallIntegerField(
        "每页秒数", default=10,
        validators=[
            MinValueValidator(3, "每页至少停留3秒。"), MaxValueValidator(600, "每页最多停留600秒。")
        ],
    )  # fmt: skip

    objects: Any = scoped("screen__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "播放条目"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="slogan", slogan__isnull=False, item__isnull=True)
                | Q(kind__in=["flow", "item_code"], slogan__isnull=True, item__isnull=False)
                | Q(kind__in=["theme", "portal_code"], slogan__isnull=True, item__isnull=True),
                name="screen_entry_shows_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.slogan or self.item or self.get_kind_display())

    @property
    def holds(self) -> str:
        """Why it is not played now; empty when it is."""
        if self.slogan is not None and self.slogan.approved_at is None:
            return "标语还没有审核通过，暂不播放"
        if self.item is not None and self.item.published_at is None:
            return "事项没有公开，暂不播放"
        if self.kind == self.Kind.THEME and self.screen.participation is None:
            return "电子屏没有选定活动，暂不播放"
        return ""


class PlayedMinute(models.Model):
    """播放记录: how many seconds of a minute a screen played, as its player reported."""

    screen = models.ForeignKey(Screen, on_delete=models.PROTECT, related_name="played")
    minute = models.DateTimeField("分钟")
    seconds = models.PositiveSmallIntegerField("播放秒数")
    received_at = models.DateTimeField("收到时间", auto_now_add=True)

    objects: Any = scoped("screen__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "播放记录"
        ordering = ["minute"]
        constraints = [
            # The same minute reported twice counts once.
            models.UniqueConstraint(fields=["screen", "minute"], name="played_minute_once"),
            models.CheckConstraint(
                condition=Q(seconds__gte=1, seconds__lte=60), name="played_minute_has_sixty_seconds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.screen} {timezone.localtime(self.minute):%Y-%m-%d %H:%M}"
