"""From a confirmed upload to what a submission freezes: its document and its figures."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from zwgk.core.actor import Actor
from zwgk.gongwen import Document, Kind, Paragraph, Run
from zwgk.summaries.document import printed_as
from zwgk.summaries.models import Submission, SubmittedFigure, Upload
from zwgk.summaries.uploads.extract import signature

_AROUND = 40
_LEVEL_ONE = "一二三四五六七八九十"


def document_of(upload: Upload, *, dated: date) -> Document:
    """The text as an official document, its confirmed figures as runs that name them."""
    part = upload.participation
    assert part is not None
    lines = upload.text.split("\n")
    last, seen, at = len(lines) - signature(lines), Counter[str](), 0
    paragraphs = []
    places = _places(upload)
    for line in lines[:last]:
        inside = [p for p in places if at <= p[0] and p[1] <= at + len(line)]
        runs = tuple(_runs(line, [(s - at, e - at, key) for s, e, key in inside], seen))
        paragraphs.append(Paragraph(runs, level=_level(line)))
        at += len(line) + 1
    return Document(
        kind=Kind.SUMMARY, title=upload.title, blocks=tuple(paragraphs),
        issuer=part.unit.name, issued_on=dated,
    )  # fmt: skip


def _places(upload: Upload) -> list[tuple[int, int, str]]:
    """The passages of the figures kept, those that lie over one another once."""
    places = sorted(
        (start, end, row["kind"])
        for row in upload.figures if row["keep"]
        for start, end in row["passages"]
    )  # fmt: skip
    chosen: list[tuple[int, int, str]] = []
    for place in places:
        if not chosen or place[0] >= chosen[-1][1]:
            chosen.append(place)
    return chosen


def _runs(line: str, places: list[tuple[int, int, str]], seen: Counter[str]) -> Iterator[Run]:
    at = 0
    for start, end, key in places:
        if start > at:
            yield Run(line[at:start])
        seen[key] += 1
        yield Run(line[start:end], ref=f"{key}_{seen[key]}")
        at = end
    if at < len(line):
        yield Run(line[at:])


def _level(line: str) -> int:
    heading = len(line) <= 30 and line[-1:] not in ("。", "；")
    return 1 if heading and line[:1] in _LEVEL_ONE and "、" in line[:4] else 0


def figures_of(
    upload: Upload, submission: Submission, document: Document, *, by: Actor
) -> Iterator[SubmittedFigure]:
    """The figures as they were confirmed: declared, with the passage and who confirmed it."""
    now = timezone.now().isoformat()
    for row in upload.figures:
        if not row["keep"]:
            continue
        evidence = {
            "source": "declared", "type": "upload", "id": upload.pk, "value": row["value"],
            "out_of": row["out_of"], "label": _label(upload, row, by), "at": now,
            "passage": passage_of(upload, row), "confirmed_by": by.name,
        }  # fmt: skip
        yield SubmittedFigure(
            submission=submission, kind=row["kind"], value=row["value"], out_of=row["out_of"],
            qualifier=row["qualifier"], by_declared=row["value"], evidence=[evidence],
            printed=("、".join(printed_as(document, row["kind"])) or _shared(row))[:200],
        )  # fmt: skip


def _shared(row: dict[str, Any]) -> str:
    """The words of a figure whose passage names another one too, as in 现场解答38个."""
    return str(row["stated"]) if row["passages"] else ""


def _label(upload: Upload, row: dict[str, Any], by: Actor) -> str:
    return f"上传的总结原文“{passage_of(upload, row)}”，{by.name}核对"


def passage_of(upload: Upload, row: dict[str, Any]) -> str:
    """The words around the first place a figure was read from, within its sentence."""
    if not row["passages"]:
        return str(row["stated"])
    start, end = row["passages"][0]
    text = upload.text
    begin = max(max(text.rfind(mark, 0, start) for mark in "。；\n") + 1, start - _AROUND)
    stops = [at for at in (text.find(mark, end) for mark in "。；\n") if at >= 0]
    return text[begin : min([*stops, end + _AROUND])].strip()
