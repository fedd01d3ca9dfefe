"""Counts of filters, neighbours of a piece, guides by letter."""

from importlib import import_module
from itertools import pairwise
from typing import Any

import pytest
from django.core.cache import cache

from tests.web.portal.shelf import guide, notice, summary
from tests.world import World
from zwgk.library.letters import letter_of
from zwgk.library.models import Publication
from zwgk.library.queries import Filters, facets, guide_facets, neighbours, occasions, published

pytestmark = pytest.mark.django_db
SUMMARY = Publication.Kind.SUMMARY
counting = import_module("zwgk.library.queries.facets")  # its function has the same name


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


def _counts(filters: Filters) -> tuple[int, dict[str, dict[str, int]]]:
    total, found = facets(SUMMARY, filters)
    return total, {f.key: {o.value: o.count for o in f.options} for f in found}


def test_a_filter_counts_under_the_others(world: World) -> None:
    summary(world)
    summary(world, "青山镇", theme="阳光政务")
    summary(world, "石桥镇", year=2025, edition=19, theme="阳光政务")
    total, counts = _counts(Filters(year=2026))
    assert total == 2
    assert counts["year"] == {"2026": 2, "2025": 1}
    assert counts["theme"] == {"办好群众身边事": 1, "阳光政务": 1}
    total, counts = _counts(Filters(year=2026, theme="阳光政务"))
    assert total == 1
    assert counts["year"] == {"2026": 1, "2025": 1}
    assert _counts(Filters(year=1999))[0] == 0


def test_counts_are_those_of_the_list(world: World) -> None:
    summary(world)
    summary(world, "青山镇", year=2025, edition=19)
    Publication.objects.filter(year=2025).update(good_practice="好", length=900)
    for filters in (
        Filters(),
        Filters(good=True),
        Filters(length="middle"),
        Filters(length="short"),
        Filters(region="town"),
        Filters(edition=19),
        Filters(level="nothing"),
    ):
        assert facets(SUMMARY, filters)[0] == published(SUMMARY, filters).count(), filters


def test_counts_follow_what_is_published(world: World, django_assert_num_queries: Any) -> None:
    summary(world)
    assert facets(SUMMARY, Filters())[0] == 1
    with django_assert_num_queries(1):
        facets(SUMMARY, Filters(year=2026))
    summary(world, "青山镇")
    assert facets(SUMMARY, Filters())[0] == 2


def test_counts_of_a_large_shelf_may_be_older(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MANY", 0)
    summary(world)
    assert facets(SUMMARY, Filters())[0] == 1
    summary(world, "青山镇")
    assert facets(SUMMARY, Filters())[0] == 1
    cache.clear()
    assert facets(SUMMARY, Filters())[0] == 2


def test_neighbours_stay_on_the_shelf(world: World) -> None:
    first, last = summary(world), summary(world, "青山镇")
    notice(world)
    summary(world, "石桥镇", collection=None)
    assert neighbours(first) == (last, None)
    assert neighbours(last) == (None, first)


def test_pieces_published_at_one_moment_have_an_order(world: World) -> None:
    rows = [summary(world, name) for name in ("甲镇", "乙镇", "丙镇")]
    Publication.objects.update(published_at=rows[0].published_at)
    order = list(published())
    for row, following in pairwise(order):
        assert neighbours(row)[1] == following
        assert neighbours(following)[0] == row


def test_guides_by_letter_and_occasion(world: World) -> None:
    first = guide(world)
    second = guide(world, "企业投资备案", life_event="项目建设")
    guide(world, "4050人员补贴", life_event="其他")
    total, found = guide_facets(Filters())
    (letter,) = (facet for facet in found if facet.key == "letter")
    assert total == 3
    assert [(one.value, one.count) for one in letter.options] == [("G", 1), ("Q", 1), ("#", 1)]
    assert list(published(Publication.Kind.GUIDE, Filters(letter="Q"))) == [second]
    assert next(o.guides for o in occasions()) == [(first.pk, first.title)]
    assert [(o.name, o.of_companies) for o in occasions()] == [
        ("退休养老", False), ("项目建设", True), ("其他", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "letter"), [
    ("重庆路段施工", "C"), ("重大项目", "Z"), ("“一件事”办理", "Y"), ("ETC 办理", "E"), ("《", "#"),
    ("4050人员补贴", "#"), ("", "#"), ("䶮光社区", "Y"),
])  # fmt: skip
def test_a_name_is_filed_under_the_letter_it_is_read_with(name: str, letter: str) -> None:
    assert letter_of(name) == letter
