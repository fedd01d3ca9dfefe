"""Keys for programs that read the unit's data."""

from django.urls import path

from zwgk.web.manage.views import keys

urlpatterns = [
    path("people/keys/", keys.listing, name="api-keys"),
    path("people/keys/new/", keys.new, name="api-key-new"),
    path("people/keys/<int:pk>/revoke/", keys.revoke, name="api-key-revoke"),
]
