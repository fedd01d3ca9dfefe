"""Storing files: bytes go in once and come out unchanged."""

import hashlib

from django.core.files.base import ContentFile

from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.core.models import StoredFile

MAX_UPLOAD_BYTES = 20 * 1024 * 1024


def store(data: bytes, *, name: str, content_type: str, unit_id: int, by: Actor) -> StoredFile:
    """Keep ``data`` under ``name`` for a unit; at most 20 MB. Raises DomainError beyond that."""
    if len(data) > MAX_UPLOAD_BYTES:
        raise DomainError("文件超过 20MB，请压缩后再上传。", field="file")
    stored = StoredFile(
        unit_id=unit_id,
        name=name[-200:],
        content_type=content_type[:100],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        created_by=by.name,
    )
    stored.content.save(name, ContentFile(data), save=False)
    stored.save(force_insert=True)
    return stored


def read(stored: StoredFile) -> bytes:
    """The bytes as they were stored."""
    with stored.content.open("rb") as handle:
        data: bytes = handle.read()
    return data
