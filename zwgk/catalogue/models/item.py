"""Disclosed items: what a unit does for people, and how they get it."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from zwgk.catalogue.columns import COLUMNS, Columns, Material, Step, materials_of, steps_of
from zwgk.catalogue.fields import Field, LifeEvent
from zwgk.catalogue.standard import Audience, Channel, Level, Mode, Within
from zwgk.core.scoping import scoped


class State(models.TextChoices):
    """状态 of an item; ``zwgk.catalogue.states`` holds the allowed moves."""

    DRAFT = "draft", "草稿"
    FIRST = "first", "待初审"
    SECOND = "second", "待复审"
    FINAL = "final", "待终审"
    SCHEDULED = "scheduled", "待发布"
    PUBLISHED = "published", "已公开"
    WITHDRAWN = "withdrawn", "已撤下"


# The three reviews in their order (三审); a unit may leave the second out.
STAGES = (State.FIRST, State.SECOND, State.FINAL)


class ServiceItem(models.Model):
    """公开事项: one item of a unit's catalogue; a service has the columns of its guide (办事指南).

    ``version`` counts what was saved, so that two people editing at once do not overwrite each
    other; every version is an ``ItemRevision``. ``published_at`` and ``published_by`` tell of the
    copy that stands on the portal, ``published_version`` of its text: they stay while a newer
    draft is written, and are empty where nothing is public. ``edited_by_user`` and
    ``submitted_by_user`` are the accounts that wrote and submitted it last. ``publish_at`` is when
    an approved item becomes public, ``approved_by`` who gave the last approval.
    """

    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="items", verbose_name="公开主体"
    )
    topic = models.CharField("一级事项", max_length=100, blank=True)
    name = models.CharField("事项名称", max_length=100)
    field = models.CharField("公开领域", max_length=24, choices=Field.choices, default=Field.OTHER)
    life_event = models.CharField(
        "人生事项或企业事项", max_length=20, choices=LifeEvent.choices, blank=True
    )
    is_service = models.BooleanField("办事类事项", default=True)
    content = models.TextField("公开内容（要素）", max_length=4000, blank=True)
    body = models.TextField("详细说明", blank=True)
    basis = models.TextField("公开依据", max_length=2000, blank=True)
    disclose_within = models.CharField(
        "公开时限", max_length=10, choices=Within.choices, default=Within.TWENTY_DAYS
    )
    disclose_within_text = models.CharField("其他公开时限", max_length=100, blank=True)
    formed_on = models.DateField("信息形成日期", null=True, blank=True)
    channels = models.JSONField("公开渠道和载体", default=list, blank=True)
    audience = models.CharField(
        "公开对象", max_length=6, choices=Audience.choices, default=Audience.ALL
    )
    audience_who = models.CharField("特定群体", max_length=100, blank=True)
    mode = models.CharField("公开方式", max_length=12, choices=Mode.choices, default=Mode.ACTIVE)
    levels = models.JSONField("公开层级", default=list, blank=True)
    section = models.CharField("办理科室", max_length=60, blank=True)
    who_may_apply = models.TextField("申请条件", max_length=2000, blank=True)
    materials = models.TextField("申请材料", max_length=4000, blank=True)
    steps = models.TextField("办理流程", max_length=4000, blank=True)
    statutory_days = models.PositiveSmallIntegerField("法定时限", null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField("承诺时限", null=True, blank=True)
    fee = models.CharField("收费标准", max_length=200, blank=True)
    fee_basis = models.CharField("收费依据", max_length=300, blank=True)
    place = models.CharField("办理地点", max_length=200, blank=True)
    hours = models.CharField("办理时间", max_length=200, blank=True)
    phone = models.CharField("咨询电话", max_length=60, blank=True)
    link = models.URLField("网上办理地址", max_length=300, blank=True)
    result = models.CharField("办理结果", max_length=200, blank=True)
    complaint = models.CharField("投诉渠道", max_length=200, blank=True)

    state = models.CharField(
        "状态", max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    state_since = models.DateTimeField("进入现状态的时间", default=timezone.now)
    version = models.PositiveIntegerField("版本", default=1)
    edited_by_user = models.BigIntegerField(null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    submitted_by = models.CharField("提交人", max_length=50, blank=True)
    submitted_by_user = models.BigIntegerField(null=True, blank=True)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    published_by = models.CharField("审核人", max_length=50, blank=True)
    published_version = models.PositiveIntegerField("公开的版本", null=True, blank=True)
    publish_at = models.DateTimeField("计划公开时间", null=True, blank=True)
    approved_by = models.CharField("终审人", max_length=50, blank=True)
    approved_by_user = models.BigIntegerField(null=True, blank=True)
    returned_for = models.TextField("退回意见", blank=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开事项"
        ordering = ["-updated_at", "-pk"]
        # The unit's list in its order, counted and searched by word, state and field without
        # touching the rows themselves.
        indexes = [
            models.Index(
                fields=["unit", "-updated_at", "-id", "name", "topic", "section"], name="item_list"
            ),
            models.Index(fields=["unit", "state", "-updated_at", "-id"], name="item_by_state"),
            models.Index(fields=["unit", "field", "-updated_at", "-id"], name="item_by_field"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "topic", "name"], name="item_name_once_per_topic"
            ),
            models.CheckConstraint(
                condition=Q(promised_days__isnull=True)
                | Q(statutory_days__isnull=True)
                | Q(promised_days__lte=F("statutory_days")),
                name="item_promise_within_the_law",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by="", submitted_by_user=None)
                | (Q(submitted_at__isnull=False, submitted_by_user__isnull=False)
                   & ~Q(submitted_by="")),
                name="item_submitted_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by="")
                | (Q(published_at__isnull=False) & ~Q(published_by="")),
                name="item_published_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*STAGES, State.SCHEDULED]) | Q(submitted_at__isnull=False),
                name="item_in_review_was_submitted",
            ),
            models.CheckConstraint(
                condition=(~Q(state=State.PUBLISHED) | Q(published_at__isnull=False))
                & (~Q(state=State.WITHDRAWN) | Q(published_at__isnull=True)),
                name="item_public_as_its_state_says",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SCHEDULED, publish_at__isnull=False)
                | (~Q(state=State.SCHEDULED) & Q(publish_at__isnull=True)),
                name="item_scheduled_for_a_time",
            ),
            models.CheckConstraint(
                condition=Q(audience=Audience.ALL, audience_who="") | Q(audience=Audience.GROUP),
                name="item_group_only_where_not_all",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.name)

    @property
    def columns(self) -> Columns:
        """What is written about the item."""
        written = {name: getattr(self, name) for name in COLUMNS}
        lists = {name: tuple(written[name]) for name in ("channels", "levels")}
        return Columns(**{**written, **lists})

    @property
    def in_review(self) -> bool:
        """Whether it waits for one of the three reviews."""
        return self.state in STAGES

    @property
    def within_words(self) -> str:
        """公开时限 in words."""
        if self.disclose_within == Within.OTHER:
            return str(self.disclose_within_text)
        return str(self.get_disclose_within_display())

    @property
    def audience_words(self) -> str:
        """公开对象 in words."""
        if self.audience == Audience.GROUP and self.audience_who:
            return f"特定群体：{self.audience_who}"
        return str(self.get_audience_display())

    @property
    def channel_words(self) -> list[str]:
        """公开渠道和载体 in words."""
        return [str(Channel(value).label) for value in self.channels]

    @property
    def level_words(self) -> list[str]:
        """公开层级 in words."""
        return [str(Level(value).label) for value in self.levels]

    @property
    def material_list(self) -> list[Material]:
        """The materials, read from their lines."""
        return materials_of(self.materials)

    @property
    def step_list(self) -> list[Step]:
        """The steps, read from their lines."""
        return steps_of(self.steps)

    @property
    def public_copy_is_older(self) -> bool:
        """Whether the portal still shows what stood before the present draft."""
        return self.published_at is not None and self.state != State.PUBLISHED


def column_name(column: str) -> str:
    """The Chinese name of a column."""
    names = {field.name: str(field.verbose_name) for field in ServiceItem._meta.fields}
    return names[column]
