"""Addresses below an enquiry, and the register: mounted at the root."""

from django.urls import path

from openmash.enquiries.answering.register import views as register
from openmash.enquiries.asking import views

app_name = "asking"
urlpatterns = [
    path("enquiries/<str:reference>/ask/", views.ask, name="ask"),
    path("enquiries/<str:reference>/ask/door/", views.door, name="door"),
    path("enquiries/<str:reference>/ask/put-before/", views.put_before, name="put_before"),
    path("enquiries/<str:reference>/requests/", views.requests_of_enquiry, name="requests"),
    path("partnership/not-shared/", register.not_shared, name="not_shared"),
]
