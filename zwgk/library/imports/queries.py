"""Reads of the import pages."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from zwgk.core.actor import Actor
from zwgk.library.models import ImportBatch, ImportFile, Sample


@dataclass(frozen=True)
class Progress:
    """How far a batch is: files by result."""

    all: int
    waiting: int
    read: int
    repeated: int
    failed: int

    @property
    def done(self) -> int:
        """Files that need no more work."""
        return self.all - self.waiting


def progress(batch: ImportBatch) -> Progress:
    """The files of a batch, counted."""
    counted = dict(
        ImportFile.objects.filter(batch=batch)
        .order_by()
        .values_list("state")
        .annotate(number=Count("pk"))
    )
    state = ImportFile.State
    return Progress(
        all=sum(counted.values()), waiting=counted.get(state.WAITING, 0),
        read=counted.get(state.READ, 0), repeated=counted.get(state.REPEATED, 0),
        failed=counted.get(state.FAILED, 0),
    )  # fmt: skip


def batches_of(actor: Actor) -> QuerySet[ImportBatch]:
    """The unit's batches, newest first, with how many files each has and has left."""
    waiting = Count("files", filter=Q(files__state=ImportFile.State.WAITING))
    rows: QuerySet[ImportBatch] = ImportBatch.objects.visible_to(actor).annotate(
        total=Count("files"), left=waiting
    )
    return rows


def unfinished(actor: Actor) -> QuerySet[ImportBatch]:
    """The unit's batches with files that nobody has worked through yet, newest first."""
    waiting = ImportFile.objects.filter(batch=OuterRef("pk"), state=ImportFile.State.WAITING)
    return batches_of(actor).filter(Exists(waiting))


def files_of(batch: ImportBatch) -> QuerySet[ImportFile]:
    """The files of a batch with the samples that came of them."""
    samples = Sample.objects.order_by("position").defer("text", "findings", "figures", "facts")
    rows: QuerySet[ImportFile] = ImportFile.objects.filter(batch=batch)
    return rows.prefetch_related(Prefetch("samples", queryset=samples))


def samples_of(
    actor: Actor, *, word: str = "", state: str = "", likeness: str = ""
) -> QuerySet[Sample]:
    """Samples the actor may see; ``likeness`` is own (原件), repeat (重复) or cut (残缺)."""
    rows: QuerySet[Sample] = Sample.objects.visible_to(actor)
    if word:
        rows = rows.filter(
            Q(title__icontains=word) | Q(author_name__icontains=word) | Q(text__icontains=word)
        )
    if state:
        rows = rows.filter(state=state)
    conditions = {"own": Q(likeness=""), "repeat": ~Q(likeness=""), "cut": Q(incomplete=True)}
    if likeness in conditions:
        rows = rows.filter(conditions[likeness])
    # Newest first, but the pieces of a file and the files of a batch as they came.
    came = Coalesce("file__batch__created_at", "created_at")
    rows = rows.order_by(came.desc(), "file__position", "position")
    return rows.select_related("unit", "original").defer("text", "findings", "figures", "facts")
