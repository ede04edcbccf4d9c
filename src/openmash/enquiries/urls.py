"""The addresses of the enquiries room that have no name of their own in front.

Triage, clocks, risk, alerts, asking and answering keep their own names and are mounted beside.
"""

from openmash.enquiries.reading.urls import urlpatterns as reading

app_name = "enquiries"
urlpatterns = [*reading]
