"""The OpenAPI document and the reference page made of it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.web.api.conftest import HERE

pytestmark = pytest.mark.django_db

_HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def document(client: Client) -> Any:
    response = client.get(f"{HERE}/openapi.json")
    assert response["Content-Type"] == "application/json"
    assert response["ETag"].startswith('W/"')
    return response.json()


PHONES = [f"/api/v1/desk/{name}" for name in ("reference", "entries", "photos/{id}", "totals")]


def _operations(document: Any) -> Iterator[tuple[str, Any]]:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            yield path, operation


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from ([node["$ref"]] if "$ref" in node else [])
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_every_schema_is_used_and_there(document: Any) -> None:
    assert document["openapi"].startswith("3.1")
    there = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(_references(document)) == there


def test_everything_is_said_in_chinese(document: Any) -> None:
    silent = [
        f"{name}.{field}"
        for name, schema in document["components"]["schemas"].items()
        for field, told in schema["properties"].items()
        if not _HAN.search(told.get("description", ""))
    ]
    for path, operation in _operations(document):
        said = [operation["summary"], operation["description"]]
        said += [told.get("description", "") for told in operation["parameters"]]
        said += [told["description"] for told in operation["responses"].values()]
        silent += [f"{path}: {text}" for text in said if not _HAN.search(text)]
    assert silent == []


def test_only_the_operations_of_units_and_phones_ask_for_a_key(document: Any) -> None:
    for path, operation in _operations(document):
        keyed = operation["tags"] == ["unit"] or path in PHONES
        assert ("security" in operation) == keyed, path
        assert ("401" in operation["responses"]) == keyed, path
        tagged = operation["tags"] != ["unit"] and "requestBody" not in operation
        assert ("304" in operation["responses"]) == tagged, path
        assert {"200", "422", "429"} <= set(operation["responses"]), path
    assert document["components"]["securitySchemes"]["UnitKey"]["scheme"] == "bearer"
    assert all(path.startswith("/api/v1/") for path in document["paths"])


def test_names_of_operations_are_unique(document: Any) -> None:
    names = [operation["operationId"] for _, operation in _operations(document)]
    assert len(names) == len(set(names)) == 21


def test_the_page_shows_every_operation_and_needs_nothing_from_outside(
    client: Client, document: Any
) -> None:
    page = client.get(f"{HERE}/docs/")
    assert page.status_code == 200
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in page.text
            assert f'id="{operation["operationId"]}"' in page.text
    assert page.text.count("<h1") == 1
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)
    # A field inside a list inside an object, by its path.
    assert "figures[].shares.records" in page.text
    assert "entries[].data.follow_up.code" in page.text


def test_the_address_alone_leads_to_the_page(client: Client) -> None:
    assert client.get(f"{HERE}/").headers["Location"] == f"{HERE}/docs/"
