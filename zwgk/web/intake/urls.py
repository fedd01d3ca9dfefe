"""Public forms: ask a unit online, and read the answer."""

from django.urls import path

from zwgk.web.intake.views import asking, lookup

app_name = "intake"
urlpatterns = [
    path("ask/", asking.ask, name="ask"),
    path("ask/asked/", asking.asked, name="asked"),
    path("ask/lookup/", lookup.lookup, name="lookup"),
]
