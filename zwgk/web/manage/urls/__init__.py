"""Pages for officials: preparing and running a campaign, then reporting on it; guides; answers."""

from zwgk.web.manage.urls import (
    carriers,
    enquiries,
    health,
    items,
    keys,
    library,
    outline,
    passes,
    prepare,
    ratings,
    report,
)

app_name = "manage"
urlpatterns = [
    *prepare.urlpatterns,
    *passes.urlpatterns,
    *ratings.urlpatterns,
    *report.urlpatterns,
    *items.urlpatterns,
    *carriers.urlpatterns,
    *library.urlpatterns,
    *enquiries.urlpatterns,
    *health.urlpatterns,
    *outline.urlpatterns,
    *keys.urlpatterns,
]
