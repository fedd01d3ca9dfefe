"""Accounts: signing in and out, and switching the acting unit."""

from django.contrib.auth import views as auth
from django.urls import path

from zwgk.web.shared import views
from zwgk.web.shared.access import Audience, access

urlpatterns = [
    path(
        "login/",
        access(Audience.PUBLIC)(
            auth.LoginView.as_view(
                template_name="shared/login.html", redirect_authenticated_user=True
            )
        ),
        name="login",
    ),
    path("logout/", access(Audience.PUBLIC)(auth.LogoutView.as_view()), name="logout"),
    path("switch/", views.switch, name="switch-unit"),
    path("password/", views.change_password, name="password"),
]
