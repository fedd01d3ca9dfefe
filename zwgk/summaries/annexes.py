"""附件: what is printed behind a summary: the table of figures, charts, photos."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.core import files
from zwgk.core.actor import Actor
from zwgk.core.models import StoredFile
from zwgk.figures.ledger import Entry
from zwgk.figures.phrase import printed
from zwgk.gongwen import Attachment, Block, Document, MissingFonts, Picture, Table
from zwgk.kinds import SOURCE_NAMES
from zwgk.summaries import charts
from zwgk.summaries.document import build
from zwgk.summaries.models import Annexes
from zwgk.summaries.photos import photo_attachment

_LEAST = 2  # bars of a chart worth drawing
_MOST = 10


def document_of(
    participation: Participation, title: str, sections: Sequence[Mapping[str, str]],
    figures: Mapping[str, Entry], *, dated: date,
) -> Document:  # fmt: skip
    """The summary with the attachments its unit chose."""
    attachments = attachments_of(participation, figures)
    sealed = annexes_of(participation).sealed
    return build(
        participation, title, sections, figures, dated=dated, attachments=attachments,
        sealed=sealed,
    )  # fmt: skip


def annexes_of(participation: Participation) -> Annexes:
    """What the unit chose; nothing where it never did."""
    found = Annexes.objects.filter(participation=participation).first()
    return found or Annexes(participation=participation)


def attachments_of(
    participation: Participation, figures: Mapping[str, Entry]
) -> tuple[Attachment, ...]:
    """The attachments the unit chose, those that hold anything."""
    chosen = annexes_of(participation)
    blocks: list[Block] = []
    if chosen.table and figures:
        blocks.append(_table(figures))
    if chosen.charts:
        blocks += _pictures(figures)
    found = (Attachment("主要数据", tuple(blocks)),) if blocks else ()
    return (*found, *(photo_attachment(participation) if chosen.photos else ()))


def chart_drawings(figures: Mapping[str, Entry]) -> list[tuple[str, str]]:
    """The charts the records are good for: (caption, SVG)."""
    told = (
        ("来访群众按时段（人次）", by_hour(figures.get("visitors"))),
        ("受理咨询按承办部门（个）", by_part(figures.get("questions_asked"))),
        ("发放资料按名称（份）", by_part(figures.get("materials_distributed"))),
    )
    return [
        (title, charts.bars(title, rows, headed=False))
        for title, rows in told
        if len(rows) >= _LEAST
    ]


def by_hour(entry: Entry | None) -> list[tuple[str, int]]:
    """What was recorded in each hour of the day, from the first to the last."""
    counted: Counter[int] = Counter()
    for row in entry.evidence if entry else ():
        if row.at is not None:
            counted[timezone.localtime(row.at).hour] += row.value
    if not counted:
        return []
    return [(f"{hour}时", counted[hour]) for hour in range(min(counted), max(counted) + 1)]


def by_part(entry: Entry | None) -> list[tuple[str, int]]:
    """What belongs to each department or material, the most first."""
    counted: Counter[str] = Counter()
    for row in entry.evidence if entry else ():
        if row.part:
            counted[row.part] += row.value
    return counted.most_common(_MOST)


def _table(figures: Mapping[str, Entry]) -> Table:
    rows = tuple(
        (
            entry.kind.name,
            printed(entry.kind, entry.value, entry.out_of, entry.qualifier),
            "、".join(SOURCE_NAMES[source] for source in entry.shares) or "—",
            _rests_on(entry),
        )
        for entry in figures.values()
    )
    return Table(
        "主要数据表", ("指标", "数量", "来源", "依据"), rows,
        note="来源：逐条记录为现场登记，现场计数为点数，填报为单位说明；比率按分子分母计算。",
        widths=(3, 3, 3, 4),
    )  # fmt: skip


def _rests_on(entry: Entry) -> str:
    if entry.out_of is not None:
        return f"{entry.out_of}中的{entry.value}"
    return f"{len(entry.evidence)}条记录"


def _pictures(figures: Mapping[str, Entry]) -> list[Picture]:
    try:
        return [Picture(charts.png(svg), title) for title, svg in chart_drawings(figures)]
    except MissingFonts:
        return []  # the table says the same


def offer(participation: Participation) -> None:
    """A full report has all attachments, unless the unit chose otherwise before."""
    Annexes.objects.get_or_create(
        participation=participation, defaults={"table": True, "charts": True, "photos": True}
    )


def with_kept_pictures(document: Document, *, unit_id: int, by: Actor) -> Document:
    """The document with every picture stored: those that are not yet get a file of their own."""

    def kept(block: Block) -> Block:
        if not isinstance(block, Picture) or block.name:
            return block
        stored = files.store(
            block.data, name=f"{block.caption}.png", content_type="image/png", unit_id=unit_id,
            by=by,
        )  # fmt: skip
        return replace(block, name=str(stored.pk))

    attachments = tuple(
        replace(one, blocks=tuple(kept(block) for block in one.blocks))
        for one in document.attachments
    )
    return replace(document, attachments=attachments)


def kept_picture(number: str) -> bytes:
    """The bytes of a stored picture by its id."""
    return files.read(StoredFile.objects.get(pk=number))
