from django.urls import path

from openmash.enquiries.clocks import views

app_name = "clocks"
urlpatterns = [
    path("", views.wall, name="wall"),
    path("<int:pk>/pause/", views.pause, name="pause"),
    path("<int:pk>/resume/", views.resume, name="resume"),
]
