"""A transport for opensearch-py that answers, of the query language, what the index sends.

It stands for no server: it proves that the client accepts the requests, that they mean what the
other back ends are asked, and it refuses everything it does not know.
"""

import json
from typing import Any

from opensearchpy import JSONSerializer, NotFoundError, Transport
from opensearchpy.helpers.query import Q

Json = dict[str, Any]


class Memory(Transport):
    """Indexes in a dictionary."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self.indexes: dict[str, dict[str, Json]] = {}
        self.requests: list[tuple[str, str, Json, Any]] = []
        self.serializer = JSONSerializer()

    def perform_request(
        self, method: str, url: str, params: Any = None, body: Any = None,
        timeout: Any = None, ignore: Any = (), headers: Any = None,
    ) -> Any:  # fmt: skip
        self.requests.append((method, url, dict(params or {}), body))
        name, _, verb = url.strip("/").partition("/")
        if name == "_search":  # the rest of a scroll, of which the first page was all
            return {"hits": {"hits": []}, "_shards": {"successful": 1, "total": 1}}
        if verb:
            answer = getattr(self, verb.removeprefix("_").replace("/", "_"))
            return answer(self.indexes[name], body, params or {})
        if name == "_bulk":
            return self.bulk(body)
        return getattr(self, method.lower())(name, body)

    def head(self, name: str, _: Any) -> bool:
        return name in self.indexes

    def put(self, name: str, body: Json) -> Json:
        assert body["mappings"]["dynamic"] == "strict"
        self.indexes[name] = {}
        self.fields = set(body["mappings"]["properties"])
        return {"acknowledged": True}

    def delete(self, name: str, _: Any) -> Json:
        self.indexes.pop(name, None)
        return {"acknowledged": True}

    def bulk(self, body: Any) -> Json:
        lines = [json.loads(line) for line in _text(body).splitlines()]
        items = []
        while lines:
            ((verb, where),) = lines.pop(0).items()
            index = self.indexes[where["_index"]]
            status = 200
            if verb == "index":
                index[where["_id"]] = lines.pop(0)
                assert set(index[where["_id"]]) == self.fields
            elif index.pop(where["_id"], None) is None:
                status = 404
            items.append({verb: {"_id": where["_id"], "status": status}})
        return {"errors": any("404" in str(item) for item in items), "items": items}

    def refresh(self, *_: Any) -> Json:
        return {}

    def count(self, index: dict[str, Json], *_: Any) -> Json:
        return {"count": len(index)}

    def delete_by_query(self, index: dict[str, Json], body: Json, _: Any) -> Json:
        assert body == {"query": {"match_all": {}}}
        index.clear()
        return {}

    def mget(self, index: dict[str, Json], body: Json, params: Json) -> Json:
        raw = params["_source_includes"]
        fields = (raw.decode() if isinstance(raw, bytes) else str(raw)).split(",")
        return {"docs": [
            {"_id": key, "found": True, "_source": {name: index[key][name] for name in fields}}
            if key in index else {"_id": key, "found": False} for key in body["ids"]
        ]}  # fmt: skip

    def search(self, index: dict[str, Json], body: Json, params: Json) -> Json:
        Q(body["query"])  # the library's own reading refuses what is no query
        keys = [key for key, one in index.items() if _meets(one, body["query"])]
        if "scroll" not in params:
            assert body["sort"] == [{"place": "desc"}, {"key": "asc"}]
            keys.sort(key=lambda key: (-index[key]["place"], key))
        hits: list[Json] = [{"_id": key} for key in keys]
        if body["_source"]:
            for hit in hits:
                hit["_source"] = {name: index[hit["_id"]][name] for name in body["_source"]}
        size = len(hits) if "scroll" in params else body["size"]
        shards = {"successful": 1, "skipped": 0, "total": 1}
        return {"_scroll_id": "all", "hits": {"hits": hits[:size]}, "_shards": shards}


def _text(body: Any) -> str:
    return body.decode() if isinstance(body, bytes) else str(body)


def _meets(one: Json, query: Json) -> bool:
    ((verb, asked),) = query.items()
    if verb == "match_all":
        return True
    if verb == "bool":
        must = all(_meets(one, part) for part in asked.get("filter", ()))
        ways = asked.get("should")
        return must and (ways is None or any(_meets(one, part) for part in ways))
    ((field, value),) = asked.items()
    kept = one[field] if isinstance(one[field], list) else one[field].split()
    if verb == "terms":
        return bool(set(value) & set(kept))
    if verb == "term":
        return value in kept
    if verb == "match_phrase":
        words = value.split()
        return any(kept[at : at + len(words)] == words for at in range(len(kept)))
    if verb == "match_phrase_prefix":
        *words, last = value["query"].split()
        size = len(words)
        return any(
            kept[at : at + size] == words and kept[at + size].startswith(last)
            for at in range(len(kept) - size)
        )
    raise NotFoundError(400, "unknown query", query)
