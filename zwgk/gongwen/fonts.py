"""Where the free faces for the PDF form are found, and which are missing.

The .docx form names the standard's usual faces and embeds none; the PDF form embeds free ones. The
chains of fallbacks are in ``gongwen.typ``, glyph by glyph.
"""

import os
from functools import cache
from pathlib import Path

# The face each element is set in, the file that brings it, and what takes its place.
FACES: tuple[tuple[str, str], ...] = (
    ("仿宋（FandolFang）", "FandolFang-Regular.otf"),
    ("楷体（霞鹜文楷）", "LXGWWenKai-Regular.ttf"),
    ("黑体（Noto Sans CJK）", "NotoSansCJK-Regular.ttc"),
    ("小标宋（Noto Serif CJK）", "NotoSerifCJK-Bold.ttc"),
    ("宋体（FandolSong）", "FandolSong-Regular.otf"),
)
_WANTED = (*(file for _, file in FACES), "NotoSerifCJK-Regular.ttc", "FandolHei-Regular.otf")


class MissingFonts(Exception):
    """No usable Chinese face was found; the message says in Chinese what to do."""

    def __init__(self) -> None:
        super().__init__(
            "本机没有可用的中文字体，暂时不能生成 PDF。请在安装目录运行“make setup”补装字体，"
            "或把字体文件放入 ZWGK_FONT_DIR 指定的文件夹；Word 文档不受影响，可先下载 Word。"
        )


def font_folders() -> list[Path]:
    """The folders looked in, in order: ZWGK_FONT_DIR, var/fonts of the checkout, the system's."""
    project = Path(__file__).resolve().parent.parent.parent
    named = os.environ.get("ZWGK_FONT_DIR")
    folders = [
        *([Path(named)] if named else []),
        project / "var" / "fonts",
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        Path.home() / ".local" / "share" / "fonts",
    ]
    return [folder for folder in folders if folder.is_dir()]


@cache
def font_files() -> dict[str, Path]:
    """The wanted font files that were found, by file name; the first folder wins."""
    found: dict[str, Path] = {}
    for folder in font_folders():
        for path in sorted(folder.rglob("*.[ot]t[fc]")):
            if path.name in _WANTED:
                found.setdefault(path.name, path)
    return found


def missing_faces() -> list[str]:
    """Chinese names of the faces that are not at hand and are replaced by the next in line."""
    return [name for name, file in FACES if file not in font_files()]


def folders_in_use() -> list[Path]:
    """The folders holding wanted fonts. Raises MissingFonts when there is no Chinese face."""
    if not font_files():
        raise MissingFonts
    return sorted({path.parent for path in font_files().values()})
