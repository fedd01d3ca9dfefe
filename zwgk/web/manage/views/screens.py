"""Screens: noted with their timetable, filled with a playlist, looked at, watched."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.campaigns.models import Participation
from zwgk.carriers.models import Screen, ScreenEntry, Slogan
from zwgk.carriers.queries import printable_items
from zwgk.carriers.screens import playing, playlist, setting_up
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.web.manage.forms.screens import EntryForm, ScreenForm, initial_of
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_page, posted, verb
from zwgk.web.shared.playing import payload, player_version
from zwgk.web.shared.qr import address_warning, qr_image

_NO_HTTPS = (
    "网站没有启用加密连接（https）：断网后屏幕会接着播放，但断网时刷新或重启就打不开了。"
    "请管理员启用 https，再用 https 开头的链接播放。"
)


@access(Audience.SIGNED_IN)
def listing(request: ActorRequest) -> HttpResponse:
    """The unit's screens: when each was heard of last and how long it played."""
    rows = playing.screens_alive(request.actor)
    waiting = Slogan.objects.editable_by(request.actor).filter(approved_at__isnull=True).count()
    context = {"rows": rows, "waiting": waiting, "silent": [r for r in rows if r.silent]}
    return render(request, "manage/screens/list.html", context)


@access(Audience.SIGNED_IN, Permission.EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Note a screen."""
    parts = _parts(request)
    initial = {"participation": parts[0].pk} if parts else {}
    form = ScreenForm(posted(request), initial=initial, parts=parts)
    if request.method == "POST" and form.is_valid():
        made = form.attempt_again(setting_up.set_up_screen, by=request.actor, **_part(form, parts))
        if made:
            messages.success(request, "电子屏已登记，请排入播放内容。")
            return redirect("manage:screen", pk=made.pk)
    return form_page(
        request, form, title="登记电子屏", back=reverse("manage:screens"), crumb="电子屏"
    )


@access(Audience.UNIT, Permission.EDIT)
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a screen and its timetable."""
    screen, parts = _own(request, pk), _parts(request)
    form = ScreenForm(posted(request), initial=initial_of(screen), parts=parts)
    if request.method == "POST" and form.is_valid():
        fixed = {"screen": screen, "by": request.actor, **_part(form, parts)}
        if form.attempt_again(setting_up.change_screen, **fixed):
            messages.success(request, "已保存，屏幕一分钟内按新的设置播放。")
            return redirect("manage:screen", pk=pk)
    back = reverse("manage:screen", args=[pk])
    return form_page(request, form, title="修改电子屏", back=back, crumb=screen.name)


@access(Audience.UNIT)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """A screen: its state, its link, its playlist."""
    return _screen_page(request, _own(request, pk), None)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def add(request: ActorRequest, pk: int) -> HttpResponse:
    """Put something at the end of the playlist."""
    screen = _own(request, pk)
    form = _entry_form(request, screen)
    if form.is_valid():
        try:
            playlist.add_entry(screen, by=request.actor, **form.chosen())
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "已排入播放单，屏幕一分钟内更新。")
            return redirect(f"{reverse('manage:screen', args=[pk])}#playlist")
    return _screen_page(request, screen, form)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def arrange(request: ActorRequest, pk: int) -> HttpResponse:
    """Order, seconds and removal, by whichever button of the playlist was pressed."""
    screen = _own(request, pk)
    order = [int(number) for number in request.POST.getlist("entry") if _is_number(number)]
    typed = {entry: request.POST.get(f"seconds-{entry}", "").strip() for entry in order}
    # What is no number is no time: the action says what is.
    seconds = {entry: int(one) if _is_number(one) else 0 for entry, one in typed.items()}
    done = "播放单已保存，屏幕一分钟内更新。"
    for direction, step in (("up", -1), ("down", 1)):
        order = _moved(order, request.POST.get(direction, ""), step)
    if verb(
        request, playlist.arrange, done, screen, order=order, seconds=seconds, by=request.actor
    ) and _is_number(gone := request.POST.get("drop", "")):
        entry = get_object_or_404(ScreenEntry.objects.editable_by(request.actor), pk=int(gone))
        verb(request, playlist.take_out, f"已移除：{entry}。", entry, by=request.actor)
    return redirect(f"{reverse('manage:screen', args=[pk])}#playlist")


