"""The address of the gallery."""

from django.urls import path

from openmash.design import views

app_name = "design"
urlpatterns = [path("", views.gallery, name="gallery")]
