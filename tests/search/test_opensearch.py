"""The requests to OpenSearch: what the client library itself accepts, and what they say."""

from typing import Any

import pytest
from opensearchpy import OpenSearch, Search
from opensearchpy.helpers.query import Q

from tests.search.documents import document
from tests.search.memory import Memory
from zwgk.search import Query
from zwgk.search.opensearch import OpenSearchIndex, body_of_index, body_of_search
from zwgk.search.question import in_titles, read
from zwgk.search.synonyms import groups

ASKED = [
    Query("政务公开"), Query("日"), Query("第5日"), Query("zwgk"), Query("低保 医保"), Query(""),
    Query("公开", kinds=("a", "b"), facets={"year": "2024", "unit": "甲"}),
]  # fmt: skip


@pytest.mark.parametrize("query", ASKED, ids=lambda query: query.text)
def test_searches_are_read_by_the_library_as_they_are(query: Query) -> None:
    match = read(query, groups(["低保=最低生活保障"]))
    assert match
    for asked in (match, in_titles(match)):
        body = body_of_search(asked, 1001)
        assert Search.from_dict(body).to_dict() == body
        assert Q(body["query"]).to_dict() == body["query"]


def test_a_search_asks_for_pairs_as_a_phrase_newest_first() -> None:
    match = read(Query("政务公开", facets={"year": "2024"}), ())
    assert match
    body = body_of_search(match, 20)
    ((filters, phrase), size) = (body["query"]["bool"]["filter"], body["size"])
    assert list(filters) == ["terms"]
    assert phrase["bool"]["should"] == [
        {"match_phrase": {"title_terms": "政务 务公 公开"}},
        {"match_phrase": {"text_terms": "政务 务公 公开"}},
    ]
    assert (size, body["_source"], body["sort"][0]) == (20, False, {"place": "desc"})


def test_terms_are_cut_at_spaces_only_and_not_kept() -> None:
    mapping = body_of_index()["mappings"]
    assert mapping["properties"]["text_terms"]["analyzer"] == "whitespace"
    assert "text_terms" in mapping["_source"]["excludes"]
    assert "text" not in mapping["_source"]["excludes"]


def test_every_request_goes_where_it_should() -> None:
    client: Any = OpenSearch(transport_class=Memory)
    index = OpenSearchIndex(client, "public", ())
    index.create()
    index.create()
    index.add([document("键/1?", "公开")])
    index.search(Query("公开"))
    assert (index.delete(["键/1?", "none"]), index.count(), dict(index.stamps())) == (1, 0, {})
    index.clear()
    index.drop()
    asked = [(method, url) for method, url, _, _ in client.transport.requests]
    path = "/search_public"
    assert asked == [
        ("HEAD", path), ("PUT", path), ("HEAD", path), ("POST", f"{path}/_mget"),
        ("POST", "/_bulk"), ("POST", f"{path}/_refresh"), ("POST", f"{path}/_search"),
        ("POST", f"{path}/_mget"), ("POST", f"{path}/_mget"), ("POST", f"{path}/_mget"),
        ("POST", "/_bulk"), ("POST", f"{path}/_count"), ("POST", f"{path}/_search"),
        ("DELETE", "/_search/scroll"), ("POST", f"{path}/_delete_by_query"), ("DELETE", path),
    ]  # fmt: skip
    written = client.transport.requests[4][3]
    assert "键/1?" in (written.decode() if isinstance(written, bytes) else written)
