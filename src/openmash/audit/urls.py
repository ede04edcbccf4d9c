"""The addresses of the audit. A reference names nobody."""

from django.urls import path

from openmash.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.events, name="list"),
    path("who-looked.csv", views.export, name="export"),
    path("about/<path:reference>/", views.about, name="about"),
]
