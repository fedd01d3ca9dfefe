"""The public pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.records import submitted
from tests.world import World, make_world, person
from zwgk.campaigns.models import Campaign
from zwgk.library.actions import publish_summary
from zwgk.library.models import Publication
from zwgk.summaries import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(world: World) -> Publication:
    submission, head = submitted(world), person(world.city)
    actions.accept_submission(submission, by=head)
    return publish_summary(submission, by=head)


def test_the_home_page_answers_what_where_and_what_came_of_it(
    public: Publication, client: Client
) -> None:
    page = client.get("/").text
    for words in ("第二十届", "办好群众身边事", "镇政府门前", "司法所", "34人次", public.title):
        assert words in page


def test_a_site_without_anything_still_says_something(db: None, client: Client) -> None:
    assert "目前没有正在公布的活动" in client.get("/").text
    assert "没有符合条件的总结" in client.get(reverse("portal:summaries")).text


def test_a_campaign_that_is_not_public_is_not_shown(client: Client) -> None:
    make_world()
    Campaign.objects.update(public=False)
    assert "办好群众身边事" not in client.get("/").text


def test_the_list_counts_filters_and_excerpts(public: Publication, client: Client) -> None:
    url = reverse("portal:summaries")
    page = client.get(url).text
    assert "共1篇" in page
    assert "<p>2026年5月15日是第二十个政务公开日。" in page
    assert public.title in client.get(url, {"year": "2026", "q": "柳河"}).text
    for nothing in (
        {"year": "1999"},
        {"q": "没有这个单位"},
        {"year": "99999999999"},
        {"q": "\x00没有"},
    ):
        found = client.get(url, nothing)
        assert found.status_code == 200
        assert (public.title in found.text) == (nothing == {"year": "99999999999"})


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_with_more_rows(
    public: Publication, client: Client, django_assert_num_queries: Any, more: int
) -> None:
    for number in range(more):
        Publication.objects.create(
            submission_id=1000 + number, unit_id=1, campaign_slug="day", unit_name="某镇",
            edition=20, year=2026, theme="题", title=f"总结{number}", paragraphs=[], figures=[],
        )  # fmt: skip
    with django_assert_num_queries(3):
        assert f"共{1 + more}篇" in client.get(reverse("portal:summaries")).text


def test_a_summary_shows_its_figures_and_no_name(public: Publication, client: Client) -> None:
    page = client.get(reverse("portal:summary", args=[public.pk])).text
    assert "34人次" in page
    assert "尹望舒" not in page
    assert "《柳河镇关于2026年" in page


def test_an_unknown_summary_is_not_found_in_chinese(db: None, client: Client) -> None:
    missing = client.get("/summaries/00000000-0000-0000-0000-000000000000/")
    assert missing.status_code == 404
    assert "找不到这个页面" in missing.text


def test_large_type_is_remembered_without_a_script(db: None, client: Client) -> None:
    assert 'class="large-type"' not in client.get("/").text
    back = client.post(reverse("portal:large-type"), {"back": "/summaries/"})
    assert back["Location"] == "/summaries/"
    assert 'class="large-type"' in client.get("/").text
    assert client.post(
        reverse("portal:large-type"), {"back": "https://evil.example/"}
    )["Location"] == "/"  # fmt: skip
    assert 'class="large-type"' not in client.get("/").text


def test_the_foot_has_what_a_government_site_must_show(db: None, client: Client) -> None:
    page = client.get("/").text
    for words in ("主办单位", "网站标识码", "ICP备案号", "公安备案号", "网站地图",
                  "我为政府网站找错"):  # fmt: skip
        assert words in page
    assert client.get(reverse("portal:sitemap")).status_code == 200


def test_pages_load_nothing_from_outside(public: Publication, client: Client) -> None:
    response = client.get("/")
    assert "default-src 'self'" in response["Content-Security-Policy"]
    for mark in ("http://", "https://", "//cdn", "<script>"):
        assert mark not in response.text
