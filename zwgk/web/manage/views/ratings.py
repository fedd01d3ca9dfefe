"""What visitors said of a desk, and the codes by which they say it: slips and a poster."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.desk import ratings
from zwgk.desk.models import Rating
from zwgk.web.manage.forms.ratings import SlipsForm
from zwgk.web.manage.views.desks import own_desk
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import posted
from zwgk.web.shared.qr import address_warning, qr_image

PER_PAGE = 50


@access(Audience.UNIT)
@never_cache
def of_desk(request: ActorRequest, pk: int) -> HttpResponse:
    """The ratings of a desk, the newest first, and where to print the codes."""
    desk = own_desk(request, pk)
    rows = Rating.objects.visible_to(request.actor).filter(desk=desk)
    counts = Counter(rows.order_by().values_list("score", flat=True))
    context: dict[str, Any] = {
        "desk": desk,
        "part": desk.participation,
        "scores": [(name, counts[value]) for value, name in Rating.Score.choices],
        "total": counts.total(),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "form": SlipsForm(),
    }
    return render(request, "manage/ratings/desk.html", context)


@access(Audience.UNIT, Permission.EDIT)
@never_cache
def slips(request: ActorRequest, pk: int) -> HttpResponse:
    """So many slips to cut apart; each is good for one rating, and new ones are made each time."""
    desk = own_desk(request, pk)
    form = SlipsForm(posted(request))
    context = {"desk": desk, "part": desk.participation, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "manage/ratings/ask.html", context,
                      status=422 if form.errors else 200)  # fmt: skip
    try:
        tokens = ratings.new_tokens(desk, form.cleaned_data["count"])
    except DomainError as error:
        form.add_domain_error(error)
        return render(request, "manage/ratings/ask.html", context, status=422)
    links = (request.build_absolute_uri(ratings.link_of(token)) for token in tokens)
    context |= {
        "slips": [(token.split("-")[1], qr_image(link)) for token, link in
                  zip(tokens, links, strict=True)],
        "warning": address_warning(request),
    }  # fmt: skip
    return render(request, "manage/ratings/slips.html", context)


@access(Audience.UNIT, Permission.EDIT)
@never_cache
def poster(request: ActorRequest, pk: int) -> HttpResponse:
    """The poster that stands on the desk."""
    desk = own_desk(request, pk)
    address = reverse("intake:rate-poster", args=[ratings.poster_of(desk)])
    link = request.build_absolute_uri(address)
    context = {
        "desk": desk, "part": desk.participation, "link": link, "image": qr_image(link),
        "warning": address_warning(request),
    }  # fmt: skip
    return render(request, "manage/ratings/poster.html", context)
