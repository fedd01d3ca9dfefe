"""Numbers written by hand (手工数字): true to the records, against them, or without any."""

from collections.abc import Iterator, Mapping

from zwgk.figures.ledger import Entry
from zwgk.kinds import KINDS, Qualifier
from zwgk.summaries.checking.model import Told
from zwgk.summaries.checking.printed import Printed
from zwgk.summaries.refs import Choice, choices, typed_spans
from zwgk.text.check.records import against_records
from zwgk.text.check.rules import Subject
from zwgk.text.figures.totals import counted
from zwgk.text.model import Context, Facts, Figure, Figures, Finding, Mention, Role, Severity

_NONE = Facts()


def typed(printed: Printed, figures: Figures, records: Mapping[str, Entry]) -> Iterator[Told]:
    """What to say of each number that is no reference; a reference is true by itself."""
    told: list[tuple[int, int]] = []
    true: dict[tuple[int, int], Choice | None] = {}
    for figure in counted(figures.found):
        for mention in figure.mentions or (Mention(figure.start, figure.end, figure.text),):
            span = (mention.start, mention.end)
            if printed.quotes(*span):
                continue
            one = _judged(printed, figure, mention, records)
            if one is not None:
                told.append(span)
                yield one
            elif figure.kind in records and figure.role is not Role.PART:
                true[span] = _choice(records[figure.kind], figure, mention.text)
    yield from _unsupported(printed, told, true)


def _judged(
    printed: Printed, figure: Figure, mention: Mention, records: Mapping[str, Entry]
) -> Told | None:
    kind, span = KINDS[figure.kind], (mention.start, mention.end)
    entry = records.get(figure.kind)
    if figure.role is Role.PART:
        return None
    if entry is None:
        return Told(_untraced(figure, mention, rate=kind.is_rate))
    known = Context(records={figure.kind: (entry.value, entry.out_of)})
    subject = Subject(printed.text, Figures((figure,)), _NONE, known)
    found = next(iter(against_records(subject)), None)
    # Beside the quoted total a smaller number is most likely a part of it: 其中上午20人次.
    if found is None or (figure.kind in printed.quoted and figure.value < entry.value):
        return None
    choice = _choice(entry, figure, mention.text)
    said = Finding(found.rule, found.severity, *span, found.message, found.suggestion)
    return Told(said, choice.token, choice.printed)


def _untraced(figure: Figure, mention: Mention, *, rate: bool) -> Finding:
    """A rate nobody counted is a claim; a count may still come to be declared."""
    name = KINDS[figure.kind].name
    return Finding(
        "figure-untraced", Severity.ERROR if rate else Severity.ADVICE,
        mention.start, mention.end, f"{name}“{mention.text}”没有登记记录。",
        "请补登记录，或在数据台账中填报并写明依据；否则请删除。",
    )  # fmt: skip


def _choice(entry: Entry, figure: Figure, text: str) -> Choice:
    """The reference that says the same: as it was written, else rounded alike, else exact."""
    offered = choices(entry)
    same = next((choice for choice in offered if choice.printed == text), None)
    if same is None and figure.qualifier is Qualifier.MORE_THAN:
        alike = f"{figure.value}余"
        same = next((choice for choice in offered if choice.printed.startswith(alike)), None)
    return same or offered[0]


def _unsupported(
    printed: Printed, told: list[tuple[int, int]], true: Mapping[tuple[int, int], Choice | None]
) -> Iterator[Told]:
    """Every other number with a 量词; one that is true to the records becomes a reference."""
    for start, end in typed_spans(printed.text):
        if printed.quotes(start, end) or any(s < end and e > start for s, e in told):
            continue
        near = next(((s, e, c) for (s, e), c in true.items() if s < end and e > start), None)
        text = printed.text[start:end]
        if near is not None and near[2] is not None:
            span, choice = near[:2], near[2]
            message = f"“{printed.text[slice(*span)]}”是手工输入的，记录改动后不会跟着变。"
            said = Finding("figure-typed", Severity.ADVICE, *span, message, "请改用登记的数据。")
            yield Told(said, choice.token, choice.printed)
        else:
            message = f"“{text}”是手工输入的，没有登记记录支撑。"
            advice = "请核对；已登记的，请从“插入数据”中选用。"
            yield Told(Finding("figure-typed", Severity.ADVICE, start, end, message, advice))
