"""The OpenAPI 3.1 document: what ninja makes of the types, with every answer said in Chinese."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.operation import Operation

from zwgk.web.api.problems import CONTENT_TYPE, DETAILS, TITLES, Problem

ABOUT = (
    "政务公开日数据接口。公开数据（public）只供读取，不需要密钥，其他网站的网页也可以直接调用；"
    "单位数据（unit）只供读取，须在请求头中写“Authorization: Bearer 密钥”，密钥由单位管理员创建；"
    "咨询台登记（desk）由手机上的登记应用使用，密钥凭登记码取得。"
    "时间为带时区的 ISO 8601 格式。出错时按 RFC 9457 返回 application/problem+json。"
)
TAGS = [
    {"name": "public", "description": "公开数据，不需要密钥"},
    {"name": "unit", "description": "单位数据，凭本单位的接口密钥读取"},
    {"name": "desk", "description": "咨询台登记，手机凭登记码进入后使用"},
]
_OK = "成功"
_UNCHANGED = "内容没有变化（请求头 If-None-Match 与当前的 ETag 一致），没有正文"
_RETRY_AFTER = {
    "description": "多少秒之后可以再请求", "schema": {"type": "integer", "minimum": 1}
}  # fmt: skip
_ETAG = {
    "description": "内容的弱校验标识，下次请求时写在 If-None-Match 中",
    "schema": {"type": "string"},
}


class ReadApi(NinjaAPI):
    """The interface; operations are called what their functions are called."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Clients are generated from these names."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """The document with the answers that all operations have."""
        document = super().get_openapi_schema(**given)
        problem = Problem.model_json_schema(ref_template=REF_TEMPLATE, mode="serialization")
        document["components"]["schemas"].update(problem.pop("$defs"))
        document["components"]["schemas"]["Problem"] = problem
        for path, methods in document["paths"].items():
            for operation in methods.values():
                operation["responses"] = _responses(path, operation)
        _drop_unused(document)
        return document


def _drop_unused(document: dict[str, Any]) -> None:
    """Without what ninja keeps of the query parameters, which stand in the operations already."""
    schemas = document["components"]["schemas"]
    wanted, todo = set(), list(_references(document["paths"]))
    while todo:
        name = todo.pop()
        if name not in wanted:
            wanted.add(name)
            todo += _references(schemas[name])
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(wanted)}


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(reference := node.get("$ref"), str):
            yield reference.rsplit("/", 1)[-1]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _responses(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    private, desk = bool(operation.get("security")), operation["tags"] == ["desk"]
    writes = "requestBody" in operation
    responses = {"200": {**operation["responses"][HTTPStatus.OK], "description": _OK}}
    if not writes and operation["tags"] != ["unit"]:
        responses["200"]["headers"] = {"ETag": _ETAG}
        responses["304"] = {"description": _UNCHANGED}
    statuses = [HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS]
    if private:
        statuses.append(HTTPStatus.UNAUTHORIZED)
    if desk:
        statuses.append(HTTPStatus.FORBIDDEN)
    if writes:
        statuses += [HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE]
        statuses.append(HTTPStatus.CONFLICT)
    if ("{" in path and not desk) or path.endswith("/enter"):
        statuses.append(HTTPStatus.NOT_FOUND)
    for status in sorted(statuses):
        responses[str(int(status))] = _problem(status)
    return responses


def _problem(status: HTTPStatus) -> dict[str, Any]:
    content = {CONTENT_TYPE: {"schema": {"$ref": REF_TEMPLATE.format(model="Problem")}}}
    told: dict[str, Any] = {
        "description": f"{TITLES[status]}：{DETAILS[status]}", "content": content
    }  # fmt: skip
    if status is HTTPStatus.TOO_MANY_REQUESTS:
        told["headers"] = {"Retry-After": _RETRY_AFTER}
    return told
