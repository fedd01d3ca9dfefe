"""Units, people and their roles."""

from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from zwgk.core.actor import Actor
from zwgk.core.scoping import scoped


class Role(models.TextChoices):
    """岗位: what a person is in a unit; ``zwgk.units.roles`` says what each may do."""

    OFFICER = "officer", "经办"
    REVIEWER = "reviewer", "审核"
    APPROVER = "approver", "分管领导"
    ADMIN = "admin", "单位管理员"
    ATTENDANT = "attendant", "咨询员"


class UnitQuerySet(MP_NodeQuerySet):  # type: ignore[misc]
    """Units: a unit sees its own subtree."""

    def visible_to(self, actor: Actor) -> Self:
        """The acting unit and everything below it."""
        below: Self = self.filter(path__startswith=actor.unit_path)
        return below

    def editable_by(self, actor: Actor) -> Self:
        """The same subtree: a superior keeps the tree below it."""
        return self.visible_to(actor)


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):  # type: ignore[misc]
    """Manager of the tree, with the scoping doors."""

    def get_queryset(self) -> UnitQuerySet:
        """Units in tree order."""
        queryset: UnitQuerySet = UnitQuerySet(self.model, using=self._db).order_by("path")
        return queryset


class Unit(MP_Node):  # type: ignore[misc]
    """单位: a node of the government tree, from province to section.

    ``self_reference`` is how the unit calls itself in its documents (我镇, 我区, 我局).
    ``document_code`` is its 机关代字 for document numbers (GB/T 9704-2012, 7.2.5).
    """

    class Level(models.TextChoices):
        """层级 of the unit."""

        PROVINCE = "province", "省级"
        CITY = "city", "市级"
        COUNTY = "county", "县（区）级"
        TOWN = "town", "乡镇（街道）"
        DEPARTMENT = "department", "部门"
        SECTION = "section", "科室"

    code = models.SlugField("单位代码", max_length=40, unique=True)
    name = models.CharField("单位全称", max_length=100)
    short_name = models.CharField("单位简称", max_length=50)
    level = models.CharField("层级", max_length=12, choices=Level.choices)
    self_reference = models.CharField("自称", max_length=10, default="我单位")
    document_code = models.CharField("机关代字", max_length=20, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)

    objects = UnitManager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"

    def __str__(self) -> str:
        return str(self.name)


class User(AbstractUser):
    """用户: a person with an account; what they may do comes from memberships alone."""

    full_name = models.CharField("姓名", max_length=50)
    active_membership = models.ForeignKey(
        "Membership", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.full_name or self.username


class Membership(models.Model):
    """任职: a person's role in a unit; several roles in one unit are several rows."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("岗位", max_length=12, choices=Role.choices)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.unit} {self.get_role_display()}"


class ApiKey(models.Model):
    """接口密钥: lets a program of a unit read what the unit may read, until it ends or is revoked.

    Only the SHA-256 is kept: the key is shown once. ``prefix`` is its beginning, by which people
    tell keys apart.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField("用途", max_length=60)
    prefix = models.CharField("密钥开头", max_length=12)
    sha256 = models.CharField(max_length=64, unique=True)
    created_by = models.CharField("创建人", max_length=50)
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    last_used_on = models.DateField("最近使用", null=True, blank=True)
    expires_on = models.DateField("有效期至")
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects: Any = scoped("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接口密钥"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}（{self.prefix}……）"

    @property
    def expired(self) -> bool:
        """Whether its last day is over."""
        return bool(self.expires_on < timezone.localdate())
