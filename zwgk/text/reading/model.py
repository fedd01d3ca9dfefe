"""What reading gives back, and the limits it keeps."""

import unicodedata
from dataclasses import dataclass

MB = 1024 * 1024
MAX_FILE = 20 * MB
MAX_ARCHIVE = 500 * MB
MAX_TEXT = 2_000_000
MAX_PAGES = 500
MAX_DEPTH = 256


@dataclass(frozen=True)
class Piece:
    """The text of one file; warnings say what was left out of it."""

    name: str
    text: str
    warnings: tuple[str, ...] = ()


class Unreadable(ValueError):
    """A file that cannot be read; the message names it and says what to do."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = clean_name(name)
        self.reason = reason

    def __str__(self) -> str:
        return f"“{self.name}”{self.reason}"


class Refused(Exception):
    """Why a file is not read: the rest of a sentence that begins with the file's name."""

    @property
    def reason(self) -> str:
        return str(self.args[0])


TOO_LARGE = "大小超过 20 MB，请拆分文件或压缩其中的图片后再导入。"
TOO_LONG = "文字超过 200 万字，请拆分成几个文件后再导入。"
TOO_COMPLEX = "内容过于复杂，无法在限定的时间和内存内读完，请拆分或另存为 .docx 后再导入。"
DAMAGED = "已损坏或不完整，请重新打开确认内容无误，另存一份后再导入。"
UNSAFE = "内部结构异常，可能不安全，请用 WPS 或 Word 打开后另存为新文件再导入。"
NO_TEXT = "中没有读到文字，请检查文件内容。"
SAVE_AS_DOCX = "是旧版格式，请用 WPS 或 Word 另存为 .docx 后再导入。"
SAVE_AS_XLSX = "是旧版表格，请用 WPS 或 Excel 另存为 .xlsx 后再导入。"
LOCKED = "有密码或编辑限制，请解除保护后再导入。"
NO_FILE = "不存在、无权读取或不是普通文件，请重新选择文件。"
ONLY_PICTURES = "只有图片没有文字，请导入文字版文件，或先用文字识别软件转成 .docx。"


def clean_name(name: str) -> str:
    """A file name fit to show and to store: bytes outside UTF-8 decoded, controls taken out."""
    if any("\udc80" <= char <= "\udcff" for char in name):
        raw = name.encode("utf-8", "surrogateescape")
        name = raw.decode("gb18030", "replace")
    kept = (char for char in name if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    return "".join(kept).strip() or "未命名文件"
