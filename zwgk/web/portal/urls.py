"""Public pages."""

from django.urls import path

from zwgk.web.portal.views import (
    desks,
    figures,
    guides,
    home,
    library,
    machines,
    reading,
    search,
    verify,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("desks/", desks.listing, name="desks"),
    path("desks/<slug:slug>.ics", desks.calendar, name="calendar"),
    path("guides/", guides.listing, name="guides"),
    path("guides/<uuid:pk>/", guides.show, name="guide"),
    path("guides/<uuid:pk>.json", guides.data, name="guide-data"),
    path("guides/<uuid:pk>/files/<uuid:number>/", guides.file, name="guide-file"),
    path("answers/", reading.answers, name="answers"),
    path("answers/<uuid:pk>/", reading.answer, name="answer"),
    path("notices/", reading.notices, name="notices"),
    path("notices/<uuid:pk>/", reading.notice, name="notice"),
    path("library/", library.collections, name="library"),
    path("library/<slug:slug>/", library.collection, name="collection"),
    path("summaries/", library.summaries, name="summaries"),
    path("summaries/<uuid:pk>/", library.show, name="summary"),
    path("documents/<uuid:pk>.<slug:form>", library.download, name="download"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("figures/", figures.editions, name="figures"),
    path("figures/dictionary/", figures.dictionary, name="dictionary"),
    path("figures/dictionary.<slug:form>", figures.dictionary_data, name="dictionary-data"),
    path("figures/<slug:slug>/", figures.edition, name="edition"),
    path("figures/<slug:slug>.<slug:form>", figures.data, name="figures-data"),
    path("verify/", verify.verify, name="verify"),
    path("feeds/<slug:kind>.xml", machines.feed, name="feed"),
    path("sitemap/", home.sitemap, name="sitemap"),
    path("sitemap.xml", machines.sitemap, name="sitemap-xml"),
    path("sitemap-<int:number>.xml", machines.sitemap_part, name="sitemap-part"),
    path("robots.txt", machines.robots, name="robots"),
    path("large-type/", home.large_type, name="large-type"),
    path("script/", home.script, name="script"),
]
