"""How phones get in without an account: a printed QR for a desk, and the phones that scanned it."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from zwgk.core.scoping import scoped
from zwgk.desk.models.places import Desk


class DeskPass(models.Model):
    """登记码: lets whoever holds it do one thing at one desk, for some hours, until revoked.

    Only the token's digest is looked up; encrypted it is kept so that the QR can be printed again.
    """

    class Kind(models.TextChoices):
        """用途 of a pass; a wall belongs to the whole participation, the others to a desk."""

        RECORD = "record", "登记"
        KIOSK = "kiosk", "评价平板"
        WALL = "wall", "大屏"

    participation = models.ForeignKey(
        "campaigns.Participation", on_delete=models.CASCADE, related_name="desk_passes"
    )
    desk = models.ForeignKey(
        Desk, on_delete=models.CASCADE, null=True, blank=True, related_name="passes"
    )
    kind = models.CharField("用途", max_length=10, choices=Kind.choices, default=Kind.RECORD)
    token_digest = models.CharField(max_length=64, unique=True)
    token_encrypted = models.TextField()
    valid_from = models.DateTimeField("生效时间")
    valid_until = models.DateTimeField("失效时间")
    made_at = models.DateTimeField("制发时间", auto_now_add=True)
    made_by = models.CharField("制发人", max_length=50)
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True)
    revoked_by = models.CharField("作废人", max_length=50, blank=True)

    objects: Any = scoped("participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登记码"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=models.F("valid_from")), name="desk_pass_hours_in_order"
            ),
            models.CheckConstraint(
                condition=Q(kind="wall", desk__isnull=True)
                | (~Q(kind="wall") & Q(desk__isnull=False)),
                name="desk_pass_of_a_desk_or_a_wall",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="desk_pass_revoked_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.desk or self.participation}"


class Device(models.Model):
    """登记设备: one phone that entered with a pass; its id is made by the phone.

    ``clock_offset``: seconds our clock was ahead of the phone's when it last sent; ``waiting``: the
    records it said were still on it. ``slips``: the visit tokens it may show to visitors.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk_pass = models.ForeignKey(
        DeskPass, on_delete=models.PROTECT, related_name="devices", verbose_name="登记码"
    )
    attendant = models.CharField("登记人", max_length=20)
    key_digest = models.CharField(max_length=64, unique=True)
    about = models.CharField("设备说明", max_length=120, blank=True)
    app_version = models.CharField("应用版本", max_length=20, blank=True)
    entered_at = models.DateTimeField("进入时间", default=timezone.now)
    seen_at = models.DateTimeField("最近联系", default=timezone.now)
    synced_at = models.DateTimeField("最近上传", null=True, blank=True)
    waiting = models.PositiveIntegerField("手机上待传", default=0)
    clock_offset = models.IntegerField("时钟差秒数", default=0)
    slips = models.JSONField(default=list, editable=False)
    cut_at = models.DateTimeField("停用时间", null=True, blank=True)
    cut_by = models.CharField("停用人", max_length=50, blank=True)

    objects: Any = scoped("desk_pass__participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登记设备"
        ordering = ["-seen_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cut_at__isnull=True, cut_by="")
                | (Q(cut_at__isnull=False) & ~Q(cut_by="")),
                name="device_cut_by_and_at",
            )
        ]

    def __str__(self) -> str:
        return str(self.attendant)


class TallyPhoto(models.Model):
    """计数凭证: a photo of a paper tally, put under the id the phone gave it."""

    id = models.UUIDField(primary_key=True, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="photos")
    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField("接收时间", auto_now_add=True)

    objects: Any = scoped("desk__participation__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "计数凭证"

    def __str__(self) -> str:
        return str(self.pk)
