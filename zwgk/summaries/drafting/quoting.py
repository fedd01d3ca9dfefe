"""What people wrote, made fit to stand in a draft: clauses of records, questions of visitors."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zwgk.figures.ledger import Entry
from zwgk.text.check import check
from zwgk.text.mask import mask
from zwgk.text.model import Context, Entity, Finding, Severity
from zwgk.text.privacy import exposures

_LONGEST_CLAUSE, _LONGEST_QUESTION, _LONGEST_ANSWER = 180, 50, 70
_TRIED = 40
_MENDED = ("mark-", "number-zero", "document-number", "privacy", "placeholder")
_ENDS = "。；;，,、.：: 　"
_BRACES = re.compile(r"[{}【】]")


@dataclass(frozen=True)
class Asked:
    """A question of a visitor with its answer."""

    text: str
    answer: str
    department: str


def clause(text: str, records: Mapping[str, Entry]) -> str:
    """A recorded clause without its end mark, its form mended; empty where the check has a doubt.

    Doubts are errors (a number against the records) and whatever may be personal.
    """
    whole = " ".join(text.split()).strip(_ENDS)
    if not whole or _BRACES.search(whole):
        return ""
    context = Context(records={key: (entry.value, entry.out_of) for key, entry in records.items()})
    for _ in range(2):
        found = check(_ended(whole), context)
        whole = _mended(whole, found)
    if any(_doubtful(finding) for finding in check(_ended(whole), context)):
        return ""
    return _cut(whole, _LONGEST_CLAUSE).strip(_ENDS)


def _ended(text: str) -> str:
    return text if text.endswith(("！", "？", "”", "）")) else f"{text}。"


def _mended(text: str, findings: Iterable[Finding]) -> str:
    for finding in sorted(findings, key=lambda f: -f.start):
        if finding.replacement is not None and finding.end <= len(text):
            text = text[: finding.start] + finding.replacement + text[finding.end :]
    return text.strip(_ENDS)


def _doubtful(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR or finding.rule.startswith(_MENDED)


def _cut(text: str, longest: int) -> str:
    """The sentences, else the clauses, that fit; no bracket or quote is cut open."""
    if len(text) <= longest:
        return text
    for marks in ("。；", "，"):
        places = [at for at, char in enumerate(text[:longest]) if char in marks]
        for at in reversed(places):
            if all(text[:at].count(a) == text[:at].count(b) for a, b in ("（）", "“”", "《》")):
                return text[:at]
    return ""


def example(asked: Asked) -> Asked | None:
    """A question and its answer as they may be shown; None where the gate has any doubt.

    Persons are masked; a number, a contact, or a place beside a person leaves the example out.
    """
    question, answer = _plain(asked.text), _plain(asked.answer)
    if not 4 <= len(question) <= _LONGEST_QUESTION or not 4 <= len(answer) <= _LONGEST_ANSWER:
        return None
    shown = _masked(f"{question}\n{answer}")
    if shown is None:
        return None
    question, _, answer = shown.partition("\n")
    if _faulty(question) or _faulty(answer):
        return None
    return Asked(question, answer, asked.department)


def topic(text: str) -> str:
    """The subject of a question as it may be named; empty where the gate has a doubt."""
    plain = _plain(text)
    shown = _masked(plain) if 2 <= len(plain) <= _LONGEST_QUESTION else None
    return shown if shown and not _faulty(shown) else ""


def _faulty(text: str) -> bool:
    """Whether the check has anything to say but that the text is short."""
    return any(finding.rule != "empty" for finding in check(f"{text}。"))


def _plain(text: str) -> str:
    whole = " ".join(text.split()).strip(_ENDS + "？?！!")
    whole = whole.replace("“", "‘").replace("”", "’")
    return "" if _BRACES.search(whole) else _mended(whole, check(_ended(whole)))


def _masked(text: str) -> str | None:
    found = mask(text, strict=True)
    if found.unsure or exposures(text):
        return None
    persons = [made for made in found.replacements if made.kind is Entity.PERSON]
    others = {made.kind for made in found.replacements} - {Entity.PERSON}
    if others & {Entity.CONTACT, Entity.NUMBER} or (persons and others):
        return None
    for made in sorted(persons, key=lambda r: -r.start):
        text = text[: made.start] + made.mask + text[made.end :]
    return text if not exposures(text) else None


def examples(asked: Iterable[Asked], departments: Iterable[str], most: int) -> list[Asked]:
    """Up to ``most`` showable examples, one of each department in their order, then further ones.

    What was asked most often comes first.
    """
    times: dict[Asked, int] = {}
    for one in asked:
        times[one] = times.get(one, 0) + 1
    ranked = sorted(times, key=lambda one: (-times[one], one.text, one.answer))
    order = [*dict.fromkeys(departments)]
    firsts = [
        one
        for department in order
        for one in [one for one in ranked if one.department == department][:8]
    ]
    chosen: list[Asked] = []
    for one in [*firsts, *ranked][:_TRIED]:
        fresh = all(one.department != other.department for other in chosen)
        shown = example(one) if fresh else None
        if shown is not None:
            chosen.append(shown)
        if len(chosen) == most:
            break
    return chosen
