"""Everything under /api/v1/; each operation with the audience it declares."""

from django.urls import URLPattern, path

from zwgk.web.api.interface import api
from zwgk.web.api.serving import served
from zwgk.web.api.views import private, reference
from zwgk.web.shared.access import Audience


def _operations() -> list[URLPattern]:
    """The operations' addresses, served as what their routers are: public, or for a key."""
    keyed = {
        operation.view_func.__name__
        for view in private.router.path_operations.values()
        for operation in view.operations
    }
    patterns, _, _ = api.urls
    return [
        path(
            str(entry.pattern),
            served(entry.callback, Audience.API_KEY if entry.name in keyed else Audience.PUBLIC),
            name=entry.name,
        )
        for entry in patterns
        if isinstance(entry, URLPattern) and entry.name != "api-root"
    ]


app_name = "api"
urlpatterns = [
    path("", reference.root, name="api-root"),
    path("docs/", reference.docs, name="docs"),
    path("openapi.json", served(reference.openapi, Audience.PUBLIC), name="openapi"),
    *_operations(),
]
