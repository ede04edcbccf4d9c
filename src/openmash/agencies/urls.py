"""The addresses of the partnership. A person has a number here, an agency its code."""

from django.urls import path

from openmash.agencies.figures.views import figures
from openmash.agencies.views import agencies, agreements, partnership, people

app_name = "partnership"
urlpatterns = [
    path("", partnership.home, name="home"),
    path("change/", partnership.change, name="change"),
    path("who-may/", partnership.who_may, name="who_may"),
    path("who-may.csv", partnership.who_may_csv, name="who_may_csv"),
    path("figures/", figures, name="figures"),
    path("agencies/add/", agencies.add, name="add_agency"),
    path("agencies/<slug:code>/", agencies.agency, name="agency"),
    path("agencies/<slug:code>/change/", agencies.change, name="change_agency"),
    path("agencies/<slug:code>/teams/add/", agencies.add_team, name="add_team"),
    path("agencies/<slug:code>/people/add/", people.add, name="add_person"),
    path("agencies/<slug:code>/agreements/add/", agreements.add, name="add_agreement"),
    path("teams/<int:team>/change/", agencies.change_team, name="change_team"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/change/", people.change, name="change_person"),
    path("people/<int:pk>/link/", people.invite, name="invite"),
    path("people/<int:pk>/roles/add/", people.grant, name="grant"),
    path("people/<int:pk>/close/", people.close, name="close"),
    path("people/<int:pk>/open/", people.reopen, name="reopen"),
    path("roles/<int:pk>/end/", people.end_role, name="end_role"),
    path("agreements/<int:pk>/", agreements.agreement, name="agreement"),
    path("agreements/<int:pk>/next/", agreements.next_version, name="next_version"),
    path("agreements/<int:pk>/end/", agreements.end, name="end_agreement"),
]
