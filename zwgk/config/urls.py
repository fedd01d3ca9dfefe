"""The URL map: the public portal at the root, pages for officials and the desk below their own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("zwgk.web.portal.urls")),
    path("", include("zwgk.web.intake.urls")),
    path("api/v1/", include("zwgk.web.api.urls")),
    path("manage/", include("zwgk.web.manage.urls")),
    path("desk/", include("zwgk.web.desk.urls")),
    path("screen/", include("zwgk.web.desk.urls_screen")),
    path("account/", include("zwgk.web.shared.urls")),
    path("support/", admin.site.urls),
]
