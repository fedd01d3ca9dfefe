"""Pages of rows: at most 100, not deeper than 10,000, with the address of the next."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import AfterValidator

LIMIT = 100
DEPTH = 10_000
BIGGEST = 2**63 - 1


def _without_nul(text: str) -> str:
    """PostgreSQL stores no NUL character, so nothing can be found by one."""
    if "\x00" in text:
        raise ValueError("不能含有空字符，请删除后重新请求。")
    return text.strip()


Word = Annotated[str, Field(max_length=100), AfterValidator(_without_nul)]
Slug = Annotated[str, Field(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$")]
Number = Annotated[int, Field(ge=1, le=BIGGEST)]


class Paging(Schema):
    """Which part of a list."""

    limit: int = Field(20, ge=1, le=LIMIT, description="每页条数，最多 100")
    offset: int = Field(
        0, ge=0, le=DEPTH,
        description="跳过的条数，最多 10000；更多的内容请缩小筛选范围，或用 updated_since 分批读取",
    )  # fmt: skip


class Page(Schema):
    """What every list says of itself."""

    total: int = Field(description="总条数，数到 10000 为止")
    total_is_exact: bool = Field(description="总条数是否准确；否表示实际多于 10000 条")
    limit: int = Field(description="本页最多条数")
    offset: int = Field(description="本页跳过的条数")
    next: str | None = Field(None, description="下一页的完整地址，没有下一页时为空")


PageOfRows = TypeVar("PageOfRows", bound=Page)


def page(
    kind: Callable[..., PageOfRows], rows: QuerySet[Any] | Sequence[Any], shape: Any,
    request: HttpRequest, asked: Paging,
) -> PageOfRows:  # fmt: skip
    """A page of rows in their public shape, in two queries."""
    start, end = asked.offset, asked.offset + asked.limit
    counted = rows.order_by()[: DEPTH + 1].count() if isinstance(rows, QuerySet) else len(rows)
    return kind(
        total=min(counted, DEPTH), total_is_exact=counted <= DEPTH,
        limit=asked.limit, offset=asked.offset,
        next=next_page(request, asked) if counted > end and end <= DEPTH else None,
        items=[shape(row) for row in rows[start:end]],
    )  # fmt: skip


def next_page(request: HttpRequest, asked: Paging) -> str:
    """The full address of the page after this one."""
    query = request.GET.copy()
    query["offset"] = str(asked.offset + asked.limit)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
