"""Text as it comes out of office programs (粘贴文本), made plain; editor.js does so at once."""

import re

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffc\x00-\x08\x0e-\x1f]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
_BLANKS = re.compile("[ \t\u00a0\u2002-\u200a\u3000]+")
_HAN = "[\u2e80-\u9fff\uf900-\ufaff\u3001-\u303f\uff01-\uff60]"
_BETWEEN = re.compile(f"(?<={_HAN}) (?={_HAN})")


def tidy(text: str) -> str:
    """One kind of line break, no invisible characters, no indents, no blanks between characters."""
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    lines = [_BETWEEN.sub("", _BLANKS.sub(" ", line).strip()) for line in text.split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
