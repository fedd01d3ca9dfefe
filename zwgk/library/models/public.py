"""What the public sees: frozen, masked copies in their collections."""

import uuid

from django.db import models
from django.db.models import Q


class Collection(models.Model):
    """栏目: a named shelf of the library, with an introduction; its counts are always counted."""

    slug = models.SlugField("栏目编号", max_length=40, unique=True)
    name = models.CharField("栏目名称", max_length=60)
    introduction = models.TextField("栏目说明", blank=True)
    position = models.PositiveSmallIntegerField("排序", default=100)

    class Meta:
        verbose_name = verbose_name_plural = "栏目"
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return str(self.name)


class Publication(models.Model):
    """公开件: the public copy of a summary, guide, answer or notice; never edited apart.

    ``source`` names what it was made from (``submission:12``, ``sample:…``, ``item:5``). Everything
    in it is masked. ``paragraphs`` are {level, text}; ``details`` holds what only its kind has.
    Of a guide ``letter``, ``field``, ``event`` and ``section`` repeat what it is looked up by, so
    that an index finds it.
    """

    class Kind(models.TextChoices):
        """类别."""

        SUMMARY = "summary", "活动总结"
        GUIDE = "guide", "办事指南"
        ANSWER = "answer", "公开答复"
        NOTICE = "notice", "通知公告"

    class Region(models.TextChoices):
        """地区类型: what kind of place the unit is, told by its name and level."""

        PROVINCE = "province", "省级"
        CITY = "city", "市级"
        COUNTY = "county", "县（市、区）"
        ZONE = "zone", "开发区"
        TOWN = "town", "乡镇"
        STREET = "street", "街道"
        DEPARTMENT = "department", "部门"
        OTHER = "other", "其他"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.SUMMARY)
    source = models.CharField("来源", max_length=60, unique=True)
    collection = models.ForeignKey(
        Collection, null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    unit_id = models.BigIntegerField()
    unit_name = models.CharField("单位", max_length=100)
    level = models.CharField("层级", max_length=12, blank=True)
    region = models.CharField("地区类型", max_length=12, choices=Region.choices, blank=True)
    campaign_slug = models.CharField(max_length=40, blank=True, db_index=True)
    edition = models.PositiveSmallIntegerField("届次", null=True, blank=True)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    theme = models.CharField("主题", max_length=100, blank=True)
    title = models.CharField("标题", max_length=150)
    excerpt = models.CharField("摘要", max_length=400, blank=True)
    paragraphs = models.JSONField("正文")
    details = models.JSONField("专用内容", default=dict, blank=True)
    figures = models.JSONField("数据", default=list, blank=True)
    letter = models.CharField("首字母", max_length=1, blank=True)
    field = models.CharField("公开领域", max_length=30, blank=True)
    event = models.CharField("人生事项或企业事项", max_length=20, blank=True)
    section = models.CharField("办理科室", max_length=60, blank=True)
    length = models.PositiveIntegerField("字数", default=0)
    incomplete = models.BooleanField("不完整", default=False)
    good_practice = models.CharField("推荐理由", max_length=200, blank=True)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    published_at = models.DateTimeField("公开时间")
    updated_at = models.DateTimeField("更新时间", auto_now=True, db_index=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开件"
        ordering = ["-published_at", "pk"]
        indexes = [
            models.Index(
                fields=["kind", "-published_at"],
                condition=Q(withdrawn_at__isnull=True),
                name="publication_public",
            ),
            models.Index(
                fields=["collection", "-published_at"],
                condition=Q(withdrawn_at__isnull=True),
                name="publication_shelf",
            ),
            # What the filters of a shelf count is read from the index alone.
            models.Index(
                fields=[
                    "kind",
                    "collection",
                    "year",
                    "edition",
                    "level",
                    "region",
                    "theme",
                    "length",
                    "good_practice",
                ],
                condition=Q(withdrawn_at__isnull=True),
                name="publication_facets",
            ),
            models.Index(
                fields=["kind", "year", "-published_at"],
                condition=Q(withdrawn_at__isnull=True),
                name="publication_year",
            ),
            models.Index(
                fields=["kind", "edition", "-published_at"],
                condition=Q(withdrawn_at__isnull=True),
                name="publication_edition",
            ),
            # The ways in to the guides: each list in its order, their counts from one index alone
            # (SQLite reads ``withdrawn_at`` from it too).
            *(
                models.Index(
                    fields=["kind", *columns, "-published_at", "id"],
                    condition=Q(withdrawn_at__isnull=True),
                    name=f"publication_by_{columns[-1]}",
                )
                for columns in (["event"], ["field"], ["unit_name", "section"], ["letter"])
            ),
            models.Index(
                fields=[
                    "kind",
                    "event",
                    "field",
                    "unit_name",
                    "letter",
                    "region",
                    "withdrawn_at",
                ],
                condition=Q(withdrawn_at__isnull=True),
                name="publication_guide_facets",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def text(self) -> str:
        """The body as plain text, a line a paragraph."""
        return "\n".join(str(paragraph["text"]) for paragraph in self.paragraphs)


class IssuedDocument(models.Model):
    """公开文件: a document that the portal handed out, known again by its SHA-256."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="issued")
    sha256 = models.CharField("校验值", max_length=64, unique=True)
    issued_at = models.DateTimeField("生成时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开文件"

    def __str__(self) -> str:
        return self.sha256


class SearchTerm(models.Model):
    """热门搜索: how often a term was searched on a day. Nothing tells who searched."""

    term = models.CharField("搜索词", max_length=20)
    day = models.DateField("日期")
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "热门搜索"
        constraints = [models.UniqueConstraint(fields=["term", "day"], name="search_term_once")]

    def __str__(self) -> str:
        return f"{self.term} {self.count}"
