"""Signing in and out. More ways of signing in join here."""

from allauth.account import views
from django.urls import path

from openmash.agencies import sign_in
from openmash.agencies.views.invitation import choose_password

urlpatterns = [
    path("login/", sign_in.sign_in, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("password/change/", sign_in.change_password, name="account_change_password"),
    path("link/<str:key>/", choose_password, name="account_choose_password"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    # The sign-in library asks for these by name; nobody signs themselves up here.
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
]
