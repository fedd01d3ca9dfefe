"""Carriers: planned, laid out from the catalogue, looked at, downloaded."""

from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.carriers import actions
from zwgk.carriers.kinds import KINDS, CarrierKind
from zwgk.carriers.making import make_file, order_of
from zwgk.carriers.models import Carrier
from zwgk.carriers.press.make import pictures
from zwgk.carriers.queries import brand_for, changed_since, printable_items
from zwgk.carriers.source import Address
from zwgk.catalogue.models import ServiceItem
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.core.files import read
from zwgk.gongwen import MissingFonts
from zwgk.library.publishing import public_numbers
from zwgk.web.manage.forms.carriers import BannerForm, BrandForm, CarrierForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, posted, verb
from zwgk.web.shared.qr import address_warning

# A look at a page needs about this many points of its width.
_LOOK_PX = 900
_KEPT_S = 600


@access(Audience.SIGNED_IN)
def listing(request: ActorRequest) -> HttpResponse:
    """The unit's carriers, and the kinds that can be made."""
    found = Carrier.objects.editable_by(request.actor).select_related("file")
    found = found.prefetch_related("lines__item")
    rows = [(carrier, changed_since(carrier)) for carrier in found]
    context = {
        "rows": rows,
        "kinds": KINDS.values(),
        "brand": brand_for(request.actor),
        "some_items": bool(printable_items(request.actor)),
    }
    return render(request, "manage/carriers/list.html", context)


@access(Audience.SIGNED_IN, Permission.EDIT)
def new(request: ActorRequest, kind: str) -> HttpResponse:
    """Plan a carrier of a kind."""
    if kind not in KINDS:
        raise Http404
    form = _form(request, KINDS[kind], {})
    if request.method == "POST" and form.is_valid():
        given = _given(request, form)
        carrier = _tried(form, actions.plan_carrier, kind=kind, by=request.actor, **given)
        if carrier is not None:
            return redirect("manage:carrier", pk=carrier.pk)
    return _form_page(request, form, KINDS[kind], None)


@access(Audience.UNIT, Permission.EDIT)
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a carrier."""
    carrier = _own(request, pk)
    initial = {name: getattr(carrier, name) for name in ("size", "title", "subtitle", "colours")}
    initial["items"] = list(carrier.lines.values_list("item_id", flat=True))
    if carrier.width and carrier.height:
        initial |= {"length": carrier.width / 1000, "tall": carrier.height / 1000}
    form = _form(request, KINDS[carrier.kind], initial)
    if request.method == "POST" and form.is_valid():
        given = _given(request, form)
        if _tried(form, actions.change_carrier, carrier=carrier, by=request.actor, **given):
            messages.success(request, "修改已保存，请重新生成文件。")
            return redirect("manage:carrier", pk=pk)
    return _form_page(request, form, KINDS[carrier.kind], carrier)


@access(Audience.UNIT)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """A carrier as it would be printed now, with what had to be adapted."""
    carrier = _own(request, pk)
    problem, looks = "", []
    try:
        looks = list(range(1, len(_looks(request, carrier)) + 1))
    except (DomainError, MissingFonts) as error:
        problem = str(error)
    context = {
        "carrier": carrier,
        "lines": carrier.lines.all(),
        "looks": looks,
        "problem": problem,
        "changed": changed_since(carrier),
        "warning": address_warning(request),
    }
    return render(request, "manage/carriers/carrier.html", context)


@access(Audience.UNIT)
def look(request: ActorRequest, pk: int, page: int) -> HttpResponse:
    """One page as a picture."""
    try:
        found = _looks(request, _own(request, pk))
    except (DomainError, MissingFonts) as error:
        raise Http404(str(error)) from error
    if not 1 <= page <= len(found):
        raise Http404
    return HttpResponse(found[page - 1], content_type="image/png")


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def make(request: ActorRequest, pk: int) -> HttpResponse:
    """Make the file for the printer."""
    carrier = _own(request, pk)
    try:
        verb(
            request, make_file, "文件已生成，可以下载后交印刷厂。", carrier, by=request.actor,
            address=_address(request), home=_home(request),
        )  # fmt: skip
    except MissingFonts as error:
        messages.error(request, str(error))
    return redirect("manage:carrier", pk=pk)


@access(Audience.UNIT)
def file(request: ActorRequest, pk: int) -> HttpResponse:
    """The file that was made last."""
    carrier = _own(request, pk)
    if carrier.file is None:
        raise Http404
    name = f"{carrier.get_kind_display()}-{carrier.title}.pdf"
    return download(read(carrier.file), name=name, content_type="application/pdf")


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a carrier off the list."""
    carrier = _own(request, pk)
    verb(request, actions.drop_carrier, f"已删除：{carrier}。", carrier, by=request.actor)
    return redirect("manage:carriers")


