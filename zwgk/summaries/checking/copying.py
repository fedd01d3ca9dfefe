"""Passages taken from other texts (雷同段落): whose they are, and both side by side.

Texts that were submitted are kept in the text store; imported and public ones of the library are
asked for by the caller, because summaries know no library. What the system itself wrote for the
unit, the notice and the theme are nobody's words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor
from zwgk.core.textstore import text_store
from zwgk.figures.ledger import Entry
from zwgk.summaries.checking.model import Kept, Library, Taken, Told
from zwgk.summaries.checking.printed import Printed
from zwgk.summaries.models import Revision, Submission
from zwgk.text.model import Finding, Severity
from zwgk.text.similarity import Passage, compare

_PREFIX = "submission/"
_ASKED = 20  # texts of the store that are looked at; some of them the unit may not be told of
_COMPARED = 8
_MOST = 10  # passages shown; who took over more rewrites the text anyway
_LEAST = 24  # characters; less is a turn of phrase


def remember(submission: Submission) -> None:
    """Keep a submitted text for comparison, in place of what the unit submitted before."""
    part = submission.participation
    unit = f"unit/{part.unit_id}"
    text_store().add(f"{_PREFIX}{part.pk}", submitted_text(submission), unit, part.campaign.year)


def forget(submission: Submission) -> None:
    """A text taken back is nobody's source."""
    text_store().remove(f"{_PREFIX}{submission.participation_id}")


def submitted_text(submission: Submission) -> str:
    """The paragraphs of a submission as plain lines."""
    return "\n".join(submission.paragraphs)


def nothing(keys: Iterable[str], by: Actor) -> Mapping[str, Kept]:
    """A library without texts."""
    return {}


def copied(
    part: Participation, printed: Printed, figures: Mapping[str, Entry], *, by: Actor,
    library: Library, notice: str,
) -> Iterator[Told]:  # fmt: skip
    """Each passage of the draft that stands in another text, the longest first."""
    free = (notice, part.theme, part.campaign.theme, *_composed(part, figures))
    candidates = text_store().candidates(
        printed.text, unit=f"unit/{part.unit_id}", year=part.campaign.year,
        key=f"{_PREFIX}{part.pk}", limit=_ASKED, ignore=free,
    )  # fmt: skip
    keys = [candidate.key for candidate in candidates]
    known = {**_submitted(keys, part, by), **library(keys, by)}
    passages = [
        (passage, known[key])
        for key in [key for key in keys if key in known][:_COMPARED]
        for passage in compare(printed.text, known[key].text, ignore=free).passages
        if passage.end - passage.start >= _LEAST
    ]
    for passage, kept in _apart(passages):
        yield Told(_finding(passage, kept), taken=Taken.of(kept, passage))


def _composed(part: Participation, figures: Mapping[str, Entry]) -> list[str]:
    drafts = Revision.objects.filter(participation=part, composed=True).order_by("-number")[:5]
    return [Printed(draft.title, draft.sections, figures).text for draft in drafts]


def _submitted(keys: Sequence[str], part: Participation, by: Actor) -> dict[str, Kept]:
    """The latest standing text of each participation; any unit's, for the check alone."""
    wanted = [int(key.removeprefix(_PREFIX)) for key in keys if key.startswith(_PREFIX)]
    rows = (
        Submission.objects.filter(participation__in=wanted, withdrawn_at=None)
        .select_related("participation__unit", "participation__campaign")
        .order_by("number")
    )
    readable = set(
        Submission.objects.visible_to(by).filter(pk__in=rows).values_list("pk", flat=True)
    )
    kept = {}
    for row in rows:
        owner = row.participation.unit
        kept[f"{_PREFIX}{row.participation_id}"] = Kept(
            owner.short_name, row.title, row.participation.campaign.year, submitted_text(row),
            own=owner.pk == part.unit_id, open=row.pk in readable,
        )  # fmt: skip
    return kept


def _apart(passages: list[tuple[Passage, Kept]]) -> list[tuple[Passage, Kept]]:
    """The longest of those that lie over one another."""
    chosen: list[tuple[Passage, Kept]] = []
    for one in sorted(passages, key=lambda pair: pair[0].start - pair[0].end):
        passage = one[0]
        if all(passage.start >= p.end or passage.end <= p.start for p, _ in chosen):
            chosen.append(one)
    return chosen[:_MOST]


def _finding(passage: Passage, kept: Kept) -> Finding:
    whose = "本单位" if kept.own else f"“{kept.unit}”"
    year = f"{kept.year}年" if kept.year else ""
    length = sum(1 for char in passage.text if not char.isspace())
    # What is marked stays within one paragraph: the longest that was taken over.
    longest = max(passage.text.split("\n"), key=len)
    start = passage.start + passage.text.index(longest)
    return Finding(
        "copied-own" if kept.own else "copied", Severity.ADVICE, start, start + len(longest),
        f"这一段有{length}字与{whose}{year}的《{kept.title}》雷同。",
        "请按本单位今年的实际情况改写。",
    )  # fmt: skip
