"""Errors as problem details (RFC 9457), in Chinese, saying what to do."""

import json
import math
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from zwgk.desk.passes import Refused

CONTENT_TYPE = "application/problem+json"

TITLES: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "请求有误",
    HTTPStatus.UNAUTHORIZED: "需要接口密钥",
    HTTPStatus.FORBIDDEN: "不能继续",
    HTTPStatus.NOT_FOUND: "没有找到",
    HTTPStatus.METHOD_NOT_ALLOWED: "不支持这种请求方法",
    HTTPStatus.CONFLICT: "编号重复",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "内容太大",
    HTTPStatus.UNPROCESSABLE_ENTITY: "参数有误",
    HTTPStatus.TOO_MANY_REQUESTS: "请求过于频繁",
}
DETAILS: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "请求的内容不完整或者不是 JSON，请重新发送。",
    HTTPStatus.FORBIDDEN: "登记码已作废、还没有生效或者已经过期，或者手机已被停用。",
    HTTPStatus.UNAUTHORIZED: (
        "请在请求头中写“Authorization: Bearer 密钥”；密钥由单位管理员在“单位人员—接口密钥”中创建，"
        "过期或停用的请换用新的密钥。"
    ),
    HTTPStatus.NOT_FOUND: "该内容不存在、已撤下或者不在可查看的范围内，请核对编号。",
    HTTPStatus.METHOD_NOT_ALLOWED: "接口只供读取，请改用 GET 方法。",
    HTTPStatus.CONFLICT: "这个编号已有别的内容，或者属于另一个咨询台。",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "一次发送的内容太大，请分几次发送。",
    HTTPStatus.UNPROCESSABLE_ENTITY: "请按 errors 中的说明改正参数后重新请求。",
    HTTPStatus.TOO_MANY_REQUESTS: "请在 Retry-After 给出的秒数之后再请求，并降低请求频率。",
}
# 错误代码, for programs.
CODES: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "bad_request",
    HTTPStatus.UNAUTHORIZED: "key_unknown",
    HTTPStatus.FORBIDDEN: "refused",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.CONFLICT: "conflict",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.UNPROCESSABLE_ENTITY: "invalid",
    HTTPStatus.TOO_MANY_REQUESTS: "too_many",
}
# Why a pass, a phone or a photo is refused (zwgk.desk.passes.Refused).
REFUSALS: dict[str, int] = {
    "pass_unknown": HTTPStatus.NOT_FOUND,
    "key_unknown": HTTPStatus.UNAUTHORIZED,
    "name_missing": HTTPStatus.UNPROCESSABLE_ENTITY,
    "not_an_image": HTTPStatus.UNPROCESSABLE_ENTITY,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "other_desk": HTTPStatus.CONFLICT,
    "conflict": HTTPStatus.CONFLICT,
}
# What pydantic finds, said in Chinese; anything else is “格式不正确”.
_WRONG = {
    "missing": "请填写该参数。",
    "string_too_long": "最多{max_length}个字符，请缩短。",
    "string_too_short": "至少{min_length}个字符。",
    "string_pattern_mismatch": "格式不正确，请按接口说明填写。",
    "greater_than_equal": "不能小于{ge}。",
    "less_than_equal": "不能大于{le}。",
    "int_parsing": "请填写整数。",
    "bool_parsing": "请填写 true 或 false。",
    "uuid_parsing": "请填写完整的编号（UUID）。",
    "enum": "只能是{expected}之一。",
    "literal_error": "只能是{expected}之一。",
    "too_short": "至少{min_length}条。",
    "too_long": "最多{max_length}条，请分几次发送。",
    "timezone_aware": "时间要写明时区，如 2026-05-15T08:00:00+08:00。",
    "datetime_from_date_parsing": "请填写日期时间，如 2026-05-15T08:00:00+08:00。",
    "datetime_parsing": "请填写日期时间，如 2026-05-15T08:00:00+08:00。",
}
_MESSAGE_LENGTH = 200


class FieldProblem(Schema):
    """What is wrong with one parameter."""

    field: str = Field(description="参数名")
    message: str = Field(description="问题和改法")


class Problem(Schema):
    """错误说明, as RFC 9457 has it."""

    type: str = Field(description="错误类型，固定为 about:blank", default="about:blank")
    title: str = Field(description="错误名称")
    status: int = Field(description="HTTP 状态码")
    code: str = Field(description="错误代码，供程序判断")
    detail: str = Field(description="原因和处理办法")
    errors: list[FieldProblem] = Field(description="有误的参数，没有时为空", default_factory=list)


def problem(
    status: int, errors: list[dict[str, str]] | None = None, *, code: str = "", detail: str = ""
) -> HttpResponse:
    """The answer to a request that cannot be served."""
    body = {
        "type": "about:blank", "title": TITLES[status], "status": int(status),
        "code": code or CODES[status], "detail": detail or DETAILS[status],
        "errors": errors or [],
    }  # fmt: skip
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE
    )
    response["Cache-Control"] = "no-store"
    return response


def install(api: NinjaAPI) -> None:
    """Make the interface answer with problems."""
    api.add_exception_handler(Http404, lambda request, error: problem(HTTPStatus.NOT_FOUND))
    api.add_exception_handler(AuthenticationError, _unauthorised)
    api.add_exception_handler(Throttled, _throttled)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(HttpError, lambda request, error: problem(HTTPStatus.BAD_REQUEST))


def _unauthorised(request: HttpRequest, error: Any) -> HttpResponse:
    response = problem(HTTPStatus.UNAUTHORIZED)
    response["WWW-Authenticate"] = 'Bearer realm="zwgk"'
    return response


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    status = REFUSALS.get(error.code, HTTPStatus.FORBIDDEN)
    response = problem(status, code=error.code, detail=error.message)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="zwgk desk"'
    return response


def _throttled(request: HttpRequest, error: Any) -> HttpResponse:
    response = problem(HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(math.ceil(error.wait or 1))
    return response


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        [{"field": str(found["loc"][-1])[:60], "message": _said(found)} for found in error.errors],
    )


def _said(found: dict[str, Any]) -> str:
    told = found["type"]
    if told == "value_error":
        # Our own validators speak Chinese already.
        return str(found["ctx"]["error"])[:_MESSAGE_LENGTH]
    values = {key: _listed(value) for key, value in found.get("ctx", {}).items()}
    return _WRONG.get(told, "格式不正确，请按接口说明填写。").format(**values)[:_MESSAGE_LENGTH]


def _listed(value: Any) -> str:
    return str(value).replace("' or '", "、").replace("', '", "、").replace("'", "")
