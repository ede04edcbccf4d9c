"""The addresses of the tour; a hub in earnest answers them as if they were not there."""

from django.urls import path

from openmash.demo import views

app_name = "demo"
urlpatterns = [
    path("tour/", views.tour, name="tour"),
    path("tour/as/", views.play, name="play"),
]
