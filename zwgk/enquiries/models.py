"""Questions that are answered later: asked on the portal, or at a desk and followed up."""

from typing import Any

from django.db import models
from django.db.models import Q

from zwgk.core.scoping import scoped


class State(models.TextChoices):
    """办理状态 of an enquiry; ``zwgk.enquiries.states`` holds the allowed moves."""

    ASKED = "asked", "待答复"
    DRAFTED = "drafted", "答复待审核"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"
    REJECTED = "rejected", "不予受理"


class Channel(models.TextChoices):
    """咨询渠道; what is counted of one is never added to the other."""

    ONLINE = "online", "线上咨询"
    DESK = "desk", "现场咨询"


class ReplyBy(models.TextChoices):
    """答复方式 the asker chose; of all but the first the unit notes how it was done."""

    CODE = "code", "凭查询码查询"
    PHONE = "phone", "电话答复"
    VISIT = "visit", "上门或到窗口答复"


class Enquiry(models.Model):
    """线上咨询, 跟踪办理: a question asked on the portal or not settled at a desk, and its answer.

    The asker is anonymous: a query code, of which only a digest is kept, opens the answer. The
    contact is optional and encrypted; closing erases it. ``desk_question`` is the root of the
    desk's entry, which may arrive later, and ``contact_version`` the entry's version that the
    contact came with; ``department`` is the section that answers.
    ``escalated_at`` is when it was brought before the leading group (提请督办), being overdue.
    ``drafted_by_user`` is the account that wrote the answer: it is approved by somebody else.
    ``public_consent`` allows a masked public copy.
    """

    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="enquiries", verbose_name="受理单位"
    )
    channel = models.CharField(
        "渠道", max_length=10, choices=Channel.choices, default=Channel.ONLINE
    )
    participation = models.ForeignKey(
        "campaigns.Participation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="enquiries",
        verbose_name="所属活动",
    )
    desk_question = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    contact_version = models.PositiveSmallIntegerField(default=0, editable=False)
    recorded_by = models.CharField("登记人", max_length=50, blank=True)
    department = models.CharField("承办部门", max_length=60, blank=True)
    reply_by = models.CharField(
        "答复方式", max_length=10, choices=ReplyBy.choices, default=ReplyBy.CODE
    )
    topic = models.CharField("主题", max_length=60)
    question = models.TextField("问题", max_length=1000)
    code_digest = models.CharField(max_length=64, unique=True)
    contact_encrypted = models.TextField(blank=True)
    public_consent = models.BooleanField("同意公开问答", default=False)
    asked_at = models.DateTimeField("提问时间", auto_now_add=True)
    due_on = models.DateField("答复期限")
    due_provisional = models.BooleanField("期限暂定", default=False)

    state = models.CharField(
        "状态", max_length=10, choices=State.choices, default=State.ASKED, db_index=True
    )
    answer = models.TextField("答复", max_length=4000, blank=True)
    drafted_at = models.DateTimeField("拟稿时间", null=True, blank=True)
    drafted_by = models.CharField("拟稿人", max_length=50, blank=True)
    drafted_by_user = models.BigIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("审核人", max_length=50, blank=True)
    note = models.TextField("退回或不予受理的原因", blank=True)
    told_at = models.DateTimeField("告知时间", null=True, blank=True)
    told_by = models.CharField("告知人", max_length=50, blank=True)
    told_note = models.CharField("告知情况", max_length=200, blank=True)
    escalated_at = models.DateTimeField("提请督办时间", null=True, blank=True)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "线上咨询"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="enquiry_worklist")]
        constraints = [
            models.CheckConstraint(
                condition=Q(drafted_at__isnull=True, drafted_by="", drafted_by_user=None)
                | (Q(drafted_at__isnull=False, drafted_by_user__isnull=False)
                   & ~Q(drafted_by="")),
                name="enquiry_drafted_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="enquiry_answered_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DRAFTED, State.ANSWERED, State.CLOSED])
                | (Q(drafted_at__isnull=False) & ~Q(answer="")),
                name="enquiry_answer_was_written",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.ANSWERED, State.CLOSED], answered_at__isnull=False)
                | (~Q(state__in=[State.ANSWERED, State.CLOSED]) & Q(answered_at__isnull=True)),
                name="enquiry_answered_as_its_state_says",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | Q(contact_encrypted=""),
                name="enquiry_closed_without_contact",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.ONLINE, desk_question__isnull=True)
                | Q(channel=Channel.DESK, desk_question__isnull=False),
                name="enquiry_of_a_desk_has_its_question",
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True, told_by="")
                | (Q(told_at__isnull=False) & ~Q(told_by="")),
                name="enquiry_told_by_and_at",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.topic)


class ItemFeedback(models.Model):
    """事项反馈: what a visitor says of a public guide: useful, not useful, or wrong.

    Nothing tells who said it. ``once`` is of one opening of the form; ``version`` is the version
    of the item that was public then.
    """

    class Verdict(models.TextChoices):
        """评价."""

        USEFUL = "useful", "有用"
        USELESS = "useless", "没有用"
        ERROR = "error", "内容有错误"

    item = models.ForeignKey(
        "catalogue.ServiceItem",
        on_delete=models.CASCADE,
        related_name="feedback",
        verbose_name="事项",
    )
    version = models.PositiveIntegerField("公开的版本")
    verdict = models.CharField("评价", max_length=10, choices=Verdict.choices)
    words = models.CharField("意见", max_length=200, blank=True)
    once = models.CharField(max_length=30, unique=True, editable=False)
    given_at = models.DateTimeField("反馈时间", auto_now_add=True)
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    settled_by = models.CharField("处理人", max_length=50, blank=True)

    objects: Any = scoped("item__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事项反馈"
        ordering = ["-given_at", "-pk"]
        indexes = [
            models.Index(
                fields=["item", "given_at"],
                condition=Q(verdict="error", settled_at__isnull=True),
                name="feedback_open_errors",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by="")
                | (Q(settled_at__isnull=False) & ~Q(settled_by="")),
                name="feedback_settled_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return str(self.words or self.get_verdict_display())
