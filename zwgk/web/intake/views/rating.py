"""Rating a visit: one question, no login, no script; on a slip, at the desk, on a tablet."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from zwgk.core.errors import DomainError
from zwgk.desk import ratings
from zwgk.desk.ratings import AlreadyRated, Place, WrongCode
from zwgk.web.intake import stamp as stamps
from zwgk.web.intake.limits import Limit
from zwgk.web.shared.access import Audience, access

# A whole square may share one address: only a machine at one desk's poster, or one that guesses
# codes, reaches these; a code of ours is never refused for what others did.
RATES_AT_MOST = 300  # from one address at one desk's poster, or at its tablet, in an hour
_CROWD = "现在评价的人较多，请过一会儿再评价。"
WRONG = Limit("wrong-ratings")
WRONG_AT_MOST = 60
THANKS = 4  # seconds a tablet says thank you
_SALT = "zwgk.web.intake.rated"
_DAY = 24 * 3600

View = Callable[..., HttpResponse]


def _told_plainly(view: View) -> View:
    """A code that is wrong or over gets a page that says so; guessing is bounded."""

    @wraps(view)
    def told(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        status = 404
        try:
            return view(request, **kwargs)
        except WrongCode as error:
            message = error.message
            if WRONG.count(request) >= WRONG_AT_MOST:
                message, status = "错误的评价码较多，请一小时后再试。", 429
            WRONG.add(request)
        except DomainError as error:
            message = error.message
        return render(request, "intake/rating_over.html", {"message": message}, status=status)

    return told


@access(Audience.PUBLIC)
@never_cache
@_told_plainly
def slip(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a slip, or of the code an attendant's phone shows."""
    place = ratings.place_of_token(token)
    done = ratings.rated(token) is not None
    return _one_visit(request, place, token, "slip", done=done)


@access(Audience.PUBLIC)
@never_cache
@_told_plainly
def poster(request: HttpRequest, poster: str) -> HttpResponse:
    """The page of the code that stands on a desk: one rating a day for a browser."""
    place = ratings.place_of_poster(poster)
    cookie = f"rated-{place.desk_id}"
    known = _rated_here(request, cookie)
    if known:
        return _one_visit(request, place, known, "poster", done=True)
    sent = stamps.read(request.POST.get("stamp", ""))
    crowd = Limit(f"ratings-{place.desk_id}")
    told = ""
    if request.method == "POST" and sent is None:
        told = "页面打开的时间较长，请再点一次。"
    elif request.method == "POST" and crowd.count(request) >= RATES_AT_MOST:
        told = _CROWD
    stamp = sent or stamps.fresh()
    if told:
        context = {"place": place, "scores": _SCORES, "stamp": stamp.signed, "error": told}
        return render(request, "intake/rating.html", context, status=422)
    token = ratings.visit_here(place, stamp.once)
    response = _one_visit(request, place, token, "poster", done=False, stamp=stamp.signed)
    if request.method == "POST" and ratings.rated(token):
        crowd.add(request)
        response.set_cookie(
            cookie, signing.dumps(token, salt=_SALT), max_age=_DAY, path=request.path,
            httponly=True, samesite="Lax", secure=request.is_secure(),
        )  # fmt: skip
    return response


@access(Audience.PUBLIC)
@never_cache
@_told_plainly
def kiosk(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a tablet at the desk: thanks for a moment, then ready for the next visitor."""
    place = ratings.place_of_kiosk(token)
    context = {"place": place, "kiosk": True, "scores": _SCORES}
    if request.method != "POST":
        return render(request, "intake/rating.html", context | {"stamp": stamps.fresh().signed})
    stamp = stamps.read(request.POST.get("stamp", ""))
    if stamp is None:  # the tablet stood open over night
        return redirect(request.path)
    # Whoever saw the tablet's address could go on rating from anywhere.
    crowd = Limit(f"tablet-ratings-{place.desk_id}")
    try:
        if crowd.count(request) >= RATES_AT_MOST:
            raise DomainError(_CROWD)
        visit = ratings.visit_here(place, stamp.once)
        ratings.rate(place, visit, score=request.POST.get("score", ""), channel="kiosk")
        crowd.add(request)
    except AlreadyRated:
        pass  # two taps of one finger
    except DomainError as error:
        told = {"error": error.message, "stamp": stamp.signed}
        return render(request, "intake/rating.html", context | told, status=422)
    response = render(request, "intake/rated.html", context)
    response["Refresh"] = f"{THANKS}; url={request.path}"
    return response


_SCORES = (("satisfied", "满意"), ("fair", "基本满意"), ("unsatisfied", "不满意"))


def _one_visit(
    request: HttpRequest, place: Place, token: str, channel: str, *, done: bool, stamp: str = ""
) -> HttpResponse:
    """Ask, or thank and ask for words; what was sent is kept when anything is wrong with it."""
    context: dict[str, Any] = {"place": place, "stamp": stamp, "scores": _SCORES}
    if request.method != "POST":
        return render(request, "intake/rated.html" if done else "intake/rating.html",
                      context | {"rating": ratings.rated(token)})  # fmt: skip
    words = request.POST.get("words", "")
    try:
        if "words" in request.POST:
            ratings.add_words(token, words)
        else:
            ratings.rate(place, token, score=request.POST.get("score", ""), channel=channel)
    except AlreadyRated:
        pass
    except DomainError as error:
        page = "intake/rated.html" if "words" in request.POST else "intake/rating.html"
        told = {"error": error.message, "words": words, "rating": ratings.rated(token)}
        return render(request, page, context | told, status=422)
    return redirect(request.path)


def _rated_here(request: HttpRequest, cookie: str) -> str:
    """The visit this browser rated at the desk within a day."""
    try:
        return str(signing.loads(request.COOKIES.get(cookie, ""), salt=_SALT, max_age=_DAY))
    except signing.BadSignature:
        return ""
