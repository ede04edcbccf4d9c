"""What information governance reviews; it stands with the audit, not with the enquiries."""

from django.urls import path

from openmash.enquiries.reading.restricted import views

app_name = "glass"
urlpatterns = [
    path("", views.broken, name="list"),
    path("<int:pk>/", views.reviewed, name="review"),
]
