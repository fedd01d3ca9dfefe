"""Pages for officials: preparing and running a campaign, then reporting on it."""

from zwgk.web.manage.urls import prepare, report

app_name = "manage"
urlpatterns = [*prepare.urlpatterns, *report.urlpatterns]
