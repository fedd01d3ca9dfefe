"""The phone app's shell, service worker and manifest: the same for everybody.

They show nothing of anybody: what an attendant sees comes from the sync API with the phone's key.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from zwgk.web.shared.access import Audience, access

APP = "desk/app"
LIBRARIES = ("desk/vendor/idb.js", "desk/vendor/qrcode-generator.js")
# What the first screen needs; the rest comes while the attendant types a name.
# Six requests with the style sheet: as many as a browser makes at a time.
FIRST = tuple(f"desk/app/{name}.js" for name in ("boot", "dom", "enter", "store")) + LIBRARIES[:1]
_WORKER = "desk/app/worker.js"
_TEMPLATE = Path(__file__).parent.parent / "templates/desk/app.html"
_KINDS = (".js", ".css", ".svg", ".png")


def app_files() -> list[str]:
    """The static files that make the app, the worker aside, by their names."""
    folder = _path(APP)
    own = (f"{APP}/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*"))
    return sorted(
        [*(name for name in own if name.endswith(_KINDS) and name != _WORKER), *LIBRARIES]
    )


def app_version() -> str:
    """A hash of all that makes the app: another one is an update."""
    paths = [_path(name) for name in [*app_files(), _WORKER]]
    return _digest(tuple((path, path.stat().st_mtime_ns) for path in [*paths, _TEMPLATE]))


@lru_cache(maxsize=1)
def _digest(files: tuple[tuple[Path, int], ...]) -> str:
    found = hashlib.sha256()
    for path, _ in files:
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:12]


def _path(name: str) -> Path:
    found = finders.find(name)
    assert isinstance(found, str), f"{name} is missing"
    return Path(found)


@access(Audience.PUBLIC)
@require_safe
@cache_control(no_cache=True)
def shell(request: HttpRequest) -> HttpResponse:
    """The page; without the request's person, so that the worker may keep it for anybody."""
    context = {"version": app_version(), "first": [static(name) for name in FIRST]}
    return HttpResponse(get_template("desk/app.html").render(context))


@access(Audience.PUBLIC)
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, below /desk/ so that it may answer for the app's page."""
    head = {
        "VERSION": app_version(),
        "SHELL": reverse("desk:app"),
        "FILES": [*map(static, app_files()), reverse("desk:app-manifest")],
    }
    lines = [f"const {name} = {json.dumps(value)};\n" for name, value in head.items()]
    text = "".join(lines) + _path(_WORKER).read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@access(Audience.PUBLIC)
@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone needs to put the app on its home screen."""
    icons = [
        {"src": static(f"{APP}/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    icons.append({"src": static(f"{APP}/icon.svg"), "sizes": "any", "type": "image/svg+xml"})
    about = {
        "id": reverse("desk:app"), "name": "政务公开日咨询台登记", "short_name": "咨询台登记",
        "description": "咨询台来访、咨询、发放登记，没有网络也能使用。", "lang": "zh-CN",
        "start_url": reverse("desk:app"), "scope": reverse("desk:app"), "display": "standalone",
        "background_color": "#f5f6f8", "theme_color": "#a81d1a", "icons": icons,
    }  # fmt: skip
    return JsonResponse(
        about, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
