"""Invented items for benchmarks/catalogue.py: a unit's catalogue of any length."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

TOPICS = ("社会救助", "养老服务业务办理", "户籍业务办理", "就业服务", "医疗保障", "不动产登记")
SENTENCE = "申请人向户籍所在地的便民服务中心提出，材料齐全的当场受理，符合条件的按期办结。"


def columns(number: int) -> Any:
    """The columns of one item, about 600 characters; every third is no service."""
    from zwgk.catalogue.columns import Columns
    from zwgk.catalogue.fields import Field

    service = number % 3 > 0
    return Columns(
        name=f"{TOPICS[number % 5]}第{number}项申请和公示", topic=TOPICS[number % 6],
        field=Field.values[number % 26], is_service=service, content=f"{number}号{SENTENCE * 2}",
        basis=f"《社会救助暂行办法》（国务院令第649号）第{number % 60}条",
        channels=("site", "board"),
        levels=("town",), section=f"第{number % 40}科室", who_may_apply=SENTENCE * 2,
        materials="申请表|原件1份|\n身份证|原件1份、复印件1份|" if service else "",
        steps="受理|便民服务中心|当场|\n审核|社会事务办|5个工作日|" if service else "",
        statutory_days=20 if service else None, promised_days=number % 20 if service else None,
        fee="不收费", place=f"便民服务中心一楼{number % 30}号窗口", hours="工作日 8:30—17:00",
        phone=f"0710-51{number % 100_000:05}", result="发给批复", complaint="12345",
    )  # fmt: skip


def plant() -> Any:
    """The unit that has them, and an account of it."""
    from zwgk.units.actions import plant_unit
    from zwgk.units.models import Membership, User

    unit = plant_unit(None, code="b", name="柳河镇人民政府", short_name="柳河镇", level="town",
                      self_reference="我镇")  # fmt: skip
    user = User.objects.create_user("bench", full_name="甲")
    for role in ("officer", "reviewer"):
        Membership.objects.create(user=user, unit=unit, role=role)
    return unit


def fill(unit: Any, number: int) -> None:
    """So many items of the unit, half of them public after three reviews, with their versions."""
    for start in range(0, number, 1000):
        _some(unit, range(start, min(number, start + 1000)))


def _some(unit: Any, numbers: range) -> None:
    from django.utils import timezone

    from zwgk.catalogue.actions.writing import put
    from zwgk.catalogue.columns import as_kept
    from zwgk.catalogue.models import ItemMove, ItemRevision, ServiceItem

    now = timezone.now()
    items = []
    for number in numbers:
        public = {"state": "published", "published_at": now, "published_by": "丙",
                  "published_version": 1} if number % 2 else {}  # fmt: skip
        item = ServiceItem(unit=unit, edited_by_user=7, **public)
        put(item, columns(number))
        items.append(item)
    made = ServiceItem.objects.bulk_create(items)
    ItemRevision.objects.bulk_create(
        ItemRevision(item=item, number=1, kept=as_kept(item.columns), made_by="甲") for item in made
    )
    ways = [("draft", "first"), ("first", "second"), ("second", "final"), ("final", "published")]
    ItemMove.objects.bulk_create(
        ItemMove(item=item, from_state=a, to_state=b, version=1, by="乙",
                 since=now - timedelta(hours=item.pk % 50), at=now)
        for item in made for a, b in ways if item.state == "published"
    )  # fmt: skip


def publish(unit: Any) -> int:
    """The public copies of the public items, and the index with them; how many."""
    from zwgk.catalogue.models import ServiceItem
    from zwgk.library import searching
    from zwgk.library.models import Publication

    Publication.objects.bulk_create(_copies(unit, ServiceItem.objects.exclude(published_at=None)),
                                    batch_size=500)  # fmt: skip
    searching.rebuild()
    return int(Publication.objects.count())


def _copies(unit: Any, items: Any) -> Iterator[Any]:
    from datetime import timedelta

    from django.utils import timezone

    from zwgk.library.models import Publication

    now = timezone.now()
    for item in items.iterator(chunk_size=1000):
        text = [{"level": 0, "text": item.content}, {"level": 0, "text": item.who_may_apply}]
        yield Publication(
            kind="guide", source=f"item:{item.pk}", unit_id=unit.pk, unit_name=unit.name,
            level="town", region="town", title=item.name, paragraphs=text,
            details={"field": item.get_field_display(), "steps": [], "materials": []},
            excerpt=item.content[:100], length=200,
            published_at=now - timedelta(minutes=item.pk),
        )  # fmt: skip
