"""The index in OpenSearch, for those who run one already; needs ``opensearch-py``.

The same terms in fields that are cut at spaces only, the same questions, the same order. It knows
no transactions: what is written stands at once, whatever becomes of the caller's, and ``stamps``
tell afterwards what to repair.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from zwgk.search.entry import Entry
from zwgk.search.index import Backend, Id, Shown
from zwgk.search.model import Document
from zwgk.search.question import Match, Phrase, Wording
from zwgk.search.ranking import Found, Row
from zwgk.search.synonyms import Groups
from zwgk.search.terms import is_cjk

Json = dict[str, Any]

_TERMS: Final[Json] = {"type": "text", "analyzer": "whitespace", "norms": False}
_SET: Final[Json] = _TERMS | {"index_options": "docs"}
_KEPT: Final[Json] = {"type": "keyword", "index": False, "doc_values": False}
_SEARCHED: Final = ("title_terms", "text_terms", "title_characters", "characters", "sound",
                    "filters")  # fmt: skip
_EXPANSIONS = 10_000  # pairs that may begin with one character


def body_of_index() -> Json:
    """Settings and mapping of an index."""
    return {
        "settings": {"index": {"number_of_shards": 1}},
        "mappings": {
            "dynamic": "strict",
            "_source": {"excludes": list(_SEARCHED)},
            "properties": {
                "place": {"type": "long"}, "key": {"type": "keyword"}, "kind": _KEPT,
                "tags": _KEPT, "stamp": _KEPT, "title": _KEPT, "text": _KEPT, "head": _KEPT,
                "body": _KEPT, "title_terms": _TERMS, "text_terms": _TERMS, "sound": _TERMS,
                "title_characters": _SET, "characters": _SET, "filters": {"type": "keyword"},
            },
        },
    }  # fmt: skip


def source_of(entry: Entry) -> Json:
    """An entry as a document of OpenSearch."""
    in_title = {term[0] for term in entry.title_terms if is_cjk(term)}
    in_text = {term[0] for term in entry.text_terms if is_cjk(term)}
    return {
        "place": entry.place, "key": entry.key, "kind": entry.kind, "tags": entry.tags,
        "stamp": entry.stamp, "title": entry.title, "text": entry.text, "head": entry.head,
        "body": entry.body, "title_terms": " ".join(entry.title_terms),
        "text_terms": " ".join(entry.text_terms), "sound": " ".join(entry.sound_terms),
        "title_characters": " ".join(sorted(in_title)),
        "characters": " ".join(sorted(in_title | in_text)), "filters": list(entry.filter_terms),
    }  # fmt: skip


def body_of_search(match: Match, limit: int) -> Json:
    """The question for the newest documents that meet a match."""
    filters: list[Json] = [{"terms": {"filters": list(names)}} for names in match.filters]
    filters.extend(_phrase(phrase, match.title) for phrase in match.phrases)
    return {
        "query": {"bool": {"filter": filters}},
        "sort": [{"place": "desc"}, {"key": "asc"}],
        "size": limit,
        "_source": False,
        "track_total_hits": False,
    }


def _phrase(phrase: Phrase, title: bool) -> Json:
    ways = [way for one in phrase.wordings for way in _wording(one, title)]
    return {"bool": {"should": ways, "minimum_should_match": 1}}


def _wording(one: Wording, title: bool) -> Iterator[Json]:
    words = " ".join(one.terms)
    if one.prefix and len(one.terms) == 1:
        yield {"term": {"title_characters" if title else "characters": words}}
        return
    fields = ("sound",) if one.sound else ("title_terms",) if title else _SEARCHED[:2]
    for field in fields:
        if one.prefix:
            asked = {"query": words, "max_expansions": _EXPANSIONS}
            yield {"match_phrase_prefix": {field: asked}}
        else:
            yield {"match_phrase": {field: words}}


class OpenSearchIndex(Backend):
    """搜索索引 in OpenSearch; takes a client of opensearch-py."""

    batch = 500

    def __init__(self, client: Any, name: str, synonyms: Groups | None = None) -> None:
        super().__init__(name, synonyms)
        self._client = client
        self._index = f"search_{name}"

    def create(self) -> None:
        """Make the index, unless there is one."""
        if not self._client.indices.exists(index=self._index):
            self._client.indices.create(index=self._index, body=body_of_index())

    def drop(self) -> None:
        """Remove the index."""
        self._client.indices.delete(index=self._index, ignore_unavailable=True)

    def clear(self) -> None:
        """Forget every document."""
        every: Json = {"query": {"match_all": {}}}
        self._client.delete_by_query(
            index=self._index, body=every, refresh=True, conflicts="proceed"
        )

    def add(self, documents: Iterable[Document]) -> int:
        """As of every back end; found as soon as this returns."""
        count = super().add(documents)
        self._client.indices.refresh(index=self._index)
        return count

    def known(self, keys: Sequence[str]) -> Mapping[str, str]:
        return {one["key"]: one["stamp"] for one in self._kept(keys, "key", "stamp")}

    def put(self, entries: Sequence[Entry]) -> None:
        from opensearchpy import helpers

        actions = ({"_op_type": "index", "_index": self._index, "_id": entry.key,
                    "_source": source_of(entry)} for entry in entries)  # fmt: skip
        helpers.bulk(self._client, actions)

    def delete(self, keys: Iterable[str]) -> int:
        """Forget documents; how many of them there were."""
        from opensearchpy import helpers

        actions = ({"_op_type": "delete", "_index": self._index, "_id": key} for key in keys)
        done, failed = helpers.bulk(self._client, actions, refresh=True, raise_on_error=False)
        for one in failed:
            if one["delete"]["status"] != 404:
                raise helpers.BulkIndexError("documents could not be deleted", [one])
        return int(done)

    def _kept(self, ids: Sequence[Id], *fields: str) -> list[Json]:
        """These fields of the documents that there are."""
        if not ids:
            return []
        answer = self._client.mget(
            index=self._index, body={"ids": list(ids)}, _source_includes=list(fields)
        )
        return [one["_source"] for one in answer["docs"] if one.get("found")]

    def newest(self, match: Match, limit: int) -> Found:
        answer = self._client.search(index=self._index, body=body_of_search(match, limit))
        return Found([hit["_id"] for hit in answer["hits"]["hits"]])

    def rows(self, ids: Sequence[Id]) -> Iterable[Row]:
        found = self._kept(ids, "place", "key", "head", "body")
        return [Row(one["key"], one["place"], one["key"], one["head"], one["body"])
                for one in found]  # fmt: skip

    def keys(self, ids: Sequence[Id]) -> Mapping[Id, str]:
        return {key: str(key) for key in ids}

    def tags(self, ids: Sequence[Id]) -> Iterable[str]:
        return [one["tags"] for one in self._kept(ids, "tags")]

    def shown(self, ids: Sequence[Id]) -> Iterable[Shown]:
        found = self._kept(ids, "place", "key", "kind", "title", "text")
        return [(one["key"], one["place"], one["key"], one["kind"], one["title"], one["text"])
                for one in found]  # fmt: skip

    def stamps(self) -> Mapping[str, str]:
        """The stamp of every document kept, to hold against ``stamp_of`` it."""
        from opensearchpy import helpers

        every: Json = {"query": {"match_all": {}}, "_source": ["stamp"]}
        found = helpers.scan(self._client, index=self._index, query=every)
        return {hit["_id"]: hit["_source"]["stamp"] for hit in found}

    def count(self) -> int:
        """How many documents are kept."""
        return int(self._client.count(index=self._index)["count"])
