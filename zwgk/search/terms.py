"""The one form of writing in which texts and questions meet, and the terms made of it.

The normal form of a text is its runs of letters in lower case and simplified characters, one
space between and around them; punctuation only parts runs. A part of a question is a needle in
that form, and *a document is found exactly when the needle lies in it*. Chinese runs have no
spaces inside, other words are found whole (the needle brings their spaces along).

Every Chinese character makes one term, itself with its neighbour on the right; the last of a run
stands alone. A run of the question is then a phrase of such terms, whatever it is cut from.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from opencc import OpenCC

VERSION: Final = 1  # of the normal form and the terms: another one means to index anew

# Scripts written without spaces; Extension B and what follows included.
CJK: Final = (
    "\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
_IS_CJK = re.compile(rf"[{CJK}]")
_MARKS = re.compile("[\u0300-\u036f]")
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_WORD = 60  # letters of one word that are told apart


@lru_cache(maxsize=1)
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")


class _Forms(dict[int, str]):
    """For ``str.translate``: each character's form, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()  # characters whose form is longer or nothing

    def __missing__(self, code: int) -> str:
        form = unicodedata.normalize("NFKD", chr(code)).lower()
        form = unicodedata.normalize("NFKC", _MARKS.sub("", form))
        if len(form) == 1 and _IS_CJK.match(form):
            form = _converter().convert(form)
        if unicodedata.category(chr(code)) == "Cf":
            form = ""  # without width
        self[code] = form
        if len(form) != 1:
            self.odd.add(chr(code))
        return form


FORMS: Final = _Forms()


def clean(text: str) -> str:
    """The text without what no database stores: control characters and halves of characters."""
    return _UNSTORABLE.sub("", text)


def is_cjk(run: str) -> bool:
    """Whether a run is of a script without spaces."""
    return _IS_CJK.match(run) is not None


def runs(text: str) -> list[str]:
    """The runs of a text in normal form."""
    found: list[str] = _RUN.findall(text.translate(FORMS))
    return [run if len(run) <= _WORD or is_cjk(run) else run[:_WORD] for run in found]


def spaced(parts: list[str]) -> str:
    """The normal form of these runs."""
    return f" {' '.join(parts)} " if parts else ""


def terms(parts: list[str]) -> Iterator[str]:
    """The terms of a text's runs, in order: what is indexed."""
    for run in parts:
        if is_cjk(run):
            for at in range(len(run)):
                yield run[at : at + 2]
        else:
            yield run


def needle(parts: list[str]) -> str:
    """What has to lie in a normal form for a phrase of these runs to be in the text."""
    return (
        ("" if is_cjk(parts[0]) else " ")
        + " ".join(parts)
        + ("" if is_cjk(parts[-1]) else " ")
    )  # fmt: skip


def phrase(parts: list[str]) -> tuple[tuple[str, ...], bool]:
    """The terms of a question's runs, and whether the last is the beginning of one only."""
    found = list(terms(parts))
    if not is_cjk(parts[-1]):
        return tuple(found), False
    if len(parts[-1]) == 1:
        return tuple(found), True
    return tuple(found[:-1]), False
