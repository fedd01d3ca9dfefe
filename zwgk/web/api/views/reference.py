"""The OpenAPI document, and the same as a page to read and print."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zwgk.web.api.interface import api
from zwgk.web.api.limits import ANONYMOUS, KEY
from zwgk.web.shared.access import Audience, access

_TYPES = {
    "string": "文本", "integer": "整数", "number": "数", "boolean": "是或否", "object": "对象",
    "null": "空",
}  # fmt: skip
_FORMATS = {"date": "日期", "date-time": "日期时间", "uuid": "编号（UUID）"}


@dataclass(frozen=True)
class Field:
    """A parameter or a field of an answer."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True)
class Described:
    """An operation as the page shows it."""

    id: str
    tag: str
    method: str
    path: str
    summary: str
    description: str
    private: bool
    parameters: tuple[Field, ...]
    fields: tuple[Field, ...]
    problems: tuple[tuple[str, str], ...]


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 document."""
    return HttpResponse(_openapi(), content_type="application/json")


@cache
def _openapi() -> str:
    """The document as text; it changes only with the program."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False)


@access(Audience.PUBLIC)
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """The address alone leads to the reference."""
    return redirect("api:docs")


@access(Audience.PUBLIC)
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The reference, rendered here: no script, nothing from outside."""
    groups = [
        (
            tag["description"],
            [row for row in operations() if row.tag == tag["name"]],
        )
        for tag in api.openapi_extra["tags"]
    ]
    context = {
        "api": api, "groups": groups, "anonymous": ANONYMOUS, "key": KEY,
        "host": request.build_absolute_uri("/").rstrip("/"),
    }  # fmt: skip
    return render(request, "api/docs.html", context)


@cache
def operations() -> tuple[Described, ...]:
    """Every operation of the document."""
    document = json.loads(_openapi())
    schemas = document["components"]["schemas"]
    return tuple(
        _described(path, method, operation, schemas)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    )


def _described(
    path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]
) -> Described:
    responses = operation["responses"]
    answer = responses["200"]["content"]["application/json"]["schema"]
    return Described(
        id=operation["operationId"], tag=operation["tags"][0], method=method.upper(), path=path,
        summary=operation["summary"],
        description=operation["description"], private="security" in operation,
        parameters=(*_parameters(operation), *_sent(operation, schemas)),
        fields=tuple(_fields(answer, schemas)),
        problems=tuple(
            (status, told["description"]) for status, told in responses.items() if status != "200"
        ),
    )  # fmt: skip


def _parameters(operation: dict[str, Any]) -> Iterator[Field]:
    for p in operation["parameters"]:
        yield Field(p["name"], _type(p["schema"]), p["required"], p["description"])


def _sent(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Field]:
    """The fields of what is sent; a photo has none."""
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        yield from _fields(content["application/json"]["schema"], schemas)


def _fields(schema: dict[str, Any], schemas: dict[str, Any], prefix: str = "") -> Iterator[Field]:
    """The fields of an answer, those inside lists and objects by their path."""
    named = _object(schema, schemas)
    for name, field in named.get("properties", {}).items():
        path = f"{prefix}{name}"
        required = name in named.get("required", ())
        yield Field(path, _type(field), required, field["description"])
        if field.get("type") == "array":
            yield from _fields(field["items"], schemas, f"{path}[].")
        else:
            yield from _fields(field, schemas, f"{path}.")


def _object(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """The object a schema is or points to; an empty one for anything plain."""
    if "properties" in schema:
        return schema
    for option in (schema, *schema.get("anyOf", ()), *schema.get("allOf", ())):
        if "$ref" in option:
            found: dict[str, Any] = schemas[option["$ref"].rsplit("/", 1)[-1]]
            return found
    return {}


def _type(schema: dict[str, Any]) -> str:
    """A type in Chinese."""
    if options := schema.get("anyOf"):
        return "或".join(dict.fromkeys(_type(option) for option in options))
    if schema.get("type") == "array":
        return f"{_type(schema['items'])}的列表"
    if "$ref" in schema or "allOf" in schema or "properties" in schema:
        return _TYPES["object"]
    return _FORMATS.get(schema.get("format", ""), _TYPES.get(schema.get("type", ""), "文本"))