@access(Audience.SIGNED_IN, Permission.EDIT)
def brand(request: ActorRequest) -> HttpResponse:
    """How the unit's carriers look."""
    held = brand_for(request.actor)
    names = ("name", "colour", "hotline", "complaint", "address")
    initial = {name: getattr(held, name) for name in names} if held else {}
    pictured = (("emblem", "徽标"), ("photo", "封面照片"))
    present = [(key, label) for key, label in pictured if held and getattr(held, key)]
    form = BrandForm(posted(request), request.FILES or None, initial=initial, present=present)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        for key in ("emblem", "photo"):
            given[key] = given[key].read() if given[key] else b""
        if _tried(form, actions.set_brand, by=request.actor, **given):
            messages.success(request, "单位标识已保存，新生成的载体按它排版。")
            return redirect("manage:carriers")
    status = 422 if form.errors else 200
    return render(
        request, "manage/carriers/brand.html", {"form": form, "brand": held}, status=status
    )


def _own(request: ActorRequest, pk: int) -> Carrier:
    rows = Carrier.objects.editable_by(request.actor).select_related("unit", "file")
    carrier: Carrier = get_object_or_404(rows.prefetch_related("lines__item"), pk=pk)
    return carrier


def _form(
    request: ActorRequest, kind: CarrierKind, initial: dict[str, Any]
) -> CarrierForm | BannerForm:
    if not kind.takes_items:
        return BannerForm(posted(request), initial=initial)
    items = printable_items(request.actor)
    return CarrierForm(posted(request), initial=initial, kind=kind, items=items)


def _given(request: ActorRequest, form: CarrierForm | BannerForm) -> dict[str, Any]:
    if isinstance(form, BannerForm):
        return form.cleaned()
    given = dict(form.cleaned_data)

    def place(pk: int) -> int:
        typed = request.POST.get(f"place-{pk}", "")
        return int(typed) if typed.isdecimal() and len(typed) < 5 else 9999

    given["items"] = sorted(given["items"], key=place)
    return given


def _tried(form: Any, act: Any, **given: Any) -> Any:
    try:
        result = act(**given)
    except DomainError as error:
        form.add_domain_error(error)
        return None
    return True if result is None else result


def _form_page(
    request: ActorRequest, form: Any, kind: CarrierKind, carrier: Carrier | None
) -> HttpResponse:
    chosen = [str(pk) for pk in form["items"].value() or []] if "items" in form.fields else []
    items = printable_items(request.actor) if kind.takes_items else []
    context = {
        "form": form,
        "kind": kind,
        "carrier": carrier,
        "items": [
            (item, str(item.pk) in chosen,
             request.POST.get(f"place-{item.pk}") or _place(chosen, str(item.pk)))
            for item in items
        ],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "manage/carriers/form.html", context, status=status)


def _place(chosen: list[str], pk: str) -> int | str:
    return chosen.index(pk) + 1 if pk in chosen else ""


def _looks(request: ActorRequest, carrier: Carrier) -> list[bytes]:
    """The pages as pictures, kept for a while: a page asks for each of them."""
    order = order_of(carrier, by=request.actor, address=_address(request), home=_home(request))
    key = f"carrier-look-{carrier.pk}-{hash(order)}"
    found: list[bytes] | None = cache.get(key)
    if found is None:
        found = pictures(order, ppi=_LOOK_PX / (order.sheet.width / 25.4))
        cache.set(key, found, _KEPT_S)
    return found


def _home(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("portal:guides"))


def _address(request: ActorRequest) -> Address:
    """Where the portal shows an item; nowhere for one that is not public."""
    sources = {item.pk: f"item:{item.pk}" for item in printable_items(request.actor)}
    numbers = public_numbers(sources.values())

    def address(item: ServiceItem) -> str:
        number = numbers.get(sources.get(item.pk, ""))
        path = reverse("portal:guide", args=[number]) if number else ""
        return request.build_absolute_uri(path) if path else ""

    return address
