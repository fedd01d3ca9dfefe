"""Pages for officials: preparing and running a campaign, then reporting on it; guides; answers."""

from zwgk.web.manage.urls import (
    carriers,
    drafts,
    enquiries,
    health,
    items,
    keys,
    library,
    outline,
    passes,
    photos,
    prepare,
    queue,
    ratings,
    report,
    screens,
    selfcheck,
    uploads,
)

app_name = "manage"
urlpatterns = [
    *prepare.urlpatterns,
    *passes.urlpatterns,
    *ratings.urlpatterns,
    *queue.urlpatterns,
    *photos.urlpatterns,
    *drafts.urlpatterns,
    *report.urlpatterns,
    *uploads.urlpatterns,
    *items.urlpatterns,
    *selfcheck.urlpatterns,
    *carriers.urlpatterns,
    *screens.urlpatterns,
    *library.urlpatterns,
    *enquiries.urlpatterns,
    *health.urlpatterns,
    *outline.urlpatterns,
    *keys.urlpatterns,
]
