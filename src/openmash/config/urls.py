"""Every address of the hub. Stable, bookmarkable, and never with anybody's details in them."""

from django.http import HttpResponse
from django.urls import include, path

from openmash.config.home import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", lambda request: HttpResponse("ok", content_type="text/plain"), name="healthz"),
    path("accounts/", include("openmash.agencies.sign_in_urls")),
    path("", include("openmash.contacts.urls")),
    path("", include("openmash.instruments.urls")),
    path("people/", include("openmash.people.urls")),
    path("enquiries/triage/", include("openmash.enquiries.triage.urls")),
    path("enquiries/clocks/", include("openmash.enquiries.clocks.urls")),
    path("enquiries/risk/", include("openmash.enquiries.risk.urls")),
    path("enquiries/alerts/", include("openmash.enquiries.alerts.urls")),
    path("enquiries/", include("openmash.enquiries.opening.urls")),
    path("requests/", include("openmash.enquiries.answering.urls")),
    path("", include("openmash.enquiries.asking.urls")),
    path("audit/break-glass/", include("openmash.enquiries.reading.restricted.urls")),
    path("", include("openmash.enquiries.urls")),
    path("", include("openmash.decisions.urls")),
    path("", include("openmash.products.urls")),
    path("partnership/", include("openmash.agencies.urls")),
    path("audit/", include("openmash.audit.urls")),
    path("", include("openmash.handbook.urls")),
    path("", include("openmash.agencies.public_urls")),
    path("", include("openmash.demo.urls")),
    path("design/", include("openmash.design.urls")),
]
