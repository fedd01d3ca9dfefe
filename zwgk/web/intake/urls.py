"""Public forms: ask a unit online, and read the answer."""

from django.urls import path

from zwgk.web.intake.views import asking, feedback, lookup, rating

app_name = "intake"
urlpatterns = [
    path("ask/", asking.ask, name="ask"),
    path("ask/asked/", asking.asked, name="asked"),
    path("ask/lookup/", lookup.lookup, name="lookup"),
    path("feedback/<int:number>/", feedback.guide, name="feedback"),
    path("feedback/<int:number>/thanks/", feedback.thanks, name="feedback-thanks"),
    path("rate/s/<str:token>/", rating.slip, name="rate-slip"),
    path("rate/d/<str:poster>/", rating.poster, name="rate-poster"),
    path("rate/kiosk/<str:token>/", rating.kiosk, name="rate-kiosk"),
]
