"""文件核验: what documents the portal has handed out, and whose a given file is."""

import hashlib

from django.db.models import Q

from zwgk.core.models import StoredFile
from zwgk.library.models import IssuedDocument, Publication
from zwgk.summaries.models import Submission


def note_issued(publication: Publication, data: bytes) -> None:
    """Remember a document made from a public copy; the same bytes are remembered once."""
    IssuedDocument.objects.get_or_create(
        sha256=hashlib.sha256(data).hexdigest(), defaults={"publication": publication}
    )


def verified(sha256: str) -> Publication | None:
    """The publication that a file belongs to: downloaded from the portal, or as it was submitted.

    A file made before the copy was renewed is still known; of what was withdrawn nothing is said.
    """
    public = Publication.objects.filter(withdrawn_at__isnull=True)
    issued = public.filter(issued__sha256=sha256).first()
    if issued is not None:
        return issued
    stored = StoredFile.objects.filter(sha256=sha256).values_list("pk", flat=True)
    submissions = Submission.objects.filter(Q(docx__in=stored) | Q(pdf__in=stored))
    sources = [f"submission:{pk}" for pk in submissions.values_list("pk", flat=True)]
    return public.filter(source__in=sources).first()
