"""Passes to print, the phones that entered with them, files of phones that could not send."""

from django.urls import path

from zwgk.web.manage.views import devices, passes, queue_file

urlpatterns = [
    path("parts/<int:pk>/passes/", passes.overview, name="passes"),
    path("parts/<int:pk>/passes/missing/", passes.issue_missing, name="passes-issue"),
    path("parts/<int:pk>/passes/print/", passes.sheets, name="passes-print"),
    path("parts/<int:pk>/passes/wall/", passes.issue_wall, name="pass-wall"),
    path("desks/<int:pk>/passes/", passes.of_desk, name="desk-passes"),
    path("desks/<int:pk>/passes/<str:kind>/", passes.issue, name="pass-issue"),
    path("passes/<int:pk>/print/", passes.sheet, name="pass-print"),
    path("passes/<int:pk>/revoke/", passes.revoke, name="pass-revoke"),
    path("parts/<int:pk>/devices/", devices.devices, name="devices"),
    path("devices/<uuid:pk>/", devices.device, name="device"),
    path("devices/<uuid:pk>/cut/", devices.cut, name="device-cut"),
    path("devices/<uuid:pk>/readmit/", devices.readmit, name="device-readmit"),
    path("photos/<uuid:pk>/", devices.photo, name="tally-photo"),
    path("desks/<int:pk>/import/", queue_file.bring_in, name="desk-import"),
]
