"""One file to the summaries in it, with what the text engine finds in each. Touches no database."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zwgk.gongwen.plain import level_of
from zwgk.kinds import KINDS
from zwgk.library.copies.summaries import public_figure
from zwgk.text.check import check
from zwgk.text.facts import facts, split
from zwgk.text.figures import figures
from zwgk.text.model import Facts, Figures, Part
from zwgk.text.reading.model import Refused
from zwgk.text.similarity import content_hash

_TITLE = 150
_MOST = 60_000  # characters; ten times the longest summary
_LEAST = 20  # Chinese characters; less is a heading or the foot of a page
_HAN = re.compile(r"[㐀-鿿]")
_TOO_LONG = "有一篇超过 6 万字，不像活动总结，请拆分成单篇后再导入。"
# Reading takes the square of the length of one number: 59,000 digits took three minutes.
_ENDLESS = re.compile(r"\d{300}")
_NOT_WRITING = "中有连续 300 个以上的数字，不像活动总结，请检查文件内容。"
_NAMELESS = "政务公开日活动总结"
_FOOT = 40  # characters at the end in which the day of the document stands
_PER_MILLE = 1000


@dataclass(frozen=True)
class Read:
    """A summary as read: the columns of a sample."""

    title: str
    author_name: str
    text: str
    levels: list[int]
    content_hash: str
    incomplete: bool
    edition: int | None
    year: int | None
    theme: str
    dated_on: date | None
    facts: dict[str, Any] = field(default_factory=dict)
    figures: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)


def summaries_in(page: str) -> list[Read]:
    """The summaries of a page in its order; empty where there is hardly any text.

    Raises Refused where one of them is too long, or one number too long, to be a summary.
    """
    parts = split(page.replace("\x00", ""))
    if any(len(part.text) > _MOST for part in parts):
        raise Refused(_TOO_LONG)
    if any(_ENDLESS.search(part.text) for part in parts):
        raise Refused(_NOT_WRITING)
    return [_read(part) for part in parts if len(_HAN.findall(part.text)) >= _LEAST]


def _read(part: Part) -> Read:
    title, body, author = _title_and_body(part.text)
    whole = f"{title}\n{body}"
    found, stated = facts(whole), figures(whole)
    held = found.dates[0] if found.dates else None
    return Read(
        title=title,
        author_name=author[:100],
        text=body,
        # A short numbered line is a heading there too where it ends with a full stop.
        levels=[level_of(line.rstrip("。；")) for line in body.split("\n")],
        content_hash=content_hash(body),
        incomplete=part.incomplete,
        edition=found.edition,
        year=held.year if held else None,
        theme=(found.theme or "")[:100],
        dated_on=_dated(found, len(whole)),
        facts=_facts(found),
        figures=settled(stated),
        findings=_findings(whole, stated, found),
    )


def _title_and_body(text: str) -> tuple[str, str, str]:
    """The title taken off the text where it begins with one, else one made of the unit's name."""
    found = facts(text)
    author = _one_line(found.unit.text) if found.unit else ""
    title, rest = f"{author}{_NAMELESS}", text
    if found.title and not text[: found.title.start].strip():
        title, rest = _one_line(found.title.text), text[found.title.end :]
    body = "\n".join(line.strip() for line in rest.splitlines() if line.strip())
    # A text that is nothing but its title stays whole.
    return title[:_TITLE], body or text.strip(), author


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text).strip()


def _dated(found: Facts, length: int) -> date | None:
    """成文日期: the full date the text closes with."""
    days = sorted((*found.dates, *found.other_dates), key=lambda day: day.end)
    last = days[-1] if days else None
    return last.date if last and last.end >= length - _FOOT else None


def _facts(found: Facts) -> dict[str, Any]:
    return {
        "unit": found.unit.text if found.unit else "",
        "dates": [day.iso for day in found.dates],
        "notices": [{"title": n.title, "number": n.number} for n in found.notices],
        "headings": [{"level": h.level, "text": h.text} for h in found.headings],
        "warnings": list(found.warnings),
    }


def settled(stated: Figures) -> list[dict[str, Any]]:
    """One value for each kind, in the form a publication keeps."""
    rows = []
    for key, kind in KINDS.items():
        if (total := stated.total(key)) is None:
            continue
        value, qualifier = total
        if kind.is_rate:
            # The text states per cent and no base: 98.5% is kept as 985 of 1000.
            rows.append(public_figure(key, round(value * 10), _PER_MILLE, qualifier))
        else:
            rows.append(public_figure(key, int(value), None, qualifier))
    return rows


def _findings(whole: str, stated: Figures, found: Facts) -> list[dict[str, Any]]:
    return [
        {
            "rule": one.rule, "severity": one.severity.value, "start": one.start, "end": one.end,
            "text": whole[one.start : one.end][:60], "message": one.message,
            "suggestion": one.suggestion,
        }
        for one in check(whole, figures=stated, facts=found)
    ]  # fmt: skip
