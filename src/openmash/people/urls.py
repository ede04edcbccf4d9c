"""The addresses of people. A reference or a number names nobody."""

from django.urls import path

from openmash.people.views import answers, matches, persons, searching, workers

app_name = "people"
urlpatterns = [
    path("", searching.search, name="list"),
    path("matches/", matches.queue, name="matches"),
    path("matches/<int:number>/", matches.match, name="match"),
    path("matches/<int:number>/undo/", answers.undo_claim, name="undo"),
    path("matches/<int:number>/second/", answers.second, name="second"),
    path("<str:reference>/", persons.person, name="person"),
    path("<str:reference>/attention/<int:number>/", answers.settle_doubt, name="attention"),
    path("<str:reference>/workers/", workers.allocate_worker, name="allocate"),
    path("<str:reference>/workers/<int:number>/", workers.end_worker, name="end_allocation"),
]
