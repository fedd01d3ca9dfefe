"""Files to samples: stored, read, split, compared with what is there; resumable file by file."""

from zwgk.library.imports.actions import SUMMARY_TYPES, discard, start, step
from zwgk.library.imports.queries import (
    Progress,
    batches_of,
    files_of,
    progress,
    samples_of,
    unfinished,
)

__all__ = [
    "SUMMARY_TYPES",
    "Progress",
    "batches_of",
    "discard",
    "files_of",
    "progress",
    "samples_of",
    "start",
    "step",
    "unfinished",
]
