"""文件核验: whether a file is a document that was published, told by its SHA-256."""

import hashlib
import re
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from zwgk.library.queries import verified
from zwgk.web.shared.access import Audience, access

MEGABYTES = 20
LARGEST = MEGABYTES * 1024 * 1024
_FORM = 64 * 1024  # what a form weighs beside its file
_DIGEST = re.compile("[0-9a-f]{64}")
_ENDINGS = (".docx", ".pdf")


# Nothing is kept or changed, so that the form needs no token and the page no session; a file that
# is too large is refused before it is read.
@access(Audience.PUBLIC)
@csrf_exempt
def verify(request: HttpRequest) -> HttpResponse:
    """Compare a file or its digest with the documents that were published."""
    if request.method != "POST":
        return render(request, "portal/verify.html", {"megabytes": MEGABYTES})
    digest, error = _digest(request)
    context = {
        "megabytes": MEGABYTES,
        "digest": digest,
        "error": error,
        "found": verified(digest) if digest else None,
    }
    return render(request, "portal/verify.html", context, status=422 if error else 200)


def _digest(request: HttpRequest) -> tuple[str, str]:
    """The digest of what was sent, or what is wrong with it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST + _FORM:
        return "", f"文件不能超过 {MEGABYTES} MB。可以改为填写文件的校验值。"
    file = request.FILES.get("file")
    if file is not None:
        return _of_file(file)
    typed = "".join(request.POST.get("digest", "")[:200].split()).lower()
    if not typed:
        return "", "请选择文件，或者填写校验值。"
    if not _DIGEST.fullmatch(typed):
        return "", "校验值应为 64 位数字和字母（SHA-256），请核对。"
    return typed, ""


def _of_file(file: "UploadedFile[Any]") -> tuple[str, str]:
    if not str(file.name).lower().endswith(_ENDINGS):
        return "", "只能核验 .docx 或 .pdf 文件，请重新选择。"
    if (file.size or 0) > LARGEST:
        return "", f"文件不能超过 {MEGABYTES} MB。可以改为填写文件的校验值。"
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest(), ""
