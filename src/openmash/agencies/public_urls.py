"""Pages that need no account."""

from django.urls import path

from openmash.agencies.views import public

urlpatterns = [
    path("privacy/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
]
