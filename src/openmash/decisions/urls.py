"""Addresses of what is decided: under the enquiry, under an agency's own request, one's own."""

from django.urls import path

from openmash.decisions import views
from openmash.decisions.dissent import views as dissent
from openmash.decisions.doing import views as doing

app_name = "decisions"
ENQUIRY = "enquiries/<str:reference>/decision/"
urlpatterns = [
    path(ENQUIRY, views.decision, name="decision"),
    path(f"{ENQUIRY}draft/", views.keep_draft, name="draft"),
    path(f"{ENQUIRY}check/", views.check, name="check"),
    path(f"{ENQUIRY}views/new/", dissent.hear_view, name="hear_view"),
    path("requests/<str:reference>/view/", dissent.own_view, name="own_view"),
    path("views/<int:pk>/further/", dissent.further, name="further"),
    path("disagreements/<int:pk>/", dissent.disagreement, name="disagreement"),
    path("actions/", doing.own_list, name="actions"),
    path("actions/<int:pk>/", doing.one_action, name="action"),
]
