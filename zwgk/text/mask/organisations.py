"""Companies, schools and hospitals with a name of their own."""

import re
from collections.abc import Iterator

from zwgk.text.mask.page import Found, Page
from zwgk.text.mask.stems import stem_start
from zwgk.text.mask.vocabulary import either, lists
from zwgk.text.model import Entity

_LISTS = lists("place_words.txt")
_TAIL = re.compile(either(_LISTS["organisations"]))
_GENERIC = re.compile(
    rf"(?:第?[一二三四五六七八九十]{{1,3}}|{either(_LISTS['generic_organisation'])})*"
)


def organisations(page: Page) -> Iterator[Found]:
    """A name before 公司, 小学, 医院 …; a place at its head is masked by itself."""
    for match in _TAIL.finditer(page.text):
        at, end = match.span()
        word = page.covering(end - 1)
        whole = word is not None and word.kind == "organisation" and word.end == end
        start = word.start if whole and word else stem_start(page, at, 10)
        if start is None or start >= at:
            continue
        stem = page.text[start:at]
        lead = re.match(r".*[省市县区州旗镇乡](?=.)", stem)
        if lead and len(lead[0]) < len(stem) and len(lead[0]) > 1:
            start += len(lead[0])
            stem = page.text[start:at]
        if match[0] in {"厂", "学校", "大学", "学院", "集团", "公司", "医院", "高中"} and not whole:
            continue
        if len(stem) < 2 or _GENERIC.fullmatch(stem) or not page.free(start, end):
            continue
        if re.search(r"[所家个各等的]$", stem) or not re.fullmatch("[㐀-鿿]+", stem):
            continue
        if not whole and (len(stem) > 8 or page.words == []):
            continue
        yield Found(start, end, Entity.ORGANISATION, stem + match[0], match[0], 20)
