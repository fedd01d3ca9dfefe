"""The one interface object, with its operations."""

from zwgk.web.api import problems
from zwgk.web.api.description import ABOUT, TAGS, ReadApi
from zwgk.web.api.views import desk, private, public

api = ReadApi(
    title="政务公开日数据接口",
    version="1.0.0",
    description=ABOUT,
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    servers=[{"url": "/", "description": "本站"}],
    openapi_extra={"tags": TAGS},
)
problems.install(api)
api.add_router("", public.router)
api.add_router("", private.router)
api.add_router("", desk.door)
api.add_router("", desk.router)
