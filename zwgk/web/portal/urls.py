"""Public pages."""

from django.urls import path

from zwgk.web.portal.views import pages, summaries

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("summaries/", summaries.listing, name="summaries"),
    path("summaries/<uuid:pk>/", summaries.show, name="summary"),
    path("sitemap/", pages.sitemap, name="sitemap"),
    path("large-type/", pages.large_type, name="large-type"),
]
