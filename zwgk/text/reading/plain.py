"""Bytes → text, and the tidying every extracted text goes through."""

import codecs
import re

from zwgk.text.reading.model import MAX_TEXT, NO_TEXT, TOO_LONG, Refused

BINARY = "不是文字文件，或使用了无法识别的编码，请另存为 .docx 或 UTF-8 编码的 .txt 后再导入。"
BROKEN = "中有部分文字已损坏，请重新打开确认内容无误，另存一份后再导入。"
UNKNOWN_CHARACTERS = "有较多文字未能识别，请与原件核对。"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_DROPPED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff\xad]")
_STRANGE = re.compile(r"[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
    "说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机"
    "当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心"
    "反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程"
    "展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期"
    "根论运农指几九区强放决西被干做必战先回则任取据处府南给色光门即保治北造百规热领七海口东导器压志"
    "世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每"
    "县市镇乡村办局委书室请通知关于"
)


def decode(data: bytes) -> str:
    """The text of a file without its byte order mark. Raises Refused rather than lose a byte."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    text = _utf8(data)
    if text is None:
        text = _strictly(data, "gb18030")
        _plausible(text)
    return text


def trial(data: bytes, declared: str = "") -> str:
    """The text of a page whose header names an encoding, which may be wrong."""
    text = None if data.startswith(tuple(mark for mark, _ in _MARKS)) else _utf8(data)
    if text is not None or not declared or declared in ("utf-8", "utf8", "gb2312", "gbk"):
        return decode(data) if text is None else text
    try:
        codec = codecs.lookup(declared)
        if codec.name.startswith(("big5", "gb", "utf-16", "iso8859", "cp125")):
            return data.decode(codec.name)
    except (LookupError, UnicodeDecodeError):
        pass
    return decode(data)


def _utf8(data: bytes) -> str | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return _without_controls(text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(BROKEN if _nearly_utf8(data) else BINARY) from None
    if encoding == "gb18030" and _nearly_utf8(data):
        raise Refused(BROKEN)
    return _without_controls(text)


def _without_controls(text: str) -> str:
    if _CONTROLS.search(text):
        raise Refused(BINARY)
    return text


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with a few bytes lost: as GB18030 it would turn into wrong characters, silently."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - lost
    return good > 0 and lost * 4 <= good


def _plausible(text: str) -> None:
    """Refuse noise that happens to be valid GB18030: hardly any character of it is common."""
    foreign = [char for char in text[:20_000] if char > "\x7f"]
    strange = sum(1 for char in foreign if _STRANGE.match(char))
    if strange * 5 > len(foreign):
        raise Refused(BINARY)
    han = [char for char in foreign if _HAN.match(char)]
    common = sum(1 for char in han if char in _COMMON)
    if len(foreign) >= 40 and (len(han) * 2 < len(foreign) or common * 20 < len(han)):
        raise Refused(BINARY)


def tidy(text: str) -> str:
    """Lines without trailing blanks, at most one empty line in a row, no control characters."""
    if len(text) > 2 * MAX_TEXT:
        raise Refused(TOO_LONG)
    text = re.sub(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    text = _DROPPED.sub("", text).replace("\xa0", " ")
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    lines = re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
    if len(lines) > MAX_TEXT:
        raise Refused(TOO_LONG)
    if not lines.strip():
        raise Refused(NO_TEXT)
    return lines + "\n"


def strange(text: str) -> tuple[str, ...]:
    """A warning when many characters of the text have no meaning outside their font."""
    count = len(_STRANGE.findall(text))
    return (UNKNOWN_CHARACTERS,) if count * 50 > len(text) else ()
