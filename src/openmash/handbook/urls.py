"""The handbook's addresses. Anybody may read them: there is nothing of a person in a page."""

from django.urls import path

from openmash.handbook import views
from openmash.handbook.lexicon import views as lexicon
from openmash.handbook.searching import views as searching

app_name = "handbook"
urlpatterns = [
    path("handbook/", views.contents, name="contents"),
    path("handbook/sources/", views.sources, name="sources"),
    path("handbook/search/", searching.search, name="search"),
    path("handbook/<slug:chapter>/", views.chapter, name="chapter"),
    path("handbook/<slug:chapter>/from-your-job/<slug:sector>/", views.job, name="job"),
    path("handbook/<slug:chapter>/<slug:page>/", views.page, name="page"),
    path("lexicon/", views.lexicon, name="lexicon"),
    path("lexicon/say-it-plainly/", lexicon.say_it_plainly, name="say_it_plainly"),
    path("lexicon/<slug:word_id>/", lexicon.word, name="word"),
]
