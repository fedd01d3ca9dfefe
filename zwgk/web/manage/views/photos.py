"""照片和附件: uploading, describing and ordering photos; what is printed behind a summary."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from zwgk.campaigns.models import Participation
from zwgk.core import files
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.core.models import StoredFile
from zwgk.summaries import photos as verbs
from zwgk.summaries.annexes import annexes_of, chart_drawings
from zwgk.summaries.branch import figures_of
from zwgk.summaries.models import Submission, SummaryPhoto
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download_document, verb

AT_ONCE = 20


@access(Audience.UNIT)
def photos(request: ActorRequest, pk: int) -> HttpResponse:
    """The photos with their captions, and the attachments chosen."""
    part = own_part(request, pk)
    if request.method == "POST":
        return _described(request, pk)
    drawn = chart_drawings(figures_of(part, request.actor))
    rows = verbs.photos_of(part)
    context = {
        "part": part,
        "photos": rows,
        "bare": sum(1 for row in rows if row.included and not row.caption),
        "desk_photos": verbs.desk_photos(part),
        "annexes": annexes_of(part),
        # Drawn by ``charts``, which escapes every label.
        "charts": [(title, mark_safe(svg)) for title, svg in drawn],
    }
    return render(request, "manage/report/photos.html", context)


def _described(request: ActorRequest, pk: int) -> HttpResponse:
    if _captions_saved(request, own_part(request, pk)):
        messages.success(request, "照片说明已保存。")
    return redirect("manage:photos", pk=pk)


def _captions_saved(request: ActorRequest, part: Participation) -> bool:
    """Save what was typed, whichever button was pressed; whether it could be."""
    captions = {
        int(name.removeprefix("caption-")): str(value)
        for name, value in request.POST.items()
        if name.startswith("caption-") and name.removeprefix("caption-").isdecimal()
    }
    if not captions:
        return True
    chosen = [int(number) for number in request.POST.getlist("included") if number.isdecimal()]
    try:
        verbs.describe(part, captions, chosen, by=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
        return False
    return True


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def add(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep several photos; one that cannot be kept is named and hinders no other."""
    part = own_part(request, pk)
    sent = request.FILES.getlist("photos")
    kept = 0
    for upload in sent[:AT_ONCE]:
        name = upload.name or "照片"
        try:
            verbs.add_photo(part, upload.read(), name=name, by=request.actor)
            kept += 1
        except DomainError as error:
            messages.error(request, f"{name}：{error.message}")
    if len(sent) > AT_ONCE:
        messages.warning(request, f"一次最多上传{AT_ONCE}张，其余请再上传一次。")
    if not sent:
        messages.error(request, "请先选择照片。")
    if kept:
        messages.success(request, f"已上传{kept}张，请逐张写好说明。")
    return redirect("manage:photos", pk=pk)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def take(request: ActorRequest, pk: int) -> HttpResponse:
    """Take photos over that came with tallies at the desk."""
    part = own_part(request, pk)
    wanted = set(request.POST.getlist("photo"))
    done = 0
    for photo in verbs.desk_photos(part):
        if str(photo.pk) in wanted:
            done += verb(
                request, verbs.take_over, "已选入一张咨询台照片。", part, photo, by=request.actor
            )
    if not done:
        messages.error(request, "请先勾选咨询台照片。")
    return redirect("manage:photos", pk=pk)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def annexes(request: ActorRequest, pk: int) -> HttpResponse:
    """Choose what is printed behind the summary."""
    part = own_part(request, pk)
    chosen = {name: name in request.POST for name in ("table", "charts", "photos", "sealed")}
    verb(request, verbs.choose_annexes, "附件已设定。", part, by=request.actor, **chosen)
    return redirect("manage:photos", pk=pk)


@access(Audience.UNIT)
def report(request: ActorRequest, pk: int, form: str) -> HttpResponse:
    """All chosen photos as a document of their own."""
    part = own_part(request, pk)
    back = reverse("manage:photos", args=[pk])
    try:
        document = verbs.photo_report(part)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(back)
    return download_document(request, document, form, name=document.title, back=back)


@access(Audience.UNIT)
def picture(request: ActorRequest, pk: int) -> HttpResponse:
    """One photo."""
    return _served(_own(request, pk).file)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def move(request: ActorRequest, pk: int) -> HttpResponse:
    """Move a photo up or down."""
    photo = _own(request, pk)
    _captions_saved(request, photo.participation)
    verbs.move_photo(photo, up="up" in request.GET, by=request.actor)
    return redirect(f"{reverse('manage:photos', args=[photo.participation_id])}#photo-{pk}")


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a photo off the list."""
    photo = _own(request, pk)
    _captions_saved(request, photo.participation)
    verb(request, verbs.remove_photo, "照片已移除。", photo, by=request.actor)
    return redirect("manage:photos", pk=photo.participation_id)


@access(Audience.SUBTREE)
def frozen(request: ActorRequest, pk: int, file: object) -> HttpResponse:
    """A picture of a submission, as it was frozen with it."""
    submission = get_object_or_404(Submission.objects.visible_to(request.actor), pk=pk)
    blocks = [b for one in submission.content.get("attachments", ()) for b in one["blocks"]]
    if not any(block.get("file") == str(file) for block in blocks):
        raise Http404
    return _served(get_object_or_404(StoredFile, pk=file))


def _own(request: ActorRequest, pk: int) -> SummaryPhoto:
    rows = SummaryPhoto.objects.editable_by(request.actor).select_related("participation", "file")
    photo: SummaryPhoto = get_object_or_404(rows, pk=pk)
    return photo


def _served(file: StoredFile) -> HttpResponse:
    response = HttpResponse(files.read(file), content_type=file.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
