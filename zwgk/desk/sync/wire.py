"""Reading one record as it came from a phone (docs/desk.md): strict in types, plain in words."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from zwgk.core.errors import DomainError
from zwgk.core.tokens import normal
from zwgk.desk import content
from zwgk.desk.models import DeskEntry, Handout
from zwgk.desk.queries import ENTRY_MODELS
from zwgk.desk.sync.receipt import FIRST_YEAR, LAST_YEAR, Refusal
from zwgk.enquiries import codes

_BIGGEST = 2**31 - 1
_LAST_VERSION = 9_999  # leaves the office room to correct what a broken phone sent
_LONGEST_CONTACT = 100
_OF_THE_APP = "这条记录的格式不对，请更新应用后再上传；仍不行的，请导出记录交给咨询台负责人。"


@dataclass(frozen=True)
class FollowUp:
    """跟踪办理 a question asks for."""

    code: str
    department: str
    contact: str
    reply_by: str
    consent: bool


@dataclass(frozen=True)
class Arrival:
    """One readable record. A handout's material is still named as it came in ``fields``."""

    model: type[DeskEntry]
    id: uuid.UUID
    root: uuid.UUID
    replaces: uuid.UUID | None
    version: int
    made_at: datetime
    recorded_at: datetime
    is_void: bool
    reason: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    follow_up: FollowUp | None = None


class Given:
    """An object as it came; each value is read with its type or the record is refused."""

    def __init__(self, value: Any) -> None:
        if not isinstance(value, dict):
            raise Refusal(_OF_THE_APP)
        self._value = value

    def __contains__(self, name: str) -> bool:
        return self._value.get(name) is not None

    def inner(self, name: str) -> "Given":
        """An object inside."""
        return Given(self._value.get(name))

    def text(self, name: str, most: int = 5_000) -> str:
        """A text, "" when absent; what no database keeps is left out."""
        value = self._value.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise Refusal(_OF_THE_APP)
        if len(value) > most:
            raise Refusal(f"文字太长，最多 {most} 个字，请缩短后再上传。")
        return value.replace("\x00", "").encode("utf-8", "replace").decode()

    def number(self, name: str) -> int:
        """A whole number."""
        value = self._value.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Refusal("数量应当是整数，请改正后再上传。")
        if abs(value) > _BIGGEST:
            raise Refusal("数量太大，请核对后改正。")
        return value

    def flag(self, name: str) -> bool:
        """Yes or no; no when absent."""
        value = self._value.get(name, False)
        if not isinstance(value, bool):
            raise Refusal(_OF_THE_APP)
        return value

    def identity(self, name: str) -> uuid.UUID:
        """A UUID."""
        value = self._value.get(name)
        try:
            return uuid.UUID(value) if isinstance(value, str) else _none()
        except ValueError:
            raise Refusal(_OF_THE_APP) from None

    def time(self, name: str) -> datetime:
        """A moment with its zone."""
        try:
            value = datetime.fromisoformat(self.text(name))
        except ValueError:
            raise Refusal(_OF_THE_APP) from None
        if value.tzinfo is None or not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise Refusal("记录的时间不对，请核对手机的日期和时间。")
        return value.astimezone(UTC)


def id_of(value: Any) -> str:
    """What a record calls itself, for the answer, however it is."""
    found = value.get("id") if isinstance(value, dict) else None
    text = found[:60] if isinstance(found, str) else ""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return text.encode("utf-8", "replace").decode()


def read(value: Any) -> Arrival:
    """Read a record. Raises Refusal."""
    given = Given(value)
    kind = given.text("kind")
    if kind not in ENTRY_MODELS:
        raise Refusal(_OF_THE_APP)
    model, data = ENTRY_MODELS[kind], given.inner("data")
    try:
        fields = _FIELDS[kind](data)
    except DomainError as error:
        raise Refusal(error.message) from None
    wanted = kind == "question" and "follow_up" in data
    arrival = Arrival(
        model=model, id=given.identity("id"), root=given.identity("root"),
        replaces=given.identity("replaces") if "replaces" in given else None,
        version=given.number("version"), made_at=given.time("made_at"),
        recorded_at=given.time("recorded_at"), is_void=given.flag("is_void"),
        reason=given.text("reason")[:100], fields=fields,
        follow_up=_follow_up(data.inner("follow_up")) if wanted else None,
    )  # fmt: skip
    first = arrival.id == arrival.root
    if first != (arrival.version == 1) or first != (arrival.replaces is None):
        raise Refusal(_OF_THE_APP)
    if not 1 <= arrival.version <= _LAST_VERSION:
        raise Refusal(_OF_THE_APP)
    return arrival


def _visit(data: Given) -> content.Fields:
    return content.visit(people=data.number("people"), matter=data.text("matter").strip())


def _question(data: Given) -> content.Fields:
    return content.question(
        text=data.text("text"), department=data.text("department").strip(),
        answer=data.text("answer"), on_spot=data.flag("on_spot"), rating=data.text("rating"),
        token=data.text("token"),
    )  # fmt: skip


def _handout(data: Given) -> content.Fields:
    """The material by number or by name; which row it is, the database tells."""
    if "material" in data:
        material: int | str = data.number("material")
    else:
        material = " ".join(data.text("material_name").split())
        if not material:
            raise Refusal("请选择发放的资料，或者填写资料名称。")
        if len(material) > 80:
            raise Refusal("资料名称最多 80 个字，请缩短。")
    content.CONTENT[Handout](material=None, copies=data.number("copies"))
    return {"material": material, "copies": data.number("copies")}


def _tally(data: Given) -> content.Fields:
    return content.tally(
        kind=data.text("kind"), value=data.number("value"),
        out_of=data.number("out_of") if "out_of" in data else None,
        qualifier=data.text("qualifier") or "exact", counted_by=data.text("counted_by"),
        evidence=data.text("evidence"), photo=data.identity("photo") if "photo" in data else None,
    )  # fmt: skip


_FIELDS: Mapping[str, Callable[[Given], content.Fields]] = MappingProxyType(
    {"visit": _visit, "question": _question, "handout": _handout, "tally": _tally}
)


def _follow_up(given: Given) -> FollowUp:
    code = normal(given.text("code"))
    if len(code) != codes.LENGTH:
        raise Refusal("查询码不完整，请重新登记这条咨询。")
    contact = given.text("contact").strip()
    if len(contact) > _LONGEST_CONTACT:
        raise Refusal(f"联系方式最多 {_LONGEST_CONTACT} 个字，请缩短。")
    return FollowUp(
        code=code, department=given.text("department").strip()[:60], contact=contact,
        reply_by=given.text("reply_by"), consent=given.flag("consent"),
    )  # fmt: skip


def _none() -> uuid.UUID:
    raise ValueError