@access(Audience.UNIT)
def preview(request: ActorRequest, pk: int) -> HttpResponse:
    """The screen as it plays, at its own size."""
    screen = _own(request, pk)
    context = {
        "screen": screen,
        "version": player_version(),
        "slides": playlist.slides_of(screen, address=lambda item: "-", home="-"),
    }
    return render(request, "manage/screens/preview.html", context)


@access(Audience.UNIT)
def data(request: ActorRequest, pk: int) -> HttpResponse:
    """What the preview plays."""
    response = JsonResponse(payload(request, _own(request, pk)))
    response["Cache-Control"] = "no-store"
    return response


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def revoke(request: ActorRequest, pk: int) -> HttpResponse:
    """End the link."""
    done = "播放链接已停用，屏幕一分钟内停止播放。"
    verb(request, setting_up.revoke_link, done, _own(request, pk), by=request.actor)
    return redirect("manage:screen", pk=pk)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def renew(request: ActorRequest, pk: int) -> HttpResponse:
    """Make another link."""
    done = "已换成新的播放链接，请在屏幕上打开它；原来的链接不能再用。"
    verb(request, setting_up.renew_link, done, _own(request, pk), by=request.actor)
    return redirect("manage:screen", pk=pk)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a screen that never played off the list."""
    if verb(request, setting_up.drop_screen, "电子屏已删除。", _own(request, pk), by=request.actor):
        return redirect("manage:screens")
    return redirect("manage:screen", pk=pk)


def _screen_page(request: ActorRequest, screen: Screen, form: EntryForm | None) -> HttpResponse:
    alive = next(row for row in playing.screens_alive(request.actor) if row.screen == screen)
    link, problem = "", ""
    try:
        path = reverse("screen:player", args=[setting_up.token_of(screen)])
        link = request.build_absolute_uri(path)
    except DomainError as error:
        problem = error.message
    context = {
        "screen": screen,
        "alive": alive,
        "entries": playlist.entries_of(screen),
        "form": form or _entry_form(request, screen),
        "link": link,
        "problem": problem,
        "qr": qr_image(link) if link else "",
        "warning": address_warning(request, _NO_HTTPS),
        "strange": playlist.unprintable(screen),
    }
    status = 422 if form and form.errors else 200
    return render(request, "manage/screens/screen.html", context, status=status)


def _entry_form(request: ActorRequest, screen: Screen) -> EntryForm:
    approved = Slogan.objects.editable_by(request.actor).filter(approved_at__isnull=False)
    is_sent = request.resolver_match and request.resolver_match.url_name == "screen-add"
    return EntryForm(
        posted(request) if is_sent else None, slogans=approved,
        items=printable_items(request.actor), has_theme=screen.participation_id is not None,
    )  # fmt: skip


def _own(request: ActorRequest, pk: int) -> Screen:
    rows = Screen.objects.editable_by(request.actor)
    screen: Screen = get_object_or_404(
        rows.select_related("unit", "participation__campaign"), pk=pk
    )
    return screen


def _parts(request: ActorRequest) -> list[Participation]:
    rows = Participation.objects.editable_by(request.actor).select_related("campaign")
    return list(rows.order_by("-campaign__starts_on"))


def _part(form: ScreenForm, parts: list[Participation]) -> dict[str, Any]:
    chosen = form.cleaned_data.get("participation")
    return {"participation": next((part for part in parts if part.pk == chosen), None)}


def _moved(order: list[int], which: str, step: int) -> list[int]:
    """The order with one entry a place further up or down."""
    if not _is_number(which) or int(which) not in order:
        return order
    at = order.index(int(which))
    to = max(0, min(len(order) - 1, at + step))
    rest = order[:at] + order[at + 1 :]
    return [*rest[:to], order[at], *rest[to:]]


def _is_number(typed: str) -> bool:
    return typed.isdecimal() and len(typed) < 10
