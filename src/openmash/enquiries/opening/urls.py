from django.urls import path

from openmash.enquiries.opening import views

app_name = "opening"
urlpatterns = [
    path("<str:reference>/rating/", views.rate, name="rate"),
    path("<str:reference>/basis/", views.basis, name="basis"),
]
