from django.urls import path

from openmash.enquiries.risk import views

app_name = "risk"
urlpatterns = [
    path("", views.held, name="held"),
    path("<int:pk>/offer/", views.offer, name="offer"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/decline/", views.decline, name="decline"),
]
