"""The outline helper: structures of like units in numbers, never in their words."""

from typing import Any

import pytest

from tests.world import World, person
from zwgk.library.models import Publication
from zwgk.library.outline import OWN_WORDS, outline, part_of
from zwgk.library.publishing import Copy, publish, recommend
from zwgk.units.actions import plant_unit

pytestmark = pytest.mark.django_db

SENTENCE = "一句只有这个单位才会写的话"
USUAL = ("一、加强组织领导，周密部署", "二、广泛宣传，营造浓厚氛围", "三、现场咨询答疑解惑")


@pytest.mark.parametrize(("heading", "part"), [
    ("一、加强组织领导", "组织领导"), ("（二）宣传发动", "宣传发动"), ("1. 存在的问题", "存在问题"),
    ("第三部分：下一步工作打算", "下步打算"), ("领导高度重视，组织工作到位", "组织领导"),
    ("四、自查自纠，完善制度", "自查完善"), ("现场设立咨询台", "现场咨询"),
    ("打造“阳光柳河”新名片", OWN_WORDS), ("一、", OWN_WORDS), ("", OWN_WORDS),
])  # fmt: skip
def test_headings_are_told_by_the_name_of_their_part(heading: str, part: str) -> None:
    assert part_of(heading) == part


def _summary(
    world: World, name: str, headings: tuple[str, ...] = USUAL, region: str = "town", **more: Any
) -> Publication:
    paragraphs: list[dict[str, Any]] = []
    for heading in headings:
        paragraphs.append({"level": 1, "text": heading})
        paragraphs.append({"level": 0, "text": more.get("body", SENTENCE)})
    figures = [
        {"kind": "visitors", "name": "接待群众", "value": value, "out_of": None,
         "qualifier": "exact", "text": f"{value}人次"}
        for value in more.get("visitors", ())
    ]  # fmt: skip
    copy = Copy(
        kind=Publication.Kind.SUMMARY, source=f"test:{name}", unit=world.town, title=f"{name}总结",
        unit_name=name, paragraphs=paragraphs, figures=figures,
        incomplete=more.get("incomplete", False),
    )  # fmt: skip
    row = publish(copy, by=person(world.city))
    Publication.objects.filter(pk=row.pk).update(region=region)
    return row


def test_fewer_than_three_like_units_say_nothing(world: World) -> None:
    _summary(world, "甲镇")
    _summary(world, "乙镇")
    _summary(world, world.town.name)  # the own one does not count
    _summary(world, "丙镇", incomplete=True)
    found = outline(world.town)
    assert (found.enough, found.units, found.sections) == (False, 2, ())


def test_parts_are_counted_in_their_usual_order(world: World) -> None:
    for name in "甲乙丙丁":
        _summary(world, f"{name}镇")
    _summary(world, "戊镇", ("一、活动主题", *USUAL, "五、存在的问题", "六、擦亮柳河名片"))
    found = outline(world.town, ["一、组织领导"])
    assert found.enough
    assert found.basis == "同类地区（乡镇）"
    assert [section.name for section in found.sections] == [
        "活动主题", "组织领导", "宣传发动", "现场咨询", "存在问题", OWN_WORDS,
    ]  # fmt: skip
    leading = found.sections[1]
    assert (leading.units, leading.share, leading.place, leading.mine) == (5, 100, 1, True)
    assert leading.length == len(SENTENCE)
    assert [section.name for section in found.sections if section.mine] == ["组织领导"]


def test_no_sentence_and_no_heading_of_theirs_is_given(world: World) -> None:
    for name in "甲乙丙丁戊":
        _summary(world, f"{name}镇", ("一、擦亮柳河名片", "二、周密部署抓落实"))
    found = str(outline(world.town))
    assert SENTENCE not in found
    assert "擦亮" not in found
    assert "抓落实" not in found


def test_the_circle_widens_while_there_are_too_few(world: World) -> None:
    for name in "甲乙丙":
        _summary(world, f"{name}镇")
    Publication.objects.update(level="town")
    assert outline(world.town).basis == "全部单位"  # three everywhere: as good as it gets
    assert outline(world.town).units == 3
    for name in "丁戊":
        row = _summary(world, f"{name}街道", region="street")
        Publication.objects.filter(pk=row.pk).update(level="town")
    assert (outline(world.town).basis, outline(world.town).units) == ("同一层级的单位", 5)
    zone = _summary(world, "某开发区", region="zone")
    Publication.objects.filter(pk=zone.pk).update(level="county")
    assert (outline(world.zone).basis, outline(world.zone).units) == ("全部单位", 6)


def test_a_unit_counts_once_but_masked_names_are_several_units(world: World) -> None:
    for number in range(3):
        row = _summary(world, f"甲镇{number}")
        Publication.objects.filter(pk=row.pk).update(unit_name="甲镇")
    assert outline(world.town).units == 1
    Publication.objects.update(unit_name="XX镇")
    assert outline(world.town).units == 3


def test_figures_are_counted_with_their_range(world: World) -> None:
    for name, value in zip("甲乙丙丁", (10, 30, 500, 40), strict=True):
        _summary(world, f"{name}镇", visitors=(value,))
    row = _summary(world, "戊镇")
    rates = [{"kind": "satisfaction_rate", "value": 199, "out_of": 200}]
    Publication.objects.filter(pk=row.pk).update(figures=rates)
    visitors, rate = outline(world.town).figures
    assert (visitors.units, visitors.share) == (4, 80)
    assert (visitors.low, visitors.middle, visitors.high) == ("10人次", "35人次", "500人次")
    assert (rate.units, rate.low) == (1, "99.5%")


def test_what_recommended_pieces_have_more_often(world: World) -> None:
    for name in "甲乙丙":
        _summary(world, f"{name}镇")
    for name in "丁戊":
        row = _summary(world, f"{name}镇", (*USUAL, "四、查漏补缺，完善制度"), visitors=(8,))
        recommend(row, reason="有自查", by=person(world.city))
    found = outline(world.town)
    assert {extra.name for extra in found.extras} == {"自查完善", "数据：接待群众"}
    extra = found.extras[0]
    assert (extra.good, extra.good_total, extra.others, extra.others_total) == (2, 2, 0, 3)
    assert [s.name for s in found.sections if s.good_only] == ["自查完善"]


def test_a_street_is_compared_with_streets(world: World) -> None:
    street = plant_unit(world.city, code="street", name="临川市新华街道办事处",
                        short_name="新华街道", level="town", self_reference="我街道")  # fmt: skip
    for name in "甲乙丙丁戊":
        _summary(world, f"{name}街道", region="street")
        _summary(world, f"{name}镇")
    assert (outline(street).basis, outline(street).units) == ("同类地区（街道）", 5)
