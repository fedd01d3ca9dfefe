"""Pages in traditional characters, by OpenCC: the text of the finished page, never its addresses.

Values of fields stay as they are: they are sent back, and data are kept in simplified characters.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

TRADITIONAL = "hant"
# A script, a field's own text, a tag, or text between tags; the templates escape what they insert.
_PIECE = re.compile(r"<(script|textarea)\b.*?</\1>|<[^>]*>|[^<]+", re.S)
_SPOKEN = re.compile(r'(\s(?:aria-label|placeholder|title|alt|content|data-label)=")([^"]*)(")')
_CHINESE = re.compile("[\u3400-\u9fff]")


# The forms in common use (群眾, 核驗), without the words of another place: s2t writes 羣衆, 覈驗,
# and takes 他人参考 for 人参.
@lru_cache(maxsize=1)
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("s2tw")


def in_traditional(html: str) -> str:
    """A page with its texts converted."""
    return _PIECE.sub(_converted, html)


def _converted(piece: re.Match[str]) -> str:
    text = piece[0]
    if piece[1] or not _CHINESE.search(text):
        return text
    if text.startswith("<"):
        return _SPOKEN.sub(lambda found: found[1] + _traditional(found[2]) + found[3], text)
    return _traditional(text)


def _traditional(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted
