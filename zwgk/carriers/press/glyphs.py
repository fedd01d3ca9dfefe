"""Which characters no face at hand can print: they would come out as empty boxes (□)."""

from functools import cache

from fontTools.ttLib import TTCollection, TTFont

from zwgk.gongwen.fonts import font_files


@cache
def _printable() -> frozenset[int]:
    found: set[int] = set()
    for path in font_files().values():
        if path.suffix == ".ttc":
            with TTCollection(str(path), lazy=True) as collection:
                found.update(*(font.getBestCmap() or {} for font in collection.fonts))
        else:
            with TTFont(str(path), lazy=True) as font:
                found.update(font.getBestCmap() or {})
    return frozenset(found)


def missing_glyphs(text: str) -> list[str]:
    """Characters of the text without a glyph, each once, in order of appearance."""
    printable = _printable()
    found = (mark for mark in text if not mark.isspace() and ord(mark) not in printable)
    return list(dict.fromkeys(found))
