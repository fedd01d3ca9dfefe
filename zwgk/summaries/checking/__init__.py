"""The check of a draft (核查) before it goes up, and live beside the text while it is written."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor
from zwgk.figures.ledger import Entry
from zwgk.summaries.checking.copying import copied, forget, nothing, remember
from zwgk.summaries.checking.days import certain, held
from zwgk.summaries.checking.model import Found, Kept, Library, Taken, Told
from zwgk.summaries.checking.printed import TITLE, Place, Printed
from zwgk.summaries.checking.remarks import Placed, remarks_on, returned_for
from zwgk.summaries.checking.typed import typed
from zwgk.text.check import RULES, check
from zwgk.text.facts import facts as read_facts
from zwgk.text.figures import figures as read_figures
from zwgk.text.model import Context, Severity

__all__ = [
    "TITLE",
    "Found",
    "Kept",
    "Library",
    "Place",
    "Placed",
    "Printed",
    "Taken",
    "check_draft",
    "forget",
    "nothing",
    "remarks_on",
    "remember",
    "returned_for",
    "word_count",
]

_NAMES = {"date-records": "日期与登记不符", "figure-typed": "手工输入的数字"}
_DAYS = 7  # of a longer campaign the single days are not listed
_AROUND = 12
_SHOWN = 300  # characters of a passage


def check_draft(
    part: Participation, title: str, sections: Sequence[Mapping[str, str]],
    figures: Mapping[str, Entry], *, by: Actor, library: Library = nothing,
) -> list[Found]:  # fmt: skip
    """Everything to be said of a draft, what blocks first, else in the order of the text.

    ``library`` gives the texts of the library that the actor may be told of.
    """
    printed = Printed(title, sections, figures)
    told = [*_told(part, printed, figures)]
    told += copied(part, printed, figures, by=by, library=library, notice=_notice(part))
    told.sort(key=lambda t: (t.finding.severity is not Severity.ERROR, t.finding.start))
    seen: Counter[str] = Counter()
    return [_found(one, printed, seen) for one in told]


def _told(part: Participation, printed: Printed, figures: Mapping[str, Entry]) -> Iterator[Told]:
    facts, stated = read_facts(printed.text), read_figures(printed.text)
    for finding in check(printed.text, _context(part), figures=stated, facts=facts):
        passage = printed.text[finding.start : finding.end]
        # The unit's own theme was planned and is no slip.
        if finding.rule in ("theme-own", "theme-notice") and passage == part.local_theme:
            continue
        mend = certain(finding, passage, part)
        yield Told(finding, mend, mend or "")
    yield from held(part, facts)
    yield from typed(printed, stated, figures)


def _context(part: Participation) -> Context:
    campaign = part.campaign
    length = (campaign.ends_on - campaign.starts_on).days + 1
    days = tuple(campaign.starts_on + timedelta(days=n) for n in range(length))
    return Context(
        unit=part.unit.name, edition=campaign.edition, year=campaign.year, theme=campaign.theme,
        days=days if length <= _DAYS else (), notice=_notice(part),
        public_phones=frozenset({part.unit.phone} - {""}),
    )  # fmt: skip


def _notice(part: Participation) -> str:
    notice, on = part.notice, part.notice.issued_on
    signed = f"\n{on.year}年{on.month}月{on.day}日" if on else ""
    return f"{notice.title}\n{notice.body}{signed}"


def _found(told: Told, printed: Printed, seen: Counter[str]) -> Found:
    finding, text = told.finding, printed.text
    place = printed.place(finding.start, finding.end)
    passage = text[finding.start : finding.end]
    identity = f"{finding.rule}|{passage}|{finding.message}"
    seen[identity] += 1
    digest = hashlib.sha256(f"{identity}|{seen[identity]}".encode()).hexdigest()[:16]
    begin, end = text.rfind("\n", 0, finding.start) + 1, text.find("\n", finding.end)
    # A figure is mended at its record, never by writing over its reference.
    mend = None if place.quotes_figure or _mixed(place, passage) else told.mend
    return Found(
        key=digest, rule=finding.rule, name=_NAMES.get(finding.rule) or RULES[finding.rule].name,
        blocks=finding.severity is Severity.ERROR, justifiable="【待补充" not in passage,
        section=place.section, field=place.field, start=place.start, end=place.end,
        source=place.source, paragraph=printed.paragraph(finding.start),
        before=text[max(finding.start - _AROUND, begin) : finding.start],
        passage=passage[:_SHOWN], after=text[finding.end : min(finding.end + _AROUND, end)],
        message=finding.message, suggestion=finding.suggestion,
        mend=mend, mend_shown=told.mend_shown if mend is not None else "", taken=told.taken,
    )  # fmt: skip


def _mixed(place: Place, passage: str) -> bool:
    """Whether the passage reaches beyond its field, so that the field alone cannot be mended."""
    return place.source != passage


def word_count(text: str) -> int:
    """字数: characters without blanks, as office programs count Chinese text."""
    return sum(1 for char in text if not char.isspace())
