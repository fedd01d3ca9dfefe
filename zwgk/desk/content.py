"""What an entry may say: one validation for forms online and for what phones send.

Each function gives the fields of a model as they are kept, or raises DomainError in words for who
recorded it.
"""

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from zwgk.core.errors import DomainError
from zwgk.desk.models import DeskEntry, Handout, Material, Question, Tally, Visit
from zwgk.kinds import KINDS, Qualifier
from zwgk.text.privacy import blocking

Fields = dict[str, Any]
MOST_PEOPLE = 9_999  # at once
MOST_COPIES = 99_999
MOST_TALLIED = 9_999_999
LONGEST_ANSWER = 4_000
_LONG_NUMBER = re.compile(r"(?:\d[\s-]?){11}")  # anything shorter is no number of a person


def visit(*, people: int, matter: str) -> Fields:
    """The fields of a visit."""
    _between(people, MOST_PEOPLE, "people", "人数")
    _no_numbers(matter, "matter")
    return {"people": people, "matter": _short(matter, 100, "matter", "事由")}


def handout(*, material: Material, copies: int) -> Fields:
    """The fields of a handout."""
    _between(copies, MOST_COPIES, "copies", "份数")
    return {"material": material, "copies": copies}


def question(
    *, text: str, department: str, answer: str, on_spot: bool, rating: str, token: str = ""
) -> Fields:
    """The fields of a question; without an answer it was not answered on the spot."""
    if not text.strip():
        raise DomainError("请写下咨询的内容。", field="text")
    if rating and not answer.strip():
        raise DomainError("有评价的咨询请填写答复内容。", field="answer")
    if rating not in Question.Rating.values:
        raise DomainError("请在满意、基本满意、不满意中选择一项。", field="rating")
    _no_numbers(text, "text")
    return {
        "text": _short(text.strip(), 300, "text", "咨询内容"),
        "department": _short(department, 60, "department", "答复部门"),
        "answer": _short(answer.strip(), LONGEST_ANSWER, "answer", "答复"),
        "on_spot": on_spot and bool(answer.strip()), "rating": rating,
        "token": _short(token, 60, "token", "评价码"),
    }  # fmt: skip


def tally(
    *, kind: str, value: int, out_of: int | None, qualifier: str, counted_by: str, evidence: str,
    photo: uuid.UUID | None = None,
) -> Fields:  # fmt: skip
    """The fields of a tally, with who counted and by what."""
    if kind not in KINDS or not KINDS[kind].tallied:
        raise DomainError("请选择可以计数的指标。", field="kind")
    if value < 0:
        raise DomainError("数量不能为负数。", field="value")
    if max(value, out_of or 0) > MOST_TALLIED:
        raise DomainError(f"数量最多为 {MOST_TALLIED}。", field="value")
    if KINDS[kind].is_rate and (not out_of or value > out_of):
        raise DomainError("比率请填写总数，且数量不能大于总数。", field="out_of")
    if qualifier not in list(Qualifier):
        raise DomainError("请选择准确程度。", field="qualifier")
    if not counted_by.strip():
        raise DomainError("请写明由谁计数。", field="counted_by")
    if not evidence.strip():
        raise DomainError("请写明计数依据，如“签到表3页”“手按计数器”。", field="evidence")
    return {
        "kind": kind, "value": value, "out_of": out_of if KINDS[kind].is_rate else None,
        "qualifier": qualifier,
        "counted_by": _short(counted_by.strip(), 50, "counted_by", "计数人"),
        "evidence": _short(evidence.strip(), 200, "evidence", "计数依据"), "photo": photo,
    }  # fmt: skip


CONTENT: Mapping[type[DeskEntry], Callable[..., Fields]] = MappingProxyType(
    {Visit: visit, Question: question, Handout: handout, Tally: tally}
)


def own_fields(model: type[DeskEntry]) -> Sequence[str]:
    """The fields of an entry's content, without those every entry shares."""
    shared = {f.name for f in DeskEntry._meta.get_fields()}
    return [f.name for f in model._meta.concrete_fields if f.name not in shared]


def _between(number: int, high: int, field: str, name: str) -> None:
    if number < 1:
        raise DomainError(f"{name}至少为 1。", field=field)
    if number > high:
        raise DomainError(f"{name}最多为 {high}，更多的请分几条登记。", field=field)


def _no_numbers(text: str, field: str) -> None:
    """What is recorded of a visit is read by many: it holds no number of a person."""
    if _LONG_NUMBER.search(text) and blocking(text):
        message = "这里写有身份证号、手机号或银行卡号。为保护个人信息，请删去；"
        raise DomainError(message + "需要回电的，写在跟踪办理的联系方式中。", field=field)


def _short(text: str, most: int, field: str, name: str) -> str:
    if len(text) > most:
        raise DomainError(f"{name}最多 {most} 个字，现在有 {len(text)} 个，请缩短。", field=field)
    return text
