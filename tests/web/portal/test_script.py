"""Traditional characters: the text of a page is converted, what is sent back is not."""

import pytest
from django.test import Client

from tests.web.portal.shelf import summary
from tests.world import World
from zwgk.web.portal.script import in_traditional


def test_text_and_spoken_names_are_converted_values_and_addresses_are_not() -> None:
    html = (
        '<p title="办事">公开<a href="?theme=办事&amp;q=%E5%8A%9E">办事指南</a></p>'
        '<option value="养老服务">养老服务</option><textarea name="a">咨询台</textarea>'
        '<script type="application/ld+json">{"name": "总结"}</script>'
    )
    assert in_traditional(html) == (
        '<p title="辦事">公開<a href="?theme=办事&amp;q=%E5%8A%9E">辦事指南</a></p>'
        '<option value="养老服务">養老服務</option><textarea name="a">咨询台</textarea>'
        '<script type="application/ld+json">{"name": "总结"}</script>'
    )


@pytest.mark.django_db
def test_pages_of_both_public_areas_are_converted(world: World, client: Client) -> None:
    summary(world, theme="办好群众身边事")
    client.cookies["script"] = "hant"
    page = client.get("/library/summaries/").text
    assert 'lang="zh-Hant"' in page
    assert "政務公開" in page
    assert '<option value="办好群众身边事">辦好群眾身邊事（1）' in page
    assert "簡體版" in page
    asking = client.get("/ask/").text
    assert "線上諮詢" in asking
