from django.urls import path

from openmash.enquiries.alerts import views

app_name = "alerts"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:pk>/done/", views.mark_done, name="done"),
]
