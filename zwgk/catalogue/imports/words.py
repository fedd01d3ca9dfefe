"""Words of a cell read back to what a column holds: the reverse of ``differences.words_of``."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from zwgk.catalogue.columns import COLUMNS
from zwgk.catalogue.fields import Field, LifeEvent
from zwgk.catalogue.models import ServiceItem, column_name
from zwgk.catalogue.standard import Audience, Channel, Level, Mode, Within

TICKED, OPEN = "√✓✔☑■▇█●", "□☐○◻"
ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#GETTING_DATA"}
)
_MOST_DAYS = 365
_NO = ("", "否", "无", "×", "x", "no", "n", "0")
_YES = ("是", "有", "√", "y", "yes", "1")
_TWENTY = re.compile(
    r"(?:自)?(?:该)?(?:政府)?(?:信息|文件)?(?:形成|制作)?(?:或者?(?:变更|更新|获取))?(?:之)?日起"
    r"(?:20|二十)个?工作日(?:之)?内?(?:予以|主动|及时)?(?:公开)?"
)
_BROKEN = re.compile(r"(?<=[\u3001-\u9fff（），：；])\s*\n\s*(?=[\u3001-\u9fff（），：；])")
_WRAPPED = re.compile(r"\s*\n\s*")
_DAY = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?(?:\s.*)?")
_DIGITS_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAYS = re.compile(r"(\d{1,4})(?:\.0+)?(?:个)?(?:工作日|日|天)?(?:内|以内)?")
_LISTED = re.compile(r"[、,，;；\n]|\s{2,}")
_TICK_MARKS = re.compile(f"([{TICKED}{OPEN}])")
_ASIDE = re.compile(r"(\w+)\s*\((.*)\)", re.S)
_URL = URLValidator(schemes=["http", "https"])


class Wrong(ValueError):
    """What is wrong with a cell, in Chinese, with what to do."""


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _labels(choices: Any, also: Mapping[str, str]) -> dict[str, str]:
    found = {_flat(str(one.label)): str(one.value) for one in choices}
    for value, words in also.items():
        found.update(dict.fromkeys((_flat(word) for word in words.split()), value))
    return found


_FIELDS = _labels(Field, {
    Field.FOOD_AND_DRUGS: "食品药品", Field.HOUSING_EXPROPRIATION: "国有土地上房屋征收",
    Field.BUDGETS: "财政预决算公开", Field.LAW_ENFORCEMENT: "综合执法",
})  # fmt: skip
_EVENTS = _labels(LifeEvent, {})
_CHANNELS = _labels(Channel, {
    Channel.SITE: "政府门户网站 门户网站 网站 政府信息公开平台",
    Channel.NEW_MEDIA: "两微 微信公众号 微信 微博 政务新媒体 新媒体 客户端",
    Channel.CONFERENCE: "发布会听证会 发布会 听证会 新闻发布会",
    Channel.READING_PLACE: "查阅点 公开查阅室", Channel.SERVICE_CENTRE: "政务服务大厅",
    Channel.ON_SITE: "入户现场 入户 现场", Channel.PRINT: "报纸 纸媒",
    Channel.BOARD: "社区/企事业单位/村公示栏 社区/企事业单位/村公示栏（电子屏） 公示栏 公开栏 "
    "村务公开栏 电子屏 社区公示栏 村公示栏",
})  # fmt: skip
_LEVELS = _labels(Level, {
    Level.COUNTY: "县 县区级 区级 县（区）级 区县级 县（市、区）级 市县级",
    Level.TOWN: "乡 镇 乡镇 乡镇级 镇级 街道 乡镇（街道）级",
    Level.VILLAGE: "村 村居 社区 村（社区）级",
})  # fmt: skip
_MODES = _labels(Mode, {Mode.ACTIVE: "主动", Mode.ON_REQUEST: "依申请"})
_EVERYBODY = frozenset({"全社会", "社会", "社会公众", "公众", "全体社会公众", "面向全社会"})


def _lengths() -> dict[str, int]:
    """The most characters of each column that is typed."""
    fields = ((name, ServiceItem._meta.get_field(name)) for name in COLUMNS)
    typed = {name: one for name, one in fields if not getattr(one, "choices", None)}
    lengths = {name: getattr(one, "max_length", None) for name, one in typed.items()}
    return {name: most for name, most in lengths.items() if most}


_LENGTHS = _lengths()


def value_of(column: str, words: str) -> dict[str, Any]:
    """What the words mean for the column and those that go with it. Raises Wrong."""
    if words.upper() in ERRORS:
        raise Wrong(f"公式出错（{words}），请改为内容本身")
    if column in _READERS:
        return _READERS[column](words)
    return {column: words if column in _SEVERAL_LINES else one_line(words)}


def one_line(words: str) -> str:
    """A cell as one line; where a narrow column broke Chinese words, nothing comes between."""
    return _WRAPPED.sub(" ", _BROKEN.sub("", words)).strip()


def too_long(column: str, text: str) -> str:
    """How a text exceeds the column, or nothing."""
    most = _LENGTHS.get(column)
    return f"最多 {most} 个字，现在有 {len(text)} 个" if most and len(text) > most else ""


_SEVERAL_LINES = {
    name for name in COLUMNS if ServiceItem._meta.get_field(name).get_internal_type() == "TextField"
}


def _choice(column: str, words: str, known: Mapping[str, str]) -> str:
    flat = _flat(words)
    value = known.get(flat) or known.get(flat.removesuffix("领域"))
    if value is None:
        raise Wrong(f"“{_short(words)}”不在{column_name(column)}的选项中{_nearest(flat, known)}")
    return value


def _nearest(flat: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(flat, known, n=1, cutoff=0.4)
    near = near or [label for label in known if flat and (flat in label or label in flat)][:1]
    return f"，是否应为“{near[0]}”" if near else ""


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 30 else f"{flat[:30]}…"


def _field(words: str) -> dict[str, Any]:
    return {"field": _choice("field", words, _FIELDS) if words else Field.OTHER.value}


def _event(words: str) -> dict[str, Any]:
    return {"life_event": _choice("life_event", words, _EVENTS) if words else ""}


def _service(words: str) -> dict[str, Any]:
    flat = _flat(words).lower()
    if flat in _NO:
        return {"is_service": False}
    if flat in _YES or flat in TICKED:
        return {"is_service": True}
    raise Wrong(f"“{_short(words)}”请写“是”或“否”")


def _within(words: str) -> dict[str, Any]:
    flat = _flat(words).rstrip("。;；,，")
    for one in Within:
        if flat == _flat(str(one.label)):
            return {"disclose_within": one.value}
    if not flat or _TWENTY.fullmatch(flat):
        return {"disclose_within": Within.TWENTY_DAYS.value}
    if flat in ("长期", "常年公开", "长期公示"):
        return {"disclose_within": Within.ALWAYS.value}
    text = one_line(words)
    if wrong := too_long("disclose_within_text", text):
        raise Wrong(wrong)
    return {"disclose_within": Within.OTHER.value, "disclose_within_text": text}


def _formed(words: str) -> dict[str, Any]:
    if not words:
        return {"formed_on": None}
    flat = unicodedata.normalize("NFKC", words).strip()
    found = _DAY.fullmatch(flat) or _DIGITS_DAY.fullmatch(flat)
    try:
        return {"formed_on": date(*map(int, found.groups()))} if found else _no_day(words)
    except ValueError:
        return _no_day(words)


def _no_day(words: str) -> dict[str, Any]:
    raise Wrong(f"“{_short(words)}”不是日期，请写成 2026-03-01 的样子")


def _audience(words: str) -> dict[str, Any]:
    flat = _flat(words)
    if not flat or flat in _EVERYBODY:
        return {"audience": Audience.ALL.value}
    kind, _, who = unicodedata.normalize("NFKC", words).strip().partition(":")
    if not who and (aside := _ASIDE.fullmatch(kind.strip())):
        kind, who = aside.groups()
    if _flat(kind) in ("特定群体", "特定对象"):
        told = one_line(who)
        return {"audience": Audience.GROUP.value, **({"audience_who": told} if told else {})}
    raise Wrong(f"“{_short(words)}”请写“全社会”，或者“特定群体：”加上是哪些人")


def _mode(words: str) -> dict[str, Any]:
    return {"mode": _choice("mode", words, _MODES) if words else Mode.ACTIVE.value}


def _several(column: str, known: Mapping[str, str]) -> Callable[[str], dict[str, Any]]:
    def read(words: str) -> dict[str, Any]:
        # A label may itself hold the sign that lists are divided by.
        whole = known.get(_flat(words))
        parts = [] if whole else _ticked(words)
        values = [_choice(column, part, known) for part in parts if _flat(part)]
        return {column: tuple(dict.fromkeys([whole] if whole else values))}

    return read


def _ticked(words: str) -> Iterable[str]:
    """The parts of a list; where it has boxes (■政府网站 □政府公报), those that are ticked."""
    pieces = _TICK_MARKS.split(words)
    if len(pieces) == 1:
        return _LISTED.split(words)
    marked = [
        part.strip(" \n\t_＿、,，;；:：")
        for mark, part in zip(pieces[1::2], pieces[2::2], strict=True)
        if mark in TICKED
    ]
    # “其他＿＿＿” has room for words that no column holds.
    return ["其他" if part.startswith("其他") else part for part in marked]


def _number(column: str) -> Callable[[str], dict[str, Any]]:
    def read(words: str) -> dict[str, Any]:
        flat = _flat(words)
        if flat in ("", "/", "-", "无"):
            return {column: None}
        if flat in ("当场", "即时", "即办", "当场办结", "即时办结", "即办件"):
            return {column: 0}
        found = _DAYS.fullmatch(flat)
        if not found:
            raise Wrong(f"“{_short(words)}”请写工作日的天数，如 5；当场办结的写 0")
        if int(found[1]) > _MOST_DAYS:
            raise Wrong(f"不能大于 {_MOST_DAYS}，请核对")
        return {column: int(found[1])}

    return read


def _link(words: str) -> dict[str, Any]:
    address = words.strip()
    if address:
        try:
            _URL(address)
        except ValidationError:
            raise Wrong("请填写完整的网址，如 https://zwfw.example.gov.cn/") from None
    return {"link": address}


_READERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "field": _field, "life_event": _event, "is_service": _service, "disclose_within": _within,
    "formed_on": _formed, "audience": _audience, "mode": _mode,
    "channels": _several("channels", _CHANNELS), "levels": _several("levels", _LEVELS),
    "statutory_days": _number("statutory_days"), "promised_days": _number("promised_days"),
    "link": _link,
}  # fmt: skip
