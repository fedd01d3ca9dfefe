"""One zip of a whole branch (打包下载): every standing summary's files, with an index.

The files are written one after another into a temporary file, so that neither a thousand documents
nor their zip stand in memory. Names are Chinese and safe on Windows.
"""

import hashlib
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from zwgk.campaigns.models import Campaign
from zwgk.core import audit
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.core.models import StoredFile
from zwgk.summaries.archive_index import Kept, Listed, index_page
from zwgk.summaries.export import rollup_xlsx
from zwgk.summaries.models import Submission, SubmittedFigure
from zwgk.summaries.queries import standing
from zwgk.summaries.rollup import Branch
from zwgk.units.models import Unit

_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
_LONGEST = 60
_CHUNK = 1 << 16
_SET_ASIDE = 8 * 1024 * 1024  # kept in memory before the temporary file goes to disk
_STORED = {".docx", ".pdf", ".xlsx", ".zip", ".jpg", ".png"}


@dataclass
class _Names:
    """Names already given, without regard to case, as Windows sees them."""

    given: set[str] = field(default_factory=set)

    def free(self, folder: str, name: str, ending: str = "") -> str:
        """The path; a second one of the same name gets a number."""
        number, path = 1, f"{folder}{name}{ending}"
        while path.casefold() in self.given:
            number += 1
            path = f"{folder}{name}（{number}）{ending}"
        self.given.add(path.casefold())
        return path


def safe_name(name: str) -> str:
    """A name that Windows, macOS and Linux take; never empty."""
    cleaned = _RESERVED.sub("_", name).strip(" .")[:_LONGEST].strip(" .")
    return f"_{cleaned}" if not cleaned or _DEVICES.match(cleaned) else cleaned


@transaction.atomic
def branch_zip(campaign: Campaign, *, by: Actor, branch: Branch | None = None) -> IO[bytes]:
    """The zip as an open temporary file, at its beginning; closing it removes it.

    Raises DomainError while no unit of the branch has a standing submission.
    """
    where = branch or Branch(by.unit_path)
    if not _standing(campaign, by, where).exists():
        raise DomainError("还没有单位报送总结，报送后才能打包下载。")
    target = tempfile.SpooledTemporaryFile(max_size=_SET_ASIDE)  # noqa: SIM115
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        listed = list(_write_submissions(book, campaign, by, where))
        sums = [kept for one in listed for kept in one.files]
        index = index_page(f"{campaign}总结汇编", listed, timezone.localtime())
        sums.append(_write(book, "index.html", io.BytesIO(index.encode())))
        sums.append(_write(book, "index.xlsx", io.BytesIO(rollup_xlsx(campaign, by, where))))
        lines = "".join(f"{kept.sha256}  {kept.path}\n" for kept in sums)
        _write(book, "SHA256SUMS", io.BytesIO(lines.encode()))
    audit.record(by, "打包下载总结", campaign, submissions=len(listed))
    target.seek(0)
    return target


def _standing(campaign: Campaign, by: Actor, where: Branch) -> QuerySet[Any]:
    rows: QuerySet[Any] = Submission.objects.visible_to(by).filter(
        standing(), where.condition("participation__unit"), participation__campaign=campaign
    )
    return rows


def _write_submissions(
    book: zipfile.ZipFile, campaign: Campaign, by: Actor, where: Branch
) -> Iterator[Listed]:
    rows = _standing(campaign, by, where).select_related(
        "participation__unit", "docx", "pdf", "uploaded"
    )
    rows = rows.defer("findings").order_by("participation__unit__path")
    districts = _districts(by, where)
    names = _Names()
    figures = Prefetch("figures", SubmittedFigure.objects.defer("evidence"))
    for submission in rows.prefetch_related(figures).iterator(chunk_size=50):
        unit = submission.participation.unit
        district = districts.get(unit.path[: len(where.path) + Unit.steplen], "")
        above = f"{district}/" if district else ""
        folder = names.free(above, safe_name(unit.name)) + "/"
        kept = [
            _write_stored(book, names.free(folder, safe_name(submission.title), ending), stored)
            for ending, stored in _files(submission)
        ]
        kept += [
            _write_stored(book, names.free(f"{folder}照片/", safe_name(caption), ".jpg"), stored)
            for caption, stored in _photos(submission)
        ]
        yield Listed(
            unit.name, submission.title, submission.participation.get_state_display(),
            timezone.localtime(submission.submitted_at), tuple(kept),
            tuple(submission.figures.all()),
        )  # fmt: skip


def _districts(by: Actor, where: Branch) -> dict[str, str]:
    """The folder names of the units directly below the branch that have units of their own."""
    depth = len(where.path) // Unit.steplen + 1
    names = _Names()
    below = Unit.objects.visible_to(by).filter(
        path__startswith=where.path, depth=depth, numchild__gt=0
    )
    return {unit.path: names.free("", safe_name(unit.name)) for unit in below.order_by("path")}


def _files(submission: Submission) -> list[tuple[str, StoredFile]]:
    known = [(".docx", submission.docx), (".pdf", submission.pdf)]
    if submission.uploaded is not None:
        known.append((f"（原件）{safe_name(submission.uploaded.name)[-12:]}", submission.uploaded))
    return [(ending, stored) for ending, stored in known if stored is not None]


def _photos(submission: Submission) -> list[tuple[str, StoredFile]]:
    """The photos frozen with a submission, with their captions."""
    blocks = [b for one in submission.content.get("attachments", ()) for b in one["blocks"]]
    captions = {block["file"]: block["caption"] for block in blocks if block["kind"] == "picture"}
    if not captions:
        return []
    rows = StoredFile.objects.filter(pk__in=captions, content_type="image/jpeg")
    return [(captions[str(stored.pk)], stored) for stored in rows.order_by("created_at", "pk")]


def _write_stored(book: zipfile.ZipFile, path: str, stored: StoredFile) -> Kept:
    with stored.content.open("rb") as content:
        return _write(book, path, content)


def _write(book: zipfile.ZipFile, path: str, content: IO[bytes]) -> Kept:
    """Copy in pieces, counting the fingerprint of what really goes in."""
    made = timezone.localtime()
    info = zipfile.ZipInfo(path, made.timetuple()[:6])
    packed = any(path.endswith(ending) for ending in _STORED)
    info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    counted = hashlib.sha256()
    with book.open(info, "w") as target:
        while piece := content.read(_CHUNK):
            counted.update(piece)
            target.write(piece)
    return Kept(path, counted.hexdigest())
