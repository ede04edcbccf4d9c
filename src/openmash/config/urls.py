"""Every address of the hub. Stable, bookmarkable, and never with anybody's details in them."""

from django.http import HttpResponse
from django.urls import include, path

from openmash.config.home import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", lambda request: HttpResponse("ok", content_type="text/plain"), name="healthz"),
    path("accounts/", include("openmash.agencies.sign_in_urls")),
    path("design/", include("openmash.design.urls")),
]
