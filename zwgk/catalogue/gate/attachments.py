"""附件: what stands in an item's files, read once in the limited child process of text.reading.

A stored file never changes, so what was found is kept with the item's file (``ItemFile.found``),
without the numbers themselves. What cannot be read, or is only a picture, a person has to look at.
"""

from collections.abc import Iterator
from typing import Any

from zwgk.catalogue.gate.findings import Finding, advice
from zwgk.catalogue.gate.personal import Exposed, exposed, public_phones, told
from zwgk.catalogue.models import ItemFile, ServiceItem
from zwgk.core import files
from zwgk.text.reading import Unreadable, read_bytes
from zwgk.text.reading.runner import BUSY, NO_ROOM

PRIVATE_FILE = "file-private"
# Raised when the rules of text.privacy change, so that files are read again.
_RULES = 1
_SECONDS = 20.0
_GONE = "没有找到，请重新上传"
# What may be otherwise at the next try.
_PASSING = frozenset({BUSY, NO_ROOM, _GONE})


def attachments(item: ServiceItem) -> Iterator[Finding]:
    """What of the item's files, and of their names, may be personal, and which were not read."""
    phones = public_phones(item)
    for kept in item.files.all():
        place = f"附件“{kept.name}”"
        found = _found(kept)
        hits = [*exposed(kept.name, phones), *(Exposed(**one) for one in found["exposed"])]
        yield from told(PRIVATE_FILE, "", place, [one for one in hits if not _public(one, phones)])
        if reason := found["unread"]:
            said = reason.split("，请")[0]
            yield advice(
                "file-unread", "", f"{place}{said}，系统没有检查其中的内容，请人工核对。", kept.name
            )
        if found["warnings"]:
            said = "".join(found["warnings"])
            yield advice("file-partly", "", f"{place}没有全部读出：{said}请人工核对。", kept.name)


def _public(one: Exposed, phones: frozenset[str]) -> bool:
    """Whether it is a landline that is public: the file was read before the item had its phone."""
    return one.kind == "landline" and not exposed(f"电话：{one.shown}", phones)


def _found(kept: ItemFile) -> dict[str, Any]:
    """What the file held when it was read; read now where that has not been."""
    if kept.found is None or kept.found["rules"] != _RULES:
        kept.found = _read(kept)
        if kept.found["unread"] not in _PASSING:
            ItemFile.objects.filter(pk=kept.pk).update(found=kept.found)
    found: dict[str, Any] = kept.found
    return found


def _read(kept: ItemFile) -> dict[str, Any]:
    found: dict[str, Any] = {"rules": _RULES, "exposed": [], "warnings": [], "unread": ""}
    try:
        piece = read_bytes(files.read(kept.file), kept.file.name, seconds=_SECONDS)
    except Unreadable as refused:
        return {**found, "unread": refused.reason}
    except OSError:
        return {**found, "unread": _GONE}
    if not piece.text.strip():
        return {**found, "unread": "中没有读到文字"}
    return {
        **found,
        "exposed": [vars(one) for one in exposed(piece.text)],
        "warnings": list(piece.warnings[:3]),
    }
