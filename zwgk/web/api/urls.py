"""Everything under /api/v1/; each operation with the audience it declares."""

from django.urls import URLPattern, path

from zwgk.web.api.interface import api
from zwgk.web.api.serving import served
from zwgk.web.api.views import desk, private, public, reference
from zwgk.web.shared.access import Audience

_AUDIENCES = {
    public.router: Audience.PUBLIC,
    private.router: Audience.API_KEY,
    desk.door: Audience.DEVICE,
    desk.router: Audience.DEVICE,
}


def _operations() -> list[URLPattern]:
    """The operations' addresses, served as what their routers are."""
    declared = {
        operation.view_func.__name__: (audience, operation.methods)
        for router, audience in _AUDIENCES.items()
        for view in router.path_operations.values()
        for operation in view.operations
    }
    patterns, _, _ = api.urls
    return [
        path(str(entry.pattern), served(entry.callback, *declared[entry.name]), name=entry.name)
        for entry in patterns
        if isinstance(entry, URLPattern) and entry.name in declared
    ]


app_name = "api"
urlpatterns = [
    path("", reference.root, name="api-root"),
    path("docs/", reference.docs, name="docs"),
    path("openapi.json", served(reference.openapi, Audience.PUBLIC), name="openapi"),
    *_operations(),
]
